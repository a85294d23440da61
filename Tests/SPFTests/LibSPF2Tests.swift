import DNS
import Testing

@testable import SPF

/// The library's view: where it agrees, where it does not and why, and what it is never shown.
@Suite struct LibSPF2Tests {
    private static let more = """

        1.2.0.192.in-addr.arpa PTR mx.example.org
        mx.example.org A 192.0.2.1
        example.org A 192.0.2.1
        good.org TXT v=spf1 ip4:192.0.2.1 -all
        why.org TXT %{i} is not ours
        example.org MX 10 mx.example.org
        user.list.org A 127.0.0.2
        """

    @Test(arguments: [
        "v=spf1 ip4:192.0.2.0/24 -all", "v=spf1 -all exp=why.org", "v=spf1 a -all", "v=spf1 mx ~all",
        "v=spf1 include:good.org -all",
        "v=spf1 redirect=good.org", "v=spf1 ?all", "v=spf1", "v=spf1 exists:%{ir}.list.org ~all", "v=spf1 ptr -all",
        "v=spf1 include:none.org -all",
    ])
    func agrees(_ record: String) {
        let check = Zone("example.org TXT \(record)\(Self.more)").check(libspf2: true)
        #expect(check.libspf2?.result == check.result.rawValue)
        #expect(check.libspf2?.differs == false)
        #expect(check.libspf2?.why == nil)
    }

    @Test(arguments: [
        ("v=spf1 ip4:0.0.0.0/0 -all", SPFResult.pass, "permerror", "it refuses every prefix length of 0"),
        (
            "v=spf1 redirect=good.org ~all", .softfail, "pass",
            "it follows redirect= where it stands, before the terms after it"
        ),
        ("v=spf1 a:1.org a:2.org a:3.org +all", .permerror, "pass", "it has no limit on void look-ups"),
        // It drops the first letter where a macro keeps as many parts as there are.
        (
            "v=spf1 exists:%{l2+}.list.org -all", .pass, "fail",
            "it expands a macro in another way and asks for A ser.list.org"
        ),
    ])
    func differs(_ record: String, _ ours: SPFResult, _ theirs: String, _ why: String) {
        let check = Zone("example.org TXT \(record)\(Self.more)").check(libspf2: true)
        #expect(check.result == ours)
        #expect(check.libspf2?.result == theirs)
        #expect(check.libspf2?.why == why)
    }

    @Test(arguments: [
        ("v=spf1 a/33 -all", "user", "192.0.2.1", "a record that does not fit the grammar is not given to it"),
        ("v=spf1 exists:%{L}.org -all", "user", "192.0.2.1", "a record with URL-escaped macros is not given to it"),
        (
            "v=spf1 " + String(repeating: "ip4:192.0.2.9 ", count: 200) + "-all", "user", "192.0.2.1",
            "a record of 2811 octets is not given to it"
        ),
        ("v=spf1 -all", "us\u{E9}r", "192.0.2.1", "identities that are long or not plain ASCII are not given to it"),
        (
            "v=spf1 -all", String(repeating: "u", count: 300), "192.0.2.1",
            "identities that are long or not plain ASCII are not given to it"
        ),
        ("v=spf1 -all", "user", "127.0.0.1", "it passes every loopback client"),
        ("v=spf1 -all", "user", "::1", "it passes every loopback client"),
    ])
    func isNotShown(_ record: String, _ user: String, _ ip: String, _ why: String) {
        let check = Zone("example.org TXT \(record)").check("\(user)@example.org", ip: ip, libspf2: true)
        #expect(check.libspf2?.result == "not evaluated")
        #expect(check.libspf2 != nil && check.libspf2?.differs == nil)
        #expect(check.libspf2?.why == why)
    }

    @Test func theGateCountsAndRemembers() {
        let zone = Zone("example.org SPF v=spf1 a/0 -all\nexample.org TXT v=spf1 -all\nslow.org A TIMEOUT")
        let gate = LibSPF2Gate(AnswerMemory(zone), SPFRecordCache())
        #expect(gate.answer("example.org", .spf)?.texts.count == 1)
        #expect(gate.usesType99)
        #expect(gate.hasZeroPrefix)
        #expect(gate.answer("slow.org", .a) == nil)
        #expect(gate.refusal == nil)
        for _ in 0..<(LibSPF2Gate.maximumLookups - 2) { #expect(gate.answer("example.org", .txt) != nil) }
        #expect(gate.answer("example.org", .txt) == nil)
        #expect(gate.refusal != nil)
        // No question reached the zone: known answers were handed on.
        #expect(zone.questions == 0)
    }

    /// The library stays within bounds, and on its feet, for whatever fits the grammar.
    @Test func anyRecordThatFitsTheGrammarIsSurvived() {
        let pieces = [
            "a", "mx", "ptr", "include:", "exists:", "ip4:192.0.2.0/24", "ip6:2001:db8::/32", "redirect=", "exp=",
            "%{d}", "%{d2}",
            "%{ir}", "%{l1r-}", "%{p}", "%{v}", "%{h}", ".org", ".example", "/24", "//64", " ", " ", " ", "x=%{s}", "-",
            "~", "?",
            "%%", "%_", "%-", "good", ":", "all", "%{o99r.-}",
        ]
        var state: UInt64 = 9
        var parsed = 0
        for _ in 0..<5000 {
            var record = "v=spf1 "
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<(2 + Int(state >> 60)) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                record += pieces[Int(state >> 33) % pieces.count]
            }
            let check = Zone("example.org TXT \(record)\(Self.more)").check("a-b.c@example.org", libspf2: true)
            if check.result != .permerror { parsed += 1 }
        }
        #expect(parsed > 50)
    }
}
