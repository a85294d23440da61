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
        var list = List()
        var seen: [String] = []
        for address in addresses where (6...320).contains(address.utf8.count) && address.utf8.contains(UInt8(ascii: "@")) {
            let lower = address.lowercased()
            guard seen.count < Self.maximumAddresses, !seen.contains(lower) else { continue }
            seen.append(lower)
            let octets = Array(lower.utf8)
            if address != lower { list.add(Array(address.utf8), octets, withDigests: withDigests) }
            list.add(octets, octets, withDigests: withDigests)
        }
        tokens = list.tokens
        var shortest = tokens.isEmpty ? 2 : Int.max
        for index in tokens.indices { shortest = min(shortest, tokens[index].octets.count) }
        var skips = PairSkips(shortest: shortest, count: tokens.count)
        for index in tokens.indices { skips.insert(tokens[index].octets, index) }
        self.skips = skips
    }

    /// The tokens while they are made, one behind the other in one list of octets: lists of their own would be many.
    private struct List {
        private var octets: [UInt8] = []
        private var ends: [(end: Int, wrapping: String, foldsCase: Bool)] = []

        mutating func add(_ address: [UInt8], _ lower: [UInt8], withDigests: Bool) {
            octets.reserveCapacity(octets.count + address.count * 12)
            if ends.isEmpty { ends.reserveCapacity(12) }
            octets += lower
            end("in clear")
            for index in lower.indices { octets.append(lower[lower.count - 1 - index]) }
            end("reversed")
            // As in variable envelope addresses: user=example.org.
            for sign in [UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_")] {
                for octet in lower { octets.append(octet == UInt8(ascii: "@") ? sign : octet) }
                end("with another sign for @")
            }
            appendHexadecimal(address)
            end("in hexadecimal")
            if withDigests {
                octets += Digest.md5(address).utf8
                end("as its MD5")
                octets += Digest.sha1(address).utf8
                end("as its SHA-1")
                octets += Digest.sha256(address).utf8
                end("as its SHA-256")
            }
            // Base64 depends on what stands before: three alignments, the letters at either end that depend on others cut.
            for alignment in 0..<3 where appendBase64(address, behind: alignment) { end("in base64", foldsCase: false) }
        }

        private mutating func end(_ wrapping: String, foldsCase: Bool = true) { ends.append((octets.count, wrapping, foldsCase)) }

        var tokens: [PersonalToken] {
            var start = 0
            return ends.map { end, wrapping, foldsCase in
                defer { start = end }
                return PersonalToken(octets: octets[start..<end], wrapping: wrapping, foldsCase: foldsCase)
            }
        }

        private mutating func appendHexadecimal(_ address: [UInt8]) {
            for octet in address {
                octets.append(Self.hexadecimal(octet >> 4))
                octets.append(Self.hexadecimal(octet & 15))
            }
        }

        private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit + (digit < 10 ? 0x30 : 0x57) }

        private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

        /// RFC 4648 §4, without padding, and without the letters that depend on what stands before and behind.
        /// - Parameter others: how many octets stand before, as far as the alignment counts them: 0, 1 or 2.
        /// - Returns: false where so little is left that it may stand anywhere; nothing is appended then.
        private mutating func appendBase64(_ address: [UInt8], behind others: Int) -> Bool {
            let alphabet = Self.alphabet
            let count = address.count + others
            let end = (count * 8 + 5) / 6 - (count % 3 == 0 ? 0 : 1)
            let first = others == 0 ? 0 : others + 1
            guard end - first >= 8 else { return false }
            for letter in first..<end {
                // Six bits of two octets.
                let place = letter * 6 / 8 - others
                let high = UInt16(address[place]) << 8
                let pair = place + 1 < address.count ? high | UInt16(address[place + 1]) : high
                octets.append(alphabet[Int(pair >> UInt16(10 - letter * 6 % 8) & 63)])
            }
            return true
        }
    }

    /// How the URL carries an address; nil where it carries none.
    func wrapping(in url: WebURL) -> String? {
        guard !tokens.isEmpty else { return nil }
        let whole = url.href.utf8
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
}
