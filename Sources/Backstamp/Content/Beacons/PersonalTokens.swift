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
    }

    /// In the order in which they are looked for.
    private var tokens: [Token] = []
    /// Which octets they start with, and their numbers by that octet: those that are compared without regard to case,
    /// and the others.
    private var folded = Starts()
    private var exact = Starts()
    /// What the digests in `tokens` are of, until the first URL comes that may hold one.
    private var undigested: [(token: Int, octets: [UInt8])] = []

    private struct Starts: Sendable {
        private var bits: (UInt64, UInt64) = (0, 0)
        private(set) var tokens: [(octet: UInt8, number: Int)] = []

        mutating func insert(_ octet: UInt8, _ number: Int) {
            let bit: UInt64 = 1 &<< UInt64(octet & 63)
            if octet & 64 == 0 { bits.0 |= bit } else { bits.1 |= bit }
            tokens.append((octet, number))
        }

        func contains(_ octet: UInt8) -> Bool {
            (octet & 64 == 0 ? bits.0 : bits.1) &>> UInt64(octet & 63) & 1 != 0
        }
    }

    static let maximumAddresses = 20

    init(addresses: [String]) {
        var seen: Set<String> = []
        for address in addresses where address.utf8.count >= 6 && address.utf8.count <= 320 && address.contains("@") {
            let lower = address.lowercased()
            guard seen.count < Self.maximumAddresses, seen.insert(lower).inserted else { continue }
            for form in address == lower ? [address] : Array(Set([address, lower])) { add(form, Array(lower.utf8)) }
        }
    }

    var isEmpty: Bool { tokens.isEmpty }

    private mutating func add(_ octets: [UInt8], _ wrapping: String, foldsCase: Bool) {
        guard let first = octets.first else { return }
        if foldsCase { folded.insert(first, tokens.count) } else { exact.insert(first, tokens.count) }
        tokens.append(Token(octets: octets, wrapping: wrapping))
    }

    private mutating func add(_ address: String, _ lower: [UInt8]) {
        let octets = Array(address.utf8)
        add(lower, "in clear", foldsCase: true)
        add(lower.reversed(), "reversed", foldsCase: true)
        // As in variable envelope addresses: user=example.org.
        for sign in [UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_")] {
            add(lower.map { $0 == UInt8(ascii: "@") ? sign : $0 }, "with another sign for @", foldsCase: true)
        }
        add(Self.hexadecimal(octets), "in hexadecimal", foldsCase: true)
        undigested.append((tokens.count, octets))
        for name in ["MD5", "SHA-1", "SHA-256"] { tokens.append(Token(octets: [], wrapping: "as its \(name)")) }
        // Base64 depends on what stands before: three alignments, the letters at either end that depend on others cut.
        for alignment in 0..<3 {
            var encoded = Self.base64(Array(repeating: 0x20, count: alignment) + octets)
            encoded.removeFirst([0, 2, 3][alignment])
            encoded.removeLast((octets.count + alignment) % 3 == 0 ? 0 : 1)
            if encoded.count >= 8 { add(encoded, "in base64", foldsCase: false) }
        }
    }

    /// Digests take time, and most URLs hold nothing that looks like one.
    private mutating func digest() {
        for (token, octets) in undigested {
            for (offset, digest) in [Digest.md5(octets), Digest.sha1(octets), Digest.sha256(octets)].enumerated() {
                guard let first = digest.utf8.first else { continue }
                tokens[token + offset] = Token(
                    octets: Array(digest.utf8), wrapping: tokens[token + offset].wrapping)
                folded.insert(first, token + offset)
            }
        }
        undigested = []
    }

    /// How the URL carries an address; nil where it carries none.
    mutating func wrapping(in url: String) -> String? {
        guard !tokens.isEmpty else { return nil }
        var text = Array(url.utf8.prefix(8_000))
        // As it is written, decoded once, and decoded twice.
        for _ in 0..<3 {
            if let found = wrapping(in: text) { return found }
            guard text.contains(UInt8(ascii: "%")) else { return nil }
            text = Array(LinkTarget.percentDecoded(String(decoding: text, as: UTF8.self)).utf8)
        }
        return nil
    }

    private mutating func wrapping(in text: [UInt8]) -> String? {
        if !undigested.isEmpty, Self.holdsDigest(text) { digest() }
        var best = Int.max
        let octets = text.span
        for start in octets.indices {
            let lower = Self.lower(octets[start])
            if folded.contains(lower) {
                for (octet, number) in folded.tokens where octet == lower && number < best {
                    if Self.matches(octets, start, tokens[number].octets, Self.lower) { best = number }
                }
            }
            let standard = Self.standard(octets[start])
            if exact.contains(standard) {
                for (octet, number) in exact.tokens where octet == standard && number < best {
                    if Self.matches(octets, start, tokens[number].octets, Self.standard) { best = number }
                }
            }
        }
        return best < tokens.count ? tokens[best].wrapping : nil
    }

    @inline(__always) private static func matches(
        _ text: Span<UInt8>, _ start: Int, _ wanted: [UInt8], _ folded: (UInt8) -> UInt8
    ) -> Bool {
        guard wanted.count <= text.count - start else { return false }
        for offset in wanted.indices where folded(text[start + offset]) != wanted[offset] { return false }
        return true
    }

    private static func lower(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }

    /// The alphabet for URLs (RFC 4648 §5) as that of §4.
    private static func standard(_ octet: UInt8) -> UInt8 {
        octet == UInt8(ascii: "-") ? UInt8(ascii: "+") : octet == UInt8(ascii: "_") ? UInt8(ascii: "/") : octet
    }

    /// 32 hexadecimal digits in a row: the shortest digest has so many.
    private static func holdsDigest(_ text: [UInt8]) -> Bool {
        var run = 0
        for octet in text {
            run = octet &- 0x30 < 10 || (octet | 0x20) &- 0x61 < 6 ? run + 1 : 0
            if run == 32 { return true }
        }
        return false
    }

    private static func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
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
