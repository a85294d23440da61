import MIME
import TestSupport
import Testing

@Suite struct EncodedWordTests {
    /// No octet is searched again for an end that is not there: 40,000 words that never end, and then one that does.
    @Test func wordsWithoutEnd() {
        let value = Array((String(repeating: "=?utf-8?q?a", count: 40_000) + String(repeating: " ", count: 70_000) + "=?utf-8?q?b?=").utf8)
        var words: [EncodedWord] = []
        let time = processorTime { words = EncodedWord.all(in: value) }
        #expect(words.map(\.range) == [510_000..<510_013])
        #expect(time < .seconds(5))
    }

    static let subjects: [(String, String)] = [
        ("plain", "plain"),
        ("=?utf-8?q?a_b=3D?=", "a b="),
        ("=?UTF-8?B?4pyT?=", "✓"),
        // RFC 2047 §8: white space between words goes, other white space stays.
        ("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"),
        ("=?ISO-8859-1?Q?a?=  x =?ISO-8859-1?Q?_b?=", "a  x  b"),
        // A character, and a quantum of base64, split between two words.
        ("=?utf-8?b?4p?= =?utf-8?b?yT?=", "✓"),
        ("=?utf-8?B?8J+O?= =?utf-8?B?sPCflaA=?=", "🎰🕠"),
        ("=?utf-8?q?=E2=9C?= =?utf-8?q?=93?=", "✓"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?gb2312?B?xOO6ww==?= =?koi8-r?B?8NI=?=", "你好Пр"),
        ("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?iso-8859-1?q?=93x=94?=", "“x”"),
        ("=?x-unknown?q?=E4?=", "ä"),
        // Tolerated: spaces inside, text beside, question marks.
        ("=?utf-8?q?hello world?=", "hello world"),
        ("a=?utf-8?q?b?=c", "abc"),
        ("=?utf-8?q?what??=", "what?"),
        // What only looks like a word stays.
        ("=?utf-8?q?abc", "=?utf-8?q?abc"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=??q?abc?=", "=??q?abc?="),
        ("=?", "=?"),
        // What a word hides cannot break the line.
        ("=?utf-8?q?a=0D=0ABcc:_x=00?=", "a  Bcc: x\u{FFFD}"),
        ("日本 ✓", "日本 ✓"),
    ]

    @Test(arguments: subjects) func decodes(_ value: String, _ want: String) {
        #expect(parse("Subject: \(value)\n\n").subject == want)
    }

    @Test func wordsAndTheirPlaces() {
        let value = Array("x =?utf-8?q?a=40b?= y".utf8)
        let words = EncodedWord.all(in: value)
        #expect(words.map(\.octets) == [Array("a@b".utf8)])
        #expect(words.map(\.range) == [2..<19])
        #expect(words.map(\.charset) == ["utf-8"])
    }
}

@Suite struct CharsetTests {
    static let texts: [(String?, [UInt8], String)] = [
        (nil, Array("grün".utf8), "grün"),
        (nil, [0x67, 0xFC], "gü"),
        ("us-ascii", [0xC3, 0xA4], "ä"),
        ("utf-8", [0x61, 0xE4, 0x62], "a\u{FFFD}b"),
        ("UTF-8", [0x61, 0x00, 0x62], "a\0b"),
        ("iso-8859-1", [0x80, 0xE4], "€ä"),
        ("windows-1251", [0xCF, 0xF0], "Пр"),
        ("koi8-r", [0xF0, 0xD2], "Пр"),
        ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
        ("big5", [0xA7, 0x41, 0xA6, 0x6E], "你好"),
        ("shift_jis", [0x93, 0xFA], "日"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
        ("ks_c_5601-1987", [0xB0, 0xA1], "가"),
        ("utf-7", Array("Hi +AGEAYg- +MEI-".utf8), "Hi ab あ"),
        ("iso-8859-15", [0xA4], "€"),
        ("utf-16le", [0x61, 0x00, 0x62, 0x00], "ab"),
        ("no-such-charset", [0xE4], "ä"),
        ("no-such-charset", [0xC3, 0xA4], "ä"),
        ("../../x//IGNORE", [0x61], "a"),
        ("gb2312", [0xC4, 0xE3, 0xFF, 0x61], "你\u{FFFD}a"),
        ("shift_jis", [0x61, 0x93], "a\u{FFFD}"),
        ("utf-7", [], ""),
    ]

    /// Texts of one charset, one after the other: none finds what the one before has left.
    @Test(arguments: [
        ("utf-16", [[0xFE, 0xFF, 0x00, 0x61], [0xFF, 0xFE, 0x62, 0x00], [0xFE, 0xFF, 0x00, 0x63]], ["a", "b", "c"]),
        // Cut off in the Japanese state, and within a character.
        ("iso-2022-jp", [[0x1B, 0x24, 0x42, 0x46, 0x7C], [0x46, 0x7C], [0x1B, 0x24, 0x42, 0x46], [0x61]], ["日", "F|", "\u{FFFD}", "a"]),
        ("euc-jp", [[0xC6, 0xFC, 0xC6], [0xFC], [0xC6, 0xFC]], ["日\u{FFFD}", "\u{FFFD}", "日"]),
        ("utf-7", [[0x2B, 0x5A, 0x65, 0x55], [0x5A, 0x65, 0x55]], ["日", "ZeU"]),
    ] as [(String, [[UInt8]], [String])])
    func textsAfterEachOther(_ charset: String, _ texts: [[UInt8]], _ want: [String]) {
        #expect(texts.map { String(decoding: Charset.utf8($0, charset: charset), as: UTF8.self) } == want)
    }

    @Test(arguments: texts) func converts(_ charset: String?, _ octets: [UInt8], _ want: String) {
        #expect(String(decoding: Charset.utf8(octets, charset: charset), as: UTF8.self) == want)
    }

    @Test(
        arguments: [
            ("text/html", nil, "<meta charset=windows-1251>\u{CF}", "П"),
            ("text/html", nil, "<meta content='text/html; charset=koi8-r'>\u{F0}", "П"),
            ("text/html", "windows-1252", "<meta charset=koi8-r>\u{F0}", "ð"),
            ("text/plain", nil, "<meta charset=koi8-r>\u{F0}", "ð"),
            ("text/html", nil, "<meta charset=utf-16>\u{41}", "A"),
        ] as [(String, String?, String, String)])
    func partsDeclareTheirCharset(_ type: String, _ charset: String?, _ latin1: String, _ last: String) {
        let content = latin1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let part = MIMEPart(index: 0, depth: 0, contentType: type, charset: charset, content: content)
        #expect(String(decoding: part.text, as: UTF8.self).hasSuffix(last))
    }
}
