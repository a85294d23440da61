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

    @Test func longTextsNeedMorePhrases() {
        let phrases = "Order now! Absolutely free, no obligation. "
        let short = Wording(subject: "", text: Array(phrases.utf8), html: [])
        let long = Wording(subject: "", text: Array((phrases + String(repeating: "garden ", count: 1000)).utf8), html: [])
        #expect(!short.places(.advertising, atLeast: 3).isEmpty)
        #expect(long.places(.advertising, atLeast: 3).isEmpty)
    }
}
