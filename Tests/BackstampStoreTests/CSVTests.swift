import BackstampArchive
import BackstampStore
import Foundation
import JSON
import Testing

@Suite struct CSVTests {
    /// Lines in memory, with a position in octets as a file has it.
    final class Lines: ReportSink {
        var octets: [UInt8] = []
        private var count = 0

        func begin(after position: SinkPosition?) throws(SinkError) {
            octets = Array(octets.prefix(position?.octets ?? 0))
            count = position?.lines ?? 0
        }
        func write(_ line: Span<UInt8>, number: Int) throws(SinkError) {
            #expect(number == count)
            octets += line.array() + [0x0A]
            count += 1
        }
        func checkpoint() throws(SinkError) -> SinkPosition { SinkPosition(lines: count, octets: octets.count) }
        func finish() throws(SinkError) {}
        var text: String { String(decoding: octets, as: UTF8.self) }
    }

    private static func write(_ lines: ArraySlice<[UInt8]>, to sink: CSVSink) throws {
        for number in lines.indices { try sink.write(lines[number], number: number) }
    }

    /// RFC 4180 read back.
    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    @Test func aRowForEachMessage() throws {
        let lines = try Corpus.lines()
        let file = Lines()
        let sink = CSVSink(over: file)
        try sink.begin(after: nil)
        try Self.write(lines[...], to: sink)
        try sink.finish()
        let rows = file.text.split(separator: "\r\n").map { Self.fields(String($0)) }
        #expect(rows.count == lines.count + 1 && rows[0] == MessageColumns.all.map(\.name))
        #expect(rows.allSatisfy { $0.count == MessageColumns.all.count })
        let row = try #require(rows.first { $0.contains("MI5/Home Office Threat Level Update") })
        let domain = try #require(rows[0].firstIndex(of: "author_domain"))
        #expect(row[domain] == "mi5.gov.uk")
    }

    /// From each checkpoint on the same file comes about.
    @Test func goesOnBehindACheckpoint() throws {
        let lines = try Corpus.lines()
        let whole = Lines()
        let undisturbed = CSVSink(over: whole)
        try undisturbed.begin(after: nil)
        try Self.write(lines[...], to: undisturbed)
        for cut in lines.indices {
            let file = Lines()
            let first = CSVSink(over: file)
            try first.begin(after: nil)
            try Self.write(lines[..<cut], to: first)
            let position = try first.checkpoint()
            #expect(position.lines == cut)
            try Self.write(lines[cut..<min(cut + 1, lines.count)], to: first)
            file.octets += Array("half a row".utf8)
            let second = CSVSink(over: file)
            try second.begin(after: position)
            try Self.write(lines[cut...], to: second)
            #expect(file.octets == whole.octets)
        }
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("one\r\ntwo", "one  two"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@SUM(1)", "'@SUM(1)"), ("-2", "'-2"), ("+1", "'+1"), ("\tx", "' x"), (" x", "\" x\""), ("é\u{7F}", "é "), ("a\u{9B}31mé\u{202E}b", "a 31mé b"),
    ])
    func writesSafely(_ subject: String, _ expected: String) throws {
        let report = JSONValue.object([.init(key: "message", value: .object([.init(key: "subject", value: .string(subject))]))])
        let row = String(decoding: CSVRow.row(report), as: UTF8.self)
        let place = try #require(MessageColumns.all.firstIndex { $0.name == "subject" })
        let quoted = expected.hasSuffix(" ") ? "\"\(expected)\"" : expected
        #expect(row == String(repeating: ",", count: place) + quoted + String(repeating: ",", count: MessageColumns.all.count - place - 1))
    }
}
