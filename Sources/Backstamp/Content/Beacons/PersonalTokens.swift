/// Recognises a recipient's address in a URL, however it is wrapped: in clear, percent-encoded, reversed, with `=` for
/// `@`, in base64 or hexadecimal, or as MD5, SHA-1 or SHA-256.
///
/// All wrappings are computed once for a message, and kept for the next with the same addresses, which in a mailbox are
/// those of most; a URL is then searched for them in one pass each.
import Domains
import HTML
import MIME
import Synchronization

final class PersonalTokens: Sendable {
    /// In the order in which they are looked for.
    private let tokens: [PersonalToken]
    private let skips: PairSkips
    private let addresses: [String]
    private let digested = Mutex<PersonalTokens?>(nil)

    static let maximumAddresses = 20

    static func of(_ addresses: [String]) -> PersonalTokens {
        let name = addresses.count == 1 ? addresses[0] : addresses.joined(separator: "\n")
        let known = cache.value(for: name) { _ in PersonalTokens(addresses, withDigests: false) }
        // An odd address may hold what separates others.
        return known.addresses == addresses ? known : PersonalTokens(addresses, withDigests: false)
    }

    private static let cache = BoundedCache<PersonalTokens>(limit: 500)

    /// Digests take time, and most URLs hold nothing that looks like one. Made once, when the first does.
    private func withDigests() -> PersonalTokens {
        digested.withLock { known in
            if let known { return known }
            let made = PersonalTokens(addresses, withDigests: true)
            known = made
            return made
        }
    }

    private init(_ addresses: [String], withDigests: Bool) {
        self.addresses = addresses
        var tokens: [PersonalToken] = []
        var seen: Set<String> = []
        for address in addresses where (6...320).contains(address.utf8.count) && address.utf8.contains(UInt8(ascii: "@")) {
            let lower = address.lowercased()
            guard seen.count < Self.maximumAddresses, seen.insert(lower).inserted else { continue }
            for form in address == lower ? [address] : [address, lower] {
                tokens += Self.tokens(form, Array(lower.utf8), withDigests: withDigests)
            }
        }
        self.tokens = tokens
        var skips = PairSkips(shortest: tokens.map { $0.octets.count }.min() ?? 2)
        for (number, token) in tokens.enumerated() { skips.insert(token.octets, number) }
        self.skips = skips
    }

    private static func tokens(_ address: String, _ lower: [UInt8], withDigests: Bool) -> [PersonalToken] {
        let octets = Array(address.utf8)
        var tokens: [PersonalToken] = []
        tokens.reserveCapacity(12)
        func add(_ octets: [UInt8], _ wrapping: String, foldsCase: Bool = true) {
            tokens.append(PersonalToken(octets: octets, wrapping: wrapping, foldsCase: foldsCase))
        }

        add(lower, "in clear")
        add(lower.reversed(), "reversed")
        // As in variable envelope addresses: user=example.org.
        for sign in [UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_")] {
            add(lower.map { $0 == UInt8(ascii: "@") ? sign : $0 }, "with another sign for @")
        }
        add(hexadecimal(octets), "in hexadecimal")
        if withDigests {
            add(Array(Digest.md5(octets).utf8), "as its MD5")
            add(Array(Digest.sha1(octets).utf8), "as its SHA-1")
            add(Array(Digest.sha256(octets).utf8), "as its SHA-256")
        }
        // Base64 depends on what stands before: three alignments, the letters at either end that depend on others cut.
        for alignment in 0..<3 {
            let encoded = base64(Array(repeating: 0x20, count: alignment) + octets)
            let kept = encoded.dropFirst(alignment == 0 ? 0 : alignment + 1).dropLast((octets.count + alignment) % 3 == 0 ? 0 : 1)
            if kept.count >= 8 { add(Array(kept), "in base64", foldsCase: false) }
        }
        return tokens
    }

    /// How the URL carries an address; nil where it carries none.
    func wrapping(in url: WebURL) -> String? {
        guard !tokens.isEmpty else { return nil }
        let whole = url.octets
        let octets = whole.span.extracting(first: Self.maximumLength)
        if let found = wrapping(in: octets) { return found }
        // As it is written, decoded once, and decoded twice.
        guard Self.holdsPercent(octets) else { return nil }
        var text = Array(whole.prefix(Self.maximumLength))
        for _ in 0..<2 where text.contains(UInt8(ascii: "%")) {
            text = Array(String(decoding: LinkTarget.percentDecoded(text), as: UTF8.self).utf8)
            if let found = wrapping(in: text.span) { return found }
        }
        return nil
    }

    private static let maximumLength = 8_000

    private func wrapping(in text: Span<UInt8>) -> String? {
        let found = Self.holdsDigest(text) ? withDigests().first(in: text) : first(in: text)
        return found?.wrapping
    }

    /// The first of the tokens that stands anywhere.
    private func first(in text: Span<UInt8>) -> PersonalToken? {
        var best = tokens.count
        var start = 0
        // A place takes one or two comparisons, unless text and addresses are made to be alike all along.
        var budget = text.count * 16
        while let place = skips.place(in: text, from: start) {
            var candidate = skips.word(at: place, in: text)
            while let word = candidate {
                let number = skips.number(of: word)
                if number < best {
                    let token = tokens[number]
                    let length = token.commonLength(text, place)
                    if length == token.octets.count { best = number }
                    budget -= length + 1
                }
                candidate = skips.word(before: word)
            }
            guard budget > 0 else { return tokens.first { $0.stands(in: text) } }
            start = place + 1
        }
        return best < tokens.count ? tokens[best] : nil
    }

    private static func holdsPercent(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index >= 0, index &+ 8 <= text.count {
            if text.word(at: index).mask(of: UInt8(ascii: "%")) != 0 { return true }
            index &+= 8
        }
        while index < text.count, text[index] != UInt8(ascii: "%") { index &+= 1 }
        return index < text.count
    }

    /// 32 hexadecimal digits in a row: the shortest digest has so many. Looks at the last of each 32 octets first.
    private static func holdsDigest(_ text: Span<UInt8>) -> Bool {
        var start = 0
        while start + 32 <= text.count {
            var index = start + 31
            while index >= start, isHexadecimal(text[index]) { index -= 1 }
            if index < start { return true }
            start = index + 1
        }
        return false
    }

    private static func isHexadecimal(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 || (octet | 0x20) &- 0x61 < 6 }

    private static func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count * 2)
        func add(_ digit: UInt8) { output.append(digit + (digit < 10 ? 0x30 : 0x57)) }
        for octet in octets {
            add(octet >> 4)
            add(octet & 15)
        }
        return output
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// RFC 4648 §4, without padding.
    private static func base64(_ octets: [UInt8]) -> [UInt8] {
        let alphabet = alphabet
        var output: [UInt8] = []
        output.reserveCapacity(octets.count * 4 / 3 + 2)
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
