/// What a tag makes a client fetch: by its attributes (`LoadingAttributes`), as `link`, as `meta`. The addresses are read
/// behind the walk.
import Domains
import HTML

extension HTMLInspection {
    /// - Parameters:
    ///   - style: of the element; nil where nothing is declared.
    ///   - hiddenBy: why it cannot be seen.
    mutating func loads(of walker: borrowing HTMLWalker, _ style: ElementStyle?, hiddenBy: Hiding?) {
        let tag = walker.tag
        // Most elements load nothing: none of their attributes can.
        guard tag.hasAny(loadingAttributes[Int(tag.name.rawValue)]) else { return }
        let origin = TagOrigin.tag(tag, document)
        let mayShow = Self.mayShowPicture(tag.name)
        let shape = mayShow ? (style ?? ElementStyle.none).shape(of: walker, hiddenBy: hiddenBy) : ImageShape()
        if tag.has(.background), let value = walker.value(.background), tag.name != .vBackground {
            add(value, "background", origin)
        }
        if tag.hasAny(LoadingAttributes.presentation), walker.isSVG { presented(walker, origin) }
        switch tag.name {
        case .image: content.imageCount += 1
        case .img:
            content.imageCount += 1
            if !tag.has(.src), let source = misquotedSource(document.place(tag).text) {
                add(source[...], "img-misquoted", origin, shape: shape, alt: "")
            }
        case .input:
            guard walker[.type]?.lowercased() == "image", let source = walker.value(.src) else { break }
            content.imageCount += 1
            add(source, "input-image", origin, shape: shape, alt: walker[.alt])
        default: break
        }
        let rows = LoadingAttributes.rows(tag.name)
        for index in rows.indices where tag.has(rows.span[index].attribute) {
            let row = rows[index]
            guard let value = walker.value(row.attribute), !value.isEmpty else { continue }
            switch row.reading {
            case .url:
                if row.kind == "base" {
                    if !isInert(walker) { setBase(value) }
                    continue
                }
                // A parameter's value may be anything; only a whole URL is one.
                if row.kind == "param", WebURL(value) == nil { continue }
                if row.isImage {
                    add(value, row.kind, origin, shape: shape, alt: walker[.alt])
                } else {
                    add(value, row.kind, origin)
                }
            case .sourceSet: addAll(SourceSet.urls(value), row.kind, origin)
            case .spaces: addAll(SourceSet.pieces(value, commas: false), row.kind, origin)
            case .commas: addAll(SourceSet.pieces(value, commas: true), row.kind, origin)
            }
        }
    }

    /// HTML §4.2.3: the first one that is a URL counts.
    private mutating func setBase(_ value: ArraySlice<UInt8>) {
        guard !hasBase, let url = WebURL.inMessage(value, base: base) else { return }
        hasBase = true
        guard let bounded = url.asBase else { return }
        base = bounded
        if bounded !== url { room.noteLongAddress() }
    }

    private mutating func presented(_ walker: borrowing HTMLWalker, _ origin: TagOrigin) {
        for name in LoadingAttributes.presented where walker.tag.has(name) {
            guard let value = walker.value(name) else { continue }
            let loads = DocumentStyle.loads(Array("\(name.text):".utf8) + value)
            noteLimit(of: loads)
            for load in loads { add(load.url, load.kind, origin) }
        }
    }

    /// - Parameter loads: what a style loads.
    mutating func noteLimit(of loads: [DocumentStyle.Load]) {
        if loads.count > CSSParser.maximumURLs { content.limits.insert("more than \(CSSParser.maximumURLs) addresses in one style") }
    }

    /// The elements that load something to look at: see `LoadingAttributes.Row.isImage`.
    private static func mayShowPicture(_ element: ElementName) -> Bool {
        switch element {
        case .img, .image, .input, .ampImg, .ampAnim: true
        default: false
        }
    }

