/// The words of the subject and of the text that a reader sees, and what they have of the vocabularies of unwanted mail.
/// Computed once for a message; the signals only look.
package struct Wording: Sendable {
    /// The different phrases that occur, in the order of their first place within each group.
    private var phrases = FoundPhrases()
    private(set) var wordCount = 0
    private(set) var splitWords = 0
    private(set) var mixedWords = 0
    private(set) var styledLetters = 0
    private(set) var spacedRuns = 0
    /// The share of letters that are capitals, where there are enough to tell.
    private(set) var capitalShare: Double?
    /// How the plain text and the HTML beside it agree; nil where there are not both.
    private(set) var versions: ComparedVersions?
    /// Greetings without a name, where the text begins or the HTML does.
    private var greetings: [String] = []
    /// Characters within which a greeting stands.
    private static let greetingLimit = 300

    /// - Parameters:
    ///   - text: the plain text; else the text of the HTML.
    ///   - html: the text of the HTML where there is plain text beside it, else empty.
    init(subject: String, text: [UInt8], html: [UInt8]) {
        var reader = WordReader(keepsLongWords: !html.isEmpty)
        reader.read(text.span)
        // Words of the HTML where it is shown, else of the text.
        wordCount = reader.wordCount
        let letters = reader.capitals + reader.smallLetters
        if letters >= 200 { capitalShare = Double(reader.capitals) / Double(letters) }
        PhraseTable.standard.find(in: WordReader.words(subject[...]), adding: &phrases)
        PhraseTable.standard.find(in: reader.words, adding: &phrases)
        count(reader)
        if !html.isEmpty {
            var other = WordReader(keepsLongWords: true)
            other.read(html.span)
            let versions = ComparedVersions(plain: reader, html: other)
            if (versions.sharedOfHTML ?? 1) < 0.9 { PhraseTable.standard.find(in: other.words, adding: &phrases) }
            self.versions = versions
            count(other)
            // What a reader sees is the HTML.
            wordCount = other.wordCount
        }
        if phrases.count(.impersonal) > 0 { greetings = Self.greetings(text, html) }
    }

    private static func greetings(_ text: [UInt8], _ html: [UInt8]) -> [String] {
        var beginning = WordReader.words(Self.beginning(text))
        beginning.append(WordReader.gap)
        beginning += WordReader.words(Self.beginning(html))
        var found = FoundPhrases()
        PhraseTable.standard.find(in: beginning, adding: &found)
        return found.texts(.impersonal)
    }

    private static func beginning(_ text: [UInt8]) -> Substring {
        String(decoding: text, as: UTF8.self).drop(while: \.isWhitespace).prefix(greetingLimit)
    }

    /// Greetings without a name as places; a long text needs more of them, as with other phrases.
    var greetingPlaces: [Place] { places(.impersonal, atLeast: 1).isEmpty ? [] : greetings.map { Place(.body, text: $0) } }

    private mutating func count(_ reader: WordReader) {
        splitWords += reader.splitWords
        mixedWords += reader.mixedWords
        styledLetters += reader.styledLetters
        spacedRuns += reader.spacedRuns
    }

    /// The phrases of a group as places, if there are enough different ones.
    func places(_ group: PhraseGroup, atLeast minimum: Int) -> [Place] {
        holds(group, atLeast: minimum) ? phrases.texts(group).map { Place(.body, text: $0) } : []
    }

    /// Whether there are enough different phrases of a group: in a long text a few turn up by chance, so that each 400
    /// words ask for one more.
    func holds(_ group: PhraseGroup, atLeast minimum: Int) -> Bool {
        let count = phrases.count(group)
        return count > 0 && count >= minimum + min(wordCount / 400, 5)
    }

    /// The phrases of all groups, if they are of two groups and enough for the length of the text. Words of parcels and
    /// payouts are those of honest notices as well and do not count.
    func places(ofAnyAtLeast minimum: Int, perThousandWords density: Int) -> [Place] {
        var (groups, count) = (0, 0)
        for group in PhraseGroup.allCases where group != .parcel && group != .payout && phrases.count(group) > 0 {
            groups += 1
            count += phrases.count(group)
        }
        guard groups >= 2, count >= minimum, count * 1000 >= density * wordCount else { return [] }
        return PhraseGroup.allCases.filter { $0 != .parcel && $0 != .payout }.flatMap { phrases.texts($0) }.map { Place(.body, text: $0) }
    }
}

/// 65,536 bits: which words may be in a set.
struct WordBits {
    private var bits = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ word: UInt64) { bits[Int((word >> 6) & 1023)] |= 1 << (word & 63) }

    @inline(__always) func contains(_ word: UInt64) -> Bool { bit(word) != 0 }

    /// 1 or 0: so that several answers are put together without a branch for each.
    @inline(__always) func bit(_ word: UInt64) -> UInt64 { bits[Int((word &>> 6) & 1023)] &>> (word & 63) & 1 }
}
