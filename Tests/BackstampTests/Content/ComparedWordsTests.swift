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
            var one = WordSet()
            guard one.insert(simple: Array(text.utf8).span) else { continue }
            read += 1
            var other = WordSet()
            other.insert(unicode: text)
            #expect(one.count == other.count && one.sharedCount(with: other) == other.count, "\(text.unicodeScalars.map(\.value))")
        }
        #expect(read > 15_000)
    }

    @Test(arguments: ["İstanbul", "Σοφός", "हिन्दी", "\u{345}", "a\u{1}b"])
    func othersAreLeftToThem(_ text: String) {
        var words = WordSet()
        let isRead = words.insert(simple: Array(text.utf8).span)
        #expect(!isRead && words.count == 0)
    }

    @Test(arguments: [
        ("letters and more letters", 2), ("Letters, LETTERS. letters!", 1), ("abcdefgh abcdefghi abcdefghij", 3), ("a b c see http://letters.example you@letters.example", 0),
        ("naïve café, CAFÉ", 2), ("don't won't", 0), ("shouldn't", 1), ("one-word words; wordy: worded?", 4), ("", 0),
    ])
    func counts(_ text: String, _ want: Int) { #expect(WordSet(comparing: Array(text.utf8)[...]).count == want) }
}
