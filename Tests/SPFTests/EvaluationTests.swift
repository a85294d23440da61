import DNS
import SPF
import Testing

/// `check_host()` (RFC 7208 §4 to §6), beyond what the OpenSPF suite asks.
@Suite struct EvaluationTests {
    @Test(arguments: [
        ("v=spf1 ip4:192.0.2.0/24 -all", SPFResult.pass), ("v=spf1 -ip4:192.0.2.1", .fail), ("v=spf1 ~all", .softfail),
        ("v=spf1 ?all", .neutral), ("v=spf1", .neutral), ("v=spf1 ip4:0.0.0.0/0 -all", .pass), ("v=spf1 a -all", .pass),
        ("v=spf1 a:other.org/24 -all", .pass), ("v=spf1 a:other.org -all", .fail), ("v=spf1 mx -all", .pass),
        ("v=spf1 exists:%{ir}.list.org -all", .pass), ("v=spf1 exists:none.org -all", .fail),
        ("v=spf1 ptr -all", .pass),
        ("v=spf1 ptr:other.org -all", .fail), ("v=spf1 include:good.org -all", .pass),
        ("v=spf1 include:soft.org -all", .fail),
        ("v=spf1 include:none.org -all", .permerror), ("v=spf1 include:broken.org -all", .permerror),
        ("v=spf1 include:slow.org -all", .temperror), ("v=spf1 a:slow.org -all", .temperror),
        ("v=spf1 mx:slow.org ?all", .temperror),
        ("v=spf1 mx:half.org -all", .temperror), ("v=spf1 redirect=good.org", .pass),
        ("v=spf1 redirect=none.org", .permerror),
        ("v=spf1 redirect=%{o1}", .permerror), ("v=spf1 redirect=none.org -all", .fail),
        ("v=spf1 mx:null.org -all", .fail),
        ("v=spf1 include:localhost.%{d1} -all", .permerror), ("v=spf1 a:%{d}..org -all", .fail),
    ])
    func results(_ record: String, _ want: SPFResult) {
        let more = """
            example.org A 192.0.2.1
            example.org MX 10 mx.example.org
            mx.example.org A 192.0.2.1
            other.org A 192.0.2.99
            1.2.0.192.list.org A 127.0.0.2
            1.2.0.192.in-addr.arpa PTR mx.example.org
            1.2.0.192.in-addr.arpa PTR lie.other.org
            lie.other.org A 192.0.2.2
            good.org TXT v=spf1 ip4:192.0.2.1 -all
            soft.org TXT v=spf1 ~all
            broken.org TXT v=spf1 ip4:1 -all
            slow.org TXT TIMEOUT
            slow.org A TIMEOUT
            slow.org MX SERVFAIL
            half.org MX 10 slow.org
            null.org MX 0 .
            """
        #expect(Zone.result(record, more: more) == want)
    }

    @Test(arguments: [
        "user", "user@localhost", "user@[192.0.2.1]", "user@192.0.2.1", "user@a..org", "user@.org",
        "user@bü cher.example",
        "user@a b.org", "user@\(String(repeating: "a", count: 64)).org",
        "user@" + String(repeating: "a.", count: 130) + "org",
        "user@", String(repeating: "u", count: 5000) + "@example.org", "user@example.org\0", "user@example.org.123",
    ])
    func whatIsNoDomainIsNone(_ mailFrom: String) {
        let zone = Zone("example.org TXT v=spf1 -all")
        #expect(zone.check(mailFrom).result == .none)
        #expect(zone.questions == 0)
    }

    /// RFC 8616 §4: U-labels are asked for as A-labels, in MAIL FROM, in HELO, and where `%{h}` stands.
    @Test func internationalNames() {
        let zone = Zone(
            """
            xn--bcher-kva.example TXT v=spf1 ip4:192.0.2.1 -all
            mac.example TXT v=spf1 exists:%{h}.list.example -all
            xn--bcher-kva.example.list.example A 127.0.0.2
            """)
        let verifier = SPFVerifier(resolver: zone, now: 0, asksLibSPF2: false)
        guard let ip = IPAddress("192.0.2.1") else { return }
        for name in ["bücher.example", "BÜCHER.Example", "xn--bcher-kva.example"] {
            let both = verifier.check(ip: ip, helo: name, mailFrom: "user@\(name)")
            #expect(both.mailfrom?.result == .pass && both.mailfrom?.domain == "xn--bcher-kva.example")
            #expect(both.helo?.result == .pass && both.helo?.domain == "xn--bcher-kva.example")
            #expect(verifier.check(ip: ip, helo: name.lowercased(), mailFrom: "a@mac.example").mailfrom?.result == .pass)
        }
    }

