import Testing

@testable import HTML

/// What a plain URL is read by in one look must be what the parser of the standard makes of it.
@Suite struct PlainURLTests {
    @Test(arguments: [
        "https://example.org", "http://example.org/", " https://www.example.org/a/b.gif?x=1&y=%20#top\n",
        "https://a-b.example.org/a//b/", "http://xn--bcher-kva.example/?", "http://example.org/#", "https://1.example.org/x%2e",
        "https://example.org/a.b/c..d?/../&./x#/../", "http://example.org/a?'", "https://example.org/a;b=c,d@e:f!$&()*+",
    ])
    func isWhatTheParserMakes(_ written: String) throws {
        let octets = Array(written.utf8)[...]
        var parser = URLParser(octets, base: nil)
        let isURL = parser.parse()
        #expect(isURL)
        guard let plain = PlainURL(octets) else { return }
        #expect(Array(plain.href.utf8) == parser.output)
        #expect(plain.scheme == parser.scheme && parser.host == .domain(plain.host) && parser.port == nil)
        #expect("\(plain.marks)" == "\(parser.marks)")
    }

    /// Each octet at each place: whatever is taken for plain is what the parser makes of it.
    @Test(arguments: ["http://ab.example.org/c.d/e?f=g&h#ij", "https://a-b.example", "https://example.org/%2f/../a?b#c?d"])
    func anyOctetAtAnyPlace(_ written: String) throws {
        let octets = Array(written.utf8)
        var plain = 0
        for place in 0...octets.count {
            for octet in UInt8.min...UInt8.max {
                // In place of the one that is there, and before it.
                for end in [place, min(place + 1, octets.count)] {
                    var other = octets
                    other.replaceSubrange(place..<end, with: [octet])
                    guard let url = PlainURL(other[...]) else { continue }
                    plain += 1
                    var parser = URLParser(other[...], base: nil)
                    let isSame = parser.parse() && Array(url.href.utf8) == parser.output && parser.host == .domain(url.host) && parser.port == nil
                    #expect(isSame && url.scheme == parser.scheme && "\(url.marks)" == "\(parser.marks)", "\(other)")
                }
            }
        }
        #expect(plain > 3)
    }

    @Test(arguments: [
        "https://example.org", "https://www.example.org/a/b.gif?x=1&y=%20#top", "http://xn--bcher-kva.example/?",
    ])
    func isPlain(_ written: String) { #expect(PlainURL(Array(written.utf8)[...]) != nil) }

    @Test(arguments: [
        "https://Example.org/", "http://example.org:80/", "http://a@example.org/", "http://127.0.0.1/", "http://example.org./",
        "http://example.org/./", "http://example.org/%2E", "http://example.org/a b", "http://example.org\\a", "http://0x7f.1",
        "http://example.org?a", "ftp://example.org/", "http:/example.org", "http://example.org/ü", "http://b\u{FC}cher.example/",
        "http://example.org/a?b<", "http://example.org/#`", "http://a\tb.example/", "//example.org/", "http://", "",
    ])
    func isNotPlain(_ written: String) { #expect(PlainURL(Array(written.utf8)[...]) == nil) }
}
