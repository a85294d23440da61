import Foundation
import Testing

/// What the user says about a message decides what the program says of it.
@Suite struct OptionTests {
    struct Case: Sendable {
        let message: String
        var isOffline = false
        let options: [String]
        /// What the report holds at each path.
        let wants: [(path: String, value: String)]
        let code: Int32
    }

    private static let spf = "authentication.spf"

    static let cases: [Case] = [
        // The receiver's own relays.
        Case(
            message: "mailing-list-arc", options: [],
            wants: [("route.boundary", "1"), ("\(spf).mailfrom.clientIP", "203.0.113.25"), ("\(spf).mailfrom.result", "pass")], code: 1),
        // A list that is trusted: what its set says of the author counts, and its own reverse-path says nothing of the
        // client that handed the message to it.
        Case(
            message: "mailing-list-arc", options: ["--trusted", "203.0.113.0/24"],
            wants: [
                ("route.boundary", "0"), ("\(spf).helo.clientIP", "198.51.100.60"),
                ("\(spf).helo.domain", "mail.parish-council.example"), ("authentication.dmarc.result", "temperror"),
                ("verdict.label", "unverified"),
            ], code: 1),
        Case(
            message: "mailing-list-arc", options: ["--trusted", "192.0.2.1,lists.example.org"],
            wants: [("route.boundary", "0"), ("\(spf).helo.clientIP", "198.51.100.60")], code: 1),
        Case(
            message: "mailing-list-arc", options: ["--trusted", "192.0.2.1,example.com"],
            wants: [("route.boundary", "1"), ("\(spf).mailfrom.clientIP", "203.0.113.25")], code: 1),
        // Whose recorded results are believed, where nothing can be looked up.
        Case(
            message: "gov-alert-genuine", isOffline: true, options: ["--authserv-id", "mx1.letterbox.example"],
            wants: [("verdict.label", "genuine")], code: 0),
        Case(
            message: "gov-alert-genuine", isOffline: true, options: ["--authserv-id", "mx1.elsewhere.example"],
            wants: [("verdict.label", "unverified")], code: 1),
        // The clock.
        Case(
            message: "dkim-ed25519", options: [], wants: [("authentication.dkim.0.result", "pass")], code: 0),
        Case(
            message: "dkim-ed25519", options: ["--as-of", "2026-06-03T08:00:12Z"],
            wants: [("authentication.dkim.0.result", "pass")], code: 0),
        // A signature of a time to come.
        Case(
            message: "dkim-ed25519", options: ["--as-of", "2020-01-01"],
            wants: [("authentication.dkim.0.result", "policy"), ("authentication.dkim.1.result", "policy")], code: 0),
        // The envelope.
        Case(
            message: "gov-alert-forged", options: [],
            wants: [("\(spf).mailfrom.result", "fail"), ("authentication.dmarc.result", "fail")], code: 3),
        Case(
            message: "gov-alert-forged", options: ["--client-ip", "198.51.100.17"],
            wants: [
                ("\(spf).mailfrom.clientIP", "198.51.100.17"), ("\(spf).mailfrom.result", "pass"),
                ("authentication.dmarc.result", "pass"),
            ], code: 1),
        Case(
            message: "gov-alert-genuine", options: ["--client-ip", "203.0.113.77"],
            wants: [("\(spf).mailfrom.result", "fail"), ("\(spf).helo.result", "fail")], code: 0),
        Case(
            message: "gov-alert-genuine", options: ["--helo", "x.example"],
            wants: [("\(spf).helo.domain", "x.example"), ("\(spf).helo.result", "none"), ("\(spf).mailfrom.result", "pass")],
            code: 0),
        Case(
            message: "gov-alert-genuine", options: ["--mail-from", "a@letterbox.example"],
            wants: [("\(spf).mailfrom.domain", "letterbox.example"), ("\(spf).mailfrom.result", "none")], code: 0),
        // RFC 7208 §2.4: without a reverse-path the HELO name stands for it.
        Case(
            message: "gov-alert-genuine", options: ["--mail-from", "<>", "--helo", "mail.gov-alerts.example"],
            wants: [("\(spf).mailfrom.domain", "mail.gov-alerts.example"), ("\(spf).mailfrom.result", "pass")], code: 0),
    ]

    @Test(arguments: cases) func decides(_ expected: Case) throws {
        let dns = expected.isOffline ? "none" : "dns.ndjson"
        let outcome = try Program.run(
            ["check", "--format", "json", "--dns", dns] + expected.options + ["message.eml"],
            in: Program.corpus.appending(path: expected.message))
        let what = "\(expected.message) \(expected.options.joined(separator: " "))"
        #expect(outcome.code == expected.code, "\(what)")
        for want in expected.wants {
            #expect(Self.value(outcome.object, want.path) == want.value, "\(what): \(want.path)")
        }
    }

    private static func value(_ object: [String: Any]?, _ path: String) -> String? {
        var value: Any? = object
        for key in path.split(separator: ".").map(String.init) {
            if let list = value as? [Any], let index = Int(key) {
                value = list.indices.contains(index) ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[key]
            }
        }
        return (value as? String) ?? (value as? Int).map(String.init)
    }

    // MARK: What is recorded

    @Test func aRecordingReplacesNothing() throws {
        let folder = try BadInputTests.folder(["dns.ndjson": Array("precious".utf8)])
        let name = folder.appending(path: "dns.ndjson").path
        let outcome = try Program.run(
            ["check", "--dns", "dns.ndjson", "--record-dns", name, "message.eml"], in: Program.corpus.appending(path: "dkim-ed25519"))
        #expect(outcome.code == 64 && outcome.complaint.contains("choose another name"), "\(outcome.complaint)")
        #expect(try String(contentsOfFile: name, encoding: .utf8) == "precious")
    }

    @Test func aRecordingThatCannotBeWrittenIsToldBeforeTheRun() throws {
        let outcome = try Program.run(
            ["check", "--dns", "dns.ndjson", "--record-dns", "no-such-folder/dns.ndjson", "message.eml"],
            in: Program.corpus.appending(path: "dkim-ed25519"))
        #expect(outcome.code == 74 && outcome.output.isEmpty, "\(outcome.complaint)")
    }

    // MARK: A lone field, a lone envelope

    @Test func aLoneFieldHasNoPlaceInARoute() throws {
        let field = "\"from a.example.net (a.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1\"\n"
        let outcome = try Program.run(["inspect", "received", "-"], input: Array(field.utf8))
        let hop = try #require(outcome.object)
        #expect(hop["index"] == nil && hop["header"] == nil && hop["trusted"] == nil)
        #expect(hop["with"] as? String == "ESMTPS")
    }

    @Test func whatLibSPF2WasNotAskedDiffersFromNothing() throws {
        let outcome = try Program.run(
            ["inspect", "spf", "--dns", "none", "--format", "json", "127.0.0.1", "a.example", "a@b.example"])
        let view = try #require(outcome.object?["libspf2"] as? [String: Any])
        #expect(view["result"] as? String == "not evaluated" && view["differs"] == nil && view["why"] is String)
    }
}
