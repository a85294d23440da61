/// All phrases of all groups, so that one pass over the words of a text finds them all. Most words begin no phrase, and
/// most of the others do not go on as one: two tables of bits, which stay in the processor's cache, tell that without a
/// look at the phrases.
struct PhraseTable: Sendable {
    /// In the order of the groups and of their lists.
    private var texts: [String] = []
    private var groups: [PhraseGroup] = []
    private var firstWords = WordBits()
    private var index: PhraseIndex

    static let standard = PhraseTable()

    private init() {
        var entries: [PhraseIndex.Entry] = []
        // The words behind the first two, of one phrase after the other.
        var rests: [UInt64] = []
        for group in PhraseGroup.allCases {
            var known: Set<String> = []
            for phrase in group.list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x0A }) {
                let words = WordReader.words(Substring(phrase)).filter { $0 != WordReader.gap }
                let text = phrase.split(separator: 0x20).map { String(Substring($0)) }.joined(separator: " ")
                guard let first = words.first, known.insert(text).inserted else { continue }
                firstWords.insert(first)
                let rest = words.dropFirst(2)
                entries.append(
                    PhraseIndex.Entry(
                        key: words.count == 1 ? first : WordNumber.pair(first, words[1]), phrase: texts.count,
                        rest: rests.count..<(rests.count + rest.count)))
                rests += rest
                texts.append(text)
                groups.append(group)
            }
        }
        index = PhraseIndex(entries, rests)
    }

    func group(_ phrase: Int) -> PhraseGroup { groups[phrase] }

    func text(_ phrase: Int) -> String { texts[phrase] }

    /// Adds what is not there yet.
    func find(in words: [UInt64], adding found: inout FoundPhrases) {
        let text = words.span
        for start in text.indices {
            let (word, next) = (text[start], start + 1 < text.count ? text[start + 1] : WordReader.gap)
            let pair = WordNumber.pair(word, next)
            // One branch, because that for each of them would be foreseen badly.
            guard firstWords.bit(word) & (index.bits.bit(word) | index.bits.bit(pair)) != 0, word != WordReader.gap else { continue }
            var (one, more) = (index.first(word), index.first(pair))
            // Both are in the order of the phrases, and mostly empty.
            while one != nil || more != nil {
                let isOne = more == nil || (one != nil && index.phrase(one) < index.phrase(more))
                let place = isOne ? one : more
                let phrase = index.phrase(place)
                if index.goesOn(place, in: text, at: start + 2) { found.add(phrase, groups[phrase]) }
                if isOne { one = index.next(one) } else { more = index.next(more) }
            }
        }
    }
}

/// Phrases by a number, which is their word, or made of their first two: a table with open addressing, in which all that
/// is needed to compare a phrase stands in one place.
private struct PhraseIndex {
    struct Entry {
        /// 0 where there is nothing.
        let key: UInt64
        let phrase: Int
        /// The other words, in `rests`.
        let rest: Range<Int>
    }

    private(set) var bits = WordBits()
    /// At most a quarter is taken. Those of one key stand in their order.
    private var entries: [Entry]
    private let rests: [UInt64]

    init(_ listed: [Entry], _ rests: [UInt64]) {
        var size = 1
        while size < 4 * listed.count { size *= 2 }
        entries = [Entry](repeating: Entry(key: 0, phrase: 0, rest: 0..<0), count: size)
        self.rests = rests
        for entry in listed where entry.key != 0 {
            var place = Int(truncatingIfNeeded: entry.key &>> 20) & (size - 1)
            while entries[place].key != 0 { place = (place + 1) & (size - 1) }
            entries[place] = entry
            bits.insert(entry.key)
        }
    }

    /// Where the first phrase of a key stands.
    func first(_ key: UInt64) -> Int? {
        bits.contains(key) ? place(of: key, from: Int(truncatingIfNeeded: key &>> 20) & (entries.count - 1)) : nil
    }

    /// Where the next phrase of the same key stands.
    func next(_ place: Int?) -> Int? {
        place.flatMap { self.place(of: entries[$0].key, from: ($0 + 1) & (entries.count - 1)) }
    }

    func phrase(_ place: Int?) -> Int { place.map { entries[$0].phrase } ?? 0 }

    /// Whether the words of a phrase behind its first two stand in a text.
    func goesOn(_ place: Int?, in text: Span<UInt64>, at start: Int) -> Bool {
        guard let place else { return false }
        let rest = entries[place].rest
        if rest.isEmpty { return true }
        guard rest.count <= text.count - start else { return false }
        for offset in 0..<rest.count where rests[rest.lowerBound + offset] != text[start + offset] { return false }
        return true
    }

    private func place(of key: UInt64, from start: Int) -> Int? {
        let entries = entries.span
        var place = start
        while entries[place].key != key {
            if entries[place].key == 0 { return nil }
            place = (place + 1) & (entries.count - 1)
        }
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
