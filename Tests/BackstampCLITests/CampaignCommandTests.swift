import Foundation
import Testing

/// `scan --campaigns`, `--recipient` and `--protect` through the program.
@Suite struct CampaignCommandTests {
    /// Three copies of a newsletter, and a letter.
    private static func archive() -> String {
        let copies = ["ann", "bob", "cid"].map { reader in
            """
            From news@shop.example Tue Mar  3 10:00:00 2026
            From: Shop <news@shop.example>
            To: \(reader)@reader.example
            Subject: News of March
            MIME-Version: 1.0
            Content-Type: text/html

            <p>Dear reader, the spring is here.</p><img src="https://shop.example/logo.png" width=80 height=40>
            <a href="https://shop.example/more?u=\(reader)">Read more</a><img src="https://t.shop.example/o?c=7&amp;u=\(reader)" width=1 height=1>


            """
        }
        return copies.joined() + "From x@y.example Tue Mar  3 10:00:00 2026\nFrom: x@y.example\nSubject: Hello\n\nHello\n\n"
    }

    @Test func writesWhatTellsTheCopiesApart() throws {
        let folder = try BadInputTests.folder(["a.mbox": Array(Self.archive().utf8)])
        let outcome = try Program.run(["scan", "--dns", "none", "--progress", "never", "--campaigns", "c.ndjson", "a.mbox"], in: folder)
        #expect(outcome.code == 0)
        #expect(outcome.text.split(separator: "\n").count == 4)
        #expect(outcome.complaint.contains("1 campaigns with two copies or more; 1 of them"))
        let data = try Data(contentsOf: folder.appending(path: "c.ndjson"))
        let campaign = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(campaign["authorDomain"] as? String == "shop.example" && campaign["messages"] as? Int == 3)
        #expect(campaign["source"] as? String == "a.mbox:0")
        let differences = try #require(campaign["differences"] as? [[String: Any]])
        #expect(differences.map { $0["url"] as? String } == ["https://t.shop.example/o?c=7&u={…}"])
        #expect(differences.map { $0["judgement"] as? String } == ["personal"])
        let again = try Program.run(["scan", "--dns", "none", "--campaigns", "c.ndjson", "a.mbox"], in: folder)
        #expect(again.code == 64 && again.complaint.contains("--campaigns c.ndjson: the file exists"))
    }

    /// An address that is in no header is told by `--recipient`.
    @Test func recipientIsFoundInURLs() throws {
        let mail = """
            From: Shop <news@shop.example>
            To: list@shop.example
            Subject: News
            MIME-Version: 1.0
            Content-Type: text/html

            <p>Hello.</p><img src="https://shop.example/b/7b46be4e5fddd72590cfecc67a89132a/top.jpg" width=600 height=200>

            """
        let folder = try BadInputTests.folder(["m.eml": Array(mail.utf8)])
        func kinds(_ options: [String]) throws -> [String] {
            let outcome = try Program.run(["check", "--format", "json", "--dns", "none"] + options + ["m.eml"], in: folder)
            let beacons = (outcome.object?["content"] as? [String: Any])?["beacons"] as? [[String: Any]] ?? []
            return beacons.compactMap { $0["reason"] as? String }
        }
        #expect(try kinds([]).isEmpty)
        #expect(try kinds(["--recipient", "ann.lee@example.org"]) == ["the URL carries the recipient's address as its MD5"])
    }

    @Test func protectedNamesAreGuarded() throws {
        let mail = "From: a@b.example\nSubject: x\n\nSee https://greenfie1d-clinic.example/ please.\n"
        let folder = try BadInputTests.folder([
            "m.eml": Array(mail.utf8), "names.txt": Array("# ours\ngreenfield-clinic.example\n".utf8),
        ])
        func imitated(_ options: [String]) throws -> [String] {
            let outcome = try Program.run(["check", "--format", "json", "--dns", "none"] + options + ["m.eml"], in: folder)
            let found = (outcome.object?["content"] as? [String: Any])?["lookalikes"] as? [[String: Any]] ?? []
            return found.compactMap { $0["imitates"] as? String }
        }
        #expect(try imitated(["--protect", "names.txt"]) == ["greenfield-clinic.example"])
        #expect(try !imitated([]).contains("greenfield-clinic.example"))
        #expect(try Program.run(["check", "--protect", "absent.txt", "m.eml"], in: folder).code == 66)
    }
}
