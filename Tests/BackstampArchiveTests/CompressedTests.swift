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
