/// Where a link leads in the end, as far as the URL itself says: many counters carry the target inside (Safe Links,
/// Google, Proofpoint, base64 in a parameter, and whoever writes `?url=https%3A%2F%2F…`).
import HTML

enum LinkTarget {
    /// The URL inside the URL; nil where there is none.
    static func unwrapped(_ url: WebURL) -> WebURL? {
        guard url.scheme == "http" || url.scheme == "https" else { return nil }
        let text = url.path + (url.query.map { "?" + $0 } ?? "")
        guard text.utf8.count > 10, text.utf8.count <= maximumLength else { return nil }
        if let host = url.hostname, host.hasPrefix("urldefense."), let inner = Proofpoint.unwrapped(text) { return inner }
        // The last one: outer counters are wrapped around inner ones.
        let decoded = Array(percentDecoded(text).utf8)
        let twice = Array(percentDecoded(String(decoding: decoded, as: UTF8.self)).utf8)
        for octets in [decoded, twice] {
            guard let start = lastScheme(octets), start > 0 else { continue }
            // In a query the value ends at the next parameter.
            let value = octets[start...].prefix { $0 != UInt8(ascii: "&") && $0 > 0x20 && $0 != UInt8(ascii: "\"") }
            if let inner = WebURL(value), let host = inner.hostname, host.contains("."), host != url.hostname {
                return inner
            }
        }
        return encoded(text, outside: url.hostname)
    }

    /// A parameter or a piece of the path that is a URL in base64: `aHR0c…` is `http`. Some put two signs before it.
    private static func encoded(_ text: String, outside host: String?) -> WebURL? {
        let octets = Array(text.utf8)
        let mark = Array("aHR0c".utf8)
        guard octets.count > 20 else { return nil }
        for start in 1..<(octets.count - mark.count) where octets[start] == mark[0] && octets[start...].starts(with: mark) {
            let value = octets[start...].prefix { octet in
                (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet & ~0x20) || octet == 0x2B
                    || octet == 0x2D || octet == 0x5F
            }
            let decoded = DataURL.base64(Array(value)).prefix { $0 > 0x20 && $0 != 0x22 }
            if let inner = WebURL(decoded), let name = inner.hostname, name.contains("."), name != host { return inner }
        }
        return nil
    }

    private static func lastScheme(_ octets: [UInt8]) -> Int? {
        guard octets.count > 8 else { return nil }
        for start in stride(from: octets.count - 8, through: 0, by: -1) where octets[start] | 0x20 == UInt8(ascii: "h")
        {
            let rest = octets[start...]
            if rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8) { return start }
        }
        return nil
    }

    private static let maximumLength = 16_000

    static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return String(decoding: percentDecoded(Array(text.utf8)), as: UTF8.self)
    }

    static func percentDecoded(_ octets: [UInt8]) -> [UInt8] {
        guard octets.contains(UInt8(ascii: "%")) else { return octets }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            if octets[index] == UInt8(ascii: "%"), index + 2 < octets.count, let high = hex(octets[index + 1]),
                let low = hex(octets[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(octets[index])
                index += 1
            }
        }
        return decoded
    }

    private static func hex(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x41 + 10
        case 0x61...0x66: octet - 0x61 + 10
        default: nil
        }
    }
}
