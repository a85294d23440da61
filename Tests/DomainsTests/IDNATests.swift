import Domains
import Testing

@Suite struct IDNATests {
    @Test(arguments: [
        ("Example.ORG", "example.org"), ("bücher.example", "xn--bcher-kva.example"), ("faß.de", "xn--fa-hia.de"),
        ("xn--a", "xn--a"), ("a†--", "xn--a---kp0a"), ("-†", "xn----xhn"), ("x..ß", "x..xn--zca"), ("", ""),
        ("apple。example", "apple.example"), ("ⓐpple.example", "apple.example"),
        // Mapped or ignored since Unicode 15.1 and 16.
        ("FAẞ.de", "xn--fa-hia.de"), ("Ӏ.com", "xn--s5a.com"), ("look\u{206B}out.net", "lookout.net"),
    ])
    func toASCII(_ domain: String, _ want: String) { #expect(IDNA.toASCII(domain) == want) }

    @Test(arguments: ["xn--a.ß", "\u{FFFD}.com", "\u{200D}.example", "\u{64A}a", "\u{AD}"])
    func refuses(_ domain: String) { #expect(IDNA.toASCII(domain) == nil) }

    @Test(arguments: [
        ("xn--bcher-kva.example", "bücher.example"), ("XN--FA-HIA.de", "faß.de"), ("plain.example", "plain.example"),
        ("xn--a.xn--bcher-kva.example", "xn--a.bücher.example"), ("bücher.example", "bücher.example"),
    ])
    func toUnicode(_ domain: String, _ want: String) { #expect(IDNA.toUnicode(domain) == want) }

    @Test func longNamesAreRefusedQuickly() {
        #expect(IDNA.toASCII(String(repeating: "ü", count: 1_000_000)) == nil)
        #expect(IDNA.toUnicode("xn--" + String(repeating: "a", count: 1_000_000)).utf8.count == 1_000_004)
    }
}
