/// A URL that makes a client turn to somebody else's computer; the URL standard normalises every trick of writing.
///
/// `cid:`, `data:`, `mailto:` and the like stay within the message. A relative URL without a base leads nowhere. A
/// network path (`//host/x`) is taken as https, a Windows share (`\\host\x`) as what it is: opening it hands over the
/// user's credentials.
import HTML

final class RemoteURL: Sendable {
    let text: String
    let host: String
    /// nil for a Windows share.
    let parsed: WebURL?
    let webHost: WebHost
    /// Whose counter it is; nil for what is no URL of the web, too.
    let tracker: Trackers.Match?

    convenience init?(_ octets: [UInt8], base: WebURL?) { self.init(octets[...], base: base) }

    init?(_ octets: ArraySlice<UInt8>, base: WebURL?) {
        // Most say all of it themselves, as it is.
        if octets.count <= Self.maximumLength, let url = WebURL(plain: octets), let host = url.hostname {
            text = url.href
            self.host = host.reportedHost
            parsed = url
            webHost = WebHost.of(host)
            tracker = Trackers.match(url, webHost)
            return
        }
        let bytes = octets.drop { $0 <= 0x20 }
        guard !bytes.isEmpty, !Self.isWithinMessage(bytes) else { return nil }
        if base == nil, let share = Self.share(bytes) {
            text = String(decoding: bytes.prefix(Self.maximumLength), as: UTF8.self)
            host = share.reportedHost
            parsed = nil
            webHost = WebHost.of(share)
            tracker = nil
            return
        }
        guard let url = WebURL.inMessage(bytes, base: base)?.bounded(to: Self.maximumLength), let host = url.hostname, !host.isEmpty,
            Self.isRemote(url.scheme)
        else { return nil }
        text = url.href
        self.host = host.reportedHost
        parsed = url
        webHost = WebHost.of(host)
        tracker = url.isWeb ? Trackers.match(url, webHost) : nil
    }

    /// `data:` and `cid:` as they are mostly written: a picture inside the message is long, and no parser need see it.
    static func isWithinMessage(_ octets: ArraySlice<UInt8>) -> Bool {
        switch octets.first {
        case UInt8(ascii: "d"): octets.starts(with: "data:".utf8)
        case UInt8(ascii: "c"): octets.starts(with: "cid:".utf8)
        default: false
        }
    }

    /// The host of a Windows share.
    private static func share(_ octets: ArraySlice<UInt8>) -> String? {
        guard octets.count > 2, octets.prefix(2).allSatisfy({ $0 == UInt8(ascii: "\\") }) else { return nil }
        let host = octets.dropFirst(2).prefix { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "/") }
        return host.isEmpty ? nil : String(decoding: host.suffix(maximumLength), as: UTF8.self).lowercased()
    }

    private static func isRemote(_ scheme: String) -> Bool {
        switch scheme {
        case "http", "https", "ftp", "ws", "wss", "file": true
        default: false
        }
    }

    private static let maximumLength = 64 * 1024
}

extension WebURL {
    /// An address as a client reads it in a message, which has no address itself: a network path (`//host/x`) is taken as
    /// https where the document names no base. As in a URL of the web its slashes may be backslashes, and tabs and newlines
    /// count for nothing (URL §4.4).
    /// - Parameter base: see `asBase`.
    static func inMessage(_ written: ArraySlice<UInt8>, base: WebURL?) -> WebURL? {
        if let url = WebURL(written, base: base) { return url }
        let path = written.drop { $0 <= 0x20 }
        guard base == nil, let first = path.first, isSlash(first),
            let second = path.dropFirst().first(where: { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }), isSlash(second)
        else { return nil }
        return WebURL((Array("https:".utf8) + path)[...], base: nil)
    }

    /// What addresses can be relative to; nil where that falls back to nothing: `data:` and `javascript:` are refused (HTML
    /// §4.2.3), `cid:`, `mailto:` and `about:` have no hierarchy (RFC 3986 §5.1), and what is relative to another scheme that
    /// is no special one (URL §4.2) is fetched by nobody. Of a long one only the start is kept, because each address that is
    /// relative to it repeats it.
    var asBase: WebURL? { isSpecial ? bounded(to: ContentRoom.maximumAddress) : nil }

    /// Its host and the start of its path, without user information, where it is longer; nil where the host alone is, which
    /// can be none.
    func bounded(to length: Int) -> WebURL? {
        guard href.utf8.count > length else { return self }
        guard hostStart <= pathRange.lowerBound, pathRange.lowerBound - hostStart < length else { return nil }
        return WebURL((Array("\(scheme)://".utf8) + octets(hostStart..<href.utf8.count).prefix(length))[...])
    }

    private static func isSlash(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "/") || octet == UInt8(ascii: "\\") }
}
