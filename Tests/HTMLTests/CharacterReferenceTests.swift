import HTML
import Testing

@Suite struct CharacterReferenceTests {
    static func text(_ html: String) -> String {
        var tokenizer = HTMLTokenizer(Array(html.utf8))
        guard let text = tokenizer.next()?.text else { return "" }
        return String(decoding: tokenizer.octets(of: text), as: UTF8.self)
    }

    @Test(arguments: [
        ("&amp;&lt;&AMP", "&<&"), ("&nbsp;&nbsp", "\u{A0}\u{A0}"), ("&notit;&notin;", "¬it;∉"),
        ("&zzz;&;&", "&zzz;&;&"),
        ("&NotEqualTilde;", "\u{2242}\u{338}"), ("&CounterClockwiseContourIntegral;", "∳"), ("&zwj;", "\u{200D}"),
        ("&#65;&#x41&#X41", "AAA"), ("&#128;&#x99;", "€™"), ("&#0;&#xD800;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("&#99999999999999999999999;", "\u{FFFD}"), ("&#;&#x;&#xg", "&#;&#x;&#xg"), ("a\r\nb\rc", "a\nb\nc"),
    ])
    func inText(_ html: String, _ want: String) { #expect(Self.text(html).utf8.elementsEqual(want.utf8)) }

    /// An older name without its semicolon is no reference before `=`, a letter or a digit.
    @Test(arguments: [
        ("a=1&copy=2", "a=1&copy=2"), ("&copyb", "&copyb"), ("&copy", "©"), ("&copy;=", "©="), ("&#38=", "&="),
    ])
    func inAttributes(_ value: String, _ want: String) {
        for quote in ["'", "\"", ""] {
            var tokenizer = HTMLTokenizer(Array("<a b=\(quote)\(value)\(quote)>".utf8))
            guard tokenizer.next()?.kind == .startTag, let attribute = tokenizer.attributes.first else {
                Issue.record("no tag")
                return
            }
            #expect(String(decoding: tokenizer.octets(of: attribute.value), as: UTF8.self) == want)
        }
    }
}
