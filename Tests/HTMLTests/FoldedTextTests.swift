import TestSupport
import Testing

@testable import HTML

/// Whether text is folded, told word by word, is what it is octet by octet.
@Suite struct FoldedTextTests {
    @Test(arguments: [true, false]) func isToldByEachOctet(noBreakSpaces: Bool) {
        var random = Seeded(11)
        let signs: [UInt8] = [0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x21, 0x20, 0x20, 0x0A, 0x00, 0xC2, 0xA0, 0xFF]
        // Of the first of them most texts are folded, of all of them few.
        for (count, kinds) in (0..<4_000).map({ ($0 % 40, $0 % 3 == 0 ? signs.count : 10) }) {
            let text = (0..<count).map { _ in signs[Int.random(in: 0..<kinds, using: &random)] }
            let isOdd = text.contains { $0 < 0x20 || noBreakSpaces && $0 == 0xC2 }
            let isDouble = zip(text, text.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
            #expect(FoldedText.isFolded(text.span, noBreakSpaces: noBreakSpaces) == !(isOdd || isDouble), "\(text)")
        }
    }
}
