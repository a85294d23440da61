import TestSupport
import Testing

@testable import Backstamp

/// Words that are read without Unicode's tables are those that are read with them.
@Suite struct ComparedWordsTests {
    private static let parts = [
        "a", "Word", "ÄÖÜ", "straße", "Łódź", "Привет", "ЁЖИК", "é", "E\u{301}", "\u{301}", "\u{200C}", "\u{200D}", "\u{34F}", "\u{200B}",
        "\u{FEFF}", "\u{AD}", "\u{A0}", "\u{3000}", "©", "™", "–", "…", "“", "1", "-", ".", "@", "://", "你好世界", "日本語テキスト", "ー", "・",
        "안녕하세요", "ＡＢＣｄ", "！", "😀", "👍🏽", "\u{1F3FD}", "🇬🇧", "☎\u{FE0F}", "→", "€", "שלום", "سلام", "ŸŹ", "ſ", "ŉ", "ª",
    ]

    @Test func areTheSame() {
        var random = Seeded(11)
        func next(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<next(9)).map { _ in Self.parts[next(Self.parts.count)] }.joined()
            var words = ComparedWords()
            guard words.read(simple: Array(text.utf8).span) else { continue }
            read += 1
            words.turn(to: .html)
            words.read(unicode: text)
            words.turn(to: .html)
            #expect(
                words.plainCount == words.htmlCount && words.sharedCount == words.htmlCount, "\(text.unicodeScalars.map(\.value))")
        }
        #expect(read > 15_000)
    }

    @Test(arguments: ["İstanbul", "Σοφός", "हिन्दी", "\u{345}", "a\u{1}b"])
    func othersAreLeftToThem(_ text: String) {
        var words = ComparedWords()
        let isRead = words.read(simple: Array(text.utf8).span)
        words.turn(to: .html)
        #expect(!isRead && words.plainCount == 0)
    }

    @Test(arguments: [
        ("letters and more letters", 2), ("Letters, LETTERS. letters!", 1), ("abcdefgh abcdefghi abcdefghij", 3), ("a b c see http://letters.example you@letters.example", 0),
        ("naïve café, CAFÉ", 2), ("don't won't", 0), ("shouldn't", 1), ("one-word words; wordy: worded?", 4), ("", 0),
    ])
    func counts(_ text: String, _ want: Int) {
        let (plain, html) = (Array(text.utf8), Array((text + " again").utf8))
        let words = ComparedWords(plain: plain.span, html: html.span)
        #expect(words.plainCount == want && words.sharedCount == want && words.htmlCount == want + 1)
    }

    @Test func countsUpToItsLimit() {
        // Words that differ in their letters alone.
        let words = (0..<6_000).map { number in "word" + String(number).map { String("abcdefghij".dropFirst($0.wholeNumberValue ?? 0).prefix(1)) }.joined() }
        let text = Array(words.joined(separator: " ").utf8)
        let compared = ComparedWords(plain: text.span, html: Array("wordfjjj wordjjjj".utf8).span)
        #expect(compared.plainCount == 5_000 && compared.htmlCount == 2 && compared.sharedCount == 0)
        #expect(ComparedWords(plain: text.span, html: text.span).sharedCount == 5_000)
    }
}
