/// The words of the subject and of the text that a reader sees, and what they have of the vocabularies of unwanted mail.
/// Computed once for a message; the signals only look.
package struct Wording: Sendable {
    /// The different phrases of each group that occur, in the order of their first place.
    private(set) var phrases: [PhraseGroup: [String]] = [:]
    private(set) var wordCount = 0
    private(set) var splitWords = 0
    private(set) var mixedWords = 0
    private(set) var styledLetters = 0
    private(set) var spacedRuns = 0
    /// The share of letters that are capitals, where there are enough to tell.
    private(set) var capitalShare: Double?
    /// Of the words that the HTML shows, the share that the plain text has as well; nil where there are not both.
    private(set) var sharedWords: Double?
    /// Long words of the plain text, where there is HTML as well with at least twenty.
    private(set) var plainWordsBesideHTML: Int?
    /// Greetings without a name, where the text begins or the HTML does.
    private var greetings: [String] = []
    /// Characters within which a greeting stands.
    private static let greetingLimit = 300
    /// Long words of the HTML that are looked for in the text.
    private static let sampleSize = 300

    /// - Parameters:
    ///   - text: the plain text; else the text of the HTML.
    ///   - html: the text of the HTML where there is plain text beside it, else empty.
    init(subject: String, text: String, html: String) {
        var reader = WordReader(longWordLimit: html.isEmpty ? 0 : .max)
        reader.read(text[...])
        // Words of the HTML where it is shown, else of the text.
        wordCount = reader.wordCount
        let letters = reader.capitals + reader.smallLetters
        if letters >= 200 { capitalShare = Double(reader.capitals) / Double(letters) }
        PhraseTable.standard.find(in: WordReader.words(subject[...]), adding: &phrases)
        PhraseTable.standard.find(in: reader.words, adding: &phrases)
        count(reader)
        if !html.isEmpty {
            var other = WordReader(longWordLimit: Self.sampleSize)
            other.read(html[...])
            compare(reader.longWords, other.longWords)
            if (sharedWords ?? 1) < 0.9 { PhraseTable.standard.find(in: other.words, adding: &phrases) }
            count(other)
            // What a reader sees is the HTML.
            wordCount = other.wordCount
        }
        if phrases[.impersonal] != nil { greetings = Self.greetings(text, html) }
    }

    private static func greetings(_ text: String, _ html: String) -> [String] {
        var beginning = WordReader.words(text.drop(while: \.isWhitespace).prefix(greetingLimit))
        beginning.append(WordReader.gap)
        beginning += WordReader.words(html.drop(while: \.isWhitespace).prefix(greetingLimit))
        return PhraseTable.standard.find(in: beginning)[.impersonal] ?? []
    }

    /// Greetings without a name as places; a long text needs more of them, as with other phrases.
    var greetingPlaces: [Place] { places(.impersonal, atLeast: 1).isEmpty ? [] : greetings.map { Place(.body, text: $0) } }

    private mutating func count(_ reader: WordReader) {
        splitWords += reader.splitWords
        mixedWords += reader.mixedWords
        styledLetters += reader.styledLetters
        spacedRuns += reader.spacedRuns
    }

    /// A table of bits stands for the set of words: a chance likeness in a thousand words does no harm here.
    private mutating func compare(_ plain: [UInt64], _ html: [UInt64]) {
        guard html.count >= 20 else { return }
        plainWordsBesideHTML = plain.count
        var bits = WordBits()
        for word in plain { bits.insert(word) }
        sharedWords = Double(html.count { bits.contains($0) }) / Double(html.count)
    }

    /// The phrases of a group as places, if there are enough different ones: in a long text a few turn up by chance, so
    /// that each 400 words ask for one more.
    func places(_ group: PhraseGroup, atLeast minimum: Int) -> [Place] {
        guard let found = phrases[group], found.count >= minimum + min(wordCount / 400, 5) else { return [] }
        return found.map { Place(.body, text: $0) }
    }

    /// The phrases of all groups, if they are of two groups and enough for the length of the text. Words of parcels and
    /// payouts are those of honest notices as well and do not count.
    func places(ofAnyAtLeast minimum: Int, perThousandWords density: Int) -> [Place] {
        guard phrases.count >= 2 else { return [] }
        let groups = PhraseGroup.allCases.filter { $0 != .parcel && $0 != .payout && phrases[$0] != nil }
        let found = groups.flatMap { phrases[$0] ?? [] }
        guard groups.count >= 2, found.count >= minimum, found.count * 1000 >= density * wordCount else { return [] }
        return found.map { Place(.body, text: $0) }
    }
}