    /// A quote left open before `src="…"` makes it part of other attributes: browsers load nothing then, lenient clients
    /// and scanners do, and take a host name without a scheme for what it was meant to be.
    func misquotedSource(_ text: String) -> [UInt8]? {
        let octets = Array(text.utf8)
        let opening = Array(" src=\"".utf8)
        guard octets.count > opening.count else { return nil }
        for start in 0..<(octets.count - opening.count) where octets[start] == 0x20 && octets[start...].starts(with: opening) {
            let source = Array(octets[(start + opening.count)...].prefix { $0 != 0x22 })
            if source.starts(with: "http".utf8) { return source }
            let host = source.prefix { $0 != UInt8(ascii: "/") }
            guard host.count < source.count, host.count < 254, host.contains(UInt8(ascii: ".")),
                host.allSatisfy({ $0.isHostOctet }),
                PublicSuffix.endsInKnownSuffix(String(decoding: host, as: UTF8.self).lowercased())
            else { continue }
            return Array("http://".utf8) + source
        }
        return nil
    }

    mutating func linkElement(_ walker: borrowing HTMLWalker) {
        // Every keyword may load: stylesheet, icon, preload, prefetch, dns-prefetch, preconnect, … (HTML §4.6.7).
        let relations = (walker[.rel] ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(4)
        let kind = relations.isEmpty ? "link" : "link-" + relations.joined(separator: "-")
        let origin = TagOrigin.tag(walker.tag, document)
        if let target = walker.value(.href) { add(target, kind, origin) }
        if let set = walker.value(.imagesrcset) { addAll(SourceSet.urls(set), kind, origin) }
    }

    mutating func meta(_ walker: borrowing HTMLWalker) {
        guard let directive = walker[.httpEquiv]?.lowercased(), let value = walker.value(.content) else { return }
        let origin = TagOrigin.tag(walker.tag, document)
        let read = value.prefix(Self.maximumMeta)
        switch directive {
        case "refresh": refresh(value, origin)
        // A header field that some clients read here (RFC 8288 §3).
        case "link":
            for piece in read.split(separator: UInt8(ascii: "<")) where piece.contains(UInt8(ascii: ">")) {
                add(piece.prefix { $0 != UInt8(ascii: ">") }, "meta-link", origin)
            }
        // A policy reports to where it says (CSP 3 §6.5.1).
        case "content-security-policy", "content-security-policy-report-only":
            for directive in read.split(separator: UInt8(ascii: ";")) {
                let words = directive.split { $0 <= 0x20 }
                guard words.first?.elementsEqual("report-uri".utf8) == true else { continue }
                for word in words.dropFirst() { add(word, "meta-policy-report", origin) }
            }
        default: return
        }
        guard directive != "refresh", read.count < value.count else { return }
        content.limits.insert("more than \(Self.maximumMeta) octets in a meta element")
    }

    private static let maximumMeta = 8_000

    /// HTML §4.2.5.3: seconds, a semicolon, a comma or white space, then `url=` in any case, quotes allowed.
    mutating func refresh(_ value: ArraySlice<UInt8>, _ origin: TagOrigin) {
        let start = value.drop { $0 <= 0x20 }
        let end = start.drop { (0x30...0x39).contains($0) || $0 == 0x2E }
        // Without a time it is none.
        guard end.startIndex > start.startIndex else { return }
        var rest = end.drop { $0 <= 0x20 }
        if rest.first == UInt8(ascii: ";") || rest.first == UInt8(ascii: ",") {
            rest = rest.dropFirst().drop { $0 <= 0x20 }
        } else if end.startIndex == rest.startIndex {
            return
        }
        if rest.prefix(3).elementsEqual("url".utf8, by: { $0 | 0x20 == $1 }) {
            let after = rest.dropFirst(3).drop { $0 <= 0x20 }
            if after.first == UInt8(ascii: "=") { rest = after.dropFirst().drop { $0 <= 0x20 } }
        }
        if let quote = rest.first, quote == 0x22 || quote == 0x27 { rest = rest.dropFirst().prefix { $0 != quote } }
        if !rest.isEmpty { add(rest, "meta-refresh", origin) }
    }

    private mutating func addAll(_ urls: [[UInt8]], _ kind: String, _ origin: TagOrigin) {
        if urls.count >= SourceSet.limit {
            content.limits.insert("more than \(SourceSet.limit - 1) addresses in one attribute")
        }
        for url in urls { add(url[...], kind, origin) }
    }

    @inline(never) mutating func add(
        _ octets: ArraySlice<UInt8>, _ kind: String, _ origin: TagOrigin, shape: ImageShape? = nil, alt: String? = nil
    ) {
        guard kind == "css-import" || !RemoteURL.isWithinMessage(octets) else { return }
        if loads.isEmpty { loads.reserveCapacity(HTMLContent.usualCount) }
        loads.append(
            MetLoad(
                written: octets, base: base, kind: kind, origin: origin, shape: shape, alt: alt ?? "", isInLink: openLink != nil))
        if loads.count == MetLoad.limit { readLoads() }
    }

    /// Those that were met since the last time.
    mutating func readLoads() {
        guard !loads.isEmpty else { return }
        var addresses = AddressCache<LoadedAddress>()
        addresses.reserve(loads.count)
        if content.loads.isEmpty {
            content.loads.reserveCapacity(loads.count)
            content.loadURLs.reserveCapacity(loads.count)
        }
        var met: [MetLoad] = []
        swap(&met, &loads)
        for index in met.indices { read(&met[index], &addresses) }
    }

    /// - Parameter load: stays as it is; what is handed on otherwise is copied whole.
    private mutating func read(_ load: inout MetLoad, _ addresses: inout AddressCache<LoadedAddress>) {
        let address = addresses.entry(load.written, base: load.base) { written, base in
            LoadedAddress(url: RemoteURL(written, base: base))
        }
        guard let url = addresses[address].url else {
            guard load.kind == "css-import", let data = DataURL(load.written), data.kind == .styleSheet else { return }
            if data.isTruncated { content.limits.insert("more than \(DataURL.maximumLength) octets in a data: address") }
            let inside = DocumentStyle.loads(data.content[...])
            noteLimit(of: inside)
            for inner in inside where inner.kind != "css-import" {
                var met = MetLoad(written: inner.url, base: load.base, kind: inner.kind, origin: load.origin)
                read(&met, &addresses)
            }
            return
        }
        guard room.loads > 0 else {
            content.limits.insert("more than \(Content.loadLimit) loads")
            return
        }
        room.loads -= 1
        if let shape = load.shape {
            let words = addresses[address].words ?? url.parsed.map { URLWords($0, url.webHost) }
            addresses[address].words = words
            content.images.append(
                ShownImage(
                    address: url, words: words, shape: shape, alt: load.alt, isInLink: load.isInLink,
                    loadIndex: content.loads.count))
        }
        content.loads.append(Content.RemoteLoad(url: room.keep(url.text), kind: load.kind, host: url.host, place: load.origin.place))
        content.loadURLs.append(url)
    }
}

/// What a client may fetch, as the walk met it.
struct MetLoad: Sendable {
    let written: ArraySlice<UInt8>
    /// What the address is relative to.
    let base: WebURL?
    let kind: String
    let origin: TagOrigin
    /// nil for what is not looked at.
    var shape: ImageShape?
    var alt = ""
    var isInLink = false

    /// A document of very many has them read in between, so that they take little memory.
    static let limit = 500
}

/// The address of a load, and what the words of its URL say where it is a picture's.
private struct LoadedAddress {
    let url: RemoteURL?
    var words: URLWords?
}

extension UInt8 {
    fileprivate var isHostOctet: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || self == 0x2D || self == 0x2E
    }
}