    @Test(arguments: [
        ("<user@example.org>", "example.org", SPFResult.fail), ("@example.org", "example.org", .fail),
        ("a@b@Example.ORG.", "example.org", .fail), ("", "mail.example.org", .pass), ("<>", "mail.example.org", .pass),
        ("example.org", "example.org", .fail), ("\"a b\"@example.org", "example.org", .fail),
    ])
    func identities(_ mailFrom: String, _ domain: String, _ want: SPFResult) {
        let check = Zone("example.org TXT v=spf1 -all\nmail.example.org TXT v=spf1 +all").check(mailFrom)
        #expect(check.domain == domain)
        #expect(check.result == want)
    }

    @Test func bothIdentitiesAreKeptApart() throws {
        let zone = Zone("example.org TXT v=spf1 -all\nmail.example.org TXT v=spf1 +all")
        let verifier = SPFVerifier(resolver: zone, now: 0, asksLibSPF2: false)
        let ip = try #require(IPAddress("192.0.2.1"))
        let checks = verifier.check(ip: ip, helo: "mail.example.org", mailFrom: "user@example.org")
        #expect(checks.mailfrom?.result == .fail)
        #expect(checks.mailfrom?.identity == .mailfrom)
        #expect(checks.helo?.result == .pass)
        #expect(checks.helo?.identity == .helo)
        let bounce = verifier.check(ip: ip, helo: "mail.example.org", mailFrom: "<>")
        #expect(bounce.mailfrom?.result == .pass)
        #expect(bounce.mailfrom?.identity == .mailfrom)
        let nothing = verifier.check(ip: ip, helo: "", mailFrom: "")
        #expect(nothing.mailfrom == nil && nothing.helo == nil)
    }

    @Test(arguments: [("v=spf1 -all", "v=spf1 +all"), ("v=spf1 -all", "v=spf1 -all")])
    func severalRecordsAreAnError(_ one: String, _ other: String) {
        #expect(Zone("example.org TXT \(one)\nexample.org TXT \(other)").check().result == .permerror)
    }

    @Test func otherTextsDoNotDisturb() {
        let zone = Zone("example.org TXT v=spf1 -all\nexample.org TXT v=spf10 x\nexample.org TXT site=%{broken")
        zone.add("example.org", text: [0xFF, 0x00])
        #expect(zone.check().result == .fail)
    }

    @Test(arguments: [
        ("::ffff:192.0.2.1", SPFResult.pass), ("2001:db8::1", .softfail), ("2001:db9::1", .fail), ("192.0.2.2", .fail),
    ])
    func addressFamilies(_ ip: String, _ want: SPFResult) {
        #expect(Zone.result("v=spf1 ip4:192.0.2.1 ~ip6:2001:db8::/32 -all", ip: ip) == want)
    }

    @Test func dualPrefixes() {
        let more = "example.org A 192.0.2.77\nexample.org AAAA 2001:db8::77"
        #expect(Zone.result("v=spf1 a/24//64 -all", more: more) == .pass)
        #expect(Zone.result("v=spf1 a/24//64 -all", ip: "2001:db8::1", more: more) == .pass)
        #expect(Zone.result("v=spf1 a/24 -all", ip: "2001:db8::1", more: more) == .fail)
        #expect(Zone.result("v=spf1 a//64 -all", more: more) == .fail)
        #expect(Zone.result("v=spf1 a//0 -all", ip: "::1", more: more) == .pass)
    }

    @Test func failuresSayWhy() {
        #expect(Zone("example.org TXT TIMEOUT").check().reason == "no answer in time: TXT example.org")
        let ip = IPAddress(v4: 0xC000_0201)
        let check = SPFVerifier(resolver: NoResolver(), now: 0).checkMailFrom(
            ip: ip, helo: "h.org", mailFrom: "a@example.org")
        #expect(check.result == .temperror)
        #expect(check.reason == "not recorded: TXT example.org")
        #expect(check.libspf2?.result == "not evaluated")
    }

    @Test func theTraceIsATree() {
        let check = Zone(
            """
            example.org TXT v=spf1 a:x.org include:good.org -all
            x.org A 198.51.100.1
            good.org TXT v=spf1 redirect=last.org
            last.org TXT v=spf1 ip4:192.0.2.1 -all
            """
        ).check()
        let steps = check.trace.map { "\($0.depth) \($0.matched ? "*" : "-") \($0.domain) \($0.term) | \($0.outcome)" }
        #expect(
            steps == [
                "0 - example.org v=spf1 a:x.org include:good.org -all | ",
                "0 - example.org a:x.org | A x.org: 198.51.100.1",
                "0 * example.org include:good.org | good.org: pass",
                "1 - good.org v=spf1 redirect=last.org | ",
                "1 * good.org redirect=last.org | goes on with last.org",
                "2 - last.org v=spf1 ip4:192.0.2.1 -all | ",
                "2 * last.org ip4:192.0.2.1 | ",
            ])
        #expect(check.lookups == 3)
        #expect(check.reason == "include:good.org in the record of example.org matches")
    }
}
