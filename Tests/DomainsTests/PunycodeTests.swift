import Domains
import Testing

/// RFC 3492.
@Suite struct PunycodeTests {
    @Test(arguments: [
        ("xn--bcher-kva", "bücher"), ("xn--fiqs8s", "中国"), ("xn--pypal-4ve", "p\u{430}ypal"),
        ("xn--binane-tbf", "binan\u{3F2}e"), ("XN--BCHER-KVA", "BüCHER"),
    ])
    func decodes(label: String, expected: String) {
        #expect(Punycode.decodedLabel(label) == expected)
    }

    @Test(arguments: ["bcher", "xn--", "xn--\u{FC}", "xn--a\u{0}", "xn--99999999999999999999", "xn--zzzzzzzzzzzzzzz!"])
    func refuses(label: String) {
        #expect(Punycode.decodedLabel(label) == nil)
    }
}
