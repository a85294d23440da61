import FoundationEssentials
import MIME
import TestSupport
import Testing

@testable import Backstamp

@Suite struct AuthenticationResultsTests {
    struct Row: Sendable {
        var title: String
        var value: String
        var id: String?
        var version: Int?
        var instance: Int?
        /// `method[/version]=result reason=… name=value …`, as the test prints what was read.
        var results: [String]
        var isClean = true
    }

    static func printed(_ results: [RecordedResults.Result]) -> [String] {
        results.map { result in
            var text = result.method + (result.methodVersion.map { "/\($0)" } ?? "") + "=" + result.result
            if let reason = result.reason { text += " reason=[\(reason)]" }
            for (name, value) in result.properties { text += " \(name)=[\(value)]" }
            return text
        }
    }

    /// The examples of RFC 8601, Appendix B.
    static let rfc: [Row] = [
        Row(title: "B.2", value: "example.org 1; none", id: "example.org", version: 1, results: []),
        Row(
            title: "B.3", value: "example.com;\r\n          spf=pass smtp.mailfrom=example.net", id: "example.com",
            results: ["spf=pass smtp.mailfrom=[example.net]"]),
        Row(
            title: "B.4",
            value: "example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net",
            id: "example.com",
            results: ["auth=pass smtp.auth=[sender@example.net]", "spf=pass smtp.mailfrom=[example.net]"]),
        Row(
            title: "B.6",
            value: "example.com; dkim=pass reason=\"good signature\" header.i=@mail-router.example.net; "
                + "dkim=fail reason=\"bad signature\" header.i=@newyork.example.com",
            id: "example.com",
            results: [
                "dkim=pass reason=[good signature] header.i=[@mail-router.example.net]",
                "dkim=fail reason=[bad signature] header.i=[@newyork.example.com]",
            ]),
        Row(
            title: "B.7, comments everywhere",
            value: "foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail "
                + "policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) "
                + "1362471462",
            id: "foo.example.net", version: 1, results: ["dkim/1=fail policy.expired=[1362471462]"]),
    ]

