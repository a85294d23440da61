/// Where in a text one of several words may stand: by the pair of octets in which the shortest word would end there, it
/// leaps as far as none of them can reach (the table of Wu and Manber's search for many words). Most texts hold none of
/// them, and are passed over in a third as many steps as they have octets.
///
/// What differs only by case counts as one here, and so do some other octets: the caller compares.
struct PairSkips: Sendable {
    /// So much of each word is looked at: the length of the shortest.
    private let length: Int
    /// How far the next pair is that may end the start of a word, by pair; 0 for such a pair.
    private var skips: [UInt8]
    /// The last of the words whose start the pair ends, as an index of `words`; -1 where there is none.
    private var last: [Int16]
    /// Each with the one before it that its pair ends too.
    private var words: [(number: Int, before: Int16)] = []

    private static let pairCount = 1 << 10
    private static let maximumWords = 10_000

    /// - Parameter shortest: octets of the shortest word that will be inserted; at least 2.
    init(shortest: Int) {
        length = min(max(shortest, 2), 200)
        skips = [UInt8](repeating: UInt8(length - 1), count: Self.pairCount)
        last = [Int16](repeating: -1, count: Self.pairCount)
    }

    mutating func insert(_ word: [UInt8], _ number: Int) {
        guard word.count >= length, words.count < Self.maximumWords else { return }
        let (octets, length) = (word.span, length)
        var table = skips.mutableSpan
        var before = Self.bits(octets[0])
        for end in 1..<length {
            let next = Self.bits(octets[end])
            let pair = Self.pair(bits: before, next)
            table[pair] = min(table[pair], UInt8(length - 1 - end))
            before = next
        }
        let pair = Self.pair(octets[length - 2], octets[length - 1])
        words.append((number, last[pair]))
        last[pair] = Int16(words.count - 1)
    }

    /// The first place, from `start` on, where a word may stand.
    @inline(__always) func place(in text: Span<UInt8>, from start: Int) -> Int? {
        let skips = skips.span
        var end = start + length - 1
        while end < text.count {
            let skip = skips[Self.pair(text[end - 1], text[end])]
            if skip == 0 { return end - length + 1 }
            end += Int(skip)
        }
        return nil
    }

    /// The words that may stand at such a place: the last of them, then the one before it.
    @inline(__always) func word(at place: Int, in text: Span<UInt8>) -> Int? {
        let index = last[Self.pair(text[place + length - 2], text[place + length - 1])]
        return index < 0 ? nil : Int(index)
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
