import Backstamp
@testable import BackstampArchive
import Testing

/// One file per dialect, as the programs that are named write them, and the messages that were put into it.
@Suite struct MboxDialectTests {
    struct Dialect: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let messages: [String]

        var testDescription: String { name }
    }

    private static let mark = "From alice@author.example Tue Jan  9 10:15:00 2007\n"

    private static func counted(_ body: String) -> String { "Subject: x\nContent-Length: \(body.utf8.count)\n\n\(body)" }

    static let dialects: [Dialect] = [
        Dialect(
            name: "mboxo: From is quoted, >From is not",
            text: mark + "S: 1\n\n>From here\n\n" + mark + "S: 2\n\nx\n\n",
            messages: ["S: 1\n\nFrom here\n", "S: 2\n\nx\n"]),
        Dialect(
            name: "mboxrd: each level is quoted once more",
            text: mark + "S: 1\n\n>From a\n>>From b\n>>>From c\n\n" + mark + "S: 2\n\nx\n\n",
            messages: ["S: 1\n\nFrom a\n>From b\n>>From c\n", "S: 2\n\nx\n"]),
        Dialect(
            name: "mboxcl: a Content-Length, and From quoted once",
            text: mark + counted(">From here\n>>From there\n") + "\n" + mark + counted("x\n") + "\n",
            messages: [
                counted(">From here\n>>From there\n").replacing(">From h", with: "From h"), counted("x\n"),
            ]),
        Dialect(
            name: "mboxcl2: a Content-Length, and nothing quoted",
            text: mark + counted("one\n\n\(mark)S: inner\n\n>From two\n") + "\n" + mark + counted("x\n") + "\n",
            messages: [counted("one\n\n\(mark)S: inner\n\n>From two\n"), counted("x\n")]),
        Dialect(
            name: "mboxcl2 of mutt: no empty line at the end, a body without a line end",
            text: mark + counted("one") + "\n\n" + mark + counted("two"),
            messages: [counted("one"), counted("two")]),
        Dialect(
            name: "mboxcl2: an empty body",
            text: mark + counted("") + "\n" + mark + counted("x\n"), messages: [counted(""), counted("x\n")]),
        Dialect(
            name: "a Content-Length that is too small",
            text: mark + "Content-Length: 3\n\nlonger than that\n\n" + mark + "S: 2\n\nx\n",
            messages: ["Content-Length: 3\n\nlonger than that\n", "S: 2\n\nx\n"]),
        Dialect(
            name: "a Content-Length that is too large, and one that is no number",
            text: mark + "Content-Length: 99999999999\n\none\n\n" + mark + "Content-Length: 9x\n\ntwo\n\n" + mark
                + "Content-Length: -1\n\nthree\n",
            messages: [
                "Content-Length: 99999999999\n\none\n", "Content-Length: 9x\n\ntwo\n", "Content-Length: -1\n\nthree\n",
            ]),
        Dialect(
            name: "Thunderbird: From - and a date, and Mozilla's fields",
            text: "From - Tue Jan 09 10:15:00 2007\nX-Mozilla-Status: 0001\nS: 1\n\nx\n\n"
                + "From - Tue Jan 09 10:15:01 2007\nX-Mozilla-Status: 0001\nS: 2\n\ny\n\n",
            messages: ["X-Mozilla-Status: 0001\nS: 1\n\nx\n", "X-Mozilla-Status: 0001\nS: 2\n\ny\n"]),
        Dialect(
            name: "Gmail Takeout: a number, @xxx, a zone before the year, CRLF",
            text: crlf(
                "From 1555000000000000000@xxx Tue Jan 09 10:15:00 +0000 2007\nX-GM-THRID: 1\nS: 1\n\n>From x\n\n"
                    + "From 1555000000000000001@xxx Tue Jan 09 10:15:00 +0000 2007\nX-GM-THRID: 2\nS: 2\n\ny\n\n"),
            messages: [crlf("X-GM-THRID: 1\nS: 1\n\nFrom x\n"), crlf("X-GM-THRID: 2\nS: 2\n\ny\n")]),
        Dialect(
            name: "CRLF with a Content-Length",
            text: crlf(mark) + "Content-Length: 10\r\n\r\na\r\n\r\nFrom b\r\n".replacing("10", with: "13") + "\r\n"
                + crlf(mark + "S: 2\n\nx\n"),
            messages: ["Content-Length: 13\r\n\r\na\r\n\r\nFrom b\r\n", "S: 2\r\n\r\nx\r\n"]),
        Dialect(
            name: "lines of both kinds in one file",
            text: crlf(mark + "S: 1\n\nx\n\n") + mark + "S: 2\n\ny\n\n" + crlf(mark) + "S: 3\n\nz\n",
            messages: ["S: 1\r\n\r\nx\r\n", "S: 2\n\ny\n", "S: 3\n\nz\n"]),
        Dialect(
            name: "no empty line before a postmark",
            text: mark + "S: 1\n\nx\n" + mark + "S: 2\n\ny\n" + mark + "S: 3\n\nz\n",
            messages: ["S: 1\n\nx\n", "S: 2\n\ny\n", "S: 3\n\nz\n"]),
        Dialect(
            name: "no empty line anywhere",
            text: mark + "S: 1\n" + mark + "S: 2\n", messages: ["S: 1\n", "S: 2\n"]),
        Dialect(
            name: "several empty lines before a postmark: all but one are the message's",
            text: mark + "S: 1\n\nx\n\n\n\n" + mark + "S: 2\n\ny\n",
            messages: ["S: 1\n\nx\n\n\n", "S: 2\n\ny\n"]),
        Dialect(
            name: "From inside bodies, in sentences, with and without an empty line before",
            text: mark + "S: 1\n\nFrom now on\n\nFrom Tue Jan on we open at 10:00\n\nFrom me@author.example\nI had it.\n\n"
                + "From 2007 on, every Tue 9 Jan at 10:15\nno field\n\n" + mark + "S: 2\n\nx\n",
            messages: [
                "S: 1\n\nFrom now on\n\nFrom Tue Jan on we open at 10:00\n\nFrom me@author.example\nI had it.\n\n"
                    + "From 2007 on, every Tue 9 Jan at 10:15\nno field\n", "S: 2\n\nx\n",
            ]),
        Dialect(
            name: "a message without any header field behind a strict postmark",
            text: mark + "S: 1\n\nx\n\n" + mark + "just text\n\n" + mark + "S: 3\n\nz\n",
            messages: ["S: 1\n\nx\n", "just text\n", "S: 3\n\nz\n"]),
        Dialect(
            name: "names with spaces, zones, remote from",
            text: "From Alice Author Tue Jan  9 10:15 CET 2007\nS: 1\n\nx\n\n"
                + "From bob Tue Jan  9 10:15:00 2007 remote from relay\nS: 2\n\ny\n\n"
                + "From MAILER-DAEMON Tue Jan  9 10:15:00 2007\nS: 3\n\nz\n",
            messages: ["S: 1\n\nx\n", "S: 2\n\ny\n", "S: 3\n\nz\n"]),
        Dialect(
            name: "years of two digits, and a line of text that has none",
            text: "From alice Tue Jan  9 10:15:00 96\nS: 1\n\nFrom Tue Jan 9 10:15:00 we are closed\n\n"
                + "From bob@relay.example Tue Jan  9 10:15:00 CET 96\nS: 2\n\ny\n",
            messages: ["S: 1\n\nFrom Tue Jan 9 10:15:00 we are closed\n", "S: 2\n\ny\n"]),
        Dialect(
            name: "messages without a body, before a message without a header",
            text: mark + "S: 1\n\n" + mark + "\nno header\n\n" + mark + "S: 3\n\n" + mark + "X y\n\nno field\n\n" + mark + "S: 5\n\nz\n",
            messages: ["S: 1\n", "\nno header\n", "S: 3\n", "X y\n\nno field\n", "S: 5\n\nz\n"]),
        Dialect(
            name: "messages without a body behind loose postmarks",
            text: "From a@author.example\nS: 1\n\nFrom a@author.example\nS: 2\n\n\nFrom - \nS: 3\n\nFrom - \nS: 4\n\nx\n",
            messages: ["S: 1\n", "S: 2\n\n", "S: 3\n", "S: 4\n\nx\n"]),
        Dialect(
            name: "CRLF, loose postmarks",
            text: crlf("From a@author.example\nS: 1\n\nFrom a@author.example\nS: 2\n\n\nFrom - \nS: 3\n\nx\n"),
            messages: [crlf("S: 1\n"), crlf("S: 2\n\n"), crlf("S: 3\n\nx\n")]),
        Dialect(
            name: "two spaces and nobody's name, and the date of a header field, without an empty line before",
            text: "From  Tue Jan  9 10:15:00 2007\nS: 1\n\nx\nFrom  Tue Jan  9 10:15:00 2007\nS: 2\n\ny\n"
                + "From a@author.example Tue, 9 Jan 2007 10:15:00 +0000\nS: 3\n\nz\n"
                + "From a@author.example Tue, 09 Jan 07 10:15 GMT\nS: 4\n\nz\n",
            messages: ["S: 1\n\nx\n", "S: 2\n\ny\n", "S: 3\n\nz\n", "S: 4\n\nz\n"]),
        Dialect(
            name: "dates of header fields in text",
            text: mark + "S: 1\n\nFrom Alice, Tue, 9 Jan 2007 10:15:00 +0000\nI had it.\n\n"
                + "From Alice, Tue, 9 Jan 2007 10:15:00 +0000\nI had it.\nFrom me@author.example\nNote: mine\n"
                + "From Tue, 9 Jan 2007 10:15:00 on we have\nHours: 9 to 5\n",
            messages: [
                "S: 1\n\nFrom Alice, Tue, 9 Jan 2007 10:15:00 +0000\nI had it.\n\n"
                    + "From Alice, Tue, 9 Jan 2007 10:15:00 +0000\nI had it.\nFrom me@author.example\nNote: mine\n"
                    + "From Tue, 9 Jan 2007 10:15:00 on we have\nHours: 9 to 5\n",
            ]),
    ]

    private static func crlf(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }

    @Test(arguments: dialects) func reads(_ dialect: Dialect) throws {
        let folder = TemporaryFolder()
        let octets = Array(dialect.text.utf8)
        let path = folder.file("x.mbox", octets)
        #expect(try Self.messages(path) == dialect.messages)
        // The place that is said of each message is where it stands.
        try Archive.forEachMessage(at: path) { source, result in
            let offset = try #require(source.offset)
            let length = try #require(source.length)
            #expect(octets[offset...].starts(with: Array("From ".utf8)))
            let last = try #require(try result.get().last)
            #expect(octets[offset + length - 1] == last)
        }
    }

    /// However a file is cut into splits, each message is in one of them, once.
    @Test(arguments: dialects.filter { !$0.name.contains("mboxcl2: a") })
    func splitsNeedNoCoordination(_ dialect: Dialect) throws {
        let folder = TemporaryFolder()
        let octets = Array(dialect.text.utf8)
        let path = folder.file("x.mbox", octets)
        for size in [1, 2, 7, 30, 61, 200] {
            let reader = SplitReader()
            var found: [String] = []
            for start in stride(from: 0, to: octets.count, by: size) {
                try reader.forEachMessage(in: Split(path: path, start: start, end: start + size)) { source, result in
                    #expect((start..<start + size).contains(try #require(source.offset)) && (source.index == nil || start == 0))
                    found.append(String(decoding: try result.get(), as: UTF8.self))
                }
            }
            #expect(found == dialect.messages, "splits of \(size)")
        }
    }

    /// Wherever a file is cut in two, both halves together hold what the whole does.
    @Test(arguments: dialects.filter { !$0.name.contains("mboxcl2: a") }) func anyCut(_ dialect: Dialect) throws {
        let folder = TemporaryFolder()
        let octets = Array(dialect.text.utf8)
        let path = folder.file("x.mbox", octets)
        let reader = SplitReader()
        for cut in 0...octets.count {
            var found: [String] = []
            for split in [Split(path: path, start: 0, end: cut), Split(path: path, start: cut)] {
                try reader.forEachMessage(in: split) { _, result in found.append(String(decoding: try result.get(), as: UTF8.self)) }
            }
            #expect(found == dialect.messages, "cut at \(cut)")
        }
    }

    /// Numbers that nothing can be counted on from.
    @Test func indexThatIsTooLarge() throws {
        #expect(throws: SplitError.self) { try Split(Array(#"{"path":"x","start":0,"index":9223372036854775807}"#.utf8)) }
        #expect(throws: SplitError.self) { try Split(Array(#"{"path":"x","index":9007199254740993}"#.utf8)) }
        #expect(try Split(Array(#"{"path":"x","index":9007199254740992}"#.utf8)).index == 1 << 53)
        let folder = TemporaryFolder()
        let path = folder.file("x.mbox", Self.dialects[0].text)
        var split = try Split(Array(#"{"path":"x","start":9223372036854775807,"end":9223372036854775807}"#.utf8))
        split.path = path
        #expect(try Self.read(split).0.isEmpty)
    }

    /// What the pool tells its workers: where messages stand, so that nobody looks for them twice.
    @Test(arguments: dialects) func placesThatAreKnown(_ dialect: Dialect) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.mbox", Array(dialect.text.utf8))
        let cursor = ArchiveCursor(paths: [path])
        var index = 0
        while let item = try cursor.next() {
            for first in item.messages.indices {
                let request = try #require(item.request(from: first, isAlone: false))
                let split = try Split(request.dropLast())
                #expect(split.records.count == item.messages.count - first)
                let (sources, messages) = try Self.read(split)
                #expect(messages.map { try? $0.get() } == dialect.messages[(index + first)...].map { Array($0.utf8) })
                #expect(sources == item.messages[first...].map(\.source))
            }
            index += item.messages.count
        }
        #expect(index == dialect.messages.count)
    }

    /// Where a file is no longer what it was, no message is made of what stands there now.
    @Test(arguments: ["From a@b Tue Jan  9 10:15:00 2007\nS: 1\n\nx\n\nFrom a@b Tue Jan  9 10:", String(repeating: "x", count: 200)])
    func placesThatAreNoLongerThere(_ now: String) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.mbox", Self.dialects[0].text)
        let item = try #require(try ArchiveCursor(paths: [path]).next())
        let request = try #require(item.request(from: 0, isAlone: true))
        folder.file("x.mbox", now)
        let (_, messages) = try Self.read(try Split(request.dropLast()))
        #expect(!messages.isEmpty && messages.allSatisfy { (try? $0.get()) == nil || $0.map(\.count) == .success(8) })
    }

    @Test(arguments: [
        #"[{"offset":5,"start":4,"end":9,"counted":false,"quotes":false}]"#, #"[{"offset":-1,"start":4,"end":9,"counted":false,"quotes":false}]"#,
        #"[{"offset":1,"start":4,"body":3,"end":9,"counted":false,"quotes":false}]"#, #"[{"offset":1,"start":4,"end":9}]"#, "7", "[7]",
        #"[{"offset":1,"start":4,"end":3,"counted":false,"quotes":false}]"#,
        // Before the split, behind it, and one reaching into the other.
        #"[{"offset":0,"start":4,"end":9,"counted":false,"quotes":false}]"#, #"[{"offset":20,"start":21,"end":22,"counted":false,"quotes":false}]"#,
        #"[{"offset":1,"start":4,"end":9,"counted":false,"quotes":false},{"offset":8,"start":9,"end":12,"counted":false,"quotes":false}]"#,
    ])
    func placesThatAreNone(_ records: String) throws {
        let split = { (records: String) in try Split(Array(#"{"path":"x","start":1,"end":20,"index":0,"records":\#(records)}"#.utf8)) }
        #expect(throws: SplitError.self) { try split(records) }
        #expect(try split(#"[{"offset":1,"start":4,"end":29,"counted":false,"quotes":false}]"#).records.count == 1)
    }

    private static func read(_ split: Split) throws -> ([MessageSource], [Result<[UInt8], ArchiveError>]) {
        var found: ([MessageSource], [Result<[UInt8], ArchiveError>]) = ([], [])
        try SplitReader().forEachMessage(in: split) { source, message in
            found.0.append(source)
            found.1.append(message)
        }
        return found
    }

    private static func messages(_ path: String) throws -> [String] {
        var messages: [String] = []
        try Archive.forEachMessage(at: path) { _, result in messages.append(String(decoding: try result.get(), as: UTF8.self)) }
        return messages
    }
}
