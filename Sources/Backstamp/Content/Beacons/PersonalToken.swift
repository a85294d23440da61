/// One way in which an address may stand in a URL, and how it is found there.
struct PersonalToken: Sendable {
    let octets: ArraySlice<UInt8>
    /// How it is wrapped, for people.
    let wrapping: String
    /// Compared without regard to case; else, as base64, without regard to which of its alphabets is used.
    let foldsCase: Bool

    /// So many of the token's first octets stand at a place of a text.
    func commonLength(_ text: Span<UInt8>, _ start: Int) -> Int {
        let wanted = octets.span
        let reach = min(wanted.count, text.count - start)
        var length = 0
        while length < reach, folded(text[start + length]) == wanted[length] { length += 1 }
        return length
    }

    /// Whether it stands anywhere, in time that is linear whatever the text: after a mismatch the search goes on with the
    /// longest start of the token that the text still agrees with (Knuth, Morris and Pratt).
    func stands(in text: Span<UInt8>) -> Bool {
        guard !octets.isEmpty, octets.count <= text.count else { return false }
        // For each length of a start of the token: the longest shorter start that it ends with.
        var shorter = [0, 0]
        var length = 0
        let octets = Array(octets)
        for octet in octets.dropFirst() {
            length = Self.longest(length, octets, shorter, octet)
            shorter.append(length)
        }
        length = 0
        for index in text.indices {
            length = Self.longest(length, octets, shorter, folded(text[index]))
            if length == octets.count { return true }
        }
        return false
    }

    /// The longest start of the token that is one of those of `length` octets and less that the text ends with, and the
    /// next octet.
    private static func longest(_ length: Int, _ octets: [UInt8], _ shorter: [Int], _ next: UInt8) -> Int {
        var length = length
        while length > 0, octets[length] != next { length = shorter[length] }
        return octets[length] == next ? length + 1 : 0
    }

    private func folded(_ octet: UInt8) -> UInt8 { foldsCase ? Self.lower(octet) : Self.standard(octet) }

    private static func lower(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }

    /// The alphabet for URLs (RFC 4648 §5) as that of §4.
    private static func standard(_ octet: UInt8) -> UInt8 {
        octet == UInt8(ascii: "-") ? UInt8(ascii: "+") : octet == UInt8(ascii: "_") ? UInt8(ascii: "/") : octet
    }
}
