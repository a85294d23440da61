import Backstamp
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31mred", "[31mred"), ("a\r\nb\tc", "a b c"), ("a\u{202E}b\u{2069}", "ab"),
        ("\u{9B}31m", "31m"), ("zero\u{200B}width", "zerowidth"), ("Grüße 日本 🎉", "Grüße 日本 🎉"),
    ])
    func isSafe(_ text: String, _ want: String) { #expect(TerminalText.safe(text) == want) }

    @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("🎉", 2), ("", 0)])
    func width(_ text: String, _ want: Int) { #expect(TerminalText.width(text) == want) }

    @Test func wrapsAtSpacesAndCutsLongWords() {
        #expect(TerminalText.wrap("one two three", width: 7) == ["one two", "three"])
        #expect(TerminalText.wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        for width in 1...30 {
            let lines = TerminalText.wrap("日本語 words and a_very_long_word_without_spaces 🎉🎉🎉", width: max(width, 2))
            #expect(lines.allSatisfy { TerminalText.width($0) <= max(width, 2) })
        }
    }

    @Test func shortensToTheWidth() {
        #expect(TerminalText.shorten("abcdef", to: 4) == "abc…")
        #expect(TerminalText.shorten("abcd", to: 4) == "abcd")
        #expect(TerminalText.shorten("日本語", to: 4) == "日…")
    }
}
