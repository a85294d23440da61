/// What the words and the signs of an image's URL say: a counter's words, a layout picture's name, an identifier.
import HTML

struct URLWords: Sendable {
    let fileExtension: String
    let isPictureFile: Bool
    let hasQuery: Bool
    /// A word of counters stands in the path: `open`, `track`, `pixel`.
    let countsOpenings: Bool
    /// One of those words that stand for nothing else: `open.php`, `MarkRead`, not `log` or `events`.
    let surelyCountsOpenings: Bool
    /// The path is the root, or one segment.
    let isBare: Bool
    /// The file is named as layout pictures are: `spacer`, `blank`, `border_left`.
    let isLayoutPicture: Bool
    /// The file is named as pictures with a meaning are: `logo_mobile`, `header`.
    let isNamedPicture: Bool
    /// A long identifier in the query, or as a segment of the path.
    let identifierInQuery: String?
    let identifierInPath: String?
    /// Somebody's mail address in clear.
    let hasAddressInQuery: Bool
    /// A file's name of several long numbers is an identifier; date and number of a picture are shorter.
    private let hasNumberedName: Bool

    init(_ url: WebURL) {
        let path = Array(url.path.utf8.prefix(2_000))
        let segments = path.split(separator: UInt8(ascii: "/"))
        let file = segments.last ?? []
        let dot = file.lastIndex(of: UInt8(ascii: "."))
        let stem = file[..<(dot ?? file.endIndex)]
        fileExtension = dot.map { String(decoding: file[($0 + 1)...].prefix(20), as: UTF8.self).lowercased() } ?? ""
        hasQuery = url.query?.isEmpty == false
        isPictureFile = Self.pictureExtensions.contains(fileExtension)
        hasNumberedName = stem.count >= 24 && stem.count(where: Self.isDigit) >= 16
        var isLayout = false
        var isNamed = false
        if isPictureFile {
            Self.forEachWord(stem) { word, hash in
                isNamed = isNamed || Self.named.contains(hash)
                isLayout = isLayout || Self.startsLikeLayout(word)
            }
        }
        (isLayoutPicture, isNamedPicture) = (isLayout, isNamed)
        var counts = false
        Self.forEachWord(path.prefix(500)) { _, hash in counts = counts || Self.counters.contains(hash) }
        if !counts, let host = url.hostname {
            Self.forEachWord(Array(host.utf8)[...]) { _, hash in counts = counts || Self.counters.contains(hash) }
        }
        countsOpenings = counts
        surelyCountsOpenings =
            !isPictureFile && Self.humps(String(decoding: file, as: UTF8.self)).contains(where: Self.sureCounters.contains)
        isBare = segments.count <= 1
        let own = segments.dropLast(isPictureFile && stem.count < 20 ? 1 : 0)
        // Under such a directory an identifier is that of the picture, not of the reader.
        let isAsset = isPictureFile && segments.dropLast().contains { Self.assetDirectories.contains(Self.hash($0)) }
        identifierInPath = isAsset ? nil : own.first(where: Self.isIdentifier).map { String(decoding: $0, as: UTF8.self) }
        guard let query = url.query, !query.isEmpty else {
            (hasAddressInQuery, identifierInQuery) = (false, nil)
            return
        }
        hasAddressInQuery = Self.hasAddress(query)
        identifierInQuery = Array(query.utf8.prefix(4_000)).split(separator: UInt8(ascii: "&")).prefix(50).lazy
            .map { $0.split(separator: UInt8(ascii: "="), maxSplits: 1).last ?? [] }.first(where: Self.isIdentifier)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Something that a plain picture's address has not.
    var hasMark: Bool { hasQuery || identifier != nil || countsOpenings || !isPictureFile || hasNumberedName }


    /// Path or query speak of a picture with a meaning: `viewLogo`, `i=logo`, `/map?`.
    static func speaksOfPicture(_ url: String) -> Bool {
        let address = Array(url.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3).drop { $0 != UInt8(ascii: "/") }.prefix(1_000))
        return pictureWords.contains { address.holds(lowercased: $0) }
    }

    var hasLongIdentifierInQuery: Bool { (identifierInQuery?.utf8.count ?? 0) >= 32 }

    var identifier: String? { identifierInQuery ?? identifierInPath }

