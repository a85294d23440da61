import Foundation
import TestSupport
import Testing

@testable import MIME

/// What GMime makes of a message does not change with the header fields and lines of contents that it is not shown.
@Suite struct QuietFieldsTests {
    private func compare(_ octets: [UInt8], _ name: String) {
        let fast = ParsedMessage.parse(octets)
        let whole = ParsedMessage.parse(octets, omitsQuiet: false)
        #expect(fast.anomalies == whole.anomalies, "\(name)")
        #expect(fast.parts.map(\.range) == whole.parts.map(\.range), "\(name)")
        #expect(fast.parts.map(\.content) == whole.parts.map(\.content), "\(name)")
        #expect(fast.parts.map(\.contentType) == whole.parts.map(\.contentType), "\(name)")
        #expect(fast.parts.map(\.parameters) == whole.parts.map(\.parameters), "\(name)")
        #expect(fast.parts.map(\.depth) == whole.parts.map(\.depth), "\(name)")
    }

    @Test func whichFields() {
        let header = HeaderSection(
            Array("Received: a\r\n b\r\nX-A: c\r\nSubject: d\r\nTo: e =?utf-8?q?f?=\r\nX-B: \u{E9}\r\nFrom: g\r\n\r\n".utf8))
        let quiet = QuietFields(header, from: 0)
        #expect(quiet.ranges.map { String(decoding: header.octets[$0], as: UTF8.self) } == [
            "Received: a\r\n b\r\nX-A: c\r\nSubject: d\r\nTo: e =?utf-8?q?f?=\r\n", "From: g\r\n",
        ])
        #expect(!quiet.leavesPart)
        // A message keeps a field, and one without a body all of them.
        let plain = QuietFields(HeaderSection(Array("From: a\r\nTo: b\r\n\r\nx".utf8)), from: 0)
        #expect(plain.ranges == [0..<9] && plain.leavesPart)
        let open = QuietFields(HeaderSection(Array("From: a\r\nSubject: b\r\n".utf8)), from: 0)
        #expect(open.ranges.isEmpty && !open.leavesPart)
        // Of a field that stands twice something may be said.
        #expect(QuietFields(HeaderSection(Array("Date: a\r\nDate: a\r\n\r\n".utf8)), from: 0).ranges.isEmpty)
    }

    @Test func whichContent() {
        let long = String(repeating: "a line of text that says nothing\r\n", count: 40)
        let head = "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        let octets = Array("\(head)pre\r\n--x\r\n\r\nfirst\r\n\(long)last\r\n--x\r\n\r\nshort\r\n--x--\r\n".utf8)
        let header = HeaderSection(octets)
        let quiet = header.quietContent(LineSurvey(header), from: 0)
        #expect(quiet.map { String(decoding: octets[$0], as: UTF8.self) } == [long])
        // A message in the message has a header in its content.
        for type in ["Message/RFC822", "multipart/digest; boundary=y"] {
            let text = "\(head)--x\r\nContent-Type: \(type)\r\n\r\n\(long)--x--\r\n"
            let header = HeaderSection(Array(text.utf8))
            #expect(header.quietContent(LineSurvey(header), from: 0).isEmpty)
        }
    }

    @Test func offsetsOfTheOriginal() {
        let omissions = Omissions([2..<5, 8..<10])
        #expect(omissions.count == 5)
        #expect([0, 1, 2, 4, 5, 6].map(omissions.original) == [0, 1, 5, 7, 10, 11])
        #expect([0, 1, 5, 7, 10, 11].map(omissions.copied) == [0, 1, 2, 4, 5, 6])
        #expect(Omissions.none.original(7) == 7)
    }

    private static let pieces = [
        "Received: from a by b; date\r\n", "From: A <a@example.org>\r\n", "To: b@example.net, c@example.net\r\n", "X-A: b\r\n\tc\r\n",
        "X-B: =?utf-8?q?caf=C3=A9?=\r\n", "X-C: \u{E9}\r\n", "Subject: s\r\n", "Subject: \u{E9}\r\n", "MIME-Version: 1.0\r\n",
        "Subject: =?utf-8?q?caf=C3=A9?= =?UTF-8?B?w6k=?=\r\n", "Subject: a=?utf-8?q?=FF?=\r\n", "Subject: =?utf-8?b?w?=\r\n",
        "Subject: =?x?q?a?= b?=\r\n", "From: =?utf-8?q?=C3?= <a@example.org>\r\n", "Reply-To: =?koi8-r?b?\u{21}?= <b@example.org>\r\n",
        "Message-ID: <=?utf-8?q?a?=@example.org>\r\n", "Sender: =?utf-8?x?y?=\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n", "Content-Type: text/plain; charset=utf-8\r\n", "no field\r\n", " late\r\n",
        "Content-Type: nonsense\r\n", "Content-Type: multipart/mixed\r\n", "Date: never\r\n", "List-Id: <x>\r\n", "From : spaced\r\n",
        "Content-Transfer-Encoding: base64\r\n", "X-D: a\rb\r\n",
    ]

    private static let bodies = [
        "", "text\r\n", "--x\r\n\r\none\r\n--x\r\nContent-Type: text/html\r\n\r\n<b>\r\n--x--\r\n", "--x\r\n\r\nno end",
        "--x\r\nContent-Type: message/rfc822\r\n\r\nReceived: y\r\nFrom: z\r\n\r\ninner\r\n--x--\r\n", "SGVsbG8=\r\n",
    ]

    /// Headers and bodies put together at random.
    @Test func randomMessages() {
        var random = Seeded(5)
        for _ in 0..<2000 {
            let fields = (0..<Int.random(in: 0...9, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
            let end = Bool.random(using: &random) ? "\r\n" : ""
            let text = fields.joined() + end + (Self.bodies.randomElement(using: &random) ?? "")
            compare(Array((Bool.random(using: &random) ? text : text.replacingOccurrences(of: "\r\n", with: "\n")).utf8), text)
        }
    }

    /// No line that is no field stands behind a boundary: what GMime makes of one depends on where its buffer ends.
    private static let blocks = [
        "--x\r\n\r\n", "--x--\r\n", "--y\r\n\r\n", "--y--\r\n", "-- \r\n", "\r\n\r\n", "--x\r\nContent-Type: text/html\r\n\r\n",
        "--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n", "--y\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\n", "--y\r\nX-A: b\r\n c\r\nContent-Type: text/css; name=d\r\n\r\n",
        String(repeating: "text\r\n", count: 200), String(repeating: "A: b\r\n", count: 200), String(repeating: "\r\n", count: 600),
        String(repeating: "x", count: 1500) + "\r\n", String(repeating: "\u{E9} - -\r\n", count: 500), "end\r\n",
    ]

    /// Long contents, so that there is something to leave out.
    @Test func randomBodies() {
        var random = Seeded(6)
        for _ in 0..<1500 {
            let type = Bool.random(using: &random) ? "multipart/mixed; boundary=x" : "text/plain"
            let blocks = (0..<Int.random(in: 1...14, using: &random)).map { _ in Self.blocks.randomElement(using: &random) ?? "" }
            let text = "Subject: s\r\nContent-Type: \(type)\r\n\r\n" + blocks.joined()
            compare(Array((Bool.random(using: &random) ? text : text.replacingOccurrences(of: "\r\n", with: "\n")).utf8), text)
        }
    }

    @Test(.enabled(if: SharedData.isWanted("mime")), arguments: ["mime", "dkim", "arc", "authres"])
    func sharedMail(_ folder: String) throws {
        let root = try SharedData.url(folder)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard !file.hasDirectoryPath, file.pathExtension != "json", file.pathExtension != "ndjson" else { continue }
            compare(Array(try Data(contentsOf: file)), file.lastPathComponent)
        }
    }
}
