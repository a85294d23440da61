/// What the words and the signs of an image's URL say: a counter's words, a layout picture's name, an identifier.
///
/// What is asked of every picture is read at once; the rest when it is asked for, because most pictures have a size or a
/// text that tells enough.
import HTML

final class URLWords: Sendable {
    private let url: WebURL
    private let host: WebHost
    /// The last segment of the path.
    private let file: Range<Int>
    private let stemLength: Int
    /// No file extension, or that of the pictures that counters send.
    let isPlainFileOrGIF: Bool
    let isPictureFile: Bool
    /// The file is named as layout pictures are: `spacer`, `blank`, `border_left`.
    let isLayoutPicture: Bool
    /// The file is named as pictures with a meaning are: `logo_mobile`, `header`.
    let isNamedPicture: Bool

    init(_ url: WebURL, _ host: WebHost) {
        self.url = url
        self.host = host
        let octets = url.href.utf8
        let path = octets.span.extracting(Self.pathRange(url))
        file = Self.file(path)
        let name = path.extracting(file)
        let dot = Self.last(UInt8(ascii: "."), in: name)
        let stem = name.extracting(first: dot ?? name.count)
        stemLength = stem.count
        let ending = name.extracting(droppingFirst: dot.map { $0 + 1 } ?? name.count)
        isPictureFile = Self.pictureExtensions.contains(Self.hash(ending))
        isPlainFileOrGIF = ending.isEmpty || Self.hash(ending).hash == Self.gif.hash
        (isLayoutPicture, isNamedPicture) = isPictureFile ? Self.pictureName(stem) : (false, false)
    }

    private static func pathRange(_ url: WebURL) -> Range<Int> { url.pathRange.prefix(2_000) }

    var hasQuery: Bool { url.queryRange?.isEmpty == false }

    /// A word of counters stands in the path: `open`, `track`, `pixel`.
    var countsOpenings: Bool {
        let octets = url.href.utf8
        return host.hasCounterWord || Self.holdsCounterWord(octets.span.extracting(url.pathRange.prefix(500)))
    }

    /// One of those words that stand for nothing else: `open.php`, `MarkRead`, not `log` or `events`.
    var surelyCountsOpenings: Bool {
        let octets = url.href.utf8
        return !isPictureFile && Self.isCounterName(octets.span.extracting(Self.pathRange(url)).extracting(file))
    }

    /// The path is the root, or one segment.
    var isBare: Bool { segments.count <= 1 }

    /// As a segment of the path.
    var hasIdentifierInPath: Bool { segments.hasIdentifier }

    private var segments: Segments {
        let octets = url.href.utf8
        return Segments(octets.span.extracting(Self.pathRange(url)), file, isPictureFile: isPictureFile, stemLength: stemLength)
    }

    /// The octets of a long identifier in the query; nil where there is none.
    var identifierInQuery: Int? {
        guard let query = url.queryRange, !query.isEmpty else { return nil }
        let octets = url.href.utf8
        return Self.identifier(inQuery: octets.span.extracting(query.prefix(4_000)))
    }

    /// Somebody's mail address in clear.
    var hasAddressInQuery: Bool {
        guard let query = url.queryRange, !query.isEmpty else { return false }
        let octets = url.href.utf8
        return Self.hasAddress(octets.span.extracting(query))
    }

    /// A file's name of several long numbers is an identifier; date and number of a picture are shorter.
    private var hasNumberedName: Bool {
        let octets = url.href.utf8
        let name = octets.span.extracting(Self.pathRange(url)).extracting(file)
        return stemLength >= 24 && Self.digits(name.extracting(first: stemLength)) >= 16
    }

    /// Something that a plain picture's address has not.
    var hasMark: Bool { hasQuery || hasIdentifier || countsOpenings || !isPictureFile || hasNumberedName }

    /// Path or query speak of a picture with a meaning: `viewLogo`, `i=logo`, `/map?`.
    static func speaksOfPicture(_ url: String) -> Bool {
        let address = Array(url.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3).drop { $0 != UInt8(ascii: "/") }.prefix(1_000))
        return pictureWords.contains { address.holds(lowercased: $0) }
    }

    var hasLongIdentifierInQuery: Bool { (identifierInQuery ?? 0) >= 32 }

    var hasIdentifier: Bool { identifierInQuery != nil || hasIdentifierInPath }

    private static let pictureExtensions = WordSet(["gif", "png", "jpg", "jpeg", "bmp", "webp", "svg", "ico"])
    private static let gif = WordSet.Word(Array("gif".utf8)[...])
    static let assetDirectories = WordSet([
        "lib", "image", "images", "img", "imgs", "assets", "asset", "company", "files", "uploads", "upload", "media",
        "static",
        "gallery", "photos", "pictures", "content", "templates",
    ])
    static let counters = WordSet([
        "open", "opens", "opened", "track", "tracking", "tracker", "trk", "pixel", "pixels", "beacon", "beacons", "wf",
        "imp",
        "impression", "impressions", "read", "emailread", "log", "logopen", "mailopen", "emailopen", "openrate",
        "count", "counter", "stat",
        "stats", "webbug", "px", "o", "oo", "q", "e2t", "e3t", "collect", "event", "events", "receipt",
    ])
    static let sureCounters = WordSet([
        "open", "opens", "opened", "track", "tracking", "trk", "pixel", "beacon", "impression", "read", "markread",
        "emailread", "logopen", "mailopen", "emailopen", "webbug", "countopen",
    ])
    private static let pictureWords: [[UInt8]] = [
        "logo", "image", "img", "photo", "banner", "header", "avatar", "map", "icon", "picture", "render", "resize",
        "barcode", "chart", "thumb", "format=", "media", "width=", "w=", "file",
    ].map { Array($0.utf8) }
    /// By their first octet.
    static let layout: [[[UInt8]]] = [
        "space", "pixel", "pix", "px", "speck", "1x1", "blank", "transparent", "transp", "clear", "shim", "border",
        "empty", "invisible", "trans", "line", "divider",
        "gradient", "shadow", "corner", "dot", "bg", "background", "filler",
    ].reduce(into: Array(repeating: [], count: 256)) { $0[Int($1.utf8.first ?? 0)].append(Array($1.utf8)) }
    static let named = WordSet([
        "logo", "icon", "banner", "header", "footer", "button", "btn", "arrow", "bullet", "mobile", "desktop", "image",
        "img",
        "photo", "picture", "facebook", "twitter", "instagram", "linkedin", "youtube", "hero", "top", "bottom", "left",
        "right",
        "sidebar", "flag", "star", "badge", "avatar",
    ])
}
