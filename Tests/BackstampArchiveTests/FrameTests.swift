import Testing

@testable import BackstampArchive

@Suite struct FrameTests {
    /// However the pipe cuts them, frames come out as they went in.
    @Test func comeInPieces() throws {
        let facts = MessageFacts(octets: 12, microseconds: 34, facts: ["verdict=genuine", "operator=A & B = C", "odd=\u{1}\t\nx"])
        let sent: [Frame] = [
            .ready, .message(line: Array("{\"a\":\"\n\"}".utf8), facts), .answer(Array("{}".utf8)), .message(line: [], facts), .end,
        ]
        let octets = sent.flatMap(\.octets)
        for size in 1...octets.count {
            var reader = FrameReader()
            var got: [[UInt8]] = []
            for start in stride(from: 0, to: octets.count, by: size) {
                reader.add(octets[start..<min(start + size, octets.count)])
                while let frame = try reader.next() { got.append(frame.octets) }
            }
            #expect(got == sent.map(\.octets))
            #expect(reader.pending == 0)
        }
        #expect(facts.facts.last == "odd=x")
    }

    @Test(arguments: ["x\n", "m\n", "m 1\n", "m -1\t0\t0\n", "m 99999999999999999999\t0\t0\n", "d\n", "d x\n", "\n"])
    func nonsenseIsNoFrame(_ text: String) {
        var reader = FrameReader()
        reader.add(Array(text.utf8))
        #expect(throws: FrameError.self) { try reader.next() }
    }
}
