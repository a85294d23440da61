import Foundation
import Testing

/// The commands from end to end.
@Suite struct CommandTests {
    static let alert = "gov-alert-genuine/message.eml"

    @Test func readsStandardInput() throws {
        let octets = try [UInt8](Data(contentsOf: Program.corpus.appending(path: Self.alert)))
        let outcome = try Program.run(["check", "--dns", "gov-alert-genuine/dns.ndjson", "-"], in: Program.corpus, input: octets)
        #expect(outcome.code == 0)
        #expect((outcome.object?["source"] as? [String: Any])?["path"] as? String == "-")
    }

    @Test func severalFilesGiveTheWorstExitCode() throws {
        let outcome = try Program.run(
            ["check", "--dns", "gov-alert-forged/dns.ndjson", Self.alert, "gov-alert-forged/message.eml"], in: Program.corpus)
        #expect(outcome.code == 3)
        #expect(outcome.text.split(separator: "\n").count == 2)
    }

    @Test func checksOneMessageOfAnMbox() throws {
        let mbox = (0..<3).map {
            "From a@author.example Tue Mar  3 10:00:0\($0) 2026\nFrom: a@author.example\nSubject: number \($0)\n\nHello\n\n"
        }.joined()
        let folder = try BadInputTests.folder(["archive.mbox": Array(mbox.utf8)])
        let outcome = try Program.run(["check", "--dns", "none", "archive.mbox:1"], in: folder)
        #expect((outcome.object?["message"] as? [String: Any])?["subject"] as? String == "number 1")
        let source = outcome.object?["source"] as? [String: Any]
        #expect(source?["index"] as? Int == 1 && source?["path"] as? String == "archive.mbox")
    }

    @Test func scanWritesALineForEveryMessageInOrder() throws {
        let first = try Program.run(["scan", "--dns", "none", "--progress", "never", "."], in: Program.corpus)
        let second = try Program.run(["scan", "--dns", "none", "--progress", "never", "."], in: Program.corpus)
        #expect(first.code == 0)
        #expect(first.output == second.output)
        let lines = first.text.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
        let paths = lines.compactMap { ($0["source"] as? [String: Any])?["path"] as? String }
        #expect(paths.filter { $0.hasSuffix("message.eml") }.count == CorpusTests.exitCodes.count)
        #expect(paths == paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(first.complaint.contains("messages"))
    }

    @Test func aRecordedRunReplaysToTheSameReport() throws {
        let folder = try BadInputTests.folder([:])
        let recording = folder.appending(path: "recorded.ndjson").path
        let first = try Program.run(
            ["check", "--dns", "gov-alert-genuine/dns.ndjson", "--record-dns", recording, Self.alert], in: Program.corpus)
        let second = try Program.run(["check", "--dns", recording, Self.alert], in: Program.corpus)
        #expect(first.code == 0 && second.code == 0)
        let parts = [first, second].map { $0.text.replacing(/"dns":\{.*$/, with: "") }
        #expect(parts[0] == parts[1])
    }

    @Test func explainListsAllSignals() throws {
        let outcome = try Program.run(["explain", "--format", "json"])
        let list = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [[String: Any]])
        #expect(list.count >= 40)
        let one = try Program.run(["explain", "--format", "text", "links.unencrypted"])
        #expect(one.text.contains("RFC 9110"))
    }

    @Test func textHoldsNoControlCharactersOfTheMail() throws {
        let mail = "From: \"\u{1B}[2J\u{202E}evil\" <a@author.example>\r\nSubject: =?utf-8?q?=1B[31mred=0D=0AInjected:_x?=\r\n\r\nHello\r\n"
        let outcome = try Program.run(["check", "--dns", "none", "--format", "text", "-"], input: Array(mail.utf8))
        #expect(!outcome.text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E || $0.value == 0x7F })
        #expect(!outcome.text.split(separator: "\n").contains { $0.hasPrefix("Injected") })
    }
}
