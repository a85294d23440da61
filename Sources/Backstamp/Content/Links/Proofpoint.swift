/// The links of Proofpoint URL Defense, which hold the target in clear but for some signs (the vendor's own description
/// of its three versions).
import HTML

enum Proofpoint {
    /// - Parameter text: path and query.
    static func unwrapped(_ text: String) -> WebURL? {
        let octets = Array(text.utf8)
        if octets.starts(with: "/v1/url?".utf8) { return parameter(octets).flatMap { WebURL(LinkTarget.percentDecoded($0)[...]) } }
        if octets.starts(with: "/v2/url?".utf8) {
            // `-` for `%`, `_` for `/`.
            guard let value = parameter(octets) else { return nil }
            let written = value.map { $0 == 0x2D ? 0x25 : $0 == 0x5F ? 0x2F : $0 }
            return WebURL(LinkTarget.percentDecoded(written)[...])
        }
        return octets.starts(with: "/v3/__".utf8) ? third(octets) : nil
    }

    /// Of `u=`.
    private static func parameter(_ octets: [UInt8]) -> [UInt8]? {
        for piece in octets.drop(while: { $0 != 0x3F }).dropFirst().split(separator: UInt8(ascii: "&"))
        where piece.starts(with: "u=".utf8) {
            return Array(piece.dropFirst(2))
        }
        return nil
    }

    /// `/v3/__URL__;SIGNS!!…`: a `*` in the URL is the next of the signs, which are in base64; `**X` is as many of them
    /// as X counts in the alphabet of base64, and one more than one.
    private static func third(_ octets: [UInt8]) -> WebURL? {
        let body = octets.dropFirst(6)
        guard let end = lastMark(body) else { return nil }
        let signs = DataURL.base64(Array(body[(end + 3)...].prefix { $0 != UInt8(ascii: "!") }))
        var target: [UInt8] = []
        var next = 0
        var index = body.startIndex
        while index < end {
            guard body[index] == UInt8(ascii: "*") else {
                target.append(body[index])
                index += 1
                continue
            }
            var count = 1
            index += 1
            if index + 1 < end, body[index] == UInt8(ascii: "*"), let run = value(body[index + 1]) {
                count = run + 2
                index += 2
            }
            target += signs.dropFirst(next).prefix(count)
            next += count
        }
        // One of the two slashes of the scheme is lost on the way through some servers.
        return WebURL(target[...])
    }

    /// Where the last `__;` stands.
    private static func lastMark(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.count > 3 else { return nil }
        for index in stride(from: text.endIndex - 3, through: text.startIndex, by: -1)
        where text[index...].starts(with: "__;".utf8) {
            return index
        }
        return nil
    }

    private static func value(_ octet: UInt8) -> Int? {
        switch octet {
        case 0x41...0x5A: Int(octet) - 0x41
        case 0x61...0x7A: Int(octet) - 0x61 + 26
        case 0x30...0x39: Int(octet) - 0x30 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
