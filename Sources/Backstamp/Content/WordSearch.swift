/// Whether one of several words stands anywhere in a text: one pass, and only where the first two letters may be those of
/// a word the words that start so.
struct WordSearch: Sendable {
    /// By octet, small letter or capital: the number of the words that start with it in `words`; 0 for none.
    private var starts = [UInt8](repeating: 0, count: 256)
    /// Those with the same first octet, in lower case.
    private var words: [[[UInt8]]] = [[]]
    /// Of them, one bit for each second octet, by its lower five bits.
    private var seconds: [UInt32] = [0]

    /// - Parameter words: not empty, ASCII letters in lower case.
    init(_ words: [String]) {
        for word in words {
            let octets = Array(word.utf8)
            guard let first = octets.first else { continue }
            if starts[Int(first)] == 0 {
                starts[Int(first)] = UInt8(truncatingIfNeeded: self.words.count)
                if first &- 0x61 < 26 { starts[Int(first & ~0x20)] = starts[Int(first)] }
                self.words.append([])
                seconds.append(0)
            }
            let start = Int(starts[Int(first)])
            self.words[start].append(octets)
            // A word of one octet has any behind it.
            seconds[start] |= octets.count > 1 ? Self.bit(octets[1]) : .max
        }
    }

    /// ASCII letters of either case count as the same.
    func isFound(in text: some Collection<UInt8>) -> Bool {
        let octets = Array(text)
        return isFound(in: octets.span)
    }

    func isFound(in text: String.UTF8View) -> Bool { isFound(in: text.span) }

    func isFound(in text: Substring.UTF8View) -> Bool { isFound(in: text.span) }

    func isFound(in text: Span<UInt8>) -> Bool {
        let starts = starts.span
        for index in text.indices {
            let start = Int(starts[Int(text[index])])
            if start != 0, isFound(start, text, index) { return true }
        }
        return false
    }

    private func isFound(_ start: Int, _ text: Span<UInt8>, _ index: Int) -> Bool {
        if index + 1 < text.count, seconds[start] & Self.bit(text[index + 1]) == 0 { return false }
        for word in words[start] where word.count <= text.count - index {
            let word = word.span
            var offset = 1
            while offset < word.count, Self.lower(text[index + offset]) == word[offset] { offset += 1 }
            if offset == word.count { return true }
        }
        return false
    }

    private static func bit(_ octet: UInt8) -> UInt32 { 1 &<< UInt32(octet & 31) }

    private static func lower(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }
}
