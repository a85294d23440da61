import Foundation
import Testing

/// `inspect dkim-key`, and the options of live look-ups.
@Suite struct InspectDKIMKeyTests {
    /// The keys of RFC 8463 appendix A, one that is revoked, and one with a terminal's escape sequence in its notes.
    private static let dns = """
        {"snapshot":1,"recorded":"2026-03-03T00:00:00Z","absent":"nxdomain"}
        {"name":"brisbane._domainkey.football.example","type":"TXT","rcode":"NOERROR","answers":["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],"ttl":300,"dnssec":"secure"}
        {"name":"test._domainkey.football.example","type":"TXT","rcode":"NOERROR","answers":["v=DKIM1; t=y; n=a note; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"],"ttl":300}
        {"name":"evil._domainkey.football.example","type":"TXT","rcode":"NOERROR","answers":["v=DKIM1; p=AAAA; \\\\027[2J\\\\226\\\\128\\\\174=\\\\010Injected"],"ttl":300}
        {"name":"old._domainkey.football.example","type":"TXT","rcode":"NOERROR","answers":["v=DKIM1; p="],"ttl":300}

        """

    private static func run(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        let folder = try BadInputTests.folder(["dns.ndjson": Array(dns.utf8)])
        return try Program.run(
            ["inspect", "dkim-key", "--dns", "dns.ndjson"] + arguments, in: folder, input: Array(input.utf8))
    }

    @Test(
        arguments: [
            ("brisbane", true, nil), ("test", true, nil), ("old", false, "key revoked"),
            ("none", false, "key not found"),
        ] as [(String, Bool, String?)])
    func judgesAKey(_ selector: String, _ usable: Bool, _ reason: String?) throws {
        let object = try #require(try Self.run([selector, "football.example"]).object)
        #expect(object["name"] as? String == "\(selector)._domainkey.football.example")
        #expect(object["usable"] as? Bool == usable)
        let record = (object["records"] as? [[String: Any]])?.first
        #expect((object["reason"] as? String ?? record?["reason"] as? String) == reason)
    }

    @Test func tellsBitsAndRemarks() throws {
        let object = try #require(try Self.run(["test", "football.example"]).object)
        let record = try #require((object["records"] as? [[String: Any]])?.first)
        #expect(record["keyBits"] as? Int == 1024)
        #expect(record["testing"] as? Bool == true)
        let remarks = try #require(record["remarks"] as? [String])
        #expect(remarks.contains { $0.hasPrefix("1024 bits") } && remarks.contains { $0.hasPrefix("t=y") })
    }

    @Test func textHoldsNoControlCharacters() throws {
        #expect(
            try Self.run(["--format", "text", "test", "football.example"]).text.hasPrefix(
                "usable  test._domainkey.football.example\n"))
        let text = try Self.run(["--format", "text", "evil", "football.example"]).text
        #expect(text.hasPrefix("unusable  evil._domainkey.football.example\n"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("Injected") })
    }

    @Test func answersLineByLine() throws {
        let input = """
            {"selector":"brisbane","domain":"football.example"}
            {"selector":"old"}

            """
        let lines = try Self.run(["-"], input: input).text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("\"keyBits\":256") == true && lines.last?.contains("badInput") == true)
    }

    @Test(arguments: [
        ["--dns", "live", "--resolver", "resolver.example"], ["--resolver", "192.0.2.1@99999"], ["--dns-budget", "0"],
        ["--dns", "none", "--resolver", "127.0.0.1"], ["--dns", "none", "--dns-budget", "3"],
    ])
    func refusesLiveOptionsThatMakeNoSense(_ options: [String]) throws {
        #expect(try Program.run(["inspect", "dkim-key"] + options + ["s", "d.example"]).code == 64)
    }

    /// Nobody answers on that port: whoever names a resolver is told.
    @Test func aResolverThatDoesNotAnswerIsNoSilentNone() throws {
        let outcome = try Program.run(["inspect", "dkim-key", "--resolver", "127.0.0.1@9", "s", "d.example"])
        #expect(outcome.code == 69 && outcome.complaint.contains("127.0.0.1@9"))
    }
}
