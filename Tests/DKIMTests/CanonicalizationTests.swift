import MIME
import TestSupport
import Testing

@testable import DKIM

/// RFC 6376 §3.4.
@Suite struct CanonicalizationTests {
    private func header(_ canonicalization: Canonicalization, _ field: String) -> String {
        var output: [UInt8] = []
        canonicalization.append(Array(field.utf8)[...], to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func hash(_ text: String) -> [UInt8] { Digest.hash(.sha256, Array(text.utf8)) }

    private func body(_ canonicalization: Canonicalization, _ body: String, limit: Int? = nil) -> ([UInt8], Int) {
        var hasher = BodyHasher(canonicalization, .sha256, limit: limit)
        hasher.update(Array(body.utf8)[...])
        let (hash, length) = hasher.finish()
        return (hash, length)
    }

    /// The examples of §3.4.5 and what its rules say beyond them.
    @Test(arguments: [
        ("A: X\r\n", "A: X", "a:X"),
        ("B : Y\t\r\n\tZ  \r\n", "B : Y\t\r\n\tZ  ", "b:Y Z"),
        ("Subject:  a \t b\r\n", "Subject:  a \t b", "subject:a b"),
        ("Subject:\r\n", "Subject:", "subject:"),
        ("Subject: \r\n \r\n x\r\n", "Subject: \r\n \r\n x", "subject:x"),
        ("Subject: x\n y\n", "Subject: x\r\n y", "subject:x y"),
        ("Subject: x", "Subject: x", "subject:x"),
        ("SUBJECT\t: \u{C4}\r\n", "SUBJECT\t: \u{C4}", "subject:\u{C4}"),
        ("X: a:B ; c\r\n", "X: a:B ; c", "x:a:B ; c"),
    ])
    func headerField(_ field: String, _ simple: String, _ relaxed: String) {
        #expect(header(.simple, field) == simple)
        #expect(header(.relaxed, field) == relaxed)
    }

    @Test(arguments: [
        (" C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n", " C\r\nD E\r\n"),
        ("", "\r\n", ""),
        ("\r\n", "\r\n", ""),
        ("\r\n\r\n\r\n", "\r\n", ""),
        (" \r\n", " \r\n", ""),
        (" \t \r\n\r\n", " \t \r\n", ""),
        ("x", "x\r\n", "x\r\n"),
        ("x ", "x \r\n", "x\r\n"),
        ("x\r\n ", "x\r\n \r\n", "x\r\n"),
        ("\r\nx\r\n", "\r\nx\r\n", "\r\nx\r\n"),
        ("x\r\n\r\n\r\ny\r\n", "x\r\n\r\n\r\ny\r\n", "x\r\n\r\n\r\ny\r\n"),
        ("a\nb\n\n", "a\r\nb\r\n", "a\r\nb\r\n"),
        ("a\r", "a\r\r\n", "a\r\r\n"),
        ("a\rb \r\r\n", "a\rb \r\r\n", "a\rb \r\r\n"),
        ("a \r b\r\n", "a \r b\r\n", "a \r b\r\n"),
        ("  a   b\t\tc  ", "  a   b\t\tc  \r\n", " a b c\r\n"),
    ])
    func messageBody(_ text: String, _ simple: String, _ relaxed: String) {
        #expect(body(.simple, text) == (hash(simple), simple.utf8.count))
        #expect(body(.relaxed, text) == (hash(relaxed), relaxed.utf8.count))
    }

    /// §3.4.5: `l=` counts canonical octets; what follows is counted and not hashed.
    @Test(arguments: [0, 1, 5, 6, 7, 8, 100])
    func bodyLength(_ limit: Int) {
        let canonical = "ab c\r\nd\r\n"
        let prefix = String(decoding: canonical.utf8.prefix(limit), as: UTF8.self)
        #expect(body(.relaxed, "ab  c \r\nd\r\n\r\n", limit: limit) == (hash(prefix), 9))
    }

    /// However the body is cut, the hash is the same.
    @Test(arguments: 0..<60)
    func chunks(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        let octets = random.body(400)
        for canonicalization in [Canonicalization.simple, .relaxed] {
            for limit in [nil, 37] {
                var whole = BodyHasher(canonicalization, .sha256, limit: limit)
                whole.update(octets[...])
                let (hash, length) = whole.finish()
                var parts = BodyHasher(canonicalization, .sha256, limit: limit)
                var position = 0
                while position < octets.count {
                    let end = min(octets.count, position + Int.random(in: 0...9, using: &random))
                    parts.update(octets[position..<end])
                    position = end
                }
                let again = parts.finish()
                #expect(again.hash == hash && again.length == length)
            }
        }
    }

    @Test func longRunsOfEmptyLines() {
        let text = String(repeating: "\r\n", count: 200_000)
        #expect(body(.simple, text + "x").1 == 400_003)
        #expect(body(.relaxed, text).1 == 0)
    }
}

extension Seeded {
    /// Text made of what canonicalisation is about.
    mutating func body(_ pieces: Int) -> [UInt8] {
        let choice = [
            "\r\n", "\r\n", "\n", " ", "  ", "\t", "a", "bc", "\u{E9}", "=", ".", "\r\n\r\n", " \r\n", "\u{0}", "\u{B}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...pieces, using: &self) { text += choice.randomElement(using: &self) ?? "" }
        return Array(text.utf8)
    }
}
