import DKIM
import DNS
import MIME
import SPF
import Testing

@testable import Backstamp

@Suite struct DMARCEvaluationTests {
    struct Row: Sendable {
        var title: String
        var author: String
        var zone: [String: [String]]
        var failing: Set<String> = []
        var addresses: Set<String> = []
        var spf: (SPFResult, String)?
        var dkim: [(DKIMResult, String)] = []
        var result: DMARCCheck.Result
        var policy: DMARCCheck.Policy?
        var disposition: DMARCCheck.Policy?
        var spfAligned: Bool?
        var dkimAligned: Bool?
        var queries: Int?
    }

    static let reject = ["_dmarc.example.com": ["v=DMARC1; p=reject"]]

    static let alignment: [Row] = [
        Row(
            title: "nothing vouches", author: "example.com", zone: reject, result: .fail, policy: .reject,
            disposition: .reject, dkimAligned: false, queries: 1),
        Row(
            title: "same domain: one query", author: "example.com", zone: reject, dkim: [(.pass, "EXAMPLE.com.")],
            result: .pass, policy: .reject, disposition: DMARCCheck.Policy.none, dkimAligned: true, queries: 1),
        Row(
            title: "relaxed, signer below", author: "example.com", zone: reject, dkim: [(.pass, "a.example.com")],
            result: .pass, policy: .reject, disposition: DMARCCheck.Policy.none, dkimAligned: true, queries: 3),
        Row(
            title: "relaxed, signer beside", author: "b.example.com", zone: reject, dkim: [(.pass, "a.example.com")],
            result: .pass, policy: .reject, disposition: DMARCCheck.Policy.none, dkimAligned: true, queries: 4),
        Row(
            title: "another top label: nothing more is asked", author: "example.com", zone: reject,
            dkim: [(.pass, "esp.example.net")], result: .fail, policy: .reject, disposition: .reject,
            dkimAligned: false, queries: 1),
        Row(
            title: "a name that only ends alike", author: "example.com", zone: reject,
            dkim: [(.pass, "badexample.com")],
            result: .fail, policy: .reject, disposition: .reject, dkimAligned: false, queries: 2),
        Row(
            title: "strict", author: "example.com", zone: ["_dmarc.example.com": ["v=DMARC1; p=reject; adkim=s"]],
            dkim: [(.pass, "a.example.com")], result: .fail, policy: .reject, disposition: .reject,
            dkimAligned: false, queries: 1),
        Row(
            title: "strict for SPF, relaxed for DKIM", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=reject; aspf=s"]], spf: (.pass, "a.example.com"),
            dkim: [(.pass, "a.example.com")], result: .pass, policy: .reject, disposition: DMARCCheck.Policy.none,
            spfAligned: false, dkimAligned: true),
        Row(
            title: "a failed signature does not help, the second does", author: "example.com", zone: reject,
            dkim: [(.fail, "example.com"), (.pass, "example.com")], result: .pass, policy: .reject,
            disposition: DMARCCheck.Policy.none, dkimAligned: true),
        Row(
            title: "SPF softfail of the aligned domain is no pass", author: "example.com", zone: reject,
            spf: (.softfail, "example.com"), result: .fail, policy: .reject, disposition: .reject, spfAligned: false,
            dkimAligned: false),
        Row(
            title: "psd=n below: two organizations", author: "example.com",
            zone: [
                "_dmarc.example.com": ["v=DMARC1; p=reject"], "_dmarc.lab.example.com": ["v=DMARC1; p=none; psd=n"],
            ],
            dkim: [(.pass, "x.lab.example.com")], result: .fail, policy: .reject, disposition: .reject,
            dkimAligned: false),
        Row(
            title: "psd=y above: registrants do not align with each other", author: "one.gov.example",
            zone: ["_dmarc.gov.example": ["v=DMARC1; p=reject; psd=y"]], addresses: ["one.gov.example"],
            dkim: [(.pass, "two.gov.example")], result: .fail, policy: .reject, disposition: .reject,
            dkimAligned: false),
        Row(
            title: "an IDN signer in Unicode", author: "xn--bcher-kva.example",
            zone: ["_dmarc.xn--bcher-kva.example": ["v=DMARC1; p=reject"]], dkim: [(.pass, "bücher.example")],
            result: .pass, policy: .reject, disposition: DMARCCheck.Policy.none, dkimAligned: true),
    ]

