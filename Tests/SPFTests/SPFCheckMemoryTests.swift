import DNS
import Testing

@testable import SPF

/// A check that was made before is used again only where a new one would say the same.
@Suite struct SPFCheckMemoryTests {
    private let memory = SPFCheckMemory()

    private func check(_ zone: Zone, _ mailFrom: String, helo: String = "mail.example.org", ip: String = "192.0.2.1") throws -> SPFCheck {
        SPFVerifier(resolver: zone, receiver: "mx.example.net", now: 1_700_000_000, memory: memory)
            .checkMailFrom(ip: try #require(IPAddress(ip)), helo: helo, mailFrom: mailFrom)
    }

    /// Each check as one without memory makes it, and with the same questions.
    private func compare(_ records: String, _ mailFroms: [String], helos: [String] = ["mail.example.org"]) throws {
        for mailFrom in mailFroms {
            for helo in helos {
                let (fresh, kept) = (Zone(records), Zone(records))
                let want = fresh.check(mailFrom, helo: helo, libspf2: true)
                let got = try check(kept, mailFrom, helo: helo)
                #expect("\(want)" == "\(got)", "\(mailFrom) \(helo)")
                #expect(Set(fresh.asked) == Set(kept.asked), "\(mailFrom) \(helo)")
            }
        }
    }

    @Test func sameSenderTwice() throws {
        try compare(
            "example.org TXT v=spf1 include:a.org mx -all\na.org TXT v=spf1 a:b.org exists:%{ir}.%{d}.list.org -all\nb.org A 192.0.2.1",
            ["x@example.org", "y@example.org", "x@b.org", "", "x y@example.org", "x@y@example.org"], helos: ["h.example.org", "ä.example.org"])
    }

    @Test(arguments: ["s", "l", "h", "L"])
    func sessionMacrosAreAskedEachTime(_ letter: String) throws {
        let records = "example.org TXT v=spf1 exists:%{\(letter)}.list.org -all\nx.list.org A 127.0.0.2\nh.example.org.list.org A 127.0.0.2"
        try compare(records, ["x@example.org", "y@example.org"], helos: ["h.example.org", "i.example.org"])
    }

    @Test func explanationsAreToEachTheirOwn() throws {
        try compare(
            "example.org TXT v=spf1 -all exp=why.org\nwhy.org TXT %{l} at %{r}, no", ["x@example.org", "y@example.org", "x@example.org"])
    }

    @Test func anotherAnswerIsAnotherCheck() throws {
        let first = try check(Zone("example.org TXT v=spf1 a:b.org -all\nb.org A 192.0.2.1"), "x@example.org")
        let second = try check(Zone("example.org TXT v=spf1 a:b.org -all\nb.org A 192.0.2.2"), "x@example.org")
        let third = try check(Zone("example.org TXT TIMEOUT"), "x@example.org")
        #expect([first.result, second.result, third.result] == [.pass, .fail, .temperror])
        #expect(try check(Zone("example.org TXT v=spf1 a:b.org -all\nb.org A 192.0.2.1"), "x@example.org", ip: "192.0.2.9").result == .fail)
    }
}
