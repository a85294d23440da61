/// Tells the pictures that are loaded to be counted from those that are loaded to be seen.
///
/// In this order, the first that holds names the kind: the recipient's address in the URL (`token`); host and path of
/// a known counter (`vendor`); too small to be seen (`tiny`); hidden (`hidden`); a counter's host (`vendor`); nothing but
/// invisible layout pictures from a known counter that is a third party (`spacer`); a long identifier on a picture without size (`token`).
///
/// A spacer, a logo for small screens or any other picture with a plain name and no identifier is no beacon by its
/// size alone: everybody loads the same one.
import Domains
import HTML

struct BeaconJudge: Sendable {
    private var tokens: PersonalTokens
    /// Who writes; nil where nobody is known, and nobody is a third party then.
    let authorDomain: String?
    /// Hosts from which something else than layout pictures comes.
    private var hostsWithPictures: Set<String> = []

    static let limit = 1_000

    init(tokens: PersonalTokens, authorDomain: String?, images: [ShownImage]) {
        self.tokens = tokens
        self.authorDomain = authorDomain
        for image in images {
            guard let host = image.load.host, let words = image.words else { continue }
            if !words.isLayoutPicture { hostsWithPictures.insert(host) }
        }
    }

    /// - Parameter image: how the document shows it; nil for what is no `img`.
    mutating func judge(_ load: Content.RemoteLoad, url: WebURL?, image: ShownImage?) -> Content.Beacon? {
        guard let url, url.scheme == "http" || url.scheme == "https" else { return nil }
        let tracker = vendor(url)
        guard var found = kind(load, tracker, image) else { return nil }
        if found.vendor == nil { found.vendor = tracker?.vendor }
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

    private mutating func kind(_ load: Content.RemoteLoad, _ tracker: Trackers.Match?, _ image: ShownImage?) -> Found? {
        if let wrapping = tokens.wrapping(in: load.url) {
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
        let isPlain =
            tracker == nil && words.identifierInQuery == nil
            && (isPlainName && words.identifierInPath == nil || !words.hasMark)
        if image.shape.isTiny, !isPlain, !image.shape.isPerhapsLine || words.identifier != nil || tracker != nil {
            let isSure = words.identifier != nil || words.countsOpenings || tracker != nil
            return Found(
                kind: "tiny", vendor: tracker?.vendor, confidence: isSure ? 0.95 : 0.75,
                reason: "too small to be seen" + (words.identifier == nil ? "" : ", with an identifier"))
        }
        if let reason = image.shape.hiddenBy, !isPlain, isHiddenCounter(image, words, tracker) {
            return Found(
                kind: "hidden", vendor: tracker?.vendor, confidence: words.identifier == nil ? 0.7 : 0.85,
                reason: "hidden (\(reason)) and loaded all the same")
        }
        if let tracker, !image.shape.isLarge || image.shape.hiddenBy != nil, !isPlainName,
            isCounter(tracker, words, image)
        {
            return Found(
                kind: "vendor", vendor: tracker.vendor, confidence: 0.8, reason: "on a counter of \(tracker.vendor)")
        }
        if let tracker, tracker.strength == .host, words.isLayoutPicture, isThirdParty(load.host), let host = load.host,
            !hostsWithPictures.contains(host)
        {
            return Found(
                kind: "spacer", vendor: tracker.vendor, confidence: 0.7,
                reason:
                    "only invisible layout pictures are loaded from \(tracker.vendor), a third party that counts openings"
            )
        }
        return unsizedCounter(words, image)
    }

    /// Hidden pictures are also those for another size of screen: these are large, or have the name of a file.
    private func isHiddenCounter(_ image: ShownImage, _ words: URLWords, _ tracker: Trackers.Match?) -> Bool {
        if tracker != nil { return true }
        if image.shape.isLarge { return false }
        return words.identifierInQuery != nil || words.identifierInPath != nil && !words.isPictureFile
            || words.countsOpenings && words.hasMark
    }

    /// A picture without size, name or text whose URL is a counter's word and an identifier.
    private func unsizedCounter(_ words: URLWords, _ image: ShownImage) -> Found? {
        guard image.shape.width == nil, image.shape.height == nil, image.alt.isEmpty, words.identifier != nil,
            words.countsOpenings, words.hasQuery || words.fileExtension.isEmpty || words.fileExtension == "gif"
        else { return nil }
        return Found(
            kind: "token", confidence: 0.6,
            reason: "a picture without size or text, with an identifier and a counter's name")
    }

    private func isCounter(_ tracker: Trackers.Match, _ words: URLWords, _ image: ShownImage) -> Bool {
        switch tracker.strength {
        case .hostAndPath: true
        case .host: words.identifier != nil || words.countsOpenings
        case .path:
            words.identifier != nil && image.alt.isEmpty && image.shape.width == nil && image.shape.height == nil
        }
    }

    private func vendor(_ url: WebURL) -> Trackers.Match? {
        guard let host = url.hostname else { return nil }
        return Trackers.match(host: host, target: url.path + (url.query.map { "?" + $0 } ?? ""))
    }

    private func isThirdParty(_ host: String?) -> Bool {
        guard let host, let authorDomain else { return false }
        return !LinkJudge.isSame(host, authorDomain)
    }
}
