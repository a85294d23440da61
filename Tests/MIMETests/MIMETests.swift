import MIME
import Testing

/// Shared by the tests of this module.
func parse(_ text: String) -> ParsedMessage { ParsedMessage.parse(Array(text.utf8)) }

extension ParsedMessage {
    var codes: [String] { anomalies.map(\.code) }

    /// `depth:type`, depth first.
    var tree: [String] { parts.map { "\($0.depth):\($0.contentType)" } }
}

@Suite struct ParsedMessageTests {
    @Test func fields() {
        let message = parse(
            """
            From: =?utf-8?Q?J=C3=BCrgen?= <j@EXAMPLE.org>
            Sender: <post@example.org>
            Reply-To: a@example.com, b@example.com
            To: c@example.com
            Cc: d@example.com
            Subject: =?iso-8859-1?q?Gr=FC=DFe?=
             aus Berlin
            Date: Tue, 9 Jan 2007 10:15:00 +0100
            Message-ID:  <1@example.org>

            body
            """)
        #expect(message.from == [Mailbox(name: "Jürgen", address: "j@example.org")])
        #expect(message.sender == Mailbox(address: "post@example.org"))
        #expect(message.replyTo.map(\.address) == ["a@example.com", "b@example.com"])
        #expect(message.to.map(\.address) == ["c@example.com"])
        #expect(message.cc.map(\.address) == ["d@example.com"])
        #expect(message.subject == "Grüße aus Berlin")
        #expect(message.date?.iso8601 == "2007-01-09T10:15:00+01:00")
        #expect(message.messageID == "1@example.org")
        #expect(message.tree == ["0:text/plain"])
        #expect(message.parts[0].content == Array("body".utf8))
        #expect(message.anomalies.map(\.code) == [])
    }

    @Test func allFromFieldsAreRead() {
        #expect(
            parse("From: a@x.org\nFrom: b@x.org, c@x.org\n\n").from.map(\.address) == ["a@x.org", "b@x.org", "c@x.org"])
    }

    @Test func theFirstOfSeveralCounts() {
        let message = parse("Subject: one\nSubject: two\nMessage-ID: <1@x>\nMessage-ID: <2@x>\n\n")
        #expect(message.subject == "one")
        #expect(message.messageID == "1@x")
    }

    @Test(arguments: [
        ("<a@b>", "a@b"), (" a@b ", "a@b"), ("<a@b> (comment)", "a@b"), ("<a b@c>", "a b@c"), ("junk <a@b", "a@b"),
        ("<>", nil), ("", nil),
    ])
    func messageIDs(_ value: String, _ want: String?) {
        #expect(parse("Message-ID: \(value)\n\n").messageID == want)
    }

    /// What GMime gives up on is repaired for it, and said.
    @Test(arguments: [
        ("From a@b Mon Jan  1 10:00:00 2024\nSubject: x\n\nbody", "x", "body", "mbox-from-line"),
        (" folded\nSubject: x\n\nbody", "x", "body", "continuation-first"),
        ("From a@b Mon Jan  1 10:00:00 2024\n\tfolded\nSubject: x\n\nbody", "x", "body", "mbox-from-line"),
        ("no field at all\n\nbody", nil, "body", "unparsable-message"),
        ("no field\nSubject: x\n\nbody", "x", "body", "invalid-header-name"),
        ("\u{FEFF}Subject: x\n\nbody", "x", "body", "byte-order-mark"),
        ("Subject: x\nno field\nTo: a@b\n\nbody", "x", "body", "invalid-header-name"),
        ("Subject: x", "x", "", "truncated-message"),
    ])
    func repairs(_ text: String, _ subject: String?, _ body: String, _ code: String) {
        let message = parse(text)
        #expect(message.subject == subject)
        #expect(message.parts.first.map { String(decoding: $0.content, as: UTF8.self) } ?? "" == body)
        #expect(message.codes.contains(code))
        for part in message.parts {
            #expect(part.range.map { Array(message.header.octets[$0]) } == part.content)
        }
    }

    @Test func linesAreSurveyed() {
        let survey = LineSurvey(HeaderSection(Array("A: 1\r\nB:\r 2\n\nlong line\0\r\n\rx\r".utf8)))
        #expect(survey.pairs == 2 && survey.bareLF == 2 && survey.bareCR == 3)
        #expect(survey.firstBareLF.map { [$0.offset, $0.line] } == [11, 2])
        #expect(survey.firstBareCR.map { [$0.offset, $0.line] } == [8, 2])
        #expect(survey.firstNUL.map { [$0.offset, $0.line] } == [22, 4])
        #expect(survey.longest == 13..<23 && survey.longestLine == 4)
        #expect(LineSurvey(HeaderSection([])).longest.isEmpty)
    }

    @Test func emptyMessages() {
        #expect(parse("").parts.isEmpty)
        #expect(parse("").codes == ["unparsable-message"])
        #expect(parse("\n").tree == ["0:text/plain"])
        #expect(parse("\r\nbody").parts.map(\.content) == [Array("body".utf8)])
    }

    @Test func sha256() {
        #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
