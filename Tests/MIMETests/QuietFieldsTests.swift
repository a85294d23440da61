import Foundation
import TestSupport
import Testing

@testable import MIME

/// What GMime makes of a message does not change with the header fields that it is not shown.
@Suite struct QuietFieldsTests {
    private func compare(_ octets: [UInt8], _ name: String) {
        let fast = ParsedMessage.parse(octets)
        let whole = ParsedMessage.parse(octets, omitsQuietFields: false)
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
        #expect(header.quietFields(from: 0).map { String(decoding: header.octets[$0], as: UTF8.self) } == [
            "Received: a\r\n b\r\nX-A: c\r\n", "From: g\r\n",
        ])
        // A message keeps a field, and one without a body all of them.
        #expect(HeaderSection(Array("From: a\r\nTo: b\r\n\r\nx".utf8)).quietFields(from: 0).isEmpty)
        #expect(HeaderSection(Array("From: a\r\nSubject: b\r\n".utf8)).quietFields(from: 0).isEmpty)
    }

    private static let pieces = [
        "Received: from a by b; date\r\n", "From: A <a@example.org>\r\n", "To: b@example.net, c@example.net\r\n", "X-A: b\r\n\tc\r\n",
        "X-B: =?utf-8?q?caf=C3=A9?=\r\n", "X-C: \u{E9}\r\n", "Subject: s\r\n", "Subject: \u{E9}\r\n", "MIME-Version: 1.0\r\n",
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
