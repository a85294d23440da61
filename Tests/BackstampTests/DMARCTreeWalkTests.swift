import Testing

@testable import Backstamp

@Suite struct DMARCTreeWalkTests {
    @Test("RFC 9989 §4.10: the names that are asked for, eight at the most")
    func targets() {
        #expect(DMARCTreeWalk.targets(from: "com") == ["com"])
        #expect(DMARCTreeWalk.targets(from: "example.com") == ["example.com", "com"])
        #expect(DMARCTreeWalk.targets(from: "") == [])
        // The example of §4.10.
        #expect(
            DMARCTreeWalk.targets(from: "a.b.c.d.e.f.g.h.i.j.mail.example.com") == [
                "a.b.c.d.e.f.g.h.i.j.mail.example.com", "g.h.i.j.mail.example.com", "h.i.j.mail.example.com",
                "i.j.mail.example.com", "j.mail.example.com", "mail.example.com", "example.com", "com",
            ])
        // The example of §5.1.8.
        #expect(
            DMARCTreeWalk.targets(from: "mail.a.b.c.d.e.f.g.example.com").dropFirst().first == "c.d.e.f.g.example.com")
        #expect(DMARCTreeWalk.targets(from: "1.2.3.4.5.6.7.com").count == 8)
        #expect(DMARCTreeWalk.targets(from: "1.2.3.4.5.6.7.8.com").count == 8)
    }

    struct Row: Sendable {
        var title: String
        var start: String
        var zone: [String: [String]]
        var organization: String
        var policyAt: String?
        var queries: Int
    }

    @Test(arguments: [
        Row(
            title: "no record: the name itself", start: "a.mail.example.com", zone: [:],
            organization: "a.mail.example.com", policyAt: nil, queries: 4),
        Row(
            title: "§4.10.2, first example: the fewest labels", start: "a.mail.example.com",
            zone: ["mail.example.com": ["v=DMARC1; p=none"], "example.com": ["v=DMARC1; p=reject"]],
            organization: "example.com", policyAt: "example.com", queries: 4),
        Row(
            title: "§4.10.2, second example: psd=n ends the walk", start: "a.mail.example.com",
            zone: ["mail.example.com": ["v=DMARC1; p=none; psd=n"], "example.com": ["v=DMARC1; p=reject"]],
            organization: "mail.example.com", policyAt: "mail.example.com", queries: 2),
        Row(
            title: "§4.10.2, last example: psd=y, one label below; its policy, because there is no other",
            start: "a.mail.example.com", zone: ["com": ["v=DMARC1; p=reject; psd=y"]],
            organization: "example.com", policyAt: "com", queries: 4),
        Row(
            title: "psd=y at the start itself is no parent's mark", start: "example.com",
            zone: ["example.com": ["v=DMARC1; p=none; psd=y"], "com": ["v=DMARC1; p=none"]],
            organization: "example.com", policyAt: "example.com", queries: 1),
        Row(
            title: "the own record applies though the organization is above", start: "mail.example.com",
            zone: ["mail.example.com": ["v=DMARC1; p=none"], "example.com": ["v=DMARC1; p=reject"]],
            organization: "example.com", policyAt: "mail.example.com", queries: 3),
        Row(
            title: "§4.10.1: PSD policy is not used where the organization has one", start: "a.example.com",
            zone: ["example.com": ["v=DMARC1; p=none"], "com": ["v=DMARC1; p=reject; psd=y"]],
            organization: "example.com", policyAt: "example.com", queries: 3),
        Row(
            title: "a record between organization and author applies to neither", start: "a.b.example.com",
            zone: ["b.example.com": ["v=DMARC1; p=none"], "com": ["v=DMARC1; p=reject; psd=y"]],
            organization: "example.com", policyAt: "com", queries: 4),
        Row(
            title: "several records are all discarded", start: "mail.example.com",
            zone: [
                "mail.example.com": ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "example.com": ["v=DMARC1; p=reject"],
            ], organization: "example.com", policyAt: "example.com", queries: 3),
        Row(
            title: "other text beside the record does not count", start: "example.com",
            zone: ["example.com": ["v=spf1 -all", "hello", "v=DMARC1; p=reject"]],
            organization: "example.com", policyAt: "example.com", queries: 2),
        Row(
            title: "§5.1.8: a cut that the shortcut steps over is never seen", start: "mail.a.b.c.d.e.f.g.example.com",
            zone: ["b.c.d.e.f.g.example.com": ["v=DMARC1; p=none; psd=n"], "example.com": ["v=DMARC1; p=reject"]],
            organization: "example.com", policyAt: "example.com", queries: 8),
        Row(
            title: "psd=y seven labels deep: the label below was never asked", start: "1.2.3.4.5.6.7.8.9.com",
            zone: ["4.5.6.7.8.9.com": ["v=DMARC1; p=reject; psd=y"]],
            organization: "3.4.5.6.7.8.9.com", policyAt: "4.5.6.7.8.9.com", queries: 2),
    ])
    func walk(_ row: Row) {
        let zone = TestZone(Dictionary(uniqueKeysWithValues: row.zone.map { ("_dmarc." + $0, $1) }))
        var records = DMARCRecords(zone)
        let walk = DMARCTreeWalk(from: row.start, &records)
        #expect(walk.failure == nil)
        #expect(walk.organizationalDomain == row.organization)
        #expect(walk.policyRecord?.domain == row.policyAt)
        #expect(zone.asked.count == row.queries)
        // A second walk over the same names asks for nothing.
        _ = DMARCTreeWalk(from: row.start, &records)
        #expect(zone.asked.count == row.queries)
    }

    @Test func aQueryWithoutAnswerEndsTheWalk() {
        let zone = TestZone(["_dmarc.example.com": ["v=DMARC1; p=none"]], failing: ["_dmarc.com"])
        var records = DMARCRecords(zone)
        #expect(DMARCTreeWalk(from: "mail.example.com", &records).failure != nil)
    }
}
