import MIME
import Testing

@testable import DKIM

/// The canonical body (RFC 6376 §3.4): in pieces of any size the same as at once, and the same as the plainest way to
/// make it that can be written down.
@Suite struct ChunkingPropertyTests {
    private static let words: [[UInt8]] = [
        "\r\n", "\r\n", "\n", "\r", " ", "\t", "  ", "a", "Hello", ".", "\0", "é", " \r\n", "\r\r\n",
    ]
    .map { Array($0.utf8) }

    @Test(arguments: [Canonicalization.simple, .relaxed])
    func anyChunks(_ canonicalization: Canonicalization) {
        var generator = Generator(seed: 11)
        for _ in 0..<20_000 {
            let body = generator.octets(Self.words, upTo: 20)
            let plain = Self.plain(body, canonicalization)
            let limit = generator.below(3) == 0 ? generator.below(plain.count + 2) : nil
            var hasher = BodyHasher(canonicalization, .sha256, limit: limit)
            var position = 0
            while position < body.count {
                let end = min(body.count, position + 1 + generator.below(7))
                hasher.update(body[position..<end])
                position = end
            }
            let found = hasher.finish()
            #expect(found.length == plain.count)
            #expect(found.hash == Digest.hash(.sha256, Array(plain.prefix(limit ?? plain.count))), "\(body)")
        }
    }

    /// A line at a time: RFC 6376 §3.4.3, §3.4.4. A bare LF ends a line here as everywhere.
    private static func plain(_ body: [UInt8], _ canonicalization: Canonicalization) -> [UInt8] {
        var lines: [[UInt8]] = [[]]
        for byte in body {
            guard byte == 0x0A else {
                lines[lines.count - 1].append(byte)
                continue
            }
            if lines[lines.count - 1].last == 0x0D { lines[lines.count - 1].removeLast() }
            lines.append([])
        }
        if canonicalization == .relaxed {
            lines = lines.map { line in
                var short: [UInt8] = []
                for byte in line {
                    let isSpace = byte == 0x20 || byte == 0x09
                    if isSpace, short.last == 0x20 { continue }
                    short.append(isSpace ? 0x20 : byte)
                }
                if short.last == 0x20 { short.removeLast() }
                return short
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        if lines.isEmpty { return canonicalization == .simple ? [0x0D, 0x0A] : [] }
        return lines.flatMap { $0 + [0x0D, 0x0A] }
    }
}
