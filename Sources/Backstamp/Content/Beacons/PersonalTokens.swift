/// Recognises a recipient's address in a URL, however it is wrapped: in clear, percent-encoded, reversed, with `=` for
/// `@`, in base64 or hexadecimal, or as MD5, SHA-1 or SHA-256.
///
/// All wrappings are computed once per message; a URL is then searched for them in one pass each.
import HTML
import MIME

struct PersonalTokens: Sendable {
    private struct Token: Sendable {
        let octets: [UInt8]
        /// How it is wrapped, for people.
        let wrapping: String
        /// Compared without regard to case.
        let foldsCase: Bool
    }

    private var tokens: [Token] = []

    static let maximumAddresses = 20

    init(addresses: [String]) {
        var seen: Set<String> = []
        for address in addresses where address.contains("@") && address.utf8.count >= 6 && address.utf8.count <= 320 {
            guard seen.count < Self.maximumAddresses, seen.insert(address.lowercased()).inserted else { continue }
            for form in Set([address, address.lowercased()]) { add(form) }
        }
    }

    var isEmpty: Bool { tokens.isEmpty }

    private mutating func add(_ address: String) {
        let octets = Array(address.utf8)
        let lower = Array(address.lowercased().utf8)
        tokens.append(Token(octets: lower, wrapping: "in clear", foldsCase: true))
        tokens.append(Token(octets: lower.reversed(), wrapping: "reversed", foldsCase: true))
        // As in variable envelope addresses: user=example.org.
        for sign in [UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_")] {
            tokens.append(
                Token(
                    octets: lower.map { $0 == UInt8(ascii: "@") ? sign : $0 }, wrapping: "with another sign for @",
                    foldsCase: true))
        }
        tokens.append(Token(octets: Array(Self.hexadecimal(octets).utf8), wrapping: "in hexadecimal", foldsCase: true))
        for (name, digest) in [
            ("MD5", Digest.md5(octets)), ("SHA-1", Digest.sha1(octets)), ("SHA-256", Digest.sha256(octets)),
        ]
        where !digest.isEmpty {
            tokens.append(Token(octets: Array(digest.utf8), wrapping: "as its \(name)", foldsCase: true))
        }
        // Base64 depends on what stands before: three alignments, the letters at either end that depend on others cut.
        for alignment in 0..<3 {
            var encoded = Self.base64(Array(repeating: 0x20, count: alignment) + octets)
            encoded.removeFirst([0, 2, 3][alignment])
            encoded.removeLast((octets.count + alignment) % 3 == 0 ? 0 : 1)
            guard encoded.count >= 8 else { continue }
            tokens.append(Token(octets: encoded, wrapping: "in base64", foldsCase: false))
        }
    }

    /// How the URL carries an address; nil where it carries none.
    func wrapping(in url: String) -> String? {
        guard !tokens.isEmpty else { return nil }
        let raw = Array(url.utf8.prefix(8_000))
        var texts = [raw]
        if raw.contains(UInt8(ascii: "%")) {
            let once = LinkTarget.percentDecoded(String(decoding: raw, as: UTF8.self))
            texts.append(Array(once.utf8))
            if once.utf8.contains(UInt8(ascii: "%")) { texts.append(Array(LinkTarget.percentDecoded(once).utf8)) }
        }
        for text in texts {
            let folded = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            // The alphabet for URLs, RFC 4648 §5.
            let standard = text.map {
                $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0
            }
            for token in tokens where Self.contains(token.foldsCase ? folded : standard, token.octets) {
                return token.wrapping
            }
        }
        return nil
    }

    private static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, text.count >= wanted.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
            if text[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// RFC 4648 §4, without padding.
    private static func base64(_ octets: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for octet in octets {
            buffer = (buffer << 8 | UInt32(octet)) & 0xFFFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                output.append(alphabet[Int(buffer >> bits & 63)])
            }
        }
        if bits > 0 { output.append(alphabet[Int(buffer << (6 - bits) & 63)]) }
        return output
    }
}
