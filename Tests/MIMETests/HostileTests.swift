import Foundation
import MIME
import TestSupport
import Testing

@Suite struct HostileTests {
    private static let seeds: [String] = [
        "From: =?utf-8?q?a?= <a@b>\r\nTo: g: a@b, \"c\" <c@d>;\r\nDate: Tue, 9 Jan 2007 10:15:00 +0100\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-7; name*0*=utf-8''%e4\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n",
        "From a@b Mon Jan  1 10:00:00 2024\n>From x\nSubject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=\n =?utf-8?b?4p?=\nReceived: from a (b [1.2.3.4]) by c; Mon, 1 Jan 2024 10:00:00 -0800 (PST)\n\nbegin 644 a\n#86)C\n`\nend\n",
    ]

    /// Octets that mean something to a parser.
    private static let favourites: [UInt8] = Array("\r\n\0\t :;,<>()\"\\=?-@%*'".utf8) + [0x80, 0xFF, 0x1B]

    private static func mutated(_ octets: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var octets = octets
        for _ in 0..<Int.random(in: 1...8, using: &random) where !octets.isEmpty {
            let place = Int.random(in: 0..<octets.count, using: &random)
            let end = min(octets.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: octets[place] = favourites.randomElement(using: &random) ?? 0
            case 1: octets.insert(favourites.randomElement(using: &random) ?? 0, at: place)
            case 2: octets.removeSubrange(place..<end)
            case 3: octets.insert(contentsOf: octets[place..<end], at: Int.random(in: 0...octets.count, using: &random))
            default: octets[place] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return octets
    }

    /// What holds of every message, whatever it is.
    private static func check(_ octets: [UInt8]) {
        let message = ParsedMessage.parse(octets)
        for (index, part) in message.parts.enumerated() {
            #expect(part.index == index && part.depth <= 50)
            if let range = part.range { #expect(range.upperBound <= octets.count) }
            if part.contentType.hasPrefix("text/") { #expect(String(validating: part.text, as: UTF8.self) != nil) }
        }
        for anomaly in message.anomalies where anomaly.range != nil {
            #expect(anomaly.line ?? 0 >= 1)
            #expect(anomaly.range?.upperBound ?? 0 <= octets.count)
        }
        #expect(message.header.fields.last?.range.upperBound ?? 0 <= message.header.bodyStart)
    }

    @Test(arguments: 0..<8) func mutations(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        for _ in 0..<500 {
            for text in Self.seeds { Self.check(Self.mutated(Array(text.utf8), &random)) }
        }
    }

    @Test func prefixes() {
        for text in Self.seeds {
            let octets = Array(text.utf8)
            for length in octets.indices { Self.check(Array(octets[..<length])) }
        }
    }

    @Test(.enabled(if: SharedData.isWanted("mime"))) func sharedMails() throws {
        let root = try SharedData.url("mime")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var random = Seeded(1)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.path.contains("/mails/"), let data = try? Data(contentsOf: file) else { continue }
            count += 1
            Self.check(Array(data))
            guard data.count < 50_000 else { continue }
            for _ in 0..<20 { Self.check(Self.mutated(Array(data), &random)) }
        }
        #expect(count > 80)
    }
}
