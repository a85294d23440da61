import Backstamp
import BackstampArchive
import Foundation
import TestSupport
import Testing

/// Every mail that the public suites hold, put into mbox files as two kinds of programs do, and read back.
@Suite(.enabled(if: SharedData.isWanted("mime"))) struct PackingTests {
    /// mboxrd ends each message with a line end and quotes; mboxcl2 counts, and keeps every octet.
    enum Packing: String, CaseIterable { case mboxrd, mboxcl2 }

    private static let mark = Array("From packer@receiver.example Tue Jan  9 10:15:00 2007\n".utf8)

    /// In which order: what a message is must not depend on the one before it.
    enum Order: String, CaseIterable { case byPath, byPathBackwards, bySize }

    /// In the order of their paths, whatever that of the folders is.
    static func mails() throws -> [[UInt8]] {
        let folder = try SharedData.url("mime").deletingLastPathComponent()
        var mails: [[UInt8]] = []
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let paths = (files?.compactMap { $0 as? URL } ?? []).map(\.path).sorted()
        for path in paths {
            let file = URL(fileURLWithPath: path)
            guard ["eml", "msg", "txt", "email"].contains(file.pathExtension.lowercased()) else { continue }
            let octets = try [UInt8](Data(contentsOf: file))
            // What is an mbox file itself is no mail, and what has no header cannot carry a Content-Length.
            guard !octets.isEmpty, octets.count < 1 << 22, !octets.starts(with: Array("From ".utf8)) else { continue }
            mails.append(octets)
        }
        return mails
    }

    @Test(arguments: Packing.allCases, Order.allCases) func everyMailComesBack(_ packing: Packing, _ order: Order) throws {
        var mails = try Self.mails()
        switch order {
        case .byPath: break
        case .byPathBackwards: mails.reverse()
        case .bySize: mails.sort { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
        }
        #expect(mails.count > 1000)
        var file: [UInt8] = []
        var want: [[UInt8]] = []
        // The first message shows that the file quotes nothing, which none of the others may show.
        for mail in [Array("Subject: first\n\nFrom here on nothing is quoted.\n".utf8)] + mails {
            switch packing {
            case .mboxrd:
                let ended = mail.last == 0x0A ? mail : mail + [0x0A]
                want.append(ended)
                file += Self.mark + Self.quoted(ended) + [0x0A]
            case .mboxcl2:
                // The length counts the body, which is known once the field is in place.
                guard let body = Self.bodyStart(mail) else { continue }
                let isCRLF = mail[body - 2] == 0x0D
                let field = Array("Content-Length: \(mail.count - body)\(isCRLF ? "\r\n" : "\n")".utf8)
                let message = field + mail
                want.append(message)
                file += Self.mark + message + [0x0A, 0x0A]
            }
        }
        let folder = TemporaryFolder()
        let path = folder.file("all.mbox", file)
        var index = 0
        var different = 0
        try Archive.forEachMessage(at: path) { source, result in
            let message = try result.get()
            // A mail that lacks its last line end was given one, unless its own Content-Length says where it ended.
            if index >= want.count || (message != want[index] && message + [0x0A] != want[index]) {
                different += 1
                if different < 4 { Issue.record("message \(index) of \(packing): \(Self.difference(want.dropFirst(index).first ?? [], message))") }
            }
            index += 1
        }
        #expect(index == want.count && different == 0)
    }

    /// One `>` more before each line of `>`s and `From ` in the body.
    private static func quoted(_ mail: [UInt8]) -> [UInt8] {
        let from = Array("From ".utf8)
        var quoted: [UInt8] = []
        quoted.reserveCapacity(mail.count)
        var isBody = false
        var start = 0
        while start < mail.count {
            let end = mail[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? mail.count
            let line = mail[start..<end]
            if isBody, line.drop(while: { $0 == 0x3E }).starts(with: from) { quoted.append(0x3E) }
            if line.count == 1 || (line.count == 2 && line.first == 0x0D) { isBody = true }
            quoted += line
            start = end
        }
        return quoted
    }

    /// Where two messages part, for who reads the failure.
    private static func difference(_ want: [UInt8], _ got: [UInt8]) -> String {
        let place = zip(want, got).enumerated().first { $1.0 != $1.1 }?.offset ?? min(want.count, got.count)
        let parts = [want, got].map { String(decoding: $0[max(0, place - 60)..<min($0.count, place + 60)], as: UTF8.self) }
        return "\(want.count) and \(got.count) octets, at \(place): \(parts[0].debugDescription), \(parts[1].debugDescription)"
    }

    private static func bodyStart(_ mail: [UInt8]) -> Int? {
        var start = 0
        while start < mail.count {
            guard let end = mail[start...].firstIndex(of: 0x0A) else { return nil }
            if end == start, start > 0 { return end + 1 }
            if end == start + 1, mail[start] == 0x0D, start > 0 { return end + 1 }
            // A message that starts with the empty line would not have the field in its header.
            if end <= start + 1, start == 0 { return nil }
            start = end + 1
        }
        return nil
    }
}
