/// A URL as browsers read it (WHATWG URL standard): the record, and its serialisation. `URLParser` makes it, `nil`
/// where the standard says failure; validation errors that the standard only warns of are not kept.
package struct WebURL: Sendable, Hashable {
    /// Lower case, without the colon.
    package internal(set) var scheme = ""
    /// Percent-encoded, as are `password`, `path`, `query` and `fragment`.
    package internal(set) var username = ""
    package internal(set) var password = ""
    package internal(set) var host: URLHost?
    /// Nil where it is the scheme's own.
    package internal(set) var port: UInt16?
    /// Segments with a slash before each; or an opaque path as in `mailto:a@example.org`.
    package internal(set) var path = ""
    package internal(set) var hasOpaquePath = false
    package internal(set) var query: String?
    package internal(set) var fragment: String?

    init() {}

    /// - Parameter base: what a relative URL is relative to.
    package init?(_ input: String, base: WebURL? = nil) {
        self.init(Array(input.utf8)[...], base: base)
    }

    /// - Parameter octets: UTF-8; what is none becomes U+FFFD.
    package init?(_ octets: ArraySlice<UInt8>, base: WebURL? = nil) {
        var parser = URLParser(octets, base: base)
        guard let url = parser.parse() else { return nil }
        self = url
    }

    // MARK: Special schemes (§4.2)

    package var isSpecial: Bool { Self.isSpecial(scheme) }

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

    // MARK: Serialisation (§4.5)

    package var href: String {
        var text = scheme
        text += ":"
        if let host {
            text += "//"
            if !username.isEmpty || !password.isEmpty {
                text += username
                if !password.isEmpty {
                    text += ":"
                    text += password
                }
                text += "@"
            }
            text += host.description
            if let port {
                text += ":"
                text += String(port)
            }
        } else if !hasOpaquePath, path.utf8.starts(with: "//".utf8) {
            // So that the path is not read as a host again.
            text += "/."
        }
        text += path
        if let query {
            text += "?"
            text += query
        }
        if let fragment {
            text += "#"
            text += fragment
        }
        return text
    }

    /// The host as it is compared and shown: a domain in A-labels, an address in its canonical form, IPv6 in brackets.
    package var hostname: String? { host?.description }
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
