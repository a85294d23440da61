import TestSupport
import Testing

@testable import Domains

/// What eight octets say at once is what they say one by one.
@Suite struct OctetWordTests {
    private struct Octets {
        private var random = Seeded(7)

        /// Octets that are near each other, so that sums and differences reach over from one to the next.
        mutating func next(_ signs: [UInt8]) -> [UInt8] {
            (0..<8).map { _ in signs[Int.random(in: signs.indices, using: &random)] }
        }
    }

    @Test func findsTheFirst() {
        var octets = Octets()
        let signs: [UInt8] = [0, 1, 0x0D, 0x0E, 0x20, 0x21, 0x26, 0x27, 0x3C, 0x3D, 0x7F, 0x80, 0x81, 0xA0, 0xFF]
        for _ in 0..<20_000 {
            let eight = octets.next(signs)
            let word = eight.span.word(at: 0)
            for sign in signs {
                let mask = word.mask(of: sign)
                #expect((mask == 0 ? nil : OctetWord.first(mask)) == eight.firstIndex(of: sign))
            }
            for limit: UInt8 in [1, 0x0E, 0x21, 0x80] {
                let mask = word.mask(below: limit)
                #expect((mask == 0 ? nil : OctetWord.first(mask)) == eight.firstIndex { $0 < limit })
            }
            #expect(word.isASCII == eight.allSatisfy { $0 < 0x80 })
            let beyond = word.maskBeyondASCII
            #expect((beyond == 0 ? nil : OctetWord.first(beyond)) == eight.firstIndex { $0 >= 0x80 })
        }
    }

    @Test func findsRanges() {
        var octets = Octets()
        for _ in 0..<20_000 {
            let eight = octets.next([0x2F, 0x30, 0x39, 0x3A, 0x40, 0x41, 0x5A, 0x5B, 0x60, 0x61, 0x7A, 0x7B, 0x7F, 0x80, 0xB0, 0xB9, 0xC1, 0xFF])
            let end = eight.firstIndex { $0 >= 0x80 } ?? 8
            for range: ClosedRange<UInt8> in [0x30...0x39, 0x2F...0x2F, 0x7F...0x7F, 0x5B...0x60, 0x00...0x7F] {
                let mask = eight.span.word(at: 0).mask(from: range.lowerBound, through: range.upperBound)
                for place in 0..<end { #expect((mask >> UInt64(place * 8 + 7) & 1 == 1) == range.contains(eight[place])) }
            }
        }
    }

    @Test func readsNames() {
        var octets = Octets()
        for _ in 0..<2_000 {
            let eight = octets.next([0x2D, 0x30, 0x40, 0x41, 0x5A, 0x5B, 0x60, 0x61, 0x7A, 0x7B, 0x7F])
            for count in 1...8 {
                let want = eight.prefix(count).reduce(0) { $0 << 8 | UInt64($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
                #expect(eight.span.word(at: 0).lowercasedName(count: count) == want)
            }
        }
    }

    @Test func hashesTellTextsApart() {
        var hashes: Set<UInt64> = []
        let text = Array("https://www.example.org/images/spacer.gif?x=1".utf8)
        for length in 0...text.count {
            let start = Array(text[..<length])
            hashes.insert(start.span.quickHash)
        }
        for index in text.indices {
            var other = text
            other[index] ^= 1
            hashes.insert(other.span.quickHash)
        }
        #expect(hashes.count == text.count * 2 + 1)
    }
}