    static let policies: [Row] = [
        Row(
            title: "no record", author: "example.com", zone: [:], dkim: [(.pass, "example.com")], result: .none,
            queries: 2),
        Row(
            title: "several records", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]], result: .none),
        Row(
            title: "p that is none, without rua", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=bob"]], dkim: [(.pass, "example.com")], result: .none),
        Row(
            title: "p that is none, with rua", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=bob; rua=mailto:d@example.com"]], result: .fail,
            policy: DMARCCheck.Policy.none, disposition: DMARCCheck.Policy.none, dkimAligned: false),
        Row(
            title: "sp for a sub-domain that exists", author: "a.example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=none; sp=quarantine; np=reject"]], addresses: ["a.example.com"],
            result: .fail, policy: .quarantine, disposition: .quarantine, dkimAligned: false),
        Row(
            title: "np for one that does not", author: "a.example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=none; sp=quarantine; np=reject"]],
            result: .fail, policy: .reject, disposition: .reject, dkimAligned: false),
        Row(
            title: "np without sp", author: "a.example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=none; np=reject"]],
            result: .fail, policy: .reject, disposition: .reject, dkimAligned: false),
        Row(
            title: "np where existence is not known", author: "a.example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=none; np=reject"]], failing: ["a.example.com"],
            result: .fail, policy: DMARCCheck.Policy.none, disposition: DMARCCheck.Policy.none, dkimAligned: false),
        Row(
            title: "an existing name below the author makes it exist (RFC 8020)", author: "a.example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=none; np=reject"]], addresses: ["x.a.example.com"],
            result: .fail, policy: DMARCCheck.Policy.none, disposition: DMARCCheck.Policy.none, dkimAligned: false),
        Row(
            title: "own record: p, whatever sp and np say", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=quarantine; sp=none; np=reject"]], result: .fail,
            policy: .quarantine, disposition: .quarantine, dkimAligned: false),
        Row(
            title: "t=y: reject becomes quarantine", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=reject; t=y"]], result: .fail, policy: .reject,
            disposition: .quarantine, dkimAligned: false),
        Row(
            title: "t=y: quarantine becomes none", author: "example.com",
            zone: ["_dmarc.example.com": ["v=DMARC1; p=quarantine; t=y"]], result: .fail, policy: .quarantine,
            disposition: DMARCCheck.Policy.none, dkimAligned: false),
    ]

    static let failures: [Row] = [
        Row(
            title: "no answer for the author", author: "example.com", zone: [:], failing: ["_dmarc.example.com"],
            dkim: [(.pass, "example.com")], result: .temperror),
        Row(
            title: "no answer on the way up", author: "a.example.com", zone: reject, failing: ["_dmarc.com"],
            result: .temperror),
        Row(
            title: "no answer that matters not: the same domain", author: "example.com", zone: reject,
            failing: ["_dmarc.com"], dkim: [(.pass, "example.com")], result: .pass, policy: .reject,
            disposition: DMARCCheck.Policy.none, dkimAligned: true),
        Row(
            title: "no answer that decides alignment", author: "example.com", zone: reject, failing: ["_dmarc.com"],
            dkim: [(.pass, "a.example.com")], result: .temperror, policy: .reject),
        Row(
            title: "SPF of the aligned domain had no answer", author: "example.com", zone: reject,
            spf: (.temperror, "example.com"), result: .temperror, policy: .reject, dkimAligned: false),
        Row(
            title: "SPF of another domain had no answer: that changes nothing", author: "example.com", zone: reject,
            spf: (.temperror, "example.net"), result: .fail, policy: .reject, disposition: .reject,
            spfAligned: false, dkimAligned: false),
        Row(
            title: "a key without answer, and another signature that passes", author: "example.com", zone: reject,
            dkim: [(.temperror, "example.com"), (.pass, "a.example.com")], result: .pass, policy: .reject,
            disposition: DMARCCheck.Policy.none, dkimAligned: true),
    ]

    @Test(arguments: alignment + policies + failures)
    func evaluates(_ row: Row) {
        let zone = TestZone(row.zone, failing: row.failing, addresses: row.addresses)
        let spf: DMARCCheck.SPFEvidence =
            row.spf.map {
                .check(SPFCheck(identity: .mailfrom, result: $0.0, domain: $0.1, clientIP: IPAddress(v4: 0xC000_0201)))
            } ?? .absent
        let dkim = row.dkim.enumerated().map { index, given in
            var signature = DKIMSignature(field: index)
            signature.result = given.0
            signature.domain = given.1
            return signature
        }
        let check = DMARCCheck.evaluate(.domain(row.author), spf: spf, dkim: dkim, resolver: zone)
        #expect(check.result == row.result, "\(check.reason)")
        #expect(check.policy == row.policy)
        #expect(check.disposition == row.disposition)
        #expect(check.spfAligned == row.spfAligned)
        #expect(check.dkimAligned == row.dkimAligned)
        #expect(check.domain == row.author)
        if let queries = row.queries { #expect(zone.asked.count == queries, "\(zone.asked)") }
    }

    @Test(
        "Without the client's address SPF is unknown, and that is no failure",
        arguments: [
            (nil, [], .temperror), ("example.com", [], .temperror), ("a.example.com", [], .temperror),
            ("example.net", [], .fail), (nil, ["example.com"], .pass), ("example.net", ["example.com"], .pass),
        ] as [(String?, [String], DMARCCheck.Result)])
    func unknownSPF(_ domain: String?, _ signers: [String], _ want: DMARCCheck.Result) {
        let dkim = signers.map { name in
            var signature = DKIMSignature(field: 0)
            signature.result = .pass
            signature.domain = name
            return signature
        }
        let check = DMARCCheck.evaluate(
            .domain("example.com"), spf: .unknown(domain: domain), dkim: dkim, resolver: TestZone(Self.reject))
        #expect(check.result == want)
    }

    @Test("RFC 7489 beside it, where the Public Suffix List decides otherwise")
    func legacy() throws {
        // co.uk publishes no psd=y, so two registrants without records of their own do not meet; a record in the
        // middle is seen by the tree walk alone.
        let zone = TestZone(["_dmarc.mail.example.co.uk": ["v=DMARC1; p=reject"]])
        let check = DMARCCheck.evaluate(.domain("a.mail.example.co.uk"), spf: .absent, dkim: [], resolver: zone)
        #expect(check.result == .fail)
        #expect(check.recordDomain == "mail.example.co.uk")
        let legacy = try #require(check.legacy)
        #expect(legacy.result == .none)
        #expect(legacy.organizationalDomain == "example.co.uk")
        let same = DMARCCheck.evaluate(
            .domain("example.com"), spf: .absent, dkim: [], resolver: TestZone(Self.reject))
        #expect(same.legacy == nil)
    }

    @Test("Signatures of a thousand domains cause a bounded number of queries")
    func manySigners() {
        let zone = TestZone(["_dmarc.example.com": ["v=DMARC1; p=reject"]])
        let dkim = (0..<1000).map { index in
            var signature = DKIMSignature(field: index)
            signature.result = .pass
            signature.domain = "a.b.c.d.e.f.g.h\(index).example.com.example.com"
            return signature
        }
        _ = DMARCCheck.evaluate(.domain("x.example.com"), spf: .absent, dkim: dkim, resolver: zone)
        #expect(zone.asked.count <= 8 * (DMARCCheck.identifierLimit + 1))
    }

    @Test(
        "Which Author Domain counts, RFC 9989 §5.3.1",
        arguments: [
            (["a@example.com"], "example.com"), (["a@EXAMPLE.com", "b@example.com."], "example.com"),
            (["a@bücher.example"], "xn--bcher-kva.example"), (["a@b@example.com"], "example.com"),
            ([], nil), (["a"], nil), (["a@example.com", "b@example.net"], nil), (["a@[192.0.2.1]"], nil),
            (["a@192.0.2.1"], nil), (["a@exa mple.com"], nil), (["a@example\u{0}.com"], nil), (["a@.com"], nil),
            (["a@x..com"], nil),
        ] as [([String], String?)])
    func authorDomain(_ addresses: [String], _ want: String?) {
        let domain = AuthorDomain(mailboxes: addresses.map { Mailbox(address: $0) })
        if let want {
            #expect(domain == .domain(want))
        } else {
            let check = DMARCCheck.evaluate(domain, spf: .absent, dkim: [], resolver: TestZone([:]))
            #expect(check.result == .permerror)
            #expect(!check.reason.isEmpty)
        }
    }

    @Test(
        "A From that is no list of mailboxes",
        arguments: [
            ("\"Doe, Jo <x@example.net>\" jo@example.com", "example.com"), ("<<<><jo@example.com>>>", "example.com"),
            ("(x@example.net) jo@example.com", "example.com"), ("jo at example.com", nil), ("@", nil),
            ("\"a@b.com", nil), ("a@evil.example@bank.example", nil),
            ("<<a@example.com> <b@example.net>>>", nil),
            ("[Jo] <jo@example.com>", "example.com"), ("[jo@example.com] <jo@EXAMPLE.com>", "example.com"),
            ("[Jo] \"jo@example.net\" <jo@example.com>", "example.com"),
            ("[ <a@evil.example> boss@bank.example", nil), ("boss@bank.example(;. <a@evil.example>boss@bank.example", nil),
            ("<:boss@bank.example,(c)<a@evil.example>", nil), ("\":(\" <jo@example.com>", "example.com"),
            ("a@evil.example [x] <boss@bank.example>", nil), ("[Boss, a@evil.example] <boss@bank.example>", nil),
            ("[Joe] <boss@bank.example,a@evil.example>", nil), ("[ <a@evil.example> boss @ bank.example", nil),
            ("[x] \"\\\" boss@bank.example\" <a@evil.example>", nil), ("[ (\") boss@bank.example (\") <a@evil.example>", nil),
            ("]<a@evil.example>(<boss@bank.example>);", nil), ("(Jo) [x] <jo@example.com>", "example.com"),
            ("\"( bob@example.net)\" [x] jo@example.com", "example.com"),
            ("Inn Share @<jo@example.com>", "example.com"), ("a@(x)example.net <jo@example.com", nil),
            ("Jo [jo@example.com]", "example.com"), ("Jo <a,jo@example.com>", "example.com"), ("jo@example.com (Jo", "example.com"),
        ] as [(String, String?)])
    func malformedFrom(_ value: String, _ want: String?) {
        let domain = AuthorDomain(Message.read(Array("From: \(value)\r\n\r\nx".utf8)))
        if let want {
            #expect(domain == .domain(want))
        } else if case .domain(let name) = domain {
            Issue.record("an Author Domain: \(name)")
        }
    }

    @Test func repeatedFromIsNoAuthor() {
        let message = Message.read(Array("From: a@example.com\r\nFrom: a@example.com\r\n\r\nx".utf8))
        guard case .unusable = AuthorDomain(message) else {
            Issue.record("a message with two From fields has an Author Domain")
            return
        }
    }
}
