import MIME
import Testing

@Suite struct HeaderSectionTests {
    /// A header section: each field as `line name=body`, and where the body of the message starts.
    static let sections: [(String, [String], Int)] = [
        ("A: 1\nB:2\n\nbody", ["1 A= 1", "2 B=2"], 10),
        ("A: 1\r\nB:2\r\n\r\nbody", ["1 A= 1", "2 B=2"], 13),
        ("A: 1\n b: 2\n\tc\nB: 3\n\n", ["1 A= 1\n b: 2\n\tc", "4 B= 3"], 20),
        // RFC 5322 §4.5: white space before the colon.
        ("A : 1\nB\t:2\n\n", ["1 A= 1", "2 B=2"], 12),
        // No fields, but nothing is lost.
        ("no field\nA: 1\n\n", ["1 =no field", "2 A= 1"], 15),
        (" folded\nA: 1\n\n", ["1 = folded", "2 A= 1"], 14),
        (": x\nA B: 1\n\n", ["1 =: x", "2 =A B: 1"], 12),
        ("From a@b Mon Jan 1 10:00:00 2024\nA: 1\n\n", ["1 =From a@b Mon Jan 1 10:00:00 2024", "2 A= 1"], 39),
        // A line of white space folds; it does not end the section.
        ("A: 1\n \nB: 2\n\n", ["1 A= 1\n ", "3 B= 2"], 13),
        // No end.
        ("A: 1", ["1 A= 1"], 4),
        ("A: 1\n", ["1 A= 1"], 5),
        ("A:", ["1 A="], 2),
        ("", [], 0),
        ("\nbody", [], 1),
        ("\u{FEFF}A: 1\n\n", ["1 A= 1"], 9),
    ]

    @Test(arguments: sections) func reads(_ text: String, _ want: [String], _ bodyStart: Int) {
        let header = HeaderSection(Array(text.utf8))
        #expect(header.fields.map { "\($0.line) \($0.name)=\(String(decoding: header.body($0), as: UTF8.self))" } == want)
        #expect(header.bodyStart == bodyStart)
        // The fields follow each other without a gap.
        var position = 0
        for field in header.fields {
            #expect(field.range.lowerBound == position)
            #expect(header.line(ofOffset: position) == field.line)
            position = field.range.upperBound
        }
    }

    @Test func termination() {
        #expect(HeaderSection(Array("A: 1\n\n".utf8)).isTerminated)
        #expect(!HeaderSection(Array("A: 1\n".utf8)).isTerminated)
        let cut = HeaderSection(Array("A: 1\nB: 2\nC: 3\n\n".utf8), limit: 2)
        #expect(cut.isTruncated && cut.fields.count == 2 && cut.bodyStart == 10)
    }

    @Test func lookingUp() {
        let header = HeaderSection(Array("Received: 1\nSUBJECT:  a\r\n\tb \nreceived: 2\n\n".utf8))
        #expect(header.fields("received").map { header.text($0) } == ["1", "2"])
        #expect(header.first("subject").map { header.text($0) } == "a\tb")
        #expect(header.first("to") == nil)
    }
}
