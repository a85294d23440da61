import DNS
import TestSupport
import Testing

@Suite struct SnapshotResolverTests {
    static func header(_ absent: String) -> String {
        #"{"snapshot":1,"recorded":"2026-11-21T00:00:00Z","absent":"\#(absent)"}"#
    }

    static func snapshot(absent: String = "nxdomain", _ lines: String...) throws -> SnapshotResolver {
        let text = ([header(absent)] + lines).joined(separator: "\n") + "\n"
        return try SnapshotResolver(Array(text.utf8), file: "test.ndjson")
    }

    static func line(_ name: String, _ type: String, _ answers: String, rcode: String = "NOERROR", more: String = "")
        -> String
    {
        #"{"name":"\#(name)","type":"\#(type)","rcode":"\#(rcode)","answers":[\#(answers)],"ttl":300\#(more)}"#
    }

    @Test func recordsOfEachType() throws {
        let resolver = try Self.snapshot(
            Self.line("Example.ORG.", "TXT", #""v=spf1 -all","a\\255\\\\b\\;""#),
            Self.line("example.org", "A", #""192.0.2.1","192.0.2.2""#),
            Self.line("example.org", "AAAA", #""2001:db8::1""#),
            Self.line("example.org", "MX", #""10 Mail.Example.org.","0 .","0 ""#),
            Self.line("1.2.0.192.in-addr.arpa", "PTR", #""Host.Example.org""#))
        #expect(
            resolver.resolve("EXAMPLE.org", .txt).texts == [Array("v=spf1 -all".utf8), [0x61, 255, 0x5C, 0x62, 0x3B]])
        #expect(
            resolver.resolve("example.org", .a).addresses == [IPAddress(v4: 0xC000_0201), IPAddress(v4: 0xC000_0202)])
        #expect(resolver.resolve("example.org", .aaaa).addresses.map(\.description) == ["2001:db8::1"])
        #expect(resolver.resolve("example.org", .mx).exchanges.map(\.exchange) == ["mail.example.org", "", ""])
        #expect(resolver.resolve("1.2.0.192.in-addr.arpa.", .ptr).names == ["host.example.org"])
        #expect(resolver.resolve("example.org", .txt).ttl == 300)
    }

    @Test func aRecordSetMaySpreadOverLines() throws {
        let resolver = try Self.snapshot(
            Self.line("a.org", "TXT", #""one""#), Self.line("a.org", "TXT", #""two""#), Self.line("a.org", "TXT", #""one""#))
        #expect(resolver.resolve("a.org", .txt).texts == [Array("one".utf8), Array("two".utf8)])
    }

    @Test func absentMeansNXDOMAIN() throws {
        let resolver = try Self.snapshot(Self.line("a.b.example.org", "A", #""192.0.2.1""#))
        #expect(resolver.resolve("other.org", .a).status == .nxDomain)
        // The name is known: another type is no data. So is an empty non-terminal (RFC 8020).
        for name in ["a.b.example.org", "b.example.org", "example.org", "org"] {
            #expect(resolver.resolve(name, .txt) == DNSAnswer(.noError))
        }
        #expect(resolver.resolve("c.b.example.org", .a).status == .nxDomain)
    }

    @Test func absentMeansUnknown() throws {
        let resolver = try Self.snapshot(
            absent: "unknown", Self.line("a.example.org", "A", #""192.0.2.1""#),
            Self.line("no.example.org", "TXT", "", rcode: "NXDOMAIN"), Self.line("empty.example.org", "TXT", ""))
        for name in ["other.org", "a.example.org", "example.org", "empty.example.org"] {
            #expect(resolver.resolve(name, .mx).status == .notRecorded)
        }
        #expect(resolver.resolve("no.example.org", .a).status == .nxDomain)
        #expect(resolver.resolve("empty.example.org", .txt) == DNSAnswer(.noError, ttl: 300))
    }

    @Test(arguments: [
        ("TIMEOUT", DNSAnswer.Status.timeout), ("SERVFAIL", .serverFailure), ("NXDOMAIN", .nxDomain),
    ])
    func failures(_ rcode: String, _ want: DNSAnswer.Status) throws {
        #expect(try Self.snapshot(Self.line("a.org", "TXT", "", rcode: rcode)).resolve("a.org", .txt).status == want)
    }

    @Test func aliasesAreFollowed() throws {
        let resolver = try Self.snapshot(
            Self.line("www.example.org", "CNAME", #""web.example.org""#, more: #","dnssec":"secure""#),
            Self.line("web.example.org", "A", #""192.0.2.1""#, more: #","dnssec":"insecure""#),
            Self.line("loop.org", "CNAME", #""loop.org""#), Self.line("dead.org", "CNAME", #""gone.org""#))
        let answer = resolver.resolve("www.example.org", .a)
        #expect(answer.addresses == [IPAddress(v4: 0xC000_0201)])
        #expect(answer.security == .insecure)
        #expect(resolver.resolve("www.example.org", .txt).status == .noError)
        #expect(resolver.resolve("www.example.org", .cname).names == ["web.example.org"])
        #expect(resolver.resolve("loop.org", .a).status == .serverFailure)
        #expect(resolver.resolve("dead.org", .a).status == .nxDomain)
    }

    @Test func bogusIsNoAnswer() throws {
        let resolver = try Self.snapshot(Self.line("a.org", "A", #""192.0.2.1""#, more: #","dnssec":"bogus""#))
        #expect(resolver.resolve("a.org", .a).isTemporaryFailure)
        #expect(resolver.resolve("a.org", .a).failureReason == "the answer is bogus by DNSSEC")
    }

    @Test(arguments: [
        ("", 0, SnapshotError.Problem.empty),
        ("\n\n", 0, .empty),
        ("hello\n", 1, .badHeader("not a JSON value at octet 0")),
        ("[]\n", 1, .badHeader("not an object")),
        ("{}\n", 1, .badHeader("\"snapshot\" is missing")),
        ("{\"snapshot\":2,\"absent\":\"unknown\"}\n", 1, .unknownVersion(2)),
        ("{\"snapshot\":1,\"absent\":\"x\"}\n", 1, .badHeader("\"absent\" must be \"nxdomain\" or \"unknown\"")),
        (header("unknown") + "\n{\"name\":\"a\"", 2, .truncated),
        (header("unknown") + "\n{\"name\":\"a\"\n", 2, .notJSON("the text ends too early at octet 11")),
        (header("unknown") + "\n\n{\"type\":\"A\"}\n", 3, .badField("\"name\" is missing")),
        (header("unknown") + "\n" + line("a", "A", #""x\u001b""#), 2, .badAnswer(#""x\u001b" is no A answer"#)),
        (
            header("unknown") + "\n" + line("a", "MX", #""mx.example.org""#), 2,
            .badAnswer(#""mx.example.org" is no MX answer"#)
        ),
        (header("unknown") + "\n" + line("a", "A", "1"), 2, .badField("\"answers\" must be a list of strings")),
        (
            header("unknown") + "\n" + line("a", "A", "", rcode: "OK"), 2,
            .badField("\"rcode\" must be NOERROR, NXDOMAIN, SERVFAIL or TIMEOUT")
        ),
    ])
    func errorsSayWhere(_ text: String, _ line: Int, _ problem: SnapshotError.Problem) {
        #expect(throws: SnapshotError(file: "t", line: line, problem: problem)) {
            try SnapshotResolver(Array(text.utf8), file: "t")
        }
        #expect(SnapshotError(file: "t", line: line, problem: problem).description.hasPrefix("t"))
    }

    @Test func aMissingFileSaysSo() {
        #expect(throws: SnapshotError(file: "/nonexistent/dns", line: 0, problem: .unreadable("no such file"))) {
            try SnapshotResolver(path: "/nonexistent/dns")
        }
    }

    @Test func unknownTypesMakeTheNameKnown() throws {
        let resolver = try Self.snapshot(Self.line("a.org", "CAA", #""0 issue \"x\"""#))
        #expect(resolver.resolve("a.org", .a) == DNSAnswer(.noError))
    }

    @Test func fiveThousandLinesAreReadQuickly() throws {
        var text = Self.header("nxdomain") + "\n"
        for index in 0..<5000 {
            text +=
                Self.line("host\(index).example.org", "TXT", #""v=spf1 ip4:192.0.2.1 include:_spf.example.org -all""#)
                + "\n"
        }
        let octets = Array(text.utf8)
        var resolver: SnapshotResolver?
        let time = try processorTime { resolver = try SnapshotResolver(octets, file: "t") }
        #expect(resolver?.resolve("host4999.example.org", .txt).texts.count == 1)
        // An unoptimised build has thirty times the time of a release build.
        #expect(time < .seconds(10), "\(time)")
    }
}
