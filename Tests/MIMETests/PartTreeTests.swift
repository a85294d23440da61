import Foundation
import MIME
import Testing

@Suite struct PartTreeTests {
    /// A message in a multipart in a multipart, with all that a part can say of itself.
    private static let nested = """
        Content-Type: MULTIPART/Mixed; boundary="o"

        preamble
        --o
        Content-Type: multipart/alternative; boundary=i

        --i
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        a=C3=A4=
        b
        --i
        Content-Type: text/html
        Content-Transfer-Encoding: base64

        PGI+
        eDwvYj4=
        --i--
        --o
        Content-Type: image/png; name="x.png"
        Content-Disposition: INLINE; filename*=utf-8''%e2%82%ac.png
        Content-ID: <pic@x.org>
        Content-Location: http://x.org/y.png

        binary
        --o
        Content-Type: message/rfc822

        Subject: inner

        inner text
        --o--
        epilogue
        """

    @Test func treeAndContents() {
        let parts = parse(Self.nested).parts
        #expect(
            parts.map { "\($0.index) \($0.depth) \($0.contentType)" } == [
                "0 0 multipart/mixed", "1 1 multipart/alternative", "2 2 text/plain", "3 2 text/html", "4 1 image/png",
                "5 1 message/rfc822", "6 2 text/plain",
            ])
        #expect(String(decoding: parts[2].text, as: UTF8.self) == "aäb")
        #expect(String(decoding: parts[3].content, as: UTF8.self) == "<b>x</b>")
        #expect(parts[4].disposition == "inline")
        #expect(parts[4].filename == "€.png")
        #expect(parts[4].contentID == "pic@x.org")
        #expect(parts[4].contentLocation == "http://x.org/y.png")
        #expect(String(decoding: parts[6].content, as: UTF8.self) == "inner text")
        #expect(parts[0].content.isEmpty && parts[5].content.isEmpty)
    }

    /// RFC 2045 §5.1: `charset=us-ascii (Plain text)` is us-ascii. Clients read such fields, so nothing may hide in them.
    @Test(arguments: [
        ("text/html; charset=utf-16le (little; end)", "base64", "<\0b\0>\0", "<b>"),
        ("(a (b) c) text/html (d); (e) charset=utf-16le", "BASE64 (f)", "<\0b\0>\0", "<b>"),
        ("text/html; charset=\"utf-8\" (x)", "(x) base64", "<b>", "<b>"),
        ("text/html", "base64;", "<b>", "<b>"),
        ("text/html", "\"base64\"", "<b>", "<b>"),
        ("text/html", "base64\r\n (folded\r\n comment)", "<b>", "<b>"),
        ("text/html", "(open base64", "<b>", "PGI+"),
    ])
    func comments(_ type: String, _ encoding: String, _ content: String, _ text: String) throws {
        let body = Data(content.utf8).base64EncodedString()
        let fields = "Content-Type: \(type)\r\nContent-Transfer-Encoding: \(encoding)\r\n\r\n"
        let alone = parse("MIME-Version: 1.0\r\n" + fields + body)
        let within = parse("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\(fields)\(body)\r\n--x--\r\n")
        for part in [alone.parts.first, within.parts.last] {
            let part = try #require(part)
            #expect(part.contentType == "text/html")
            #expect(String(decoding: part.text, as: UTF8.self).prefix(text.utf8.count) == text)
            #expect(part.charset.map { !$0.contains(" ") } ?? true)
        }
    }

    /// Many programs take `a(b)` for the boundary, so no part may hide behind the others' reading.
    @Test(arguments: ["boundary=a(b)", "(x) boundary=a(b)", "x=y; BOUNDARY = a(b); z=(z)"])
    func parenthesesInBoundaries(_ parameter: String) {
        let (html, plain) = ("Content-Type: text/html\r\n\r\n<b>\r\n", "Content-Type: text/plain\r\n\r\nx\r\n")
        let message = parse("Content-Type: multipart/mixed; \(parameter)\r\n\r\n--a\r\n\(plain)--a--\r\n--a(b)\r\n\(html)--a(b)--\r\n")
        #expect(message.parts.map(\.contentType) == ["multipart/mixed", "text/html"])
    }

    /// Not all programs drop a comment before a disposition: they show the part.
    @Test(arguments: [("(x) attachment", false), ("(x;y) attachment", false), ("attachment; (x) filename=a", true)])
    func commentsOfDispositions(_ value: String, _ isAttachment: Bool) {
        let part = parse("Content-Type: text/html\r\nContent-Disposition: \(value)\r\n\r\n<b>").parts.first
        #expect((part?.disposition == "attachment") == isAttachment)
        #expect(part?.filename == (isAttachment ? "a" : nil))
    }

    @Test func parenthesesInNames() {
        let type = "Content-Type: application/pdf; name=a (1).pdf; x=y (z)"
        let part = parse("\(type)\r\nContent-Disposition: attachment; filename=b (2).pdf\r\n\r\nx").parts.first
        #expect(part?.filename == "b (2).pdf")
        #expect(part?.parameters["name"] == "a (1).pdf")
        #expect(part?.parameters["x"] == "y")
        #expect(parse("Content-Type: text/plain; charset=\"a(b\\\"c)\"\r\n\r\nx").parts.first?.charset == "a(b\"c)")
    }

    @Test func placesAreThoseOfTheMessage() {
        for text in [Self.nested, "From a@b Mon Jan  1 10:00:00 2024\n" + Self.nested] {
            let message = parse(text)
            let place = message.parts[3].range.map { String(decoding: message.header.octets[$0], as: UTF8.self) }
            #expect(place == "PGI+\neDwvYj4=")
        }
    }

    static let names: [(String, String?)] = [
        ("Content-Type: a/b; name=x.pdf", "x.pdf"),
        ("Content-Type: a/b; name=x.pdf\nContent-Disposition: attachment; filename=y.pdf", "y.pdf"),
        ("Content-Type: a/b; name=\"=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?=\"", "résumé.pdf"),
        (
            "Content-Disposition: attachment; filename*0*=UTF-8''%e2%82%ac; filename*1*=%20x; filename*2=\".pdf\"",
            "€ x.pdf"
        ),
        ("Content-Disposition: attachment; filename*=iso-8859-1'en'%A3.txt", "£.txt"),
        ("Content-Disposition: attachment; filename*0=long; filename*1=name.txt", "longname.txt"),
        ("Content-Disposition: attachment; filename=my file.pdf", "my file.pdf"),
        ("Content-Disposition: attachment; filename=\"a\\\"b.txt\"", "a\"b.txt"),
        ("Content-Disposition: attachment; filename=\"grün.txt\"", "grün.txt"),
        ("Content-Type: a/b", nil),
    ]

    @Test(arguments: names) func filenames(_ header: String, _ want: String?) {
        #expect(parse("\(header)\n\nx").parts.first?.filename == want)
    }

    static let types: [(String, [String])] = [
        ("", ["0:text/plain"]),
        ("Content-Type: TEXT/HTML; charset=x", ["0:text/html"]),
        // RFC 2045 §5.2: what cannot be read is plain text.
        ("Content-Type: text", ["0:text/plain"]),
        ("Content-Type:", ["0:text/plain"]),
        ("Content-Type: application/octet-stream", ["0:application/octet-stream"]),
        // Two programs, two readings; the raw header says that there are two.
        ("Content-Type: text/html\nContent-Type: text/plain", ["0:text/plain"]),
        ("Content-Type: multipart/mixed", ["0:multipart/mixed"]),
        // RFC 2046 §5.1.5.
        (
            "Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: x\n\ny\n--d--",
            ["0:multipart/digest", "1:message/rfc822", "2:text/plain"]
        ),
    ]

    @Test(arguments: types) func contentTypes(_ header: String, _ want: [String]) {
        #expect(parse("Subject: x\n\(header.isEmpty ? "" : header + "\n")\nbody").tree == want)
    }

    /// A boundary that does not occur, and what is found all the same.
    @Test(arguments: [
        "Content-Type: multipart/mixed; boundary=\"b\nSubject: x",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=c",
    ])
    func guessedBoundaries(_ header: String) {
        let message = parse("\(header)\n\n-- \nnot this\n--b\nContent-Type: text/html\n\n<p>\n--b\n\nplain\n--b--\n")
        #expect(message.tree == ["0:multipart/mixed", "1:text/html", "1:text/plain"])
        #expect(message.codes.contains("boundary-guessed"))
        #expect(message.parts[1].range.map { Array(message.header.octets[$0]) } == Array("<p>".utf8))
    }

    static let encodings: [(String, String, String)] = [
        ("base64", "aGVs\nbG8=", "hello"),
        ("BASE64", "aGVsbG8", "hello"),
        ("base64", "aGVsbA", "hell"),
        ("base64", "aGVs", "hel"),
        ("base64", "aGVsbG8=\n", "hello"),
        ("base64", "aG!Vs*bG8=", "hello"),
        ("quoted-printable", "a=3Db=\nc =ZZ", "a=bc =ZZ"),
        ("x-uuencode", "begin 644 a.txt\n#86)C\n`\nend\n", "abc"),
        ("8bit", "=41", "=41"),
        ("nonsense", "=41", "=41"),
    ]

    @Test(arguments: encodings) func transferEncodings(_ encoding: String, _ body: String, _ want: String) {
        let message = parse("Content-Transfer-Encoding: \(encoding)\n\n\(body)")
        #expect(message.parts.first.map { String(decoding: $0.content, as: UTF8.self) } == want)
    }

    /// A message in base64: clients open it, so its parts are looked at.
    @Test func encodedMessages() {
        let inner = "RnJvbTogYUBiLmMKU3ViamVjdDogeAoKYm9keQo="
        let message = parse("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n\(inner)\n")
        #expect(message.tree == ["0:message/rfc822", "1:text/plain"])
        #expect(message.parts.last?.content == Array("body\n".utf8))
        #expect(message.codes == ["encoded-message"])
    }
}