    /// As receivers write it.
    static let field: [Row] = [
        Row(
            title: "Exchange Online, without authserv-id",
            value: "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=example.com; dkim=pass (signature was verified)"
                + "\r\n header.d=example.com;dmarc=pass action=none\r\n header.from=example.com;compauth=pass reason=100",
            results: [
                "spf=pass smtp.mailfrom=[example.com]", "dkim=pass header.d=[example.com]",
                "dmarc=pass action=[none] header.from=[example.com]", "compauth=pass reason=[100]",
            ]),
        Row(
            title: "mx.microsoft.com 1", value: "i=1; mx.microsoft.com 1; spf=none; dmarc=none; dkim=none; arc=none",
            id: "mx.microsoft.com", version: 1, instance: 1,
            results: ["spf=none", "dmarc=none", "dkim=none", "arc=none"]),
        Row(
            title: "semicolons missing",
            value: "mx.example.org dkim=pass header.d=a.example spf=fail smtp.mailfrom=b.example",
            id: "mx.example.org", results: ["dkim=pass header.d=[a.example]", "spf=fail smtp.mailfrom=[b.example]"]),
        Row(
            title: "semicolons doubled", value: ";; mx.example.org;; dkim=pass;;", results: ["dkim=pass"],
            isClean: false),
        Row(
            title: "commas for semicolons", value: "mx.example.org; dkim=pass, spf=fail smtp.helo=a",
            id: "mx.example.org", results: ["dkim=pass", "spf=fail smtp.helo=[a]"]),
        Row(
            title: "an empty value before the next property",
            value: "mx.example.org; spf=none smtp.mailfrom= smtp.helo=a.example",
            id: "mx.example.org", results: ["spf=none smtp.mailfrom=[] smtp.helo=[a.example]"]),
        Row(
            title: "quoted local part", value: #"mx.example.org; spf=pass smtp.mailfrom="a b"@example.com"#,
            id: "mx.example.org", results: [#"spf=pass smtp.mailfrom=["a b"@example.com]"#]),
        Row(
            title: "quoted pairs", value: #"mx.example.org; spf=pass reason="say \"no\"; (twice)""#,
            id: "mx.example.org", results: [#"spf=pass reason=[say "no"; (twice)]"#]),
        Row(
            title: "quoted authserv-id", value: #""mx.example.org" 1; none"#, id: "mx.example.org", version: 1,
            results: []),
        Row(
            title: "a parenthesis inside a comment",
            value: #"mx.example.org; spf=pass (a (b \) c; d=e) f) smtp.helo=x"#,
            id: "mx.example.org", results: ["spf=pass smtp.helo=[x]"]),
        Row(
            title: "case", value: "MX.Example.ORG; DKIM=Pass Header.D=Example.com", id: "mx.example.org",
            results: ["dkim=pass header.d=[Example.com]"]),
    ]

    static let broken: [Row] = [
        Row(title: "empty", value: "", results: [], isClean: false),
        Row(title: "white space and a comment", value: " \t(x) ", results: [], isClean: false),
        Row(title: "no result", value: "mx.example.org; dkim", id: "mx.example.org", results: [], isClean: false),
        Row(
            title: "empty result", value: "mx.example.org; dkim=; spf=pass", id: "mx.example.org",
            results: ["spf=pass"], isClean: false),
        Row(
            title: "no method", value: "mx.example.org; =pass; spf=pass", id: "mx.example.org", results: ["spf=pass"],
            isClean: false),
        Row(
            title: "a method that is no keyword", value: "mx.example.org; <b>=pass", id: "mx.example.org", results: [],
            isClean: false),
        Row(
            title: "a comment without end", value: "mx.example.org; spf=pass (oh", id: "mx.example.org",
            results: ["spf=pass"], isClean: false),
        Row(
            title: "a quote without end", value: "mx.example.org; spf=pass reason=\"oh; dkim=pass",
            id: "mx.example.org",
            results: ["spf=pass reason=[oh; dkim=pass]"], isClean: false),
        Row(
            title: "an instance that is none", value: "i=x; mx.example.org; spf=pass", id: "mx.example.org",
            results: ["spf=pass"], isClean: false),
        Row(
            title: "an instance beyond 50", value: "i=51; mx.example.org; none", id: "mx.example.org", results: [],
            isClean: false),
        Row(title: "none alone", value: "none", results: [], isClean: false),
    ]

    @Test(arguments: rfc + field + broken)
    func parses(_ row: Row) {
        let read = AuthenticationResultsParser.parse(Array(row.value.utf8))
        #expect(read.authservID == row.id)
        #expect(read.version == row.version)
        #expect(read.instance == row.instance)
        #expect(Self.printed(read.results) == row.results)
        #expect((read.error == nil) == row.isClean, "\(read.error ?? "")")
    }

    @Test(
        "Received-SPF, RFC 7208 §9.1 and as it is written",
        arguments: [
            (
                #"Pass (mybox.example.org: domain of myname@example.com designates 192.0.2.1 as permitted sender) receiver=mybox.example.org; client-ip=192.0.2.1; envelope-from="myname@example.com"; helo=foo.example.com;"#,
                "mybox.example.org",
                "spf=pass smtp.remote-ip=[192.0.2.1] smtp.mailfrom=[myname@example.com] smtp.helo=[foo.example.com]"
            ),
            ("softfail client-ip=2001:db8::1;", nil, "spf=softfail smtp.remote-ip=[2001:db8::1]"),
            ("none", nil, "spf=none"), ("=x", nil, nil), ("", nil, nil), ("client-ip=192.0.2.1", nil, nil),
        ] as [(String, String?, String?)])
    func receivedSPF(_ value: String, _ receiver: String?, _ want: String?) {
        let read = ReceivedSPFParser.parse(Array(value.utf8))
        #expect(read.authservID == receiver)
        #expect(Self.printed(read.results) == (want.map { [$0] } ?? []))
        #expect((read.error == nil) == (want != nil))
    }

    // MARK: Hostile

    @Test(
        "Large and deep values take time in proportion", .timeLimit(.minutes(10)),
        arguments: [
            ("(", 100_000), ("((((a)", 20_000), ("\"", 100_000), (";", 100_000), ("=", 50_000), ("a=b ", 25_000),
            ("a.", 50_000), ("a (b) . ", 12_000), ("dkim=pass ", 10_000), ("spf=pass a= reason=", 6_000),
            ("\\", 50_000),
            ("\u{0}", 50_000), ("/ ", 50_000), ("i=1;", 20_000), ("é", 50_000),
        ])
    func hostile(_ piece: String, _ count: Int) {
        let value = Array(String(repeating: piece, count: count).utf8)
        for prefix in ["", "mx.example.org; ", "mx.example.org; dkim=pass ", "mx.example.org; dkim=pass header.d="] {
            let read = AuthenticationResultsParser.parse(Array(prefix.utf8) + value)
            #expect(read.results.count <= AuthenticationResultsParser.resultLimit)
            _ = ReceivedSPFParser.parse(Array(prefix.utf8) + value)
        }
    }

    @Test func nestedComments() {
        let value =
            "mx.example.org; spf=pass " + String(repeating: "(", count: 10_000) + "x"
            + String(repeating: ")", count: 10_000) + " smtp.helo=a"
        let read = AuthenticationResultsParser.parse(Array(value.utf8))
        #expect(Self.printed(read.results) == ["spf=pass smtp.helo=[a]"])
        #expect(read.error == nil)
    }

    // MARK: Trust

    /// Which of the fields of a message, top first, are believed.
    private func believed(
        _ header: [String], border: Int?, by: String = "mx.receiver.example", named: [String] = [],
        dialect: String = "postfix"
    ) -> [Bool] {
        let message = Message.read(Array((header.joined(separator: "\r\n") + "\r\n\r\nbody\r\n").utf8))
        var route = Route()
        if let border {
            var hop = Hop.Facts()
            hop.field = border
            hop.by.name = by
            hop.trusted = true
            hop.dialect = dialect
            route.hops = [Hop(hop)]
            route.boundary = 0
        }
        return RecordedResults.collect(message, route, authservIDs: named).map(\.trusted)
    }

    private static let received =
        "Received: from client.example ([192.0.2.1]) by mx.receiver.example; Fri, 1 Jan 2021 00:00:00 +0000"
    private static let own = "Authentication-Results: mx.receiver.example; spf=pass"
    private static let other = "Authentication-Results: mx.elsewhere.example; spf=pass"
    private static let arc = "ARC-Authentication-Results: i=1; mx.receiver.example; spf=pass"

    @Test func trust() {
        let (received, own, other, arc) = (Self.received, Self.own, Self.other, Self.arc)
        // Above the boundary: added after the receiver took the message in. An ARC set is vouched for by its seal.
        #expect(believed([own, arc, received], border: 2) == [true, false])
        #expect(believed(["Received-SPF: pass", received], border: 1) == [true])
        // Below it: came with the message, under whatever name.
        #expect(believed([received, own, other], border: 0) == [false, false])
        // A named one too: anybody can write the name.
        #expect(believed([received, other], border: 0, named: ["MX.elsewhere.example"]) == [false])
        // But for Gmail, which writes below its own Received field; an intruder stands further down.
        #expect(
            believed([received, own, received, own], border: 0, named: ["mx.receiver.example"], dialect: "gmail")
                == [true, false])
        #expect(believed([received, own], border: 0, dialect: "gmail") == [false])
        // No trace field, no boundary.
        #expect(believed([own, other], border: nil, named: ["mx.elsewhere.example"]) == [false, false])
    }

    @Test func fieldsAreLimited() {
        let fields = [String](repeating: Self.own, count: RecordedResults.fieldLimit + 5)
        #expect(believed(fields, border: nil).count == RecordedResults.fieldLimit)
    }
}

// MARK: Shared data

/// MimeKit's cases, which are not part of the project.
@Suite struct AuthenticationResultsSharedTests {
    struct File: Decodable {
        struct Case: Decodable {
            struct Want: Decodable {
                var method: String
                var result: String
                var reason: String?
                var properties: [String: String]?
            }
            var id: String?
            var value: String
            var results: [Want]
            var authservID: [String?]?
        }
        var cases: [Case]
    }

    @Test(.enabled(if: SharedData.isWanted("authres")))
    func mimekit() throws {
        let file = try SharedData.decode(File.self, "authres/mimekit/cases.json")
        #expect(file.cases.count == 21)
        for item in file.cases {
            let read = AuthenticationResultsParser.parse(Array(item.value.utf8))
            let name = Comment(rawValue: item.id ?? item.value)
            #expect(read.results.map(\.method) == item.results.map(\.method), name)
            #expect(read.results.map(\.result) == item.results.map(\.result), name)
            if let ids = item.authservID { #expect(ids.contains(read.authservID), name) }
            for (got, want) in zip(read.results, item.results) {
                if let reason = want.reason { #expect(got.reason == reason, name) }
                for (key, value) in want.properties ?? [:] {
                    #expect(got.properties.first { $0.name == key }?.value == value, name)
                }
            }
        }
    }
}
