import TestSupport
import Testing

@testable import SPF

/// RFC 7208 §12, term by term.
@Suite struct GrammarTests {
    private func parses(_ record: String) -> Bool { (try? SPFGrammar.record(Array(record.utf8))) != nil }

    @Test(arguments: [
        ("v=spf1", true), ("V=SPF1 -all", true), ("v=spf1  ", true), ("v=spf10", false), ("v=spf1\t-all", false),
        (" v=spf1", false), ("v=spf", false), ("v=spf2.0/pra", false), ("", false), ("v=spf1-all", false),
    ])
    func recordsAreSelected(_ text: String, _ want: Bool) { #expect(SPFGrammar.isRecord(Array(text.utf8)) == want) }

    @Test(arguments: [
        "v=spf1", "v=spf1   -all   ", "v=spf1 A MX PTR ALL", "v=spf1 ?a/0 ~a//0 +a/24//64 a:example.org/24//64",
        "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1/96 ip4:0.0.0.0/0",
        "v=spf1 a:foo:bar/baz.example.com",
        "v=spf1 include:%{d} exists:%{ir}.%{v}._spf.%{d2} exists:%{l1r+-}.x.%{D} a:%{d}/24", "v=spf1 a:%{h} mx:x%%",
        "v=spf1 redirect=example.org exp=exp.%{d}", "v=spf1 -all redirect=example.org",
        "v=spf1 moo.cow-far_out=man:dog/cat",
        "v=spf1 x=%{c}%{r}%{t}", "v=spf1 ip4=1.2.3.4 a=b", "v=spf1 x=", "v=spf1 include:_spf.xn--bcher-kva.example",
        "v=spf1 a:example.org. a:example.a-b", "v=spf1 exists:%{l999999999999999999999}.example.org",
        "v=spf1 a:!\"#$&'()*+,-./:;<=>?@[]^_`{|}~.org",
    ])
    func accepts(_ record: String) { #expect(parses(record)) }

    @Test(arguments: [
        "-", "all.", "all:x", "all/8", "-all=", "--all", "include", "include:", "include:/24", "include:example.org/24",
        "include:example", "include:example.123", "include:example.-a", "include:example.a-", "include:a..", "exists",
        "exists:", "exists:example.org/8", "ptr:", "ptr/0", "ptr:example.org/24", "a:", "a/", "a//", "a/33", "a//129",
        "a/01",
        "a/24/64", "a//64/24", "a/24//", "a:/24", "a:example.org/", "a:example.org:8080", "a:1.2.3.4",
        "a:foo.example.org/-1",
        "mx:", "mx/1000", "mx:abc", "ip4", "ip4:", "ip4:1.2.3", "ip4:1.2.3.4/33", "ip4:1.2.3.4/", "ip4:1.2.3.4//32",
        "ip4:1.2.3.4:8080", "ip4:01.2.3.4", "ip4:::1", "ip4:1.2.3.4/032", "ip6", "ip6:", "ip6:1.2.3.4", "ip6:::1/129",
        "ip6:::1/", "ip6:::1//64", "ip6:[::1]", "redirect:example.org", "redirect=", "redirect=example",
        "redirect=a.org redirect=a.org", "exp=a.org exp=a.org", "exp=", "exp=%{c}.example.org", "+redirect=example.org",
        "moo", "1x=y", "=x", "x=%", "x=%{", "x=%{}", "x=%{z}", "x=%{d0}", "x=%{d!}", "x=%{dr2}", "x=%a", "x=\u{7F}",
        "x=a\tb",
        "exists:%{c}.example.org", "exists:%{d", "exists:%(d).example.org", "exists:foo%", "include:%{d}a", "a:ä.org",
        "a:\0.org",
    ])
    func refuses(_ terms: String) { #expect(!parses("v=spf1 \(terms) -all"), "\(terms)") }

    @Test func anErrorNamesItsTerm() {
        #expect(throws: SPFSyntaxError("a prefix length above 32", term: "a/33")) {
            try SPFGrammar.record(Array("v=spf1 mx a/33 -all".utf8))
        }
        #expect(Zone.result("v=spf1 +all a/33") == .permerror)
    }

    /// Whatever is done to records, they parse or they do not; and what parses is evaluated.
    @Test func anyRecordIsSurvived() {
        let alphabet = Array(
            "v=spf1 +-~?all include:mx/a:.ip46%{}dlrsihpvctoh0123456789/_-,=exp redirect \u{7F}\u{0}ä".utf8)
        var state: UInt64 = 42
        var parsed = 0
        for _ in 0..<20_000 {
            var text = Array("v=spf1 ".utf8)
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(state >> 59) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            if (try? SPFGrammar.record(text)) != nil { parsed += 1 }
        }
        #expect(parsed > 100)
    }

    @Test func longRecordsTakeLinearTime() {
        for term in ["x=%{l1r-.+,}", "a:%{d}.", "%", "ip4:1.2.3.4 ", "/1", "%{", "include:%{d}", "x="] {
            let text = Array(("v=spf1 " + String(repeating: term, count: 65_000 / term.utf8.count)).utf8)
            let time = processorTime { _ = try? SPFGrammar.record(text) }
            #expect(time < .seconds(10), "\(term): \(time)")
        }
    }
}
