/// Tells the pictures that are loaded to be counted from those that are loaded to be seen.
///
/// In this order, the first that holds names the kind: the recipient's address in the URL (`token`); host and path of
/// a known counter (`vendor`); too small to be seen (`tiny`); hidden (`hidden`); a counter's host (`vendor`); nothing but
/// invisible layout pictures from a known counter that is a third party (`spacer`); a thin line with an identifier
/// (`tiny`); an identifier with a counter's name, or on a picture without size that is alone on its host (`token`).
///
/// A spacer, a logo for small screens or any other picture with a plain name and no identifier is no beacon by its
/// size alone: everybody loads the same one.
import Domains
import HTML

struct BeaconJudge: Sendable {
    private let tokens: PersonalTokens
    /// Who writes; nil where nobody is known, and nobody is a third party then.
    let authorDomain: String?
    /// What pictures come from a host.
    private struct Pictures {
        var count = 0
        /// Something else than layout pictures is among them.
        var hasPicture = false
    }
    private let images: [ShownImage]
    /// Made when one of them is asked for, which is rare.
    private var ofHost: [String: Pictures]?

    static let limit = 1_000

    init(tokens: PersonalTokens, authorDomain: String?, images: [ShownImage]) {
        self.tokens = tokens
        self.authorDomain = authorDomain
        self.images = images
    }

    private mutating func pictures(ofHost host: String) -> Pictures? {
        let known = ofHost ?? countedPictures
        ofHost = known
        return known[host]
    }

    private var countedPictures: [String: Pictures] {
        var ofHost: [String: Pictures] = [:]
        // Most come from the host of the one before.
        var host: WebHost?
        var pictures = Pictures()
        for image in images {
            guard let words = image.words else { continue }
            if image.address.webHost !== host {
                if let host { ofHost[host.name] = pictures }
                host = image.address.webHost
                pictures = ofHost[image.address.host] ?? Pictures()
            }
            pictures.count += 1
            pictures.hasPicture = pictures.hasPicture || !words.isLayoutPicture
        }
        if let host { ofHost[host.name] = pictures }
        return ofHost
    }

    /// - Parameters:
    ///   - load: what it is, asked for where it is a beacon.
    ///   - image: how the document shows it; nil for what is no `img`.
    mutating func judge(_ address: RemoteURL, image: ShownImage?, _ load: () -> Content.RemoteLoad) -> Content.Beacon? {
        guard let url = address.parsed, url.isWeb else { return nil }
        let tracker = address.tracker
        guard var found = kind(url, address.host, tracker, image) else { return nil }
        if found.vendor == nil { found.vendor = tracker?.vendor }
        let load = load()
        var beacon = Content.Beacon(
            url: load.url, kind: found.kind, host: load.host, vendor: found.vendor, confidence: found.confidence,
            reason: found.reason, place: load.place)
        let catalogue = OperatorCatalogue.standard
        let owner = load.host.flatMap(catalogue.entry(ofHost:)) ?? found.vendor.flatMap(catalogue.entry(named:))
        beacon.country = owner?.country
        return beacon
    }

    private struct Found {
        var kind: String
        var vendor: String?
        var confidence: Double
        var reason: String
    }

    private mutating func kind(_ url: WebURL, _ host: String, _ tracker: Trackers.Match?, _ image: ShownImage?) -> Found? {
        if let wrapping = tokens.wrapping(in: url) {
            return Found(kind: "token", confidence: 0.97, reason: "the URL carries the recipient's address \(wrapping)")
        }
        if let tracker, tracker.strength == .hostAndPath {
            return Found(
                kind: "vendor", vendor: tracker.vendor, confidence: 0.95, reason: "an open counter of \(tracker.vendor)"
            )
        }
        guard let image, let words = image.words else { return nil }
        if words.hasAddressInQuery {
            return Found(
                kind: "token", vendor: tracker?.vendor, confidence: 0.85, reason: "the URL carries a mail address")
        }
        // The same for every reader: nothing in the URL tells one from another.
        let isPlainName = words.isLayoutPicture || words.isNamedPicture
        func isPlain() -> Bool {
            tracker == nil && words.identifierInQuery == nil && (isPlainName && !words.hasIdentifierInPath || !words.hasMark)
        }
        if image.shape.isTiny, !isPlain(), !image.shape.isPerhapsLine || words.hasIdentifier || tracker != nil {
            let isSure = words.hasIdentifier || words.countsOpenings || tracker != nil
            return Found(
                kind: "tiny", vendor: tracker?.vendor, confidence: isSure ? 0.95 : 0.75,
                reason: "too small to be seen" + (words.hasIdentifier ? ", with an identifier" : ""))
        }
        if let reason = image.shape.hiddenBy, !isPlain(), isHiddenCounter(image, words, tracker) {
            return Found(
                kind: "hidden", vendor: tracker?.vendor, confidence: words.hasIdentifier ? 0.85 : 0.7,
                reason: "hidden (\(reason)) and loaded all the same")
        }
        if let tracker, !image.shape.isLarge || image.shape.hiddenBy != nil, !isPlainName,
            isCounter(tracker, words, image)
        {
            return Found(
                kind: "vendor", vendor: tracker.vendor, confidence: 0.8, reason: "on a counter of \(tracker.vendor)")
        }
        if let tracker, tracker.strength == .host, words.isLayoutPicture, isThirdParty(host),
            pictures(ofHost: host)?.hasPicture != true
        {
            return Found(
                kind: "spacer", vendor: tracker.vendor, confidence: 0.7,
                reason:
                    "only invisible layout pictures are loaded from \(tracker.vendor), a third party that counts openings"
            )
        }
        if image.shape.isLine, !isPlainName, !words.isPictureFile, words.hasIdentifier, !PictureHosts.contains(host) {
            return Found(kind: "tiny", confidence: 0.85, reason: "a line too thin to be seen, with an identifier")
        }
        return unsizedCounter(words, image) ?? namedCounter(words) ?? aloneOnHost(words, image)
    }

