import Glibc
import Testing

@testable import BackstampArchive

/// An output in blocks: what stands in the file at each checkpoint, and where blocks cannot go directly.
@Suite struct OutputTests {
    let folder = TemporaryFolder()

    /// Octets that tell their place: made of prime numbers of octets, so that no block is like another.
    private static let text: [UInt8] = {
        let prime = (0..<4099).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        var text: [UInt8] = []
        for number in 0..<1300 { text += prime + [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }
        return text
    }()

    private static func octets(_ range: Range<Int>) -> ArraySlice<UInt8> { text[range] }

    private func holds(_ path: String, _ count: Int) throws -> Bool {
        let content = try Archive.contents(of: path)
        guard content.count == count else { return false }
        return content.withUnsafeBytes { content in Self.text.withUnsafeBytes { memcmp(content.baseAddress!, $0.baseAddress!, count) == 0 } }
    }

    /// Pieces of any size, with a checkpoint after some of them: the file then holds all that was written, and no more.
    @Test(arguments: [1, 511, 4096, 4097, 65_535, BlockBuffer.capacity - 1, BlockBuffer.capacity, BlockBuffer.capacity + 1, 2_600_000])
    func piecesOfAnySize(_ size: Int) throws {
        let path = folder.file("out", "")
        let output = BlockOutput(try OutputFile(path, .replace), after: 0)
        let pieces = min(100, Self.text.count / size)
        for number in 0..<pieces {
            try output.write(Self.octets(number * size..<(number + 1) * size).span)
            guard number % max(1, pieces / 5) == 0 else { continue }
            try output.synchronize()
            #expect(try holds(path, (number + 1) * size))
        }
        try output.close()
        #expect(try holds(path, pieces * size))
    }

    /// A scan that is resumed goes on at any octet, and drops what stands behind it.
    @Test(arguments: [0, 1, 4095, 4096, 100_001, BlockBuffer.capacity - 1, BlockBuffer.capacity, BlockBuffer.capacity + 4097])
    func goesOnAnywhere(_ start: Int) throws {
        let path = folder.file("out", Array(Self.octets(0..<start)) + [UInt8](repeating: 0x2A, count: 70_000))
        let file = try OutputFile(path, .goOn)
        try file.cut(at: start)
        let output = BlockOutput(file, after: start)
        let end = start + 2_500_000
        for place in stride(from: start, to: end, by: 10_007) { try output.write(Self.octets(place..<min(place + 10_007, end)).span) }
        // What is in the file before the end is no more than was written.
        #expect(try holds(path, file.size))
        try output.close()
        #expect(try holds(path, end))
    }

    /// Where there is nothing to write to directly, octets come all the same: a file system in memory, a device, a pipe.
    @Test(.enabled(if: access("/dev/shm", W_OK) == 0)) func withoutADisk() throws {
        var template = Array("/dev/shm/backstamp-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        close(descriptor)
        let path = String(cString: template)
        defer { unlink(path) }
        let file = try OutputFile(path, .goOn)
        #expect(!file.isDirect)
        let output = BlockOutput(file, after: 0)
        try output.write(Self.octets(0..<3_500_000).span)
        try output.close()
        #expect(try holds(path, 3_500_000))
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
        // A block's place is no odd one.
        let written = file.writeDirectly(block.span, at: 1)
        #expect((written == 0 && !file.isDirect) || written == block.count)
        let output = BlockOutput(file, after: 0)
        try output.write(Self.octets(0..<2_500_000).span)
        try output.close()
        #expect(try holds(path, 2_500_000))
    }
}
