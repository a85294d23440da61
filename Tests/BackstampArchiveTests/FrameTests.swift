import Testing

@testable import BackstampArchive

@Suite struct FrameTests {
    private struct Sent {
        let frame: Frame
        var line: [UInt8] = []
    }

    private static let facts = MessageFacts(
        octets: 12, microseconds: 34, facts: ["verdict=genuine", "operator=A & B = C", "odd=\u{1}\t\nx"])

    /// However the pipe cuts them, frames come out as they went in.
    @Test func comeInPieces() throws {
        let sent = [
            Sent(frame: .ready), Sent(frame: .message(Self.facts), line: Array("{\"a\":\"\n\"}".utf8)),
            Sent(frame: .answer, line: Array("{}".utf8)), Sent(frame: .message(Self.facts)), Sent(frame: .end),
        ]
        let octets = sent.flatMap { $0.frame.octets($0.line) }
        for size in 1...octets.count { try check(sent, in: octets, size) }
        #expect(Self.facts.facts.last == "odd=x")
    }

    /// Lines longer than a piece, and than all the room that there is at first; short ones behind them.
    @Test(arguments: [1000, 65_537, 1 << 18, 5_000_000]) func longOnes(_ size: Int) throws {
        let lengths = [0, 10, 262_143, 262_144, 400_000, 70_000, 3_000_000, 9_000_000, 5, 200_000, 200_000]
        let sent = lengths.enumerated().map { number, length in
            Sent(frame: .message(Self.facts), line: [UInt8](repeating: UInt8(0x61 + number), count: length))
        }
        try check(sent, in: sent.flatMap { $0.frame.octets($0.line) }, size)
    }

    private func check(_ sent: [Sent], in octets: [UInt8], _ size: Int) throws {
        let reader = FrameReader()
        var count = 0
        for start in stride(from: 0, to: octets.count, by: size) {
            reader.add(octets[start..<min(start + size, octets.count)])
            while let frame = try reader.next() {
                let want = try #require(sent.dropFirst(count).first)
                #expect(frame == want.frame)
                if !want.line.isEmpty { #expect(reader.withLine { $0.array() } == want.line) }
                count += 1
            }
        }
        #expect(count == sent.count && reader.pending == 0)
    }

    /// Octets without a line end are no head of a frame, and are not gathered for ever.
    @Test func aHeadHasAnEnd() throws {
        let reader = FrameReader()
        reader.add([UInt8](repeating: 0x6D, count: FrameReader.headLimit - 1)[...])
        #expect(try reader.next() == nil)
        reader.add([0x6D])
        #expect(throws: FrameError.self) { try reader.next() }
        // The longest that a worker writes.
        let long = MessageFacts(octets: 1, microseconds: 1, facts: (0..<30).map { "tracker=\($0)" + String(repeating: "ä", count: 9000) })
        let other = FrameReader()
        other.add(Frame.message(long).octets()[...])
        #expect(try other.next() == .message(long))
    }

    @Test(arguments: ["x\n", "m\n", "m 1\n", "m -1\t0\t0\n", "m 99999999999999999999\t0\t0\n", "d\n", "d x\n", "\n"])
    func nonsenseIsNoFrame(_ text: String) {
        let reader = FrameReader()
        reader.add(Array(text.utf8)[...])
        #expect(throws: FrameError.self) { try reader.next() }
    }
}
