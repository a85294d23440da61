/// All phrases of all groups, so that one pass over the words of a text finds them all. Most words begin no phrase, and
/// most of the others do not go on as one: tables of bits, which stay in the processor's cache, tell that without a look at
/// the phrases.
struct PhraseTable: Sendable {
    private struct Phrase {
        let words: [UInt64]
        let group: PhraseGroup
        let text: String
    }

    /// In the order of the groups and of their lists.
    private var phrases: [Phrase] = []
    private var firstWords = WordBits()
    /// Phrases of one word by it, the others by their first two.
    private var single = PhraseIndex()
    private var several = PhraseIndex()

    static let standard = PhraseTable()

    private init() {
        var bySingle: [UInt64: [Int]] = [:]
        var byPair: [UInt64: [Int]] = [:]
        for group in PhraseGroup.allCases {
            var texts: Set<String> = []
            for phrase in group.list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x0A }) {
                let words = WordReader.words(Substring(phrase)).filter { $0 != WordReader.gap }
                let text = phrase.split(separator: 0x20).map { String(Substring($0)) }.joined(separator: " ")
                guard let first = words.first, texts.insert(text).inserted else { continue }
                firstWords.insert(first)
                if words.count == 1 {
                    bySingle[first, default: []].append(phrases.count)
                } else {
                    byPair[WordNumber.pair(first, words[1]), default: []].append(phrases.count)
                }
                phrases.append(Phrase(words: words, group: group, text: text))
            }
        }
        single = PhraseIndex(bySingle)
        several = PhraseIndex(byPair)
    }

    func group(_ phrase: Int) -> PhraseGroup { phrases[phrase].group }

    func text(_ phrase: Int) -> String { phrases[phrase].text }

    /// Adds what is not there yet.
    func find(in words: [UInt64], adding found: inout FoundPhrases) {
        let text = words.span
        let phrases = phrases.span
        for start in text.indices {
            let (word, next) = (text[start], start + 1 < text.count ? text[start + 1] : WordReader.gap)
            let pair = WordNumber.pair(word, next)
            // One branch, because that for each of them would be foreseen badly.
            guard (single.bits.bit(word) | firstWords.bit(word) & several.bits.bit(pair)) != 0, word != WordReader.gap else { continue }
            var (one, more) = (single.run(word), several.run(pair))
            // Both are in the order of the phrases, and mostly empty.
            while !one.isEmpty || !more.isEmpty {
                let isSingle = more.isEmpty || (!one.isEmpty && single.phrases[one.lowerBound] < several.phrases[more.lowerBound])
                let phrase = isSingle ? single.phrases[one.lowerBound] : several.phrases[more.lowerBound]
                if isSingle { one = (one.lowerBound + 1)..<one.upperBound } else { more = (more.lowerBound + 1)..<more.upperBound }
                if Self.stands(phrases[phrase].words.span, in: text, at: start) { found.add(phrase, phrases[phrase].group) }
            }
        }
    }

    private static func stands(_ phrase: Span<UInt64>, in text: Span<UInt64>, at start: Int) -> Bool {
        guard phrase.count <= text.count - start else { return false }
        for offset in phrase.indices where phrase[offset] != text[start + offset] { return false }
        return true
    }
}

/// Phrases by a number: a table with open addressing, because nearly every word of a message is looked up.
private struct PhraseIndex {
    /// Those of one key one after the other.
    private(set) var phrases: [Int] = []
    private(set) var bits = WordBits()
    /// 0 where there is nothing; at most a quarter is taken.
    private var keys: [UInt64] = [0]
    private var runs: [Range<Int>] = [0..<0]

    init() {}

    init(_ byKey: [UInt64: [Int]]) {
        var size = 1
        while size < 4 * byKey.count { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        runs = [Range<Int>](repeating: 0..<0, count: size)
        for (key, found) in byKey where key != 0 {
            let place = place(of: key)
            keys[place] = key
            runs[place] = phrases.count..<(phrases.count + found.count)
            phrases += found
            bits.insert(key)
        }
    }

    /// The places of a key's phrases in `phrases`.
    @inline(__always) func run(_ key: UInt64) -> Range<Int> { bits.contains(key) ? runs[place(of: key)] : 0..<0 }

    /// Where a key stands in the table, or would stand.
    private func place(of key: UInt64) -> Int {
        let keys = keys.span
        var place = Int(truncatingIfNeeded: key &>> 20) & (keys.count - 1)
        while keys[place] != 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
        return place
    }
}

/// The different phrases that a text holds, as their numbers in the table; of each group no more than `limit`.
struct FoundPhrases: Sendable {
    private static let limit: UInt8 = 12

    private var phrases: [Int] = []
    private var counts = InlineArray<32, UInt8>(repeating: 0)

    func count(_ group: PhraseGroup) -> Int { Int(counts[group.rawValue]) }

    mutating func add(_ phrase: Int, _ group: PhraseGroup) {
        guard counts[group.rawValue] < Self.limit, !phrases.contains(phrase) else { return }
        phrases.append(phrase)
        counts[group.rawValue] += 1
    }

    /// In the order in which they were found.
    func texts(_ group: PhraseGroup) -> [String] {
        phrases.filter { PhraseTable.standard.group($0) == group }.map { PhraseTable.standard.text($0) }
    }
}
