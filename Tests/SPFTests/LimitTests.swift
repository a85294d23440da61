import DNS
import SPF
import Testing

/// Processing limits (RFC 7208 §4.6.4): what a hostile record can cost.
@Suite struct LimitTests {
    @Test(arguments: [(10, SPFResult.pass), (11, .permerror)])
    func tenTermsWithLookups(_ count: Int, _ want: SPFResult) {
        let terms = (0..<count).map { "a:h\($0).org" }.joined(separator: " ")
        let hosts = (0..<count).map { "h\($0).org A 198.51.100.\($0)" }.joined(separator: "\n")
        let check = Zone("example.org TXT v=spf1 \(terms) +all\n\(hosts)").check()
        #expect(check.result == want)
        #expect(check.lookups == count)
    }

    @Test(arguments: [(2, SPFResult.fail), (3, .permerror)])
    func twoVoidLookups(_ count: Int, _ want: SPFResult) {
        let terms = (0..<count).map { "a:h\($0).org" }.joined(separator: " ")
        let check = Zone("example.org TXT v=spf1 \(terms) -all").check()
        #expect(check.result == want)
        #expect(check.voidLookups == count)
    }

    /// The hosts of an mx are not terms.
    @Test func hostsOfAnExchangeAreNoVoidTerms() {
        let zone = Zone(
            "example.org TXT v=spf1 mx -all\n" + (0..<5).map { "example.org MX 10 h\($0).org" }.joined(separator: "\n"))
        #expect(zone.check().result == .fail)
        #expect(zone.check().voidLookups == 0)
    }

    @Test(arguments: [(10, SPFResult.fail), (11, .permerror)])
    func tenExchanges(_ count: Int, _ want: SPFResult) {
        let hosts = (0..<count).map { "example.org MX 10 h\($0).org" }.joined(separator: "\n")
        #expect(Zone("example.org TXT v=spf1 mx -all\n\(hosts)").check().result == want)
    }

    @Test func tenPointers() {
        let names = (0..<12).map {
            "1.2.0.192.in-addr.arpa PTR h\($0).example.org\nh\($0).example.org A 192.0.2.\($0 < 10 ? 9 : 1)"
        }
        let zone = Zone("example.org TXT v=spf1 ptr -all\n" + names.joined(separator: "\n"))
        #expect(zone.check().result == .fail)
        #expect(zone.questions < 15 * 2)
    }

    @Test func loopsEnd() {
        for record in ["include:example.org", "redirect=example.org", "include:a.org"] {
            let zone = Zone("example.org TXT v=spf1 \(record)\na.org TXT v=spf1 include:example.org")
            #expect(zone.check().result == .permerror)
            #expect(zone.check().lookups == 11)
        }
    }

    /// Each include includes ten others: 10^10 look-ups, if the count began anew in each of them.
    @Test func aTreeOfIncludes() {
        var lines: [String] = []
        let terms = { (level: Int) in (0..<10).map { "include:l\(level).n\($0).org" }.joined(separator: " ") }
        lines.append("example.org TXT v=spf1 \(terms(1)) ~all")
        for level in 1..<10 {
            for index in 0..<10 { lines.append("l\(level).n\(index).org TXT v=spf1 \(terms(level + 1)) ~all") }
        }
        for index in 0..<10 { lines.append("l10.n\(index).org TXT v=spf1 ~all") }
        let zone = Zone(lines.joined(separator: "\n"))
        let check = zone.check(libspf2: true)
        #expect(check.result == .permerror)
        #expect(check.lookups == 11)
        // Those of rspamd's limit too: 30 terms and the record itself.
        #expect(zone.questions <= 32)
        #expect(check.libspf2?.result == "not evaluated")
        #expect(check.libspf2?.why == "it counts look-ups anew in each include and did not end within 40")
        #expect(check.trace.count <= 500)
    }

    @Test func theTraceIsBounded() {
        let zone = Zone("example.org TXT v=spf1 \(String(repeating: "ip4:198.51.100.1 ", count: 5000)) -all")
        let check = zone.check()
        #expect(check.result == .fail)
        #expect(check.trace.count == 500)
    }
}

/// Receivers that allow more than RFC 7208 §4.6.4: named where their answer is another.
@Suite struct LocalLimitTests {
    /// So many terms with look-ups, the last of which matches.
    private func check(terms count: Int, voids: Int = 0) -> SPFCheck {
        let terms = (0..<count).map { "a:h\($0).org" }.joined(separator: " ")
        let hosts = (voids..<count).map { "h\($0).org A \($0 == count - 1 ? "192.0.2.1" : "198.51.100.1")" }
        return Zone("example.org TXT v=spf1 \(terms) -all\n" + hosts.joined(separator: "\n")).check()
    }

    @Test(arguments: [
        (10, SPFResult.pass, []), (11, .permerror, ["SpamAssassin", "rspamd"]),
        (20, .permerror, ["SpamAssassin", "rspamd"]), (21, .permerror, ["rspamd"]), (30, .permerror, ["rspamd"]),
        (31, .permerror, []),
    ] as [(Int, SPFResult, [String])])
    func areNamedWhereTheyChangeTheResult(_ count: Int, _ want: SPFResult, _ receivers: [String]) {
        let check = check(terms: count)
        #expect(check.result == want)
        #expect(check.localLimits.map(\.receiver) == receivers)
        #expect(check.localLimits.allSatisfy { $0.result == .pass })
    }

    /// Void look-ups end the evaluation of Mail::SPF too.
    @Test func voidLookUpsStayLimited() {
        let check = check(terms: 12, voids: 3)
        #expect(check.result == .permerror && check.lookups == 3)
        #expect(check.localLimits.isEmpty)
    }

    /// What they would go on to ask is not recorded: nothing is said of them.
    @Test func withoutAnswersNothingIsSaid() {
        let terms = (0..<12).map { "a:h\($0).org" }.joined(separator: " ")
        let hosts = (0..<12).map { "h\($0).org A \($0 < 10 ? "198.51.100.1" : "TIMEOUT")" }
        let check = Zone("example.org TXT v=spf1 \(terms) -all\n" + hosts.joined(separator: "\n")).check()
        #expect(check.result == .permerror)
        #expect(check.localLimits.isEmpty)
    }
}
