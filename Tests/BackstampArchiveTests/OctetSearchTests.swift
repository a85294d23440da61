import Testing

@testable import BackstampArchive

/// Line ends are looked for in blocks: what is found is what a look at each octet would find, wherever it stands.
@Suite struct OctetSearchTests {
    private func plain(_ octets: [UInt8], _ behind: [UInt8], from start: Int) -> Int? {
        octets.indices.dropLast().first { $0 >= start && octets[$0] == 0x0A && behind.contains(octets[$0 + 1]) }
    }

    @Test func lineEnds() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("aa bcdeF>\n\n".utf8)
        for length in Array(0..<90) + [128, 129, 130, 150] {
            let octets = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            for start in 0...length {
                for (one, other) in [(UInt8(0x46), UInt8(0x3E)), (0x3E, 0x3E)] {
                    let found = octets.span.lineEnd(before: one, or: other, from: start)
                    #expect(found == plain(octets, [one, other], from: start), "\(octets) from \(start)")
                }
            }
        }
    }

    /// One at each place around the ends of blocks.
    @Test func oneAnywhere() {
        for place in 0..<150 {
            var octets = [UInt8](repeating: 0x61, count: 152)
            octets[place] = 0x0A
            octets[place + 1] = 0x3E
            #expect(octets.span.lineEnd(before: 0x46, or: 0x3E, from: 0) == place)
            #expect(octets.span.lineEnd(before: 0x46, or: 0x3E, from: place) == place)
            #expect(octets.span.lineEnd(before: 0x46, or: 0x3E, from: place + 1) == nil)
            #expect(octets.span.extracting(..<(place + 1)).lineEnd(before: 0x46, or: 0x3E, from: 0) == nil)
        }
    }

    @Test(arguments: [
        ("a\nFrom b", 1, false), ("a\n>\nFrom b", 3, true), ("a\n>\nFro", nil, true), ("\n>\n>From ", nil, true), ("From b\nFRom", nil, false),
        ("", nil, false), ("\n", nil, false), ("a\nFrom b\n>", 1, false),
    ]) func fromLines(_ text: String, _ place: Int?, _ quoted: Bool) {
        var seesQuoted = false
        #expect(Array(text.utf8).span.fromLine(from: 0, seesQuoted: &seesQuoted) == place)
        #expect(seesQuoted == quoted)
    }
}
