import Testing

@testable import Backstamp

@Suite struct DMARCRecordTests {
    @Test(
        "What is a DMARC record, RFC 9989 §4.7 and §4.8",
        arguments: [
            ("v=DMARC1", true), ("v=DMARC1;", true), ("v=DMARC1; p=none", true), ("v = DMARC1 ;p=none", true),
            ("V=DMARC1; p=none", true),  // an ABNF string is case-insensitive, the value is %s
            ("v=DMARC1;p=reject", true), ("v=DMARC1; =; p", true),
            ("v=dmarc1; p=none", false), ("v=DMARC2; p=none", false), ("v=DMARC10; p=none", false),
            ("p=none; v=DMARC1", false), (" v=DMARC1; p=none", false), (";v=DMARC1", false), ("v=DMARC1 p=none", false),
            ("v=spf1 -all", false), ("", false), ("v", false), ("v=", false), ("v=DMARC1\u{0}", false),
        ])
    func isRecord(_ text: String, _ want: Bool) {
        #expect((DMARCRecord(Array(text.utf8)) != nil) == want)
    }

    struct Row: Sendable {
        var text: String
        var p: DMARCCheck.Policy?
        var sp: DMARCCheck.Policy?
        var np: DMARCCheck.Policy?
        var readable = true
        var uri = false
        var strict = (dkim: false, spf: false)
        var testing = false
        var psd = DMARCRecord.PublicSuffixFlag.unknown
    }

    @Test(arguments: [
        Row(
            text: "v=DMARC1; p=reject; sp=quarantine; np=none", p: .reject, sp: .quarantine, np: DMARCCheck.Policy.none),
        Row(text: "v=DMARC1; P=Reject ; ADKIM=S; aspf = s", p: .reject, strict: (true, true)),
        Row(text: "v=DMARC1; p=reject; adkim=strict; aspf=x; t=maybe; psd=maybe", p: .reject),
        Row(text: "v=DMARC1; p=quarantine; t=y; psd=y", p: .quarantine, testing: true, psd: .yes),
        Row(text: "v=DMARC1; psd=n; p=none", p: DMARCCheck.Policy.none, psd: .no),
        Row(text: "v=DMARC1; pct=0; rf=afrf; ri=1; foo=bar; p=reject", p: .reject),
        Row(text: "v=DMARC1; p=none; p=reject", p: DMARCCheck.Policy.none),
        Row(text: "v=DMARC1", readable: false),
        Row(text: "v=DMARC1; p=bob", readable: false),
        Row(text: "v=DMARC1; p=", readable: false),
        Row(text: "v=DMARC1; p=reject; sp=bob", p: .reject, readable: false),
        Row(text: "v=DMARC1; p=reject; np=bob; rua=mailto:a@example.org", p: .reject, readable: false, uri: true),
        Row(text: "v=DMARC1; p=none; rua=mailto:a@example.org!10m", p: DMARCCheck.Policy.none, uri: true),
        Row(text: "v=DMARC1; p=none; rua=,, https://example.org/x", p: DMARCCheck.Policy.none, uri: true),
        Row(text: "v=DMARC1; p=none; rua=a@example.org", p: DMARCCheck.Policy.none),
        Row(text: "v=DMARC1; p=none; rua=mailto:, 1:x, <mailto:a@b>", p: DMARCCheck.Policy.none),
    ])
    func tags(_ row: Row) throws {
        let record = try #require(DMARCRecord(Array(row.text.utf8)))
        #expect(record.p == row.p)
        #expect(record.sp == row.sp)
        #expect(record.np == row.np)
        #expect(record.isPolicyReadable == row.readable)
        #expect(record.hasReportURI == row.uri)
        #expect((record.dkimMode == .strict) == row.strict.dkim)
        #expect((record.spfMode == .strict) == row.strict.spf)
        #expect(record.testing == row.testing)
        #expect(record.psd == row.psd)
    }

    @Test("A record as long as DNS allows, of nothing but separators or one tag", .timeLimit(.minutes(10)))
    func hostileRecords() {
        let semicolons = Array("v=DMARC1;".utf8) + [UInt8](repeating: 0x3B, count: 65_000)
        #expect(DMARCRecord(semicolons)?.isPolicyReadable == false)
        let uris = Array("v=DMARC1;p=none;rua=".utf8) + [UInt8](repeating: 0x2C, count: 65_000)
        #expect(DMARCRecord(uris)?.hasReportURI == false)
        let octets = Array("v=DMARC1;p=".utf8) + (0..<65_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(DMARCRecord(octets)?.isPolicyReadable == false)
    }
}
