import Dispatch
import Glibc
import Testing

@testable import BackstampArchive

@Suite struct PipePagesTests {
    /// What is lent is read as it was when it was lent, however far behind the reader is and however the octets were cut.
    @Test(arguments: [true, false], [1 << 12, 1 << 16, 1 << 20]) func nothingChangesUnread(lends: Bool, capacity: Int32) throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let setPipeSize: Int32 = 1031
        #expect(fcntl(writing, setPipeSize, capacity) == capacity)
        let total = 16 << 20
        DispatchQueue(label: "writer").async {
            defer { close(writing) }
            guard let pages = PipePages(writing, lends: lends) else { return }
            var generator = Generator()
            var sent = 0
            while sent < total {
                // Mostly short, some longer than all the room that there is.
                let length = generator.next() % 50 == 0 ? 3_000_000 : generator.next() % 70_000
                let octets = (sent..<sent + length).map(Self.octet)
                guard pages.append(octets.span), generator.next() % 3 > 0 || pages.flush() else { return }
                sent += length
            }
            _ = pages.flush()
        }
        var generator = Generator()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var count = 0
        var wrong = 0
        while true {
            // A reader that comes late, so that the pipe is full.
            if generator.next() % 16 == 0 { usleep(500) }
            let got = read(reading, &buffer, 1 + generator.next() % buffer.count)
            guard got > 0 else { break }
            for index in 0..<got where buffer[index] != Self.octet(count + index) { wrong += 1 }
            count += got
        }
        close(reading)
        #expect(count >= total && wrong == 0)
    }

    @Test func aFileIsNoPipe() throws {
        let folder = TemporaryFolder()
        let descriptor = open(folder.file("a", ""), O_WRONLY)
        defer { close(descriptor) }
        #expect(PipePages(descriptor) == nil)
    }

    /// Differs from octet to octet, and from page to page.
    private static func octet(_ place: Int) -> UInt8 { UInt8(truncatingIfNeeded: place &* 31 &+ (place >> 12) &* 7 &+ (place >> 20)) }

    private struct Generator {
        private var state: UInt64 = 9

        mutating func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
    }
}
