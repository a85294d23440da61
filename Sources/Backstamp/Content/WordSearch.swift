/// Whether and where one of several words stands in a text. ASCII letters of either case count as the same.
struct WordSearch: Sendable {
    private let words: [[UInt8]]
    private let skips: PairSkips

    /// - Parameter words: of two octets at least, ASCII letters in lower case.
    init(_ words: [String]) {
        self.words = words.map { Array($0.utf8) }
        var skips = PairSkips(shortest: self.words.map(\.count).min() ?? 2)
        for (number, word) in self.words.enumerated() { skips.insert(word[...], number) }
        self.skips = skips
    }

    func isFound(in text: Span<UInt8>) -> Bool { first(in: text, from: 0) != nil }

    /// Where the first of them starts, from `start` on, and the length of a word that stands there.
    func first(in text: Span<UInt8>, from start: Int) -> (start: Int, length: Int)? {
        var start = start
        while let place = skips.place(in: text, from: start) {
            var candidate = skips.word(at: place, in: text)
            while let word = candidate {
                let octets = words[skips.number(of: word)]
                if Self.matches(text, place, octets.span) { return (place, octets.count) }
                candidate = skips.word(before: word)
            }
            start = place + 1
        }
        return nil
    }

    private static func matches(_ text: Span<UInt8>, _ start: Int, _ word: Span<UInt8>) -> Bool {
        guard word.count <= text.count - start else { return false }
        for offset in word.indices {
            let octet = text[start + offset]
            guard (octet &- 0x41 < 26 ? octet | 0x20 : octet) == word[offset] else { return false }
        }
        return true
    }
}
