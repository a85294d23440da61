import Backstamp
import DNS
import MIME
import TestSupport
import Testing

/// Fields made to break a parser: nothing crashes, and time grows with the length alone.
@Suite struct RouteHostileTests {
    static let fields: [(name: String, bytes: [UInt8])] = [
        ("empty", []),
        ("one octet of each", Array(0...255)),
        ("a megabyte of letters", [UInt8](repeating: 0x61, count: 1 << 20)),
        ("a megabyte of blanks", [UInt8](repeating: 0x20, count: 1 << 20)),
        (
            "nested 10,000 deep",
            Array((String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)).utf8)
        ),
        ("never closed", Array(("from a ([192.0.2.1]) by b " + String(repeating: "(", count: 20_000)).utf8)),
        ("only closed", Array(String(repeating: ")", count: 20_000).utf8)),
        ("quotation marks", Array(String(repeating: "\"\\", count: 500_000).utf8)),
        ("angle brackets", Array(String(repeating: "<", count: 500_000).utf8)),
        ("square brackets", Array(String(repeating: "[", count: 500_000).utf8)),
        ("keywords", Array(String(repeating: "from by via with id for ", count: 40_000).utf8)),
        ("every keyword", Array("from a by b via c with d tls e id f for g envelope-from h claiming i at j uid k; l".utf8)),
        ("semicolons", Array(String(repeating: "; ", count: 500_000).utf8)),
        ("comments", Array(String(repeating: "(helo=x) ", count: 100_000).utf8)),
        (
            "numbers",
            Array(
                ("from a ([1.1.1.1]:" + String(repeating: "9", count: 100_000)
                    + ") by b with esmtps (TLSv1.2:AES256-SHA:" + String(repeating: "9", count: 1000)
                    + ") id 1; 99999999999999999999 Jan 99999999999999999999 99:99:99 +99999999").utf8)
        ),
        ("NULs", Array("from a\u{0} (b\u{0}c [192.0.2.1\u{0}]) by d\u{0} with ESMTP\u{0} id \u{0}; \u{0}".utf8)),
        ("address with a megabyte", Array(("from [" + String(repeating: "1.", count: 500_000) + "] by b").utf8)),
        ("backslashes in a comment", Array(("(" + String(repeating: "\\", count: 100_001)).utf8)),
        ("not UTF-8", Array("from ".utf8) + [0xFF, 0xFE, 0xC0] + Array(" by ".utf8) + [0x80, 0xED, 0xA0, 0x80]),
        ("empty values", Array("from () by () with () id <> for <>; ()".utf8)),
        ("signs", Array("from @ (@[]) by [] with / id , for @; ,".utf8)),
        (
            "words of a suite",
            Array(
                ("(version=TLSv1.2 cipher=" + String(repeating: "A-", count: 50_000) + " bits=99999999999999999999)")
                    .utf8)
        ),
    ]

    @Test(arguments: fields.indices) func survives(_ index: Int) {
        let took = processorTime {
            var hop = ReceivedParser.parse(Self.fields[index].bytes[...])
            hop.gradeTransport()
            #expect(hop.from.helo.map { $0.utf8.count <= 1024 } ?? true)
            #expect(hop.id.map { $0.utf8.count <= 1024 } ?? true)
        }
        // A debug build takes some tenths of a second; quadratic time would take hours.
        #expect(took < .seconds(20), "\(Self.fields[index].name)")
    }

    @Test func saysThatItWasCut() {
        let hop = ReceivedParser.parse(
            "from a.example ([192.0.2.1]) by b.example with SMTP " + String(repeating: "x", count: 40_000))
        #expect(hop.from.ip?.description == "192.0.2.1")
        #expect(hop.oddities.contains { $0.contains("longer than is read") })
    }

    /// A parenthesis that nothing closes costs itself alone.
    @Test func openParenthesis() {
        let hop = ReceivedParser.parse(
            "from a.example ([192.0.2.1]) by b.example (Postfix with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000")
        #expect(hop.by.name == "b.example")
        #expect(hop.id == "1")
        #expect(hop.date?.iso8601 == "2026-03-04T10:15:00+00:00")
    }
}
