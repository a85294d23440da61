/// A URL that makes a client turn to somebody else's computer; the URL standard normalises every trick of writing.
///
/// `cid:`, `data:`, `mailto:` and the like stay within the message. A relative URL without a base leads nowhere. A
/// network path (`//host/x`) is taken as https, a Windows share (`\\host\x`) as what it is: opening it hands over the
/// user's credentials.
import HTML

struct RemoteURL: Sendable {
    let text: String
    let host: String?
    let parsed: WebURL?

    init?(_ octets: some Collection<UInt8>, base: WebURL?) {
        let trimmed = octets.drop { $0 <= 0x20 }
        guard !trimmed.isEmpty else { return nil }
        let bytes = Array(trimmed.prefix(Self.maximumLength))
        if base == nil, bytes.count > 2, bytes[0] == UInt8(ascii: "\\"), bytes[1] == UInt8(ascii: "\\") {
            let host = String(
                decoding: bytes.dropFirst(2).prefix { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "/") },
                as: UTF8.self)
            guard !host.isEmpty else { return nil }
            text = String(decoding: bytes, as: UTF8.self)
            self.host = host.lowercased()
            parsed = nil
            return
        }
        var found = WebURL(bytes[...], base: base)
        if found == nil, base == nil, bytes.starts(with: "//".utf8) {
            found = WebURL(Array("https:".utf8) + bytes, base: nil)
        }
        guard let url = found, let host = url.hostname, !host.isEmpty, Self.schemes.contains(url.scheme) else {
            return nil
        }
        text = url.href
        self.host = host
        parsed = url
    }

    private static let schemes: Set<String> = ["http", "https", "ftp", "ws", "wss", "file"]
    private static let maximumLength = 64 * 1024
}

extension WebURL {
    fileprivate init?(_ octets: [UInt8], base: WebURL?) { self.init(octets[...], base: base) }
}
