import TestSupport
import Testing

@testable import MIME

/// Trees of parts that are read without GMime: which are, and that GMime makes the same of them.
@Suite struct PlainPartsTests {
    private func plain(_ octets: [UInt8]) -> [MIMEPart]? {
        let header = HeaderSection(octets)
        return PlainParts.read(header, LineSurvey(header))?.parts
    }

    private static let top = "Content-Type: multipart/mixed; boundary=\"x y\"\r\n\r\npreamble\r\n"
    private static let text = "--x y\r\nContent-Type: text/plain; charset=utf-8\r\n\r\none\r\n-- \r\ntwo\r\n"
    private static let html =
        "--x y\r\nContent-Type: Text/HTML; charset=\"US-ASCII\"\r\nContent-Transfer-Encoding: Base64\r\n"
        + "Content-Disposition: attachment; filename=\"a b.html\"\r\nContent-ID: <a.b@c.d>\r\nX-A: b\r\n\r\nPGI+\r\n"
    private static let nested =
        "--x y\r\nContent-Type: multipart/alternative;\r\n\tboundary=inner\r\n\r\n--inner\r\n\r\nbare\r\n"
        + "--inner--\r\nepilogue\r\n"
    private static let end = "--x y--\r\nepilogue\r\n--other\r\n"

    @Test func whatIsRead() throws {
        let parts = try #require(plain(Array((Self.top + Self.text + Self.html + Self.nested + Self.end).utf8)))
        #expect(parts.map(\.contentType) == ["multipart/mixed", "text/plain", "text/html", "multipart/alternative", "text/plain"])
        #expect(parts.map(\.depth) == [0, 1, 1, 1, 2])
        #expect(parts.map { String(decoding: $0.content, as: UTF8.self) } == ["", "one\r\n-- \r\ntwo", "<b>", "", "bare"])
        #expect(parts[2].filename == "a b.html" && parts[2].disposition == "attachment" && parts[2].contentID == "a.b@c.d")
        #expect(parts[2].charset == "US-ASCII" && parts[3].parameters == ["boundary": "inner"])
        #expect(plain(Array("Content-Type: text/html\n\n<b>".utf8))?.map(\.range) == [25..<28])
    }

    /// What could be read in two ways, or what GMime has something to say of.
    @Test(arguments: [
        "Content-Type: text\r\n\r\nx", "Content-Type: text/plain;\r\n\r\nx", "Content-Type: text/plain; a=1; A=2\r\n\r\nx",
        "Content-Type: text/plain; a=b=c\r\n\r\nx", "Content-Type: text/plain; name*=utf-8''x\r\n\r\nx", "Content-Type: text/plain\r\n\r\n",
        "Content-Type: text/plain; name=\"a\\\"b\"\r\n\r\nx", "Content-Type: text/plain; name=\"=?utf-8?q?a?=\"\r\n\r\nx",
        "Content-Type: text/plain (a comment)\r\n\r\nx", "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx",
        "Content-Transfer-Encoding: x-uuencode\r\n\r\nx", "Content-Location: x\r\n\r\nx", "Content-ID: a@b\r\n\r\nx",
        "Content-Type: message/rfc822\r\n\r\nA: b\r\n\r\nx", "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nx\r\n--x--\r\n",
        "Content-Type: multipart/mixed\r\n\r\nx", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nno end\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x \r\n\r\na\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--xy\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--\r\n--x\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nno field\r\n\r\na\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nSubject: s\r\n\r\na\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nX-A: 1\r\nX-A: 2\r\n\r\na\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nMIME-Version: 1.0\r\nmime-version: 1.0\r\n\r\na\r\n--x--\r\n",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\n\r\na\r\n--x--\r\n", "Content-Type: text/plain\r\n\r\na\0b", "A: b\r\n\r\na\rb",
    ])
    func whatIsLeftToGMime(_ text: String) { #expect(plain(Array(text.utf8)) == nil) }

    private static let headers = [
        "", "Content-Type: text/plain\r\n", "Content-Type: TEXT/html; charset=x; Name=\"a b\"\r\n", "Content-Type: text/plain;charset=a;format=flowed\r\n",
        "Content-Type: multipart/mixed; boundary=b1\r\n", "Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"b2\"\r\n",
        "Content-Type: application/octet-stream; name=a.b\r\nContent-Disposition: ATTACHMENT; filename=c.d\r\n", "Content-Disposition: inline\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: 8bit\r\nContent-ID: <a@b>\r\n", "X-A: b\r\n c\r\n", "X-A: d\r\n",
        "Content-Type: text/plain; charset=\"\"\r\n", "Content-Type: text/plain ; charset = x\r\n", "Content-Description: d\r\n", "Content-Type:text/css\r\n",
        "Content-Type: application/pgp-signature\r\n", "Content-Type: text/rfc822-headers\r\n", "Content-ID: < a@b >\r\n",
    ]
    private static let lines = [
        "--b1\r\n", "--b2\r\n", "--b1--\r\n", "--b2--\r\n", "--b1 \r\n", "--b12\r\n", "\r\n", "text\r\n", "-- \r\n", "=41\r\n", "--b1", "From: x\r\n", "",
    ]

    /// Put together at random: where they are read so, GMime makes the same of them, and has nothing to say.
    @Test func randomTrees() {
        var random = Seeded(7)
        var read = 0
        for _ in 0..<4000 {
            var text = (Self.headers.randomElement(using: &random) ?? "") + (Self.headers.randomElement(using: &random) ?? "")
            if text.isEmpty { text = "Subject: s\r\n" }
            text += "\r\n"
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                text += Self.lines.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += (Self.headers.randomElement(using: &random) ?? "") + "\r\n" }
                text += Bool.random(using: &random) ? "content\r\n" : ""
            }
            text += Bool.random(using: &random) ? "--b1--\r\n" : "--b2--\r\n"
            compare(text, &read)
            compare(text.replacing("\r\n", with: "\n"), &read)
        }
        #expect(read > 400, "Of 8000 some have to be of that form.")
    }

    private func compare(_ text: String, _ read: inout Int) {
        guard let parts = plain(Array(text.utf8)) else { return }
        read += 1
        let whole = ParsedMessage.parse(Array(text.utf8), omitsQuiet: false)
        #expect(whole.anomalies.isEmpty, "\(text)")
        #expect(parts.map(\.range) == whole.parts.map(\.range), "\(text)")
        #expect(parts.map(\.content) == whole.parts.map(\.content), "\(text)")
        #expect(parts.map(\.contentType) == whole.parts.map(\.contentType), "\(text)")
        #expect(parts.map(\.parameters) == whole.parts.map(\.parameters), "\(text)")
        #expect(parts.map(\.depth) == whole.parts.map(\.depth), "\(text)")
        #expect(parts.map(\.filename) == whole.parts.map(\.filename), "\(text)")
        #expect(parts.map(\.disposition) == whole.parts.map(\.disposition), "\(text)")
        #expect(parts.map(\.contentID) == whole.parts.map(\.contentID), "\(text)")
    }
}
