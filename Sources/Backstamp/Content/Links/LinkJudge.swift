/// Turns what stands in the document into a link with a judgement: its kind, whether the shown text names another
/// host, whether something stands between, whether the way is encrypted.
import Domains
import HTML

enum LinkJudge {
    /// - Parameters:
    ///   - raw: stays as it is; what is handed on otherwise is copied whole.
    ///   - facts: nil for what is no URL.
    ///   - author: the domain of who writes.
    ///   - room: for its address.
    ///   - shown: becomes the host that its text shows where that is another.
    static func judge(
        _ raw: inout HTMLContent.RawLink, _ facts: LinkFacts?, author: String?, _ room: inout ContentRoom, shown: inout String?
    ) -> Content.Link {
        let text = trimmed(raw.text)
        if raw.text.utf8.count >= Content.linkTextLimit { room.noteLongText() }
        let place = raw.document.place(raw.tag)
        guard let facts else {
            return relative(String(decoding: raw.written, as: UTF8.self), &room, text: text, place)
        }
        shown = otherHost(in: text, facts, author)
        // Neither reading may hide what the other shows.
        if shown == nil, !raw.joinedText.isEmpty { shown = otherHost(inJoined: trimmed(raw.joinedText), text, facts, author) }
        return Content.Link(facts, &room, text: text, mismatch: shown != nil, place)
    }

    /// A link whose text is its address, as in plain text, and cannot name another host.
    static func judge(
        itself target: ArraySlice<UInt8>, _ facts: LinkFacts?, _ room: inout ContentRoom, text: String, _ place: Place
    ) -> Content.Link {
        let text = trimmed(text)
        guard let facts else { return relative(String(decoding: target, as: UTF8.self), &room, text: text, place) }
        return Content.Link(facts, &room, text: text, mismatch: false, place)
    }

    /// What is no URL by itself.
    private static func relative(_ target: String, _ room: inout ContentRoom, text: String, _ place: Place) -> Content.Link {
        Content.Link(url: room.keep(target), text: text, host: nil, kind: unreadScheme(target) ?? "relative", place: place)
    }

    private static func unreadScheme(_ target: String) -> String? {
        guard target.utf8.contains(UInt8(ascii: ":")), target.contains(":") else { return nil }
        let scheme = String(target.prefix { $0 != ":" }.lowercased().filter { !$0.isWhitespace })
        return !scheme.isEmpty && scheme.utf8.count <= 20 && scheme.allSatisfy(\.isLetter) ? scheme : nil
    }

    private static func otherHost(in text: String, _ facts: LinkFacts, _ author: String?) -> String? {
        guard let target = facts.host, let shown = ShownHost.of(text, besides: target), !isSame(shown, target) else { return nil }
        // What a URL says of its own end is believed where a known redirector stands between, or the author counts: anybody
        // else may lead where he likes.
        guard let last = facts.targetHost, isSame(shown, last) else { return shown }
        return facts.isKnownRedirector || author.map { isSame(target, $0) } ?? false ? nil : shown
    }

    /// Where a word shows the host of the link itself, the words beside it, joined to it, mostly show none: `Visit` and
    /// `a.example`, `www.a.example` and `Shop`. What becomes another name all the same is one.
    private static func otherHost(inJoined joined: String, _ text: String, _ facts: LinkFacts, _ author: String?) -> String? {
        guard let target = facts.host, let shown = otherHost(in: joined, facts, author) else { return nil }
        for word in text.pieces(between: { $0 == 0x20 }) {
            guard let own = ShownHost.of(String(word), besides: target), isSame(own, target) else { continue }
            return !shown.hasSuffix(own) && PublicSuffix.endsInKnownSuffix(shown) ? shown : nil
        }
        return shown
    }

