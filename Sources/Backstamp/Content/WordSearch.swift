/// Whether one of several words stands anywhere in a text: one pass, and at each octet only the words that start with it.
struct WordSearch: Sendable {
    /// By first octet.
    private var words = [[[UInt8]]](repeating: [], count: 256)

    /// - Parameter words: not empty, ASCII letters in lower case.
    init(_ words: [String]) {
        for word in words {
            let octets = Array(word.utf8)
            if let first = octets.first { self.words[Int(first)].append(octets) }
        }
    }

    /// ASCII letters of either case count as the same.
    func isFound(in text: some Collection<UInt8>) -> Bool {
        let octets = Array(text)
        return isFound(in: octets.span)
    }

    func isFound(in text: Span<UInt8>) -> Bool {
        for start in text.indices {
            for word in words[Int(Self.lower(text[start]))] where word.count <= text.count - start {
                let word = word.span
                var offset = 1
                while offset < word.count, Self.lower(text[start + offset]) == word[offset] { offset += 1 }
                if offset == word.count { return true }
            }
        }
        return false
    }

    private static func lower(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }
}
