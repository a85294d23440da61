import HTML
import Testing

@Suite struct WebURLTests {
    @Test(arguments: [
        ("HTTP://User:Pass@EXAMPLE.org:80/a/./b/../c?q#f", "http://User:Pass@example.org/a/c?q#f"),
        ("http:\\\\example.org\\a", "http://example.org/a"), ("ht\ntp://exa\tmple.org", "http://example.org/"),
        ("http://0x7f.1/", "http://127.0.0.1/"), ("http://3232235777", "http://192.168.1.1/"),
        ("http://0300.0250.1.1", "http://192.168.1.1/"), ("http://[2001:DB8::0:1]", "http://[2001:db8::1]/"),
        ("http://[::ffff:192.0.2.1]", "http://[::ffff:c000:201]/"),
        ("http://faß.example", "http://xn--fa-hia.example/"),
        ("http://example%2eorg", "http://example.org/"),
        ("mailto:a@example.org?subject=x y", "mailto:a@example.org?subject=x%20y"),
        ("data:text/plain,a b", "data:text/plain,a b"), ("javascript:alert(1)", "javascript:alert(1)"),
        ("http://bank.example@evil.example", "http://bank.example@evil.example/"), ("file:///C|/a", "file:///C:/a"),
    ])
    func serialises(_ input: String, _ want: String) { #expect(WebURL(input)?.href == want) }

    @Test(arguments: [
        "", "a", "//example.org", "http://", "http://a b", "http://256.1.1.1", "http://1.2.3.4.5", "http://[::1",
        "http://a:b",
        "http://a:65536", "http://user@", "http://a%00b", "http://xn--a.ß",
    ])
    func refuses(_ input: String) { #expect(WebURL(input) == nil) }

    @Test(arguments: [
        ("../x", "http://h/a/x"), ("//g", "http://g/"), ("?y", "http://h/a/b/c?y"), ("#z", "http://h/a/b/c?q#z"),
        ("", "http://h/a/b/c?q"), ("http:x", "http://h/a/b/x"), ("https:x", "https://x/"), ("/../..", "http://h/"),
    ])
    func resolves(_ input: String, _ want: String) throws {
        let base = try #require(WebURL("http://h/a/b/c?q#f"))
        #expect(WebURL(input, base: base)?.href == want)
    }

    @Test func hosts() {
        #expect(WebURL("http://1.2.3.4")?.host == .ipv4(0x0102_0304))
        #expect(WebURL("http://Example.ORG.")?.host == .domain("example.org."))
        #expect(WebURL("x://Host")?.host == .opaque("Host") && WebURL("x:/a")?.host == nil)
        #expect(WebURL("https://a:443")?.port == nil && WebURL("https://a:80")?.port == 80)
    }
}