    /// `text`, without white space at its ends.
    private static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last, first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80
        else { return text }
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            var octets = text.utf8[...]
            while let last = octets.last, last == 0x20 || last &- 0x09 < 5 { octets.removeLast() }
            while let first = octets.first, first == 0x20 || first &- 0x09 < 5 { octets.removeFirst() }
            return String(Substring(octets))
        }
        var scalars = text.unicodeScalars[...]
        while let last = scalars.last, InvisibleText.isWhitespace(last) { scalars.removeLast() }
        while let first = scalars.first, InvisibleText.isWhitespace(first) { scalars.removeFirst() }
        if let first = scalars.first, let last = scalars.last, standsAlone(first), standsAlone(last) { return String(Substring(scalars)) }
        // To look for the borders of characters takes time.
        var text = text[...]
        while text.last?.isWhitespace == true { text = text.dropLast() }
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        return String(text)
    }

    /// Surely neither white space nor what makes one character with white space before it: signs of ASCII, Latin, Greek,
    /// Cyrillic, Chinese, Japanese and Korean, punctuation, arrows and pictures.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E, 0xA1...0xAC, 0xAE...0x24F, 0x391...0x3C9, 0x410...0x44F: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x2BFF, 0x3001...0x3020, 0x3041...0x3096, 0x30A1...0x30FA: true
        case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF9D: true
        default: false
        }
    }

    fileprivate static func host(_ url: WebURL) -> String? {
        if url.scheme == "mailto" {
            // RFC 6068 §2: addresses, percent-encoded; the first one counts. They may stand behind `to=`, too.
            let path = Array(url.octets(url.pathRange))
            return domain(ofFirst: path) ?? url.queryRange.flatMap { domain(inFields: Array(url.octets($0))) }
        }
        return url.hostname.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func domain(inFields fields: [UInt8]) -> String? {
        for field in fields.split(separator: UInt8(ascii: "&")) where field.prefix(3).elementsEqual("to=".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
            if let domain = domain(ofFirst: Array(field.dropFirst(3))) { return domain }
        }
        return nil
    }

    /// The domain of the first of several addresses.
    private static func domain(ofFirst addresses: [UInt8]) -> String? {
        let decoded = LinkTarget.percentDecoded(addresses)
        let text = decoded.contains { $0 >= 0x80 } ? Array(String(decoding: decoded, as: UTF8.self).lowercased().utf8) : decoded
        let first = text.drop { $0 == 0x2C }.prefix { $0 != 0x2C }
        guard first.contains(0x40), let end = first.lastIndex(where: { $0 != 0x40 }) else { return nil }
        let start = first[...end].lastIndex(of: 0x40).map { $0 + 1 } ?? first.startIndex
        return String(decoding: first[start...end].map(\.asciiLowercased), as: UTF8.self)
    }

    /// One registrable domain, or the very same host where there is none.
    static func isSame(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        guard let first = PublicSuffix.registrableDomain(of: one) else { return false }
        return first == PublicSuffix.registrableDomain(of: other)
    }

}

/// What the address of a link says by itself, whatever text stands on it.
final class LinkFacts: Sendable {
    let url: String
    let host: String?
    let kind: String
    let isRedirector: Bool
    /// The URL names its target, and its host is in the catalogue.
    let isKnownRedirector: Bool
    let target: String?
    let targetHost: String?
    let isEncrypted: Bool?

    init(_ url: WebURL) {
        self.url = url.href
        host = LinkJudge.host(url)?.reportedHost
        kind = url.host?.isAddress == true ? "address" : url.scheme
        isEncrypted = url.isSpecial ? url.scheme == "https" || url.scheme == "wss" : nil
        let inner = LinkTarget.unwrapped(url)
        target = inner?.href
        targetHost = inner?.hostname
        let name = url.hostname.map { WebHost.of($0) }
        isRedirector = inner != nil || name.map { Redirectors.isRedirector(url, $0) } ?? false
        isKnownRedirector = inner != nil && name.map { Redirectors.isKnown(url, $0) } ?? false
    }
}

extension Content.Link {
    fileprivate init(_ facts: LinkFacts, _ room: inout ContentRoom, text: String, mismatch: Bool, _ place: Place) {
        self.init(
            url: room.keep(facts.url), text: text, host: facts.host, kind: facts.kind, mismatch: mismatch,
            redirector: facts.isRedirector, target: facts.target.map { room.keep($0) }, encrypted: facts.isEncrypted, place: place)
    }
}
