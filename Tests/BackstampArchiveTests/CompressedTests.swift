import Backstamp
import BackstampArchive
import Foundation
import Testing

/// One mbox file of two messages, as gzip, xz and zstd wrote it; and the same in two parts, one behind the other.
@Suite struct CompressedTests {
    static let files = [
        ("gz", "H4sIAAAAAAACA3Mrys9VSHRIUvDNz1PwSsxTUDBUMDSwMgAhBSMDA3Ou4NKkrNTkEisFAy6uqtSifC4uN9x6DNH0GHJx5eelcgEApe6e92YAAAA="),
        (
            "xz",
            "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4ABlAEBdACMcieb23/edM/anHjKA2ZclQQY8HCffYzd363ttJeebQVO0glh+TIjLWxTEgwKEtpsM"
                + "QHStAtv9EzK+zN7OmQAAjzJ4fKy+D5cAAVxmHmNZkh+2830BAAAAAARZWg=="
        ),
        ("zst", "KLUv/SRm9QEAwsMMEaDtALU/8fn/TK0VPw/61TMEXu7Zu/aDa9p6EdViSR4HVXBVoSp0v79D5e6Zp4HeHiQBAgCgE3RDBQXsxdlB"),
        (
            "2.gz",
            "H4sIAAAAAAACA3Mrys9VSHRIUvDNz1PwSsxTUDBUMDSwMgAhBSMDA3Ou4NKkrNRkAN2mODYoAAAAH4sIAAAAAAACAyuxUjDg4qpKLcrn4nIr"
                + "ys9VSHRIUvDNz1PwSsxTUDBUMDSwMgAiQwUjAwNzruDSpKzU5BIrBUMurvy8VC4A+7mNSD4AAAA="
        ),
        (
            "2.zst",
            "KLUv/SQoQQEARnJvbSBhQGIgTW9uIEphbiAgMSAxMDowMDowMCAyMDA3ClN1YmplY1T2WUcotS/9JD7xAQB0OiAwCgp6ZXJvCgpGcm9tIGFA"
                + "YiBNb24gSmFuICAxIDEwOjAwOjAxIDIwMDcKU3ViamVjdDogMQoKb25lCszeKWU="
        ),
        (
            "2.xz",
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAnRnJvbSBhQGIgTW9uIEphbiAgMSAxMDowMDowMCAyMDA3ClN1YmplYwB67327FrC0TgABQCjU"
                + "UkrlH7bzfQEAAAAABFla/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQA9dDogMAoKemVybwoKRnJvbSBhQGIgTW9uIEphbiAgMSAxMDowMDow"
                + "MSAyMDA3ClN1YmplY3Q6IDEKCm9uZQoAAACye2Y/IV5oaQABVj5SUgYNH7bzfQEAAAAABFla"
        ),
    ]

    static let want = ["Subject: 0\n\nzero\n", "Subject: 1\n\none\n"]

    @Test(arguments: files) func isReadThrough(_ name: String, _ base64: String) throws {
        let folder = TemporaryFolder()
        let path = folder.file("mail.\(name)", [UInt8](try #require(Data(base64Encoded: base64))))
        var offsets: [Int?] = []
        let messages = try Self.messages(path) { offsets.append($0.offset) }
        #expect(messages == Self.want)
        // Places in what was compressed.
        #expect(offsets == [0, 52])
        #expect(try Self.messages(path + ":1") { _ in } == [Self.want[1]])
    }

    /// Frames that are to be skipped, as pzstd puts one before each other frame (RFC 8878 §3.1.2).
    @Test func framesToBeSkipped() throws {
        let folder = TemporaryFolder()
        let octets = [UInt8](try #require(Data(base64Encoded: Self.files[2].1)))
        for (first, more) in [(UInt8(0x50), [UInt8]()), (0x5F, [1, 2, 3])] {
            let skipped = [first, 0x2A, 0x4D, 0x18, UInt8(more.count), 0, 0, 0] + more
            #expect(try Self.messages(folder.file("first.zst", skipped + octets)) { _ in } == Self.want)
            #expect(try Self.messages(folder.file("last.zst", octets + skipped)) { _ in } == Self.want)
            #expect(try Self.messages(folder.file("both.zst", skipped + octets + skipped + octets)) { _ in } == Self.want + Self.want)
        }
        #expect(try Self.messages(folder.file("4.zst", [0x60, 0x2A, 0x4D, 0x18, 0, 0, 0, 0] + octets)) { _ in } != Self.want)
    }

    /// As large a window as `zstd -d` takes by itself, and one that is larger: who has such a file is told what to do.
    @Test(arguments: [(27, true), (28, false), (31, false)]) func windows(_ log: Int, _ isRead: Bool) throws {
        let content = Array("From a@b Mon Jan  1 10:00:00 2007\n\(Self.want[0])".utf8)
        // A header without a size, its window (RFC 8878 §3.1.1.1.2), and one raw block, the last.
        let block = content.count << 3 | 1
        let frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, UInt8((log - 10) << 3), UInt8(block & 0xFF), UInt8(block >> 8), 0] + content
        let folder = TemporaryFolder()
        let messages = try Self.messages(folder.file("x.zst", frame)) { _ in }
        if isRead {
            #expect(messages == [Self.want[0]])
        } else {
            #expect(messages.count == 1 && messages[0].contains("128 MiB") && messages[0].contains("zstd -d --long=31"))
        }
    }

    /// Whatever is cut off or changed, the reader says so or gives the messages; it never crashes.
    @Test(arguments: files.prefix(3)) func isBroken(_ name: String, _ base64: String) throws {
        let folder = TemporaryFolder()
        let octets = [UInt8](try #require(Data(base64Encoded: base64)))
        for length in stride(from: 8, to: octets.count, by: 5) {
            let path = folder.file("cut", Array(octets[..<length]))
            #expect(try Self.messages(path) { _ in }.last?.hasPrefix("damaged") == true, "cut at \(length)")
            var changed = octets
            changed[length] ^= 0x55
            let messages = try Self.messages(folder.file("changed", changed)) { _ in }
            #expect(messages.count <= 3)
        }
    }

    private static func messages(_ path: String, _ seen: (MessageSource) -> Void) throws -> [String] {
        var messages: [String] = []
        try Archive.forEachMessage(at: path) { source, result in
            seen(source)
            switch result {
            case .success(let octets): messages.append(String(decoding: octets, as: UTF8.self))
            case .failure(let problem): messages.append("\(problem.code): \(problem.reason)")
            }
        }
        return messages
    }
}
