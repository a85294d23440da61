import DNS
import MIME
import TestSupport
import Testing

@testable import DKIM

/// What a signature leaves open: header fields, the end of the body, the recipient.
@Suite struct CoverageTests {
    static let message = """
        From: Alice <alice@example.org>
        Subject: An alert
        Date: Tue, 14 Nov 2023 22:00:00 +0000
        Content-Type: multipart/mixed; boundary="part 1"

        --part 1
        Content-Type: text/plain

        Hello Bob
        --part 1--

        """.replacing("\n", with: "\r\n")
    static let tags = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=k; h=from:subject; bh=#bh; b=#b"

    private func verify(_ message: String, at clock: Int = 1_700_000_000) -> DKIMSignature? {
        let keys = KeyStore(resolver: TableResolver(["k._domainkey.example.org": [TestKey.rsa.record]]))
        return DKIMVerifier(keys: keys).verify(HeaderSection(Array(message.utf8)), at: clock).first
    }

    /// Signed with `l=`, then something put behind.
    private func signed(_ tail: String, canonicalization: String = "relaxed/relaxed") -> DKIMSignature? {
        let body = Self.message.split(separator: "\r\n\r\n", maxSplits: 1)[1]
        let tags = Self.tags.replacing("; bh", with: "; l=\(body.utf8.count); bh")
            .replacing("relaxed/relaxed", with: canonicalization)
        return verify(TestKey.rsa.sign(Self.message, tags) + tail)
    }

    @Test(
        arguments: [
            ("", nil), ("More text\r\n-- \r\nAlice\r\n", .text), ("--other\r\n\r\n<b>evil</b>\r\n", .text),
            ("--part 1\r\nContent-Type: text/html\r\n\r\nevil\r\n", .boundary),
            ("Text\r\n\r\n--part 1 \t\r\n\r\nevil\r\n--part 1--\r\n", .boundary),
            ("--part 1--\r\nevil\r\n", .closingBoundary),
            ("Content-Type: multipart/x; boundary=own\r\n\r\n--own\r\n\r\nevil\r\n", .boundary),
        ] as [(String, UnsignedStructure?)])
    func whatStartsBehindTheSignedOctets(_ tail: String, _ want: UnsignedStructure?) throws {
        for canonicalization in ["relaxed/relaxed", "simple/simple"] {
            let signature = try #require(signed(tail, canonicalization: canonicalization))
            #expect(signature.result == .pass)
            #expect(signature.unsignedStructure == want)
            // Relaxed loses white space at the end of a line.
            let shorter =
                canonicalization == "simple/simple" ? 0 : tail.contains(" \t") ? 2 : tail.contains(" \r\n") ? 1 : 0
            #expect((signature.unsignedBytes ?? 0) == tail.utf8.count - shorter)
            #expect(signature.reason.contains("another part starts there") == (want == .boundary))
        }
    }

    /// A boundary that a second Content-Type, added above and not signed, declares.
    @Test func aBoundaryThatWasDeclaredLater() throws {
        let body = Self.message.split(separator: "\r\n\r\n", maxSplits: 1)[1]
        let signed = TestKey.rsa.sign(Self.message, Self.tags.replacing("; bh", with: "; l=\(body.utf8.count); bh"))
        let signature = try #require(
            verify("Content-Type: multipart/mixed; boundary=evil\r\n\(signed)--evil\r\n\r\nevil\r\n"))
        #expect(signature.result == .pass && signature.unsignedStructure == .boundary)
        #expect(signature.unsignedHeaders.contains("content-type"))
    }

    @Test(
        arguments: [
            ("from:subject", ["date", "content-type"], []), ("from:from:subject:date:content-type", [], ["from"]),
            ("from:subject:subject:date:content-type:to:to", [], ["subject", "to"]),
            ("from", ["subject", "date", "content-type"], []),
        ] as [(String, [String], [String])])
    func fieldsThatMatter(_ names: String, _ unsigned: [String], _ oversigned: [String]) throws {
        let message = TestKey.rsa.sign(Self.message, Self.tags.replacing("from:subject", with: names))
        let signature = try #require(verify(message))
        #expect(signature.result == .pass)
        #expect(signature.unsignedHeaders == unsigned)
        #expect(signature.oversigned == oversigned)
    }

    /// RFC 6376 §8.15: a field put on top of the signed one does not break the signature.
    @Test(arguments: ["From", "Subject", "Date", "Reply-To", "List-Unsubscribe"])
    func aFieldThatWasAddedIsNotSigned(_ name: String) throws {
        let tags = Self.tags.replacing("from:subject", with: "from:subject:date:content-type")
        let signature = try #require(verify("\(name): other\r\n" + TestKey.rsa.sign(Self.message, tags)))
        #expect(signature.result == .pass)
        #expect(signature.unsignedHeaders == [name.lowercased()])
    }

    @Test func oversigningRefusesTheSecondFrom() throws {
        let tags = Self.tags.replacing("from:subject", with: "from:from:subject")
        let signature = try #require(verify("From: other@example.net\r\n" + TestKey.rsa.sign(Self.message, tags)))
        #expect(signature.result == .fail)
    }

    @Test(arguments: [
        ("from:subject", 1_700_000_000, 1), ("from:subject:to", 1_700_000_000, 0),
        ("from:subject:cc", 1_699_999_000, 0),
        ("from:subject:to", 1_690_000_000, 1), ("from:subject", 1_690_000_000, 2),
        ("from:subject:to", 1_800_000_000, 0),
    ])
    func replayHints(_ names: String, _ time: Int, _ count: Int) throws {
        let tags = Self.tags.replacing("from:subject", with: names).replacing("; bh", with: "; t=\(time); bh")
        let signature = try #require(verify(TestKey.rsa.sign(Self.message, tags)))
        #expect(signature.replayHints.count == count)
    }

    @Test func manyBoundariesCostNoTime() {
        var body = String(repeating: "boundary=b\r\n--b\r\nbbbbbbbbb\r\n", count: 20_000)
        for index in 0..<5_000 { body += "boundary=\(index)\r\n--\(index)x\r\n" }
        let header = HeaderSection(Array(("From: a@example.org\r\n\r\n" + body).utf8))
        let elapsed = processorTime { #expect(header.unsignedStructure(.simple, after: 5) == .boundary) }
        #expect(elapsed < .seconds(5))
    }
}