    /// A script, not a file, that is called after what it counts and is told who: whatever the size of what it sends.
    private func namedCounter(_ words: URLWords) -> Found? {
        guard words.surelyCountsOpenings, words.identifierInQuery != nil else { return nil }
        return Found(kind: "token", confidence: 0.7, reason: "a counter's name, with an identifier")
    }

    /// Nothing said of its size or its meaning, an identifier and next to nothing else in its URL, and no other picture
    /// comes from there. Hosts that name everybody's pictures by identifiers are passed over.
    private mutating func aloneOnHost(_ words: URLWords, _ image: ShownImage) -> Found? {
        guard image.shape.isUnsized, image.alt.isEmpty, !image.isInLink, !words.isPictureFile,
            words.isBare && words.hasIdentifier || words.hasLongIdentifierInQuery,
            !URLWords.speaksOfPicture(image.address.text), pictures(ofHost: image.address.host)?.count == 1,
            !PictureHosts.contains(image.address.host)
        else { return nil }
        return Found(
            kind: "token", confidence: 0.6,
            reason: "a picture without size or text, an identifier for its name, alone on its host")
    }

    /// Hidden pictures are also those for another size of screen: these are large, or have the name of a file.
    private func isHiddenCounter(_ image: ShownImage, _ words: URLWords, _ tracker: Trackers.Match?) -> Bool {
        if tracker != nil { return true }
        if image.shape.isLarge { return false }
        return words.identifierInQuery != nil || words.hasIdentifierInPath && !words.isPictureFile
            || words.countsOpenings && words.hasMark
    }

    /// A picture without size, name or text whose URL is a counter's word and an identifier.
    private func unsizedCounter(_ words: URLWords, _ image: ShownImage) -> Found? {
        guard image.shape.width == nil, image.shape.height == nil, image.alt.isEmpty, words.hasIdentifier,
            words.countsOpenings, words.hasQuery || words.isPlainFileOrGIF
        else { return nil }
        return Found(
            kind: "token", confidence: 0.6,
            reason: "a picture without size or text, with an identifier and a counter's name")
    }

    private func isCounter(_ tracker: Trackers.Match, _ words: URLWords, _ image: ShownImage) -> Bool {
        switch tracker.strength {
        case .hostAndPath: true
        case .host: words.hasIdentifier || words.countsOpenings
        case .path:
            words.hasIdentifier && image.alt.isEmpty && image.shape.width == nil && image.shape.height == nil
        }
    }

    private func isThirdParty(_ host: String) -> Bool {
        guard let authorDomain else { return false }
        return !LinkJudge.isSame(host, authorDomain)
    }
}

/// Services that keep pictures for everybody under identifiers.
enum PictureHosts {
    private static let domains: Set<String> = [
        "googleusercontent.com", "google.com", "googleapis.com", "twimg.com", "imagedelivery.net", "githubusercontent.com",
        "fbcdn.net", "cdninstagram.com", "licdn.com", "imgur.com", "gstatic.com", "gravatar.com", "imgix.net",
        "cloudinary.com", "unsplash.com", "ytimg.com", "dropbox.com", "dropboxusercontent.com", "ggpht.com",
    ]

    static func contains(_ host: String) -> Bool {
        var rest = host[...]
        while true {
            if domains.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
    }
}
