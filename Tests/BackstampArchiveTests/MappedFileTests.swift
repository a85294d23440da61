import Testing

@testable import BackstampArchive

@Suite struct MappedFileTests {
    private static let size = 1_700_001

    /// Wherever it is looked at, and however far that is from the last place: what stands in the file, and all of it.
    @Test func showsWhatIsInTheFile() throws {
        let folder = TemporaryFolder()
        let content = (0..<Self.size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let mapped = try MappedFile(try OpenFile(Array(folder.file("a", content).utf8)), size: Self.size)
        let places = [
            (0, 10), (65_535, 2), (524_287, 2), (524_288, 1), (100, 1_000_000), (1_699_990, 100), (Self.size, 5), (3, 600_000),
            (0, Self.size), (Self.size + 10, 1), (-5, 5), (700_000, 0),
        ]
        for (offset, count) in places {
            let start = min(max(offset, 0), Self.size)
            let end = min(start + count, Self.size)
            try mapped.withOctets(at: offset, atLeast: count) { octets in
                #expect(octets.count >= end - start)
                let isSame = octets.array(0..<octets.count).elementsEqual(content[start..<start + octets.count])
                #expect(isSame, "\(offset)")
            }
        }
    }

    /// Messages that reach from one window into the next, and one that is larger than a window.
    @Test func readsMessagesAcrossWindows() throws {
        let folder = TemporaryFolder()
        let bodies = [300_000, 400_000, 900_000, 3, 524_288, 100_000].enumerated().map { number, size in
            String(repeating: "line \(number)\n", count: size / 7)
        }
        let messages = bodies.map { "Subject: a\n\n" + $0 }
        let path = folder.file("a.mbox", messages.map { "From a@b.example Mon Jan  1 00:00:00 2024\n" + $0 + "\n" }.joined())
        var read: [[UInt8]] = []
        try SplitReader().forEachMessage(in: Split(path: path, start: 0)) { read.append(try $1.get()) }
        #expect(read.map { String(decoding: $0, as: UTF8.self) } == messages)
    }
}
