/// Where a link leads in the end, as far as the URL itself says: many counters carry the target inside (Safe Links,
/// Google, Proofpoint, base64 in a parameter, and whoever writes `?url=https%3A%2F%2F…`).
import Domains
import HTML

enum LinkTarget {
    /// The URL inside the URL; nil where there is none.
    static func unwrapped(_ url: WebURL) -> WebURL? {
        guard url.scheme == "http" || url.scheme == "https" else { return nil }
        let range = url.targetRange
        guard range.count > 10, range.count <= maximumLength else { return nil }
        let isProofpoint = url.hostname?.hasPrefix("urldefense.") == true
        let octets = url.href.utf8
        guard isProofpoint || mayHoldURL(octets.span.extracting(range)) else { return nil }
        let text = Array(url.octets(range))
        if isProofpoint, let inner = Proofpoint.unwrapped(String(decoding: text, as: UTF8.self)) { return inner }
        // The last one: outer counters are wrapped around inner ones.
        let decoded = repaired(percentDecoded(text))
        if let inner = inside(decoded, url) { return inner }
        if decoded.contains(UInt8(ascii: "%")), let inner = inside(repaired(percentDecoded(decoded)), url) { return inner }
        return encoded(text, outside: url.hostname)
    }

    /// Most hold none: neither a colon, nor something encoded that is one or becomes a part of one, nor the start of a URL in
    /// base64.
    private static func mayHoldURL(_ target: Span<UInt8>) -> Bool {
        var index = 0
        while index < target.count {
            if index &+ 8 <= target.count {
                let word = target.word(at: index)
                let found = word.mask(of: UInt8(ascii: "%")) | word.mask(of: UInt8(ascii: ":")) | word.mask(of: UInt8(ascii: "H"))
                index &+= found == 0 ? 8 : OctetWord.first(found)
                if found == 0 { continue }
            }
            let octet = target[index]
            if octet == UInt8(ascii: ":") || octet == UInt8(ascii: "%") && mayEncodeColon(target, index) { return true }
            if octet == UInt8(ascii: "H"), index > 0, target[index - 1] == UInt8(ascii: "a") { return true }
            index &+= 1
        }
        return false
    }

    /// `%3A`, or an octet that may be a part of it when it is decoded once more: `%`, `3` or `A`.
    private static func mayEncodeColon(_ target: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 2 < target.count else { return false }
        switch (target[index + 1], target[index + 2] | 0x20) {
        case (0x33, 0x61), (0x32, 0x35), (0x33, 0x33), (0x34, 0x31), (0x36, 0x31): return true
        default: return false
        }
    }

    /// Octets that are no UTF-8 become U+FFFD.
    private static func repaired(_ octets: [UInt8]) -> [UInt8] {
        octets.allSatisfy { $0 < 0x80 } ? octets : Array(String(decoding: octets, as: UTF8.self).utf8)
    }

    private static func inside(_ octets: [UInt8], _ url: WebURL) -> WebURL? {
        guard let start = lastScheme(octets), start > 0 else { return nil }
        // In a query the value ends at the next parameter.
        let value = octets[start...].prefix { $0 != UInt8(ascii: "&") && $0 > 0x20 && $0 != UInt8(ascii: "\"") }
        guard let inner = WebURL(value), let host = inner.hostname, host.contains("."), host != url.hostname else {
            return nil
        }
        return inner
    }

    /// A parameter or a piece of the path that is a URL in base64: `aHR0c…` is `http`. Some put two signs before it.
    private static func encoded(_ octets: [UInt8], outside host: String?) -> WebURL? {
        let mark = mark
        guard octets.count > 20 else { return nil }
        var tries = 0
        for start in 1..<(octets.count - mark.count)
        where octets[start] == mark[0] && octets[start + 1] == mark[1] && octets[start...].starts(with: mark) {
            // `http:` or `https:`. Each try may read all of the rest.
            guard octets[start + mark.count] == UInt8(ascii: "D") || octets[start + mark.count] == UInt8(ascii: "H") else { continue }
            tries += 1
            guard tries <= maximumTries else { return nil }
            let value = octets[start...].prefix { octet in
                (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet & ~0x20) || octet == 0x2B
                    || octet == 0x2D || octet == 0x5F
            }
            let decoded = DataURL.base64(Array(value)).prefix { $0 > 0x20 && $0 != 0x22 }
            if let inner = WebURL(decoded), let name = inner.hostname, name.contains("."), name != host { return inner }
        }
        return nil
    }

    private static let mark = Array("aHR0c".utf8)
    private static let maximumTries = 8

    /// Where the last `http://` or `https://` stands.
    private static func lastScheme(_ text: [UInt8]) -> Int? {
        let octets = text.span
        var colon = octets.count - 3
        while colon >= 4 {
            defer { colon -= 1 }
            guard octets[colon] == 0x3A, octets[colon + 1] == 0x2F, octets[colon + 2] == 0x2F else { continue }
            let isSecure = octets[colon - 1] == 0x73
            let start = colon - (isSecure ? 5 : 4)
            guard start >= 0, start + 8 <= octets.count, octets[start] == 0x68, octets[start + 1] == 0x74,
                octets[start + 2] == 0x74, octets[start + 3] == 0x70
            else { continue }
            return start
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
