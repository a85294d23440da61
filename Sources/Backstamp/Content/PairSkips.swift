/// Where in a text one of several words may stand: by the pair of octets in which the shortest word would end there, it
/// leaps as far as none of them can reach (the table of Wu and Manber's search for many words). Most texts hold none of
/// them, and are passed over in a third as many steps as they have octets.
///
/// What differs only by case counts as one here, and so do some other octets: the caller compares.
struct PairSkips: Sendable {
    /// So much of each word is looked at: the length of the shortest.
    private let length: Int
    /// By pair: the last of the words whose start it ends, as an index of `words`; where there is none, `maximumWords` and how
    /// far the next pair is that may end one.
    private var pairs: [UInt16]
    /// Each with the one before it that its pair ends too; -1 where there is none.
    private var words: [(number: Int, before: Int16)] = []

    private static let pairCount = 1 << 10
    private static var maximumWords: Int { 10_000 }

    /// - Parameters:
    ///   - shortest: octets of the shortest word that will be inserted; at least 2.
    ///   - count: of words that will be inserted, about.
    init(shortest: Int, count: Int = 0) {
        length = min(max(shortest, 2), 200)
        pairs = [UInt16](repeating: UInt16(Self.maximumWords + length - 1), count: Self.pairCount)
        words.reserveCapacity(min(count, Self.maximumWords))
    }

    mutating func insert(_ word: ArraySlice<UInt8>, _ number: Int) {
        guard word.count >= length, words.count < Self.maximumWords else { return }
        let (octets, length) = (word.span, length)
        var table = pairs.mutableSpan
        var before = Self.bits(octets[0])
        for end in 1..<length - 1 {
            let next = Self.bits(octets[end])
            let pair = Self.pair(bits: before, next)
            table[pair] = min(table[pair], UInt16(Self.maximumWords + length - 1 - end))
            before = next
        }
        let pair = Self.pair(octets[length - 2], octets[length - 1])
        let known = pairs[pair]
        words.append((number, known < Self.maximumWords ? Int16(known) : -1))
        pairs[pair] = UInt16(words.count - 1)
    }

    /// The first place, from `start` on, where a word may stand.
    @inline(__always) func place(in text: Span<UInt8>, from start: Int) -> Int? {
        let pairs = pairs.span
        var end = start + length - 1
        while end < text.count {
            let skip = Int(pairs[Self.pair(text[end - 1], text[end])]) &- Self.maximumWords
            if skip < 0 { return end - length + 1 }
            end += skip
        }
        return nil
    }

    /// The words that may stand at such a place: the last of them, then the one before it.
    @inline(__always) func word(at place: Int, in text: Span<UInt8>) -> Int? {
        let index = Int(pairs[Self.pair(text[place + length - 2], text[place + length - 1])])
        return index < Self.maximumWords ? index : nil
    }

    @inline(__always) func word(before word: Int) -> Int? {
        let index = words[word].before
        return index < 0 ? nil : Int(index)
    }

    @inline(__always) func number(of word: Int) -> Int { words[word].number }

    /// Five bits of each, which a letter of either case shares. The signs of the two alphabets of base64 (RFC 4648 §4
    /// and §5) count as one.
    @inline(__always) private static func pair(_ one: UInt8, _ other: UInt8) -> Int {
        pair(bits: bits(one), bits(other))
    }

    @inline(__always) private static func pair(bits one: UInt8, _ other: UInt8) -> Int { Int(one) << 5 | Int(other) }

    @inline(__always) private static func bits(_ octet: UInt8) -> UInt8 {
        (octet == 0x2D ? 0x2B : octet == 0x5F ? 0x2F : octet) & 0x1F
    }
}
