import MIME
import TestSupport
import Testing

/// Hostile sizes: nothing overflows the stack, nothing is silent. One megabyte each, or about that.
@Suite struct LimitTests {
    private static func nested(_ depth: Int) -> String {
        (0..<depth).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined() + "\r\nx"
    }

    @Test(arguments: [100, 1000, 18_000]) func nestedMultiparts(_ depth: Int) {
        let message = parse(Self.nested(depth))
        #expect(message.parts.count == 51)
        #expect(message.codes.contains("nesting-limit"))
    }

    @Test(arguments: [100, 1000, 30_000]) func nestedMessages(_ depth: Int) {
        let message = parse(
            String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: depth) + "Subject: x\r\n\r\ny")
        #expect(message.parts.count == 51)
        #expect(message.codes.contains("nesting-limit"))
    }

    @Test func manyParts() {
        let message = parse(
            "Content-Type: multipart/mixed; boundary=a\n\n" + String(repeating: "--a\n\nx\n", count: 140_000))
        #expect(message.parts.count == 1000)
        #expect(message.codes.filter { $0 == "part-limit" }.count == 2)
    }

    @Test func manyFields() {
        let message = parse("Subject: x\n" + String(repeating: "A:b\n", count: 250_000) + "\nbody")
        #expect(message.subject == "x")
        #expect(message.header.isTruncated)
        #expect(message.codes.contains("field-limit"))
    }

    /// GMime alone would compare each with all before it.
    @Test(arguments: ["", "Content-Type: multipart/mixed; boundary=x\n\n--x\n"], ["; a", ";\n\ta"])
    func manyParameters(start: String, separator: String) {
        let field = "Content-Type: text/plain" + (0..<60_000).map { "\(separator)\($0)=b" }.joined()
        var message: ParsedMessage?
        let time = processorTime { message = parse("\(start)\(field)\n\nx\n") }
        #expect(message?.parts.last?.contentType == "text/plain")
        #expect(message?.codes.contains("parameter-limit") == true)
        #expect(time < .seconds(20), "\(time)")
    }

    /// GMime alone would look for the end of each word in all of the field.
    @Test(arguments: ["Subject", "X-Thing", "Content-Description"], [" ", "\n "])
    func manyBeginningsOfWords(_ name: String, separator: String) {
        let field = "\(name): " + String(repeating: "=?utf-8?q?a\(separator)", count: 150_000)
        for (start, parts) in [("", 1), ("Content-Type: multipart/mixed; boundary=x\n\n--x\n", 2)] {
            var message: ParsedMessage?
            let time = processorTime { message = parse("\(start)\(field)\n\nx\n") }
            #expect(message?.parts.count == parts)
            #expect(message?.codes.contains("encoded-word-limit") == true)
            #expect(time < .seconds(20), "\(time)")
        }
    }

    /// Nor does one that looks for an end pass over the fields behind it.
    @Test(arguments: ["", String(repeating: "?", count: 250_000)]) func manyFieldsThatBeginWords(_ marks: String) {
        var message: ParsedMessage?
        let fields = String(repeating: "X: =?\n", count: 19_000) + "Y: \(marks)\n"
        let time = processorTime { message = parse("Subject: x\n\(fields)\nbody") }
        #expect(message?.subject == "x" && time < .seconds(20), "\(time)")
    }

    /// A sender must not hide a part or the name of a file behind them.
    @Test func partsAndNamesBehindBeginningsOfWords() {
        let words = String(repeating: "; a=\"=?a\"", count: 900)
        let inner = "Content-Type: multipart/alternative\(words); boundary=\"=?x\"\n\n--=?x\n\ntext\n--=?x\n"
            + "Content-Type: application/octet-stream\nContent-Disposition: attachment\(words); filename=\"=?utf-8?b?aW52b2ljZS5leGU=?=\"\n\nx\n--=?x--\n"
        let message = parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\(inner)\n--b--\n")
        #expect(message.parts.map(\.contentType) == ["multipart/mixed", "multipart/alternative", "text/plain", "application/octet-stream"])
        #expect(message.parts.last?.filename == "invoice.exe")
        #expect(message.codes.contains("encoded-word-limit"))
    }

    /// Words that end are no work, however many they are; nor are few that do not.
    @Test(arguments: [("=?utf-8?q?a?= =?x ", 500), ("=?utf-8?q?=61?= ", 50_000), ("=?utf-8?q?a?b ", 16)])
    func otherWords(_ word: String, count: Int) {
        #expect(!parse("Subject: \(String(repeating: word, count: count))\n\nx\n").codes.contains("encoded-word-limit"))
    }

    /// GMime alone would call itself for each colon.
    @Test(arguments: ["From", "from ", "To", "Resent-Cc"]) func nestedGroups(_ name: String) {
        let group = "\(name): " + String(repeating: "a:", count: 500_000) + "\n\n"
        #expect(parse(group).parts.count == 1)
        #expect(parse("Content-Type: message/rfc822\n\n" + group).parts.count == 2)
        if name == "From" { #expect(parse(group).codes.contains("group-limit")) }
    }

    static let fields: [String] = [
        "From: " + String(repeating: "a@b,", count: 250_000),
        "From: " + String(repeating: "(", count: 1_000_000),
        "From: " + String(repeating: "<", count: 1_000_000),
        "From: \"" + String(repeating: "\\", count: 1_000_000),
        "From: " + String(repeating: "@a,", count: 300_000),
        "From: " + String(repeating: "=?utf-8?q?a?= ", count: 70_000) + "<a@b>",
        "Subject: " + String(repeating: "=?utf-8?q?a?= ", count: 70_000),
        "Subject: " + String(repeating: "=?", count: 500_000),
        "Subject: " + String(repeating: "=?utf-8?q?", count: 100_000),
        "Subject: " + String(repeating: "=?utf-8?b?YQ?= ", count: 70_000),
        "Subject: x" + String(repeating: "\n x", count: 330_000),
        String(repeating: " x\n", count: 330_000),
        "Date: " + String(repeating: "(", count: 1_000_000),
        "Content-Type: text/plain" + String(repeating: ";a=b", count: 250_000),
        "Content-Type: text/plain" + (0..<100_000).map { "; a*\($0)=b" }.joined(),
        "Content-Type: multipart/mixed; boundary=" + String(repeating: "a", count: 1_000_000),
        "Content-Type: multipart/mixed; boundary=\"\"",
    ]

    @Test(.timeLimit(.minutes(10)), arguments: fields.indices) func longFields(_ index: Int) {
        #expect(parse(Self.fields[index] + "\n\nbody").header.bodyStart > 0)
    }

    @Test func addressLimit() {
        let message = parse(Self.fields[0] + "\n\n")
        #expect(message.from.count <= 10_000)
        #expect(message.codes.contains("address-limit"))
    }

    @Test func warningsAreCounted() {
        let parts = (0..<50).map { _ in "--b\nContent-Type: nonsense\n\nx\n" }.joined()
        let codes = parse("Content-Type: multipart/mixed; boundary=b\n\n\(parts)--b--\n").codes
        #expect(codes.filter { $0 == "invalid-content-type" }.count == 5)
        #expect(codes.contains("more-anomalies"))
    }
}
