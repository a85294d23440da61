import HTML
import Testing

@Suite struct TokenizerTests {
    /// Tokens in short: `<a>`, `</a>`, `"text"`, `!comment`, `?` for a DOCTYPE.
    static func brief(_ html: String) -> String {
        var tokenizer = HTMLTokenizer(Array(html.utf8))
        var parts: [String] = []
        while let token = tokenizer.next() {
            switch token.kind {
            case .doctype: parts.append("?")
            case .startTag: parts.append("<\(tokenizer.name(of: token.tag))>")
            case .endTag: parts.append("</\(tokenizer.name(of: token.tag))>")
            case .comment: parts.append("!" + String(decoding: tokenizer.octets(of: token.text), as: UTF8.self))
            case .characters: parts.append("\"" + String(decoding: tokenizer.octets(of: token.text), as: UTF8.self) + "\"")
            }
        }
        return parts.joined(separator: " ")
    }

    @Test(arguments: [
        ("<title>a<b>&amp;</title>c", "<title> \"a<b>&\" </title> \"c\""),
        ("<style>a<b>&amp;</STYLE >c", "<style> \"a<b>&amp;\" </style> \"c\""),
        ("<script><!--<script></script>--></script>d", "<script> \"<!--<script></script>-->\" </script> \"d\""),
        ("<plaintext></plaintext>", "<plaintext> \"</plaintext>\""),
        ("<noscript><img></noscript>", "<noscript> <img> </noscript>"),
        ("<svg><style><a></style>", "<svg> <style> <a> </style>"),
        ("<svg><![CDATA[a>b]]></svg>", "<svg> \"a>b\" </svg>"),
        ("<svg><foreignObject><![CDATA[a>b", "<svg> <foreignobject> ![CDATA[a \"b\""),
        ("<svg><p><![CDATA[a>", "<svg> <p> ![CDATA[a"),
        ("<svg/><![CDATA[a>", "<svg> ![CDATA[a"), ("a</>b<1", "\"a\" \"b<1\""), ("<a href='x", ""),
        ("<!doctype html><!-->x", "? ! \"x\""),
    ])
    func statesFollowTheTags(_ html: String, _ want: String) { #expect(Self.brief(html) == want) }

    @Test func rangesPointAtTheInput() throws {
        let input = Array("a\r\n<IMG  SRC = \"x&amp;y\" alt=b hidden/>c".utf8)
        var tokenizer = HTMLTokenizer(input)
        let text = try next(.characters, &tokenizer).text
        #expect(Array(tokenizer.octets(of: text)) == Array("a\n".utf8) && text.range == 0..<3)
        let tag = try next(.startTag, &tokenizer).tag
        #expect(tag.name == .img && tag.isSelfClosing)
        #expect(Array(input[tag.range]) == Array("<IMG  SRC = \"x&amp;y\" alt=b hidden/>".utf8))
        #expect(tokenizer.attributes.map(\.name) == [.src, .alt, .hidden] && tag.has(.src) && !tag.has(.href))
        #expect(tokenizer.attributes.map { value($0, tokenizer) } == ["x&y", "b", ""])
        #expect(tokenizer.attributes.map { Array(input[$0.value.range]) } == [Array("x&amp;y".utf8), Array("b".utf8), []])
    }

    @Test func namesStandInTheOrderOfTheirCases() {
        #expect(ElementName.allCases.map(\.text).count == 166 && Set(ElementName.allCases.map(\.text)).count == 166)
        #expect(ElementName.xmp.text == "xmp" && ElementName.vFill.text == "v:fill" && ElementName.img.text == "img")
        #expect(AttributeName.xlinkHref.text == "xlink:href" && AttributeName.src.text == "src")
        #expect(Set(AttributeName.allCases.map(\.text)).count == AttributeName.allCases.count)
        #expect(AttributeName.allCases.count < 64)
        for name in ElementName.allCases.dropFirst() { #expect(Self.brief("<\(name.text.uppercased())>") == "<\(name.text)>") }
    }

    /// Names are read in words of eight octets, two at the most; what stands behind them and what is odd changes nothing.
    @Test(arguments: ["", " b", String(repeating: " ", count: 20), " =\u{e9}\u{80}="])
    func namesOfAnyLength(_ rest: String) throws {
        let names = AttributeName.allCases.dropFirst().map(\.text) + [
            "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghij\u{1}k",
            "abcdefghi\u{e9}", "abcdef\u{e9}ghij", "a\"b<c'd\u{7f}efghi", "abcdefgh@[`{kl",
        ]
        for name in names {
            for end in ["=v", "='v'", " = v", ""] {
                let written = name.utf8.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }
                var tokenizer = HTMLTokenizer(Array("<x ".utf8) + written + Array((end + rest + ">").utf8))
                guard tokenizer.next()?.kind == .startTag, let attribute = tokenizer.attributes.first else { throw Missing() }
                #expect(tokenizer.name(of: attribute) == name)
                #expect(attribute.name == AttributeName.allCases.first { $0.text == name && $0 != .other } ?? .other)
            }
        }
    }

    struct Missing: Error {}

    private func next(_ kind: HTMLToken.Kind, _ tokenizer: inout HTMLTokenizer) throws -> HTMLToken {
        let read = tokenizer.next()
        let token = try #require(read)
        try #require(token.kind == kind)
        return token
    }

    func value(_ attribute: HTMLAttribute, _ tokenizer: HTMLTokenizer) -> String {
        String(decoding: tokenizer.octets(of: attribute.value), as: UTF8.self)
    }

    @Test func firstOfEqualAttributesWins() throws {
        var tokenizer = HTMLTokenizer(Array("<a HREF=1 href=2 Href=3>".utf8))
        let tag = try next(.startTag, &tokenizer).tag
        #expect(tag.attributeCount == 1 && tokenizer.attributes.map { value($0, tokenizer) } == ["1"])
    }

    @Test func attributesAreBounded() throws {
        let many = (0..<5_000).map { "a\($0)=x a\($0)=y" }.joined(separator: " ")
        var tokenizer = HTMLTokenizer(Array("<p \(many)>".utf8))
        let tag = try next(.startTag, &tokenizer).tag
        #expect(tag.attributeCount == HTMLTokenizer.maximumAttributes && tokenizer.limits == .attributes)
        let names = tokenizer.attributes.map { tokenizer.name(of: $0) }
        #expect(names == (0..<1_000).map { "a\($0)" })
        #expect(tokenizer.attributes.allSatisfy { value($0, tokenizer) == "x" })
    }

    /// Few names are compared with each other, many are found by hash.
    @Test(arguments: [3, 47, 48, 49, 300])
    func firstOfEqualUnknownAttributesWins(_ count: Int) throws {
        let names = (0..<count).map { "x-name-of-some-length-\($0)" }
        let text = (names + names.map { $0.uppercased() } + names.prefix(1)).joined(separator: " ")
        var tokenizer = HTMLTokenizer(Array("<p \(text)>".utf8))
        let tag = try next(.startTag, &tokenizer).tag
        #expect(tag.attributeCount == count)
        #expect(tokenizer.attributes.map { tokenizer.name(of: $0) } == names)
    }

    /// Each piece repeated to 50 kB: what costs quadratic time does not come back from this.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "<", "</", "<!--", "<a ", "<a b='", "&", "&a", "&#", "--!", "<script><!--<script ", "<![CDATA[", "]]",
            "<div>",
            "</p>", "<b><p>", "<a><table><td>", "<svg><title>", "<p a=1 a=2", "<li>", "<select><option>", "\0", "\r",
        ])
    func hostileInputTakesLinearTime(_ piece: String) {
        let input = Array(String(repeating: piece, count: 50_000 / piece.utf8.count).utf8)
        var walker = HTMLWalker(input)
        var deepest = 0
        while walker.next() != nil { deepest = max(deepest, walker.open.count) }
        #expect(deepest <= OpenElements.maximumDepth)
    }
}
