import Domains
import Testing

/// The registrable domain, after the rules of the Public Suffix List.
@Suite struct PublicSuffixTests {
    @Test(arguments: [
        ("example.com", "example.com"),
        ("WwW.Example.COM", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("www.mi5.gov.uk", "mi5.gov.uk"),
        ("mi5.h0st.biz.", "h0st.biz"),
        ("b.example.unlisted-suffix", "example.unlisted-suffix"),
        ("someone.github.io", "someone.github.io"),
        ("_dmarc.example.org", "example.org"),
        ("city.kobe.jp", "city.kobe.jp"),
        ("a.b.c.kobe.jp", "b.c.kobe.jp"),
    ])
    func registrable(name: String, expected: String) {
        #expect(PublicSuffix.registrableDomain(of: name) == expected)
    }

    @Test(arguments: [
        "com", "co.uk", "github.io", "localhost", "", ".", "..", ".example.com", "a..example.com", "example.com..",
        "192.0.2.1", "a b.example.com", "example.com/path", "user@example.com", "nul\0.example.com",
        String(repeating: "a.", count: 127) + "com",
    ])
    func none(name: String) {
        #expect(PublicSuffix.registrableDomain(of: name) == nil)
    }

    @Test func suffixes() {
        #expect(PublicSuffix.isPublicSuffix("GOV.UK"))
        #expect(PublicSuffix.isPublicSuffix("com."))
        #expect(!PublicSuffix.isPublicSuffix("mi5.gov.uk"))
    }
}
