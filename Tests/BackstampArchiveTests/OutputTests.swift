import Glibc
import Testing

@testable import BackstampArchive

/// An output in blocks: what stands in the file at each checkpoint, and where blocks cannot go directly.
@Suite struct OutputTests {
    let folder = TemporaryFolder()

    /// Octets that tell their place.
    private static func octets(_ range: Range<Int>) -> [UInt8] { range.map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) } }

    private func content(_ path: String) throws -> [UInt8] { try Archive.contents(of: path) }

    /// Pieces of any size, with a checkpoint after some of them: the file then holds all that was written, and no more.
    @Test(arguments: [1, 511, 4096, 4097, 65_535, BlockBuffer.capacity - 1, BlockBuffer.capacity, BlockBuffer.capacity + 1, 3_000_000])
    func piecesOfAnySize(_ size: Int) throws {
        let path = folder.file("out", "")
        let output = BlockOutput(try OutputFile(path, .replace), after: 0)
        var end = 0
        for number in 0..<(size < 1000 ? 300 : 40) {
            try output.write(Self.octets(end..<end + size).span)
            end += size
            guard number % 13 == 12 else { continue }
            try output.synchronize()
            #expect(try content(path) == Self.octets(0..<end))
        }
        try output.write(Self.octets(end..<end + 10).span)
        try output.close()
        #expect(try content(path) == Self.octets(0..<end + 10))
    }

    /// A scan that is resumed goes on at any octet, and drops what stands behind it.
    @Test(arguments: [0, 1, 4095, 4096, 100_001, BlockBuffer.capacity - 1, BlockBuffer.capacity, BlockBuffer.capacity + 4097])
    func goesOnAnywhere(_ start: Int) throws {
        let path = folder.file("out", Self.octets(0..<start) + [UInt8](repeating: 0x2A, count: 70_000))
        let file = try OutputFile(path, .goOn)
        try file.cut(at: start)
        let output = BlockOutput(file, after: start)
        let end = start + 5_000_000
        for place in stride(from: start, to: end, by: 10_007) { try output.write(Self.octets(place..<min(place + 10_007, end)).span) }
        #expect(try content(path).elementsEqual(Self.octets(0..<end).prefix(file.size)))
        try output.close()
        #expect(try content(path) == Self.octets(0..<end))
    }

    /// Where there is nothing to write to directly, octets come all the same: a file system in memory, a device, a pipe.
    @Test func withoutADisk() throws {
        var template = Array("/dev/shm/backstamp-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        close(descriptor)
        let path = String(cString: template)
        defer { unlink(path) }
        let output = BlockOutput(try OutputFile(path, .goOn), after: 0)
        try output.write(Self.octets(0..<3_500_000).span)
        try output.close()
        #expect(try content(path) == Self.octets(0..<3_500_000))
        let nowhere = BlockOutput(try OutputFile("/dev/null", .goOn), after: 0)
        try nowhere.write(Self.octets(0..<3_500_000).span)
        try nowhere.close()
        let full = BlockOutput(try OutputFile("/dev/full", .goOn), after: 0)
        #expect(throws: SinkError.notWritable(path: "/dev/full", why: "No space left on device")) {
            try full.write(Self.octets(0..<3_500_000).span)
        }
    }

    /// A block that the file system refuses is written in the ordinary way, and no other is tried after it.
    @Test func aBlockThatIsRefused() throws {
        let path = folder.file("out", "")
        let file = try OutputFile(path, .replace)
        let block = Self.octets(0..<BlockBuffer.capacity)
        // No memory of an array starts on a page, and 1 is no place of a block.
        let written = file.writeDirectly(block.span, at: 1)
        #expect(written == 0 || written == block.count)
        #expect(file.isDirect == (written > 0))
        let output = BlockOutput(file, after: 0)
        try output.write(Self.octets(0..<2_500_000).span)
        try output.close()
        #expect(try content(path).starts(with: Self.octets(0..<2_500_000)))
    }
}
