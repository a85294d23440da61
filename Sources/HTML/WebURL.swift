/// A URL as browsers read it (WHATWG URL standard). `URLParser` makes it, `nil` where the standard says failure;
/// validation errors that the standard only warns of are not kept.
///
/// It is kept as it is written down (§4.5), in one string; the parts of the record are pieces of that. A class, because
/// a message has tens of them and each is handed on several times.
package final class WebURL: Sendable {
    /// Lower case, without the colon.
    package let scheme: String
    package let host: URLHost?
    /// The host as it is compared and shown: a domain in A-labels, an address in its canonical form, IPv6 in brackets.
    package let hostname: String?
    /// Nil where it is the scheme's own.
    package let port: UInt16?
    /// The serialisation; ASCII.
    package let href: String
    let marks: Marks

    /// Where the pieces are in the serialisation.
    struct Marks: Sendable {
        /// The colon.
        var schemeEnd = 0
        /// Behind the user information and its `@`; where there is no host, behind the colon of the scheme.
        var hostStart = 0
        /// Behind the port.
        var authorityEnd = 0
        var pathStart = 0
        /// The `?`, where there is a query.
        var pathEnd = 0
        /// The `#`, where there is a fragment.
        var queryEnd = 0
        var hasOpaquePath = false
    }

    package convenience init?(_ input: String, base: WebURL? = nil) {
        self.init(Array(input.utf8)[...], base: base)
    }

    /// - Parameters:
    ///   - octets: UTF-8; what is none becomes U+FFFD.
    ///   - base: what a relative URL is relative to.
    package convenience init?(_ octets: ArraySlice<UInt8>, base: WebURL? = nil) {
        if let plain = PlainURL(octets) {
            self.init(plain)
            return
        }
        var parser = URLParser(octets, base: base)
        guard parser.parse() else { return nil }
        self.init(parser)
    }

    /// nil for what `PlainURL` does not read, be it a URL or not.
    package convenience init?(plain octets: ArraySlice<UInt8>) {
        guard let plain = PlainURL(octets) else { return nil }
        self.init(plain)
    }

    /// The host name of a URL of which nothing else is asked.
    package static func hostname(of octets: ArraySlice<UInt8>) -> String? {
        PlainURL(octets)?.host ?? WebURL(octets)?.hostname
    }

    private init(_ plain: PlainURL) {
        let name = plain.host
        scheme = plain.scheme
        hostname = name
        host = .domain(name)
        port = nil
        href = plain.href
        marks = plain.marks
    }

    private init(_ parser: URLParser) {
        scheme = parser.scheme
        host = parser.host
        hostname = parser.host?.description
        port = parser.port
        href = String(decoding: parser.output, as: UTF8.self)
        marks = parser.marks
    }

    // MARK: Pieces

    package func octets(_ range: Range<Int>) -> Substring.UTF8View {
        let octets = href.utf8
        let start = octets.index(octets.startIndex, offsetBy: range.lowerBound)
        return octets[start..<octets.index(start, offsetBy: range.count)]
    }

    /// Segments with a slash before each; or an opaque path as in `mailto:a@example.org`. Percent-encoded, as are
    /// `username`, `password`, `query` and `fragment`.
    package var path: String { text(pathRange) }

    package var pathRange: Range<Int> { marks.pathStart..<marks.pathEnd }

    package var query: String? { queryRange.map(text) }

    /// Without the `?`.
    package var queryRange: Range<Int>? { marks.pathEnd < marks.queryEnd ? marks.pathEnd + 1..<marks.queryEnd : nil }

    /// Path and query with the `?` between them.
    package var targetRange: Range<Int> { marks.pathStart..<marks.queryEnd }

    /// Behind the user information, up to the port where there is one, else to the path.
    package var hostStart: Int { marks.hostStart }

    package var fragment: String? { marks.queryEnd < href.utf8.count ? text(marks.queryEnd + 1..<href.utf8.count) : nil }

    package var username: String { text(userinfo.username) }

    package var password: String { text(userinfo.password) }

    package var hasOpaquePath: Bool { marks.hasOpaquePath }

    private var userinfo: (username: Range<Int>, password: Range<Int>) {
        let start = marks.schemeEnd + 3
        let end = marks.hostStart - 1
        guard host != nil, end > start else { return (0..<0, 0..<0) }
        let octets = href.utf8.span
        var colon = start
        while colon < end, octets[colon] != 0x3A { colon += 1 }
        return colon < end ? (start..<colon, colon + 1..<end) : (start..<end, 0..<0)
    }

    private func text(_ range: Range<Int>) -> String { String(Substring(octets(range))) }

    // MARK: Special schemes (§4.2)

    package var isSpecial: Bool { Self.isSpecial(scheme) }

    /// `http` or `https`.
    package var isWeb: Bool { scheme == "http" || scheme == "https" }

    static func isSpecial(_ scheme: String) -> Bool {
        switch scheme {
        case "http", "https", "ws", "wss", "ftp", "file": true
        default: false
        }
    }

    package static func defaultPort(of scheme: String) -> UInt16? {
        switch scheme {
        case "http", "ws": 80
        case "https", "wss": 443
        case "ftp": 21
        default: nil
        }
    }
}

extension WebURL: Hashable {
    package static func == (one: WebURL, other: WebURL) -> Bool { one === other || one.href == other.href }

    package func hash(into hasher: inout Hasher) { hasher.combine(href) }
}

/// §3.1.
package enum URLHost: Sendable, Hashable, CustomStringConvertible {
    /// ASCII, lower case.
    case domain(String)
    case ipv4(UInt32)
    /// Eight pieces.
    case ipv6([UInt16])
    /// Of a scheme that is not special: percent-encoded, otherwise uninterpreted.
    case opaque(String)
    case empty

    package var isAddress: Bool {
        switch self {
        case .ipv4, .ipv6: true
        case .domain, .opaque, .empty: false
        }
    }

    package var description: String {
        switch self {
        case .domain(let name), .opaque(let name): name
        case .ipv4(let address): IPv4Parser.serialise(address)
        case .ipv6(let pieces): "[" + IPv6Parser.serialise(pieces) + "]"
        case .empty: ""
        }
    }
}
