import Backstamp
import BackstampArchive
import Testing

@Suite struct MboxTests {
    private static let mark = "From a@b Mon Jan  1 10:00:00 2007\n"

    /// Text of an mbox file and the messages in it.
    static let files: [(String, [String])] = [
        (mark + "S: 1\n\nbody\n\n" + mark + "S: 2\n\nbody\n\n", ["S: 1\n\nbody\n", "S: 2\n\nbody\n"]),
        // No empty line at the end; none at all behind the last message's header.
        (mark + "S: 1\n\nbody\n\n" + mark + "S: 2\n\nbody", ["S: 1\n\nbody\n", "S: 2\n\nbody"]),
        (mark + "S: 1\n\n" + mark + "S: 2\n", ["S: 1\n", "S: 2\n"]),
        (mark + "S: 1\n\n\n" + mark + "S: 2\n", ["S: 1\n\n", "S: 2\n"]),
        // CRLF.
        (crlf(mark + "S: 1\n\nbody\n\n" + mark + "S: 2\n\nbody\n"), ["S: 1\r\n\r\nbody\r\n", "S: 2\r\n\r\nbody\r\n"]),
        // Sentences split nothing, nor does a postmark that no empty line precedes.
        (mark + "S: 1\n\nx\n\nFrom now on\n", ["S: 1\n\nx\n\nFrom now on\n"]),
        (
            mark + "S: 1\n\nx\n\nFrom Monday to Friday in January 2007 at ten\n",
            ["S: 1\n\nx\n\nFrom Monday to Friday in January 2007 at ten\n"]
        ),
        (mark + "S: 1\n\nx\n\nFrom me@example.org\nI had this.\n", ["S: 1\n\nx\n\nFrom me@example.org\nI had this.\n"]),
        (mark + "S: 1\n\nx\n" + mark + "y\n", ["S: 1\n\nx\n\(mark)y\n"]),
        // Other postmarks.
        ("From - \nS: 1\n\nx\n\nFrom - Thu Oct 16 10:11:15 2014\nS: 2\n", ["S: 1\n\nx\n", "S: 2\n"]),
        ("From 1844@xxx\nS: 1\n\nx\n\nFrom 1845@xxx\nS: 2\n", ["S: 1\n\nx\n", "S: 2\n"]),
        ("From 1844@xxx Fri Jul 08 12:08:34 +0000 2011\nS: 1\n", ["S: 1\n"]),
        ("From a@b Tue, 9 Jan 2007 10:15:00 +0000\nS: 1\n", ["S: 1\n"]),
        ("\u{FEFF}From - \nS: 1\n\nx\n", ["S: 1\n\nx\n"]),
        // Empty lines at the start of the file.
        ("\n\r\n\n" + mark + "S: 1\n\nx\n\n" + mark + "S: 2\n", ["S: 1\n\nx\n", "S: 2\n"]),
        ("\u{FEFF}\n" + mark + "S: 1\n", ["S: 1\n"]),
        // Quoting: one `>` comes off, and only before `From `.
        (mark + "S: 1\n\n>From a\n>>From b\n> From c\n>Fromage\n", ["S: 1\n\nFrom a\n>From b\n> From c\n>Fromage\n"]),
        // A message without a postmark is no mbox.
        ("S: 1\n\nx\n\n" + mark + "S: 2\n", ["S: 1\n\nx\n\n\(mark)S: 2\n"]),
    ]

    @Test(arguments: files) func splits(_ text: String, _ want: [String]) throws {
        let folder = TemporaryFolder()
        var messages: [String] = []
        try Archive.forEachMessage(at: folder.file("x", text)) { _, result in
            messages.append(String(decoding: try result.get(), as: UTF8.self))
        }
        #expect(messages == want)
    }

    /// Every part of a file splits into records that lie in it, one behind the other.
    @Test func everyPrefixSplits() throws {
        let folder = TemporaryFolder()
        let text = Array(Self.files.map(\.0).joined(separator: "\n").utf8)
        for length in stride(from: 5, to: text.count, by: 3) {
            var end = 0
            var index = 0
            try Archive.forEachMessage(at: folder.file("x", Array(text[..<length]))) { source, _ in
                guard let offset = source.offset, let length = source.length else { return }
                #expect(source.index == index && offset >= end && length > 0)
                end = offset + length
                index += 1
            }
            #expect(end <= length)
        }
    }

    private static func crlf(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}
