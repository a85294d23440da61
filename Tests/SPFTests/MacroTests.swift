import DNS
import SPF
import Testing

/// Macros (RFC 7208 §7) and explanations (§6.2).
@Suite struct MacroTests {
    /// What an explanation expands to; sender strong-bad@email.example.com as in RFC 7208 §7.4.
    private func expansion(_ text: String, ip: String = "192.0.2.3", more: String = "") -> String? {
        Zone("email.example.com TXT v=spf1 exp=why.org -all\nwhy.org TXT \(text)\n\(more)")
            .check("strong-bad@email.example.com", ip: ip).explanation
    }

    /// The table of RFC 7208 §7.4, and its edges.
    @Test(arguments: [
        ("%{s}", "strong-bad@email.example.com"), ("%{o}", "email.example.com"), ("%{d}", "email.example.com"),
        ("%{d4}", "email.example.com"), ("%{d3}", "email.example.com"), ("%{d2}", "example.com"), ("%{d1}", "com"),
        ("%{dr}", "com.example.email"), ("%{d2r}", "example.email"), ("%{l}", "strong-bad"), ("%{l-}", "strong.bad"),
        ("%{lr}", "strong-bad"), ("%{lr-}", "bad.strong"), ("%{l1r-}", "strong"), ("%{ir}", "3.2.0.192"),
        ("%{v}", "in-addr"), ("%{i}/%{c}", "192.0.2.3/192.0.2.3"), ("%{h}", "mail.example.org"), ("%{r}", "mx.example.net"),
        ("%{t}", "1700000000"), ("%{p}", "unknown"), ("a%%b%_c%-d", "a%b c%20d"), ("%{S}", "strong-bad%40email.example.com"),
        ("%{d99999999999999999999}", "email.example.com"), ("%{DR}", "com.example.email"), ("%{s.-@}", "strong-bad@email.example.com"),
    ])
    func expand(_ text: String, _ want: String) {
        if text == "%{s.-@}" {
            #expect(expansion(text) == nil)  // "@" is no delimiter.
        } else {
            #expect(expansion(text) == want)
        }
    }

    @Test func addressesOfSixteenOctets() {
        let nibbles = "2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1"
        #expect(expansion("%{i} %{v} %{c}", ip: "2001:db8::cb01") == "\(nibbles) ip6 2001:db8::cb01")
    }

    @Test func validatedNames() {
        let more = """
            3.2.0.192.in-addr.arpa PTR lie.org
            3.2.0.192.in-addr.arpa PTR other.org
            3.2.0.192.in-addr.arpa PTR mx.email.example.com
            other.org A 192.0.2.3
            mx.email.example.com A 192.0.2.3
            """
        #expect(expansion("%{p}", more: more) == "mx.email.example.com")
        #expect(expansion("%{p2}", more: more) == "example.com")
    }

    @Test(arguments: ["%{z}", "%", "a\u{7}b", "grün", "%{d"])
    func explanationsThatAreNoneAreLeftOut(_ text: String) {
        let zone = Zone("example.org TXT v=spf1 exp=why.org -all\nwhy.org TXT \(text)")
        #expect(zone.check().result == .fail)
        #expect(zone.check().explanation == nil)
    }

    @Test func explanationsBelongToTheRecordThatFailed() {
        let more = "\nother.org TXT v=spf1 exp=their.org -all\nour.org TXT ours\ntheir.org TXT theirs %{d}"
        let explain = { (record: String) in Zone("example.org TXT \(record)\(more)").check().explanation }
        #expect(explain("v=spf1 include:other.org -all exp=our.org") == "ours")
        #expect(explain("v=spf1 redirect=other.org exp=our.org") == "theirs other.org")
        #expect(explain("v=spf1 ~all exp=our.org") == nil)
        #expect(explain("v=spf1 -all exp=nothing.org") == nil)
        let two = Zone("example.org TXT v=spf1 -all exp=our.org\nour.org TXT a\nour.org TXT b")
        #expect(two.check().explanation == nil)
    }

    @Test func longNamesLoseLabelsOnTheLeft() {
        let label = String(repeating: "x", count: 60)
        let domain = [label, label, label, "example", "org"].joined(separator: ".")
        let zone = Zone("\(domain) TXT v=spf1 a:%{d}.%{d} -all")
        let check = zone.check("u@\(domain)")
        #expect(check.result == .fail)
        #expect(check.trace.contains { $0.outcome.hasPrefix("A example.org.\(domain):") })
    }

    @Test func theIncludedDomainIsItsOwn() {
        let zone = Zone("""
            example.org TXT v=spf1 include:other.org -all
            other.org TXT v=spf1 exists:%{d}.and.%{o}.list.org -all
            other.org.and.example.org.list.org A 127.0.0.1
            """)
        #expect(zone.check().result == .pass)
    }

    /// RFC 8616 §4.
    @Test func aLocalPartBeyondASCIIMatchesNothing() {
        let zone = Zone("example.org TXT v=spf1 exists:%{l}.list.org -all\njürgen.list.org A 127.0.0.1\nj.list.org A 127.0.0.1")
        #expect(zone.check("j@example.org").result == .pass)
        #expect(zone.check("jürgen@example.org").result == .fail)
    }

    @Test func expansionsAreBounded() {
        let bomb = String(repeating: "%{s}", count: 15_000)
        let zone = Zone("example.org TXT v=spf1 exists:\(bomb).org exp=why.org -all\nwhy.org TXT \(bomb)")
        let check = zone.check(String(repeating: "u", count: 1000) + "@example.org")
        #expect(check.result == .fail)
        #expect(check.explanation == nil)
    }
}
