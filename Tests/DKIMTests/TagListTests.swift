import Testing

@testable import DKIM

/// RFC 6376 §3.2.
@Suite struct TagListTests {
    @Test(arguments: [
        ("a=1", [("a", "1")]),
        ("a=1;", [("a", "1")]),
        ("a=1; \r\n ", [("a", "1")]),
        (" a = 1 ; b = x ", [("a", "1"), ("b", "x")]),
        ("a=\r\n 1;\r\n\tbb_2=x y", [("a", "1"), ("bb_2", "x y")]),
        ("a=;b=", [("a", ""), ("b", "")]),
        ("a==", [("a", "=")]),
        ("A=1;a=2", [("A", "1"), ("a", "2")]),
        ("d=bücher.example", [("d", "bücher.example")]),
    ])
    func wellFormed(_ text: String, _ tags: [(String, String)]) throws {
        let list = try TagList(Array(text.utf8)[...])
        #expect(list.tags.map(\.name) == tags.map(\.0))
        for (name, value) in tags { #expect(list.text(name) == value) }
    }

    @Test(arguments: [
        ("", "no tags"), (" \r\n ", "an empty tag"), (";", "an empty tag"), ("a=1;;b=2", "an empty tag"),
        (";a=1", "an empty tag"), ("a=1;a=2", "tag a= given twice"),
        ("d=a.example; s=x; d=b.example", "tag d= given twice"),
        ("a", "a tag without ="), ("a=1; b", "a tag without ="), ("=1", "a tag name that is none"),
        ("1a=1", "a tag name that is none"), ("a-b=1", "a tag name that is none"), ("a b=1", "a tag name that is none"),
        ("d=evil.example\u{0}", "a control character in d="), ("d=a\u{7F}", "a control character in d="),
    ])
    func malformed(_ text: String, _ reason: String) {
        #expect(throws: DKIMFailure.syntax(reason)) { try TagList(Array(text.utf8)[...]) }
    }

    @Test func extentIsWhatIsDeletedOfB() throws {
        let text = Array("a=1; b = x \r\n y ; c=2".utf8)
        let list = try TagList(text[...])
        let tag = try #require(list.tag("b"))
        #expect(String(decoding: text[tag.extent], as: UTF8.self) == " x \r\n y ")
        #expect(!tag.isTight)
        #expect(list.tag("a")?.isTight == true)
    }

    @Test func tooManyTags() {
        let text = (0...TagList.limit).map { "t\($0)=1" }.joined(separator: ";")
        #expect(throws: DKIMFailure.syntax("too many tags")) { try TagList(Array(text.utf8)[...]) }
    }

    @Test(
        arguments: [
            ("AAEC", [0, 1, 2]), ("AA EC", [0, 1, 2]), ("AAE=", [0, 1]), ("AAE", [0, 1]), ("AA==", [0]), ("", []),
            ("AA\r\n\tEC", [0, 1, 2]),
        ] as [(String, [UInt8])])
    func base64(_ text: String, _ octets: [UInt8]) {
        #expect(Base64.decode(Array(text.utf8)[...]) == octets)
    }

    @Test(arguments: ["A", "AAECA", "AA=A", "AA-_", "A===", "AAE!"])
    func base64Refused(_ text: String) {
        #expect(Base64.decode(Array(text.utf8)[...]) == nil)
    }
}