    private static let pictureExtensions: Set<String> = ["gif", "png", "jpg", "jpeg", "bmp", "webp", "svg", "ico"]
    private static let assetDirectories = WordSet([
        "lib", "image", "images", "img", "imgs", "assets", "asset", "company", "files", "uploads", "upload", "media",
        "static",
        "gallery", "photos", "pictures", "content", "templates",
    ])
    private static let counters = WordSet([
        "open", "opens", "opened", "track", "tracking", "tracker", "trk", "pixel", "pixels", "beacon", "beacons", "wf",
        "imp",
        "impression", "impressions", "read", "emailread", "log", "logopen", "mailopen", "emailopen", "openrate",
        "count", "counter", "stat",
        "stats", "webbug", "px", "o", "oo", "q", "e2t", "e3t", "collect", "event", "events", "receipt",
    ])
    private static let sureCounters: Set<String> = [
        "open", "opens", "opened", "track", "tracking", "trk", "pixel", "beacon", "impression", "read", "markread",
        "emailread", "logopen", "mailopen", "emailopen", "webbug", "countopen",
    ]
    private static let pictureWords: [[UInt8]] = [
        "logo", "image", "img", "photo", "banner", "header", "avatar", "map", "icon", "picture", "render", "resize",
        "barcode", "chart", "thumb", "format=", "media", "width=", "w=", "file",
    ].map { Array($0.utf8) }
    private static let layout: [[UInt8]] = [
        "space", "pixel", "pix", "px", "speck", "1x1", "blank", "transparent", "transp", "clear", "shim", "border",
        "empty", "invisible", "trans", "line", "divider",
        "gradient", "shadow", "corner", "dot", "bg", "background", "filler",
    ].map { Array($0.utf8) }
    private static let named = WordSet([
        "logo", "icon", "banner", "header", "footer", "button", "btn", "arrow", "bullet", "mobile", "desktop", "image",
        "img",
        "photo", "picture", "facebook", "twitter", "instagram", "linkedin", "youtube", "hero", "top", "bottom", "left",
        "right",
        "sidebar", "flag", "star", "badge", "avatar",
    ])

    /// `name@host.tld` as the value of a parameter.
    private static func hasAddress(_ query: String) -> Bool {
        guard query.utf8.contains(UInt8(ascii: "@")) || query.contains("%40") else { return false }
        return query.prefix(4_000).split(separator: "&").prefix(50).contains { parameter in
            let value = LinkTarget.percentDecoded(String(parameter.split(separator: "=", maxSplits: 1).last ?? ""))
            let halves = value.split(separator: "@", omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty, let dot = halves[1].lastIndex(of: ".") else { return false }
            let isName = value.utf8.allSatisfy { octet in
                octet >= 0x80 || octet == 0x40 || octet == 0x2B || (0x2D...0x2E).contains(octet) || octet == 0x5F
                    || (0x30...0x39).contains(octet) || (0x61...0x7A).contains(octet | 0x20)
            }
            return isName && halves[1][dot...].utf8.count > 2
        }
    }

    /// Runs of letters and digits, digits at the end cut: `open2` is `open`, `8px` is no `px`. With the hash of the word
    /// in lower case.
    private static func forEachWord(_ text: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, WordSet.Word) -> Void) {
        var start = text.startIndex
        while start < text.endIndex {
            guard isDigit(text[start]) || isLetter(text[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < text.endIndex, isDigit(text[end]) || isLetter(text[end]) { end += 1 }
            let next = end
            if isLetter(text[start]) { while isDigit(text[end - 1]) { end -= 1 } }
            body(text[start..<end], hash(text[start..<end]))
            start = next
        }
    }

    /// Of the text in lower case.
    private static func hash(_ text: ArraySlice<UInt8>) -> WordSet.Word {
        var word = WordSet.Word()
        for octet in text { word.append(octet &- 0x41 < 26 ? octet | 0x20 : octet) }
        return word
    }

    private static func startsLikeLayout(_ word: ArraySlice<UInt8>) -> Bool {
        layout.contains { start in
            start.count <= word.count && zip(start, word).allSatisfy { $0 == $1 || $0 == $1 | 0x20 && isLetter($1) }
        }
    }

    /// The words of a script's name, `MarkRead.aspx` or `aws_opens.pl`, in lower case; random signs have none.
    private static func humps(_ segment: String) -> [String] {
        let name = segment.prefix { $0 != "." }
        guard name.utf8.count <= 32 else { return [] }
        var words: [String] = []
        var word: [UInt8] = []
        var wasSmall = false
        for octet in name.utf8 {
            let isLarge = (0x41...0x5A).contains(octet)
            if !isLetter(octet) || isLarge && wasSmall {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            }
            if isLetter(octet) { word.append(octet | 0x20) }
            wasSmall = isLetter(octet) && !isLarge
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words.count <= 4 && words.allSatisfy { $0.utf8.count >= 3 } ? words : []
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) }

    /// Long, and not what people write: digits and letters mixed without a pattern, or a hash, a UUID, a number of many
    /// digits.
    static func isIdentifier(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count >= 12, octets.count <= 4_000 else { return false }
        var digits = 0
        var upper = 0
        var lower = 0
        var changes = 0
        var last = 0
        for octet in octets {
            let kind: Int
            switch octet {
            case 0x30...0x39: (digits, kind) = (digits + 1, 1)
            case 0x41...0x5A: (upper, kind) = (upper + 1, 2)
            case 0x61...0x7A: (lower, kind) = (lower + 1, 3)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "~"),
                UInt8(ascii: "%"),
                UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"):
                kind = 0
            default: return false
            }
            if kind != last, kind != 0, last != 0 { changes += 1 }
            last = kind == 0 ? last : kind
        }
        let letters = upper + lower
        if digits >= 16, letters == 0 { return true }
        // Words joined by hyphens change kind rarely; identifiers do so at every third sign.
        guard octets.count >= 16, letters > 0 else { return false }
        return changes * 5 >= octets.count && (digits >= 3 || upper >= 4 && lower >= 4)
    }
}
