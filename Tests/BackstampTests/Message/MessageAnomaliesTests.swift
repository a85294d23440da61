import Backstamp
import MIME
import Testing

@Suite struct MessageAnomaliesTests {
    private static let clean = "From: a@b.org\nDate: Tue, 9 Jan 2007 10:15:00 +0100\nMessage-ID: <1@b.org>\n"

    @Test(arguments: [
        clean + "Subject: x\n\nbody\n",
        (clean + "Subject: x\n\nbody\n").replacing("\n", with: "\r\n"),
        clean + "Subject: Grüße\n folded\nReceived: 1\nReceived: 2\n\nbody\n",
        clean + "Subject: =?utf-8?q?J=C3=BCrgen?=\nTo: =?utf-8?q?J=C3=BCrgen?= <a@b.org>\n\nbody\n",
    ])
    func nothingToSay(_ text: String) {
        #expect(Message.read(Array(text.utf8)).anomalies == [])
    }

    /// What is added to a clean header, the code that it must give, and its line.
    static let fields: [(String, String, Int?)] = [
        ("From: c@d.org\n", "duplicate-from", 4),
        ("Subject: a\nSubject: a\n", "duplicate-subject", 5),
        ("DATE: x\n", "duplicate-date", 4),
        ("To: a@b\nTo: a@b\n", "duplicate-to", 5),
        ("Message-ID: <2@b.org>\n", "duplicate-message-id", 4),
        ("Content-Type: text/html\nContent-Type: text/plain\n", "duplicate-content-type", 5),
        ("From: c@d.org\n", "several-authors", 1),
        ("no field\n", "no-field", 4),
        ("Subject : x\n", "space-before-colon", 4),
        ("Subject: x\n \n", "blank-continuation", 5),
        ("Subject: x\n \t\n y\n", "blank-continuation", 5),
        ("Subject: a\0b\n", "nul-in-header", 4),
        ("Subject: a\u{1}b\n", "control-in-header", 4),
        ("Subject: a\rb\n", "bare-cr", 4),
        ("Subject: a\r\n", "mixed-line-ends", 1),
        ("Subject: \(String(repeating: "x", count: 1000))\n", "long-header-line", 4),
        ("To: =?utf-8?q?x=40y=2Eorg?= <a@b.org>\n", "address-in-encoded-word", 4),
        ("Subject: =?utf-8?q?a=00b?=\n", "nul-in-encoded-word", 4),
        ("Subject: =?utf-8?b?YQ0KYg==?=\n", "line-end-in-encoded-word", 4),
        ("To: =?utf-8?q?x?=@b.org\n", "encoded-address", nil),
        ("Content-Type: multipart/mixed\n", "multipart-without-boundary", 4),
    ]

    @Test(arguments: fields) func inTheHeader(_ added: String, _ code: String, _ line: Int?) {
        let octets = Array((Self.clean + added + "\nbody\n").utf8)
        let found = Message.read(octets).anomalies.first { $0.code == code }
        #expect(found != nil)
        if let line { #expect(found?.line == line) }
        if let range = found?.range {
            // The place is where it says.
            let start = octets[..<range.lowerBound].filter { $0 == 0x0A }.count + 1
            #expect(start == line && range.upperBound <= octets.count)
        }
    }

    static let messages: [(String, String)] = [
        ("", "empty-message"),
        ("just text\n\nbody", "no-header"),
        ("\nbody", "no-header"),
        ("Subject: x", "no-body-separator"),
        ("Subject: x\n\n", "missing-from"),
        ("Subject: x\n\n", "missing-date"),
        ("Subject: x\n\n", "missing-message-id"),
        ("Date: soon\n\n", "unreadable-date"),
        ("From: nobody\n\n", "author-without-domain"),
        ("From: (a@b.org)\n\n", "unreadable-from"),
        ("From a@b Mon Jan  1 10:00:00 2024\nA: b\n\n", "mbox-from-line"),
        (" folded\nA: b\n\n", "continuation-first"),
        ("A: b\n\nx\0y", "nul-in-body"),
        ("A: b\n\n" + String(repeating: "x", count: 999), "long-line"),
        (String(repeating: "A: b\n", count: 10_001) + "\n", "header-limit"),
    ]

    @Test(arguments: messages) func ofTheMessage(_ text: String, _ code: String) {
        #expect(Message.read(Array(text.utf8)).anomalies.contains { $0.code == code })
    }

    @Test func latin1InTheHeader() {
        let octets = Array("Subject: ".utf8) + [0xE4, 0x0A, 0x0A]
        #expect(Message.read(octets).anomalies.contains { $0.code == "8bit-in-header" && $0.line == 1 })
    }

    @Test func codesAndSentences() {
        for (added, _, _) in Self.fields {
            for anomaly in Message.read(Array((Self.clean + added + "\nbody\n").utf8)).anomalies {
                #expect(anomaly.code.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
                #expect(anomaly.text.last == ".")
            }
        }
    }

    @Test func manyOfAKindAreBounded() {
        let header = String(repeating: "Subject : x\n \nno field\n", count: 3000)
        #expect(Message.read(Array((header + "\n").utf8)).anomalies.count < 60)
    }
}
