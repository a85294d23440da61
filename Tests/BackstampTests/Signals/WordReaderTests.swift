@testable import Backstamp
import Testing

@Suite struct WordReaderTests {
    @Test(arguments: [
        ("Verificação", "verificacao"), ("BESTÄTIGEN", "bestatigen"), ("don't", "dont"), ("don’t", "dont"), ("pass\u{200B}word", "password"),
        ("Straße", "strasse"), ("  word- ", "word"), ("a\u{00A0}b", "a b"), ("ÇA", "ca"),
    ])
    func readsAs(_ text: String, _ other: String) { #expect(WordReader.words(text[...]) == WordReader.words(other[...])) }

    @Test(arguments: ["at work, at home", "We work. At home we rest."])
    func noPhraseReachesOverTheEndOfAClause(_ text: String) {
        #expect(WordReader.words(text[...]).contains(WordReader.gap))
        #expect(Wording(subject: "", text: Array(text.utf8), html: []).places(.income, atLeast: 1).isEmpty)
    }

    @Test(arguments: ["work at home", "work\nat home", "work-at-home"])
    func aPhraseIsReadAcrossLines(_ text: String) {
        #expect(!Wording(subject: "", text: Array(text.utf8), html: []).places(.income, atLeast: 1).isEmpty)
    }

    @Test func pointsInsideNumbersAndNamesEndNothing() {
        var reader = WordReader()
        reader.read("1,000 example.com 10:30. ")
        #expect(reader.words.firstIndex(of: WordReader.gap) == 6)
        #expect(reader.wordCount == 6)
    }

    @Test func countsWhatIsDisguised() {
        var reader = WordReader()
        reader.read("ver\u{200B}ify the \u{200B} word, pаssword of Москва, 𝐕𝐞𝐫, V I A G R A")
        #expect(reader.splitWords == 1)
        #expect(reader.mixedWords == 1)
        #expect(reader.styledLetters == 3)
        #expect(reader.spacedRuns == 1)
    }

    @Test func readsNoMoreThanItsLimit() {
        #expect(WordReader.words(String(repeating: "ab ", count: 100_000)[...]).count <= WordReader.octetLimit / 3 + 1)
    }

    /// Words of two versions of a text are compared: of any alphabet, but not those of addresses.
    @Test(arguments: [
        ("letters and more letters", 3), ("Letters, LETTERS. letters!", 3), ("a b c see http://letters.example you@letters.example", 0),
        ("to http://letters.example/more-letters?q=letters. Letters", 1), ("(letters@letters.example) letters", 1), ("letters://x", 0),
        ("letters\u{A0}http://letters.example/", 1), ("naïve café, CAFÉ", 3), ("don't won't shouldn't", 3), ("one-word words; wordy: worded?", 4),
        ("letters7 7letters 1234 let7ters", 0), ("Привет, жить да быть", 3), ("καλημέρα και", 1), ("안녕하세요 여러분", 1), ("你好世界你好", 0), ("日本語テキスト", 0),
        ("word, words, wordsandmore", 3), ("", 0), ("สวัสดีครับ", 0), ("မင်္ဂလာပါ", 0), ("Tiếng ViệtNam", 2),
        ("a@b.example\u{3000}letters", 1), ("http://letters.example/\u{2003}letters", 1), ("http://letters.example/\u{2014}letters", 0),
    ])
    func longWords(_ text: String, _ count: Int) {
        var reader = WordReader(keepsLongWords: true)
        reader.read(text[...])
        #expect(reader.longWords.count == count)
        // The white space behind it decides nothing.
        var other = WordReader(keepsLongWords: true)
        other.read((text + "\n\n")[...])
        #expect(other.longWords == reader.longWords)
    }

    @Test(arguments: [
        ("naïve", "nai\u{308}ve"), ("ПРИВЕТ", "привет"), ("ЁЛКА", "ёлка"), ("ΚΑΛΗΜΕΡΑ", "καλημερα"), ("ŁÓDŹ", "łódź"),
    ])
    func areTheSame(_ one: String, _ other: String) { #expect(WordReader.words(one[...]) == WordReader.words(other[...])) }

    @Test func keepsNoLongWordsUnasked() {
        var reader = WordReader()
        reader.read("letters, and more letters: Привет")
        #expect(reader.longWords.isEmpty && reader.wordCount == 5)
    }

    @Test func longTextsNeedMorePhrases() {
        let phrases = "Order now! Absolutely free, no obligation. "
        let short = Wording(subject: "", text: Array(phrases.utf8), html: [])
        let long = Wording(subject: "", text: Array((phrases + String(repeating: "garden ", count: 1000)).utf8), html: [])
        #expect(!short.places(.advertising, atLeast: 3).isEmpty)
        #expect(long.places(.advertising, atLeast: 3).isEmpty)
    }
}