/// 65,536 bits: which words may be in a set.
struct WordBits {
    private var bits = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ word: UInt64) { bits[Int((word >> 6) & 1023)] |= 1 << (word & 63) }

    func contains(_ word: UInt64) -> Bool { bits[Int((word >> 6) & 1023)] & (1 << (word & 63)) != 0 }
}

/// All phrases of all groups by their first word, so that one pass finds them all.
struct PhraseTable: Sendable {
    private struct Entry {
        let words: [UInt64]
        let first: UInt64
        /// 0 where the phrase is one word. Most entries are passed over by these two.
        let second: UInt64
        let group: PhraseGroup
        let text: String
    }

    /// By first word, those of one first word one after the other.
    private var entries: [Entry] = []
    /// Where the entries of a first word begin: a table with open addressing, because every word of a message is looked
    /// up in it. `words` holds 0 where there is nothing.
    private var words: [UInt64] = []
    private var starts: [Int] = []
    private var firstWords = WordBits()
    /// How many different phrases of a group are kept.
    private static let limit = 12

    static let standard = PhraseTable()

    private init() {
        var byFirstWord: [UInt64: [Entry]] = [:]
        for group in PhraseGroup.allCases {
            for phrase in group.list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x0A }) {
                let words = WordReader.words(Substring(phrase)).filter { $0 != WordReader.gap }
                guard let first = words.first else { continue }
                let text = phrase.split(separator: 0x20).map { String(Substring($0)) }.joined(separator: " ")
                byFirstWord[first, default: []].append(
                    Entry(words: words, first: first, second: words.count > 1 ? words[1] : 0, group: group, text: text))
            }
        }
        // At most a quarter is taken.
        var size = 1
        while size < 4 * byFirstWord.count { size *= 2 }
        words = [UInt64](repeating: 0, count: size)
        starts = [Int](repeating: 0, count: size)
        for (first, sharing) in byFirstWord {
            let place = place(of: first)
            words[place] = first
            firstWords.insert(first)
            starts[place] = entries.count
            entries += sharing
        }
    }

    /// Where a word stands in the table, or would stand.
    private func place(of word: UInt64) -> Int {
        let words = words.span
        var place = Int(truncatingIfNeeded: word &>> 20) & (words.count - 1)
        while words[place] != 0, words[place] != word { place = (place + 1) & (words.count - 1) }
        return place
    }

    func find(in words: [UInt64]) -> [PhraseGroup: [String]] {
        var found: [PhraseGroup: [String]] = [:]
        find(in: words, adding: &found)
        return found
    }

    /// Adds what is not there yet.
    func find(in words: [UInt64], adding found: inout [PhraseGroup: [String]]) {
        let text = words.span
        let entries = entries.span
        for start in text.indices where firstWords.contains(text[start]) {
            let place = place(of: text[start])
            guard text[start] != WordReader.gap, self.words[place] != 0 else { continue }
            let next = start + 1 < text.count ? text[start + 1] : WordReader.gap
            var index = starts[place]
            while index < entries.count, entries[index].first == text[start] {
                guard entries[index].second == 0 || entries[index].second == next else {
                    index += 1
                    continue
                }
                let group = entries[index].group
                if Self.stands(entries[index].words.span, in: text, at: start), (found[group]?.count ?? 0) < Self.limit,
                    found[group]?.contains(entries[index].text) != true
                {
                    found[group, default: []].append(entries[index].text)
                }
                index += 1
            }
        }
    }

    private static func stands(_ phrase: Span<UInt64>, in text: Span<UInt64>, at start: Int) -> Bool {
        guard phrase.count <= text.count - start else { return false }
        for offset in phrase.indices where phrase[offset] != text[start + offset] { return false }
        return true
    }
}
