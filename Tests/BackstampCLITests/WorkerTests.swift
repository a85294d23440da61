import Foundation
import Testing

/// `worker`, as another engine drives it.
@Suite struct WorkerTests {
    private static func answers(_ archive: ScanArchive, _ options: [String], _ input: String) throws -> [[String: Any]] {
        let outcome = try Program.run(["worker", "--dns", "none"] + options, in: archive.folder, input: Array(input.utf8))
        #expect(outcome.code == 0, "\(outcome.complaint)")
        return try outcome.text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func everyMessageIsInOneSplit() throws {
        let archive = try ScanArchive(20)
        let size = try archive.read("mail.mbox").count
        let input = stride(from: 0, to: size, by: 777).map { "{\"path\":\"mail.mbox\",\"start\":\($0),\"end\":\($0 + 777)}\n" }
        let answers = try Self.answers(archive, ["--mark-splits"], input.joined())
        let marks = answers.filter { $0["split"] != nil }
        #expect(marks.count == input.count)
        #expect(marks.compactMap { $0["messages"] as? Int }.reduce(0, +) == 20)
        let offsets = answers.compactMap { ($0["source"] as? [String: Any])?["offset"] as? Int }
        #expect(offsets.count == 20 && offsets == offsets.sorted())
    }

    @Test func aSplitMayBeAWholeFileOrAMessageThatFollows() throws {
        let archive = try ScanArchive(2)
        let mail = "From: a@author.example\r\nSubject: sent\r\n\r\nx\r\n"
        let input = """
            {"path":"mail.mbox"}
            {"path":"none.mbox","start":0,"end":9}

            {"path":"sent","index":7,"offset":100,"length":200,"octets":\(mail.utf8.count)}
            \(mail){"path":"mail.mbox","start":0,"end":1,"index":0}
            """
        let answers = try Self.answers(archive, [], input)
        let sources = answers.compactMap { $0["source"] as? [String: Any] }
        #expect(sources.compactMap { $0["path"] as? String } == ["mail.mbox", "mail.mbox", "none.mbox", "sent", "mail.mbox"])
        #expect((answers[2]["error"] as? [String: Any])?["code"] as? String == "missing")
        #expect((answers[3]["message"] as? [String: Any])?["subject"] as? String == "sent")
        #expect(sources[3]["index"] as? Int == 7 && sources[3]["offset"] as? Int == 100 && sources[3]["length"] as? Int == 200)
    }

    @Test(arguments: ["nonsense\n", "{}\n", "{\"path\":\"x\",\"start\":-1}\n", "{\"path\":\"x\",\"octets\":99999999999}\n", "[1]\n", "{\"path\":\"x\",\"alone\":1}\n",
        "{\"path\":\"x\",\"records\":[{\"offset\":0,\"start\":1,\"end\":2,\"counted\":false,\"quotes\":false}]}\n"])
    func aLineThatIsNoSplitStopsIt(_ line: String) throws {
        let outcome = try Program.run(["worker", "--dns", "none"], input: Array(line.utf8))
        #expect(outcome.code == 65 && outcome.complaint.hasPrefix("backstamp: standard input"), "\(outcome.complaint)")
    }

    @Test func whatCameBeforeABadLineIsAnswered() throws {
        let archive = try ScanArchive(3)
        let input = "{\"path\":\"mail.mbox\"}\nnonsense\n"
        let outcome = try Program.run(["worker", "--dns", "none"], in: archive.folder, input: Array(input.utf8))
        #expect(outcome.code == 65 && outcome.text.split(separator: "\n").count == 3)
    }

    /// Whoever asks for it knows which message a worker has died of: the one behind its last line.
    @Test(arguments: [(true, [0, 1, 2, 3, 4]), (false, [])])
    func messagesOneByOne(_ isAlone: Bool, _ written: [Int]) throws {
        let archive = try ScanArchive(9, poison: [5])
        let input = "{\"path\":\"mail.mbox\",\"start\":0,\"end\":99999,\"alone\":\(isAlone)}\n"
        let outcome = try Program.run(
            ["worker", "--dns", "none"], in: archive.folder, input: Array(input.utf8), environment: ["BACKSTAMP_FAULT": "exit:poison"])
        #expect(outcome.code == 3)
        let lines = try outcome.text.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        #expect(lines.map { ($0?["source"] as? [String: Any])?["index"] as? Int } == written)
    }

    @Test func oneByOneIsTheSame() throws {
        let archive = try ScanArchive(70)
        let answers = try ["", ",\"alone\":true"].map {
            try Program.run(["worker", "--dns", "none", "--mark-splits"], in: archive.folder, input: Array("{\"path\":\"mail.mbox\"\($0)}\n".utf8)).output
        }
        // The last line is the mark.
        #expect(answers[0].split(separator: 0x0A).count == 71)
        #expect(answers[0].split(separator: 0x0A).dropLast() == answers[1].split(separator: 0x0A).dropLast())
    }

    @Test func answersOfAllWorkersAreRecordedInOneFile() throws {
        let folder = try BadInputTests.folder([:])
        defer { try? FileManager.default.removeItem(at: folder) }
        let recording = folder.appending(path: "recorded.ndjson").path
        let snapshot = "gov-alert-genuine/dns.ndjson"
        let mails = ["gov-alert-genuine/message.eml", "gov-alert-forged/message.eml"]
        let first = try Program.run(
            ["scan", "--jobs", "2", "--dns", snapshot, "--record-dns", recording] + mails, in: Program.corpus)
        let second = try Program.run(["scan", "--jobs", "1", "--dns", recording] + mails, in: Program.corpus)
        #expect(first.code == 0 && second.code == 0, "\(first.complaint)\(second.complaint)")
        let texts = [first, second].map { outcome in
            outcome.text.split(separator: "\n").map { $0.components(separatedBy: "\"dns\":{\"source\"").first }
        }
        #expect(texts[0].count == 2 && texts[0] == texts[1])
    }
}
