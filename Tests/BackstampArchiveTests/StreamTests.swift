import Backstamp
@testable import BackstampArchive
import Testing

/// Mbox files that come once and in order: compressed ones, and standard input.
@Suite struct StreamTests {
    private static let mark = "From a@b Tue Jan  9 10:15:00 2007\n"

    // MARK: Damage

    /// 300 messages of some 700 octets, and where each ends with its empty line.
    private static let mails: (octets: [UInt8], ends: [Int]) = {
        var octets: [UInt8] = []
        var ends: [Int] = []
        for index in 0..<300 {
            octets += Array("\(mark)S: \(index)\n\n".utf8)
            for _ in 0..<9 { octets += Array("a line of text that is as long as most lines of text are in mail that is sent\n".utf8) }
            octets.append(0x0A)
            ends.append(octets.count)
        }
        return (octets, ends)
    }()

    private static let blockSize = 1000

    /// A gzip member of stored blocks (RFC 1951 §3.2.4), so that it is known what each of its octets holds.
    private static func stored(_ octets: [UInt8]) -> [UInt8] {
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        for start in stride(from: 0, to: octets.count, by: blockSize) {
            let end = min(start + blockSize, octets.count)
            let size = UInt16(end - start)
            member += [end == octets.count ? 1 : 0, UInt8(size & 0xFF), UInt8(size >> 8), UInt8(~size & 0xFF), UInt8(~size >> 8)]
            member += octets[start..<end]
        }
        var sum: UInt32 = 0xFFFF_FFFF
        for octet in octets {
            sum ^= UInt32(octet)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        for number in [~sum, UInt32(octets.count)] { for shift in [0, 8, 16, 24] { member.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) } }
        return member
    }

    /// Octets that can be had of a member's first ones.
    private static func content(ofFirst count: Int) -> Int {
        let (blocks, rest) = max(0, count - 10).quotientAndRemainder(dividingBy: blockSize + 5)
        return blocks * blockSize + max(0, rest - 5)
    }

    /// What `check` and what `scan` find in a file; they must find the same.
    private static func read(_ path: String) throws -> [(source: MessageSource, result: Result<[UInt8], ArchiveError>)] {
        var checked: [(source: MessageSource, result: Result<[UInt8], ArchiveError>)] = []
        try Archive.forEachMessage(at: path) { checked.append(($0, $1)) }
        var scanned: [(source: MessageSource, result: Result<[UInt8], ArchiveError>)] = []
        let cursor = ArchiveCursor(paths: [path])
        while let item = try cursor.next() {
            for message in item.messages {
                scanned.append((message.source, message.problem.map { .failure($0) } ?? .success(message.octets ?? [])))
            }
        }
        #expect(checked.map(\.source) == scanned.map(\.source) && checked.map(\.result) == scanned.map(\.result))
        return scanned
    }

    private static func expect(
        _ found: [(source: MessageSource, result: Result<[UInt8], ArchiveError>)], count: ClosedRange<Int>, _ comment: String
    ) {
        let whole = found.dropLast()
        #expect(count.contains(whole.count), "\(comment)")
        for (index, message) in whole.enumerated() {
            let start = index == 0 ? 0 : mails.ends[index - 1]
            #expect(message.result == .success(Array(mails.octets[start + mark.utf8.count..<mails.ends[index] - 1])), "\(comment)")
        }
        guard let last = found.last, case .failure(let error) = last.result else {
            Issue.record("nothing is said of the damage: \(comment)")
            return
        }
        #expect(error.code == "damaged" && last.source.index == whole.count, "\(comment)")
        #expect(last.source.offset == (whole.isEmpty ? 0 : mails.ends[whole.count - 1]), "\(comment)")
    }

    /// All that comes before the damage is handed out; the message that it cuts off is an error, and nothing comes after it.
    @Test func cutOff() throws {
        let folder = TemporaryFolder()
        let member = Self.stored(Self.mails.octets)
        for length in [60, 400, 1_000, 60_000, 70_000, 140_001, 200_777, member.count - 9, member.count - 3] {
            let there = Self.mails.ends.count { $0 <= Self.content(ofFirst: length) }
            // The last one is known to be whole where the next one's postmark is there.
            let found = try Self.read(folder.file("x.mbox.gz", Array(member[..<length])))
            Self.expect(found, count: max(0, there - 1)...there, "cut at \(length)")
            guard case .failure(let error)? = found.last?.result else { return }
            #expect(error.reason.contains("the data ends too early"))
            if length > 400 { #expect(error.reason.contains("octets of its content") && error.reason.contains("undamaged copy")) }
        }
    }

    /// In the length of a block, in an octet of a message, in the sum at the end.
    @Test func changed() throws {
        let folder = TemporaryFolder()
        let member = Self.stored(Self.mails.octets)
        for block in [1, 5, 70, 150] {
            var octets = member
            let place = 10 + block * (Self.blockSize + 5)
            octets[place + 3] ^= 0x10
            let there = Self.mails.ends.count { $0 <= block * Self.blockSize }
            Self.expect(try Self.read(folder.file("x.mbox.gz", octets)), count: max(0, there - 1)...there, "block \(block)")
        }
        var octets = member
        octets[member.count - 6] ^= 1
        Self.expect(try Self.read(folder.file("x.mbox.gz", octets)), count: 299...299, "the sum")
    }

    /// What follows data that is whole takes nothing from it.
    @Test(arguments: [Array("garbage".utf8), [0, 0, 0x41], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0]]) func followed(_ more: [UInt8]) throws {
        let folder = TemporaryFolder()
        let found = try Self.read(folder.file("x.mbox.gz", Self.stored(Self.mails.octets) + more))
        Self.expect(found, count: 300...300, "followed by \(more)")
        if case .failure(let error)? = found.last?.result { #expect(error.reason.contains("what follows its compressed data")) }
        // One message, which is all that the file holds.
        let mail = Array("S: 1\n\nx\n".utf8)
        let one = try Self.read(folder.file("1.eml.gz", Self.stored(mail) + more))
        #expect(one.map(\.result) == [.success(mail)])
    }

    /// Going on behind any message gives the same rest, the damage included.
    @Test func goesOn() throws {
        let folder = TemporaryFolder()
        let member = Self.stored(Self.mails.octets)
        for (name, octets) in [("cut", Array(member[..<200_000])), ("followed", member + [1]), ("whole", member)] {
            let path = folder.file(name, octets)
            var all: [WorkItem.Message] = []
            let cursor = ArchiveCursor(paths: [path])
            while let item = try cursor.next() { all += item.messages }
            for index in stride(from: 0, to: all.count, by: 41) + [all.count - 2, all.count - 1] {
                var rest: [WorkItem.Message] = []
                let cursor = ArchiveCursor(paths: [path], from: all[index].after)
                while let item = try cursor.next() { rest += item.messages }
                #expect(rest.map(\.source) == all[(index + 1)...].map(\.source), "\(name) behind \(index)")
                #expect(rest.map(\.problem) == all[(index + 1)...].map(\.problem))
                #expect(rest.map(\.octets) == all[(index + 1)...].map(\.octets))
            }
        }
    }

    // MARK: Large messages

    /// A stream of pieces that are made when they are asked for.
    private static func window(_ pieces: [(octets: [UInt8], times: Int)]) -> StreamWindow {
        var index = 0
        var times = 0
        return StreamWindow { () throws(ArchiveError) in
            while index < pieces.count, times == pieces[index].times { (index, times) = (index + 1, 0) }
            guard index < pieces.count else { return [] }
            times += 1
            return pieces[index].octets
        }
    }

    /// A message that nobody will read is passed over, first, last and between others, and is not kept.
    @Test(arguments: 0..<3) func tooLarge(_ place: Int) throws {
        let line = [UInt8](repeating: 0x78, count: (1 << 20) - 1) + [0x0A]
        let count = Archive.messageLimit >> 20 + 2
        var pieces: [(octets: [UInt8], times: Int)] = (0..<2).map { (Array("\(Self.mark)S: \($0)\n\nx\n\n".utf8), 1) }
        pieces.insert((line, count), at: place)
        pieces.insert((Array("\(Self.mark)S: large\n\n".utf8), 1), at: place)
        if place < 2 { pieces.insert(([0x0A], 1), at: place + 2) }
        let window = Self.window(pieces)
        #expect(try !MboxScanner.quotesNothing(window))
        var scanner = try MboxScanner(window)
        var found: [Result<Int, ArchiveError>] = []
        while let record = try scanner.next() {
            found.append(Mbox.message(in: window, record, quotesNothing: false).map(\.count))
            #expect(record.index == found.count - 1)
            window.discard(before: record.next)
            #expect(window.count < 16 << 20)
        }
        var want: [Result<Int, ArchiveError>] = [.success(8), .success(8)]
        want.insert(.failure(.tooLarge(octets: 10 + count << 20)), at: place)
        #expect(found == want)
    }

    /// To go on far behind the start costs no memory.
    @Test func passesOver() throws {
        let line = [UInt8](repeating: 0x78, count: (1 << 20) - 1) + [0x0A]
        let mail = Array("\n\(Self.mark)S: 1\n\nx\n".utf8)
        let window = Self.window([(Array("\(Self.mark)S: 0\n\n".utf8), 1), (line, 60), (mail, 1), (line, 1)])
        #expect(try window.isMbox())
        let start = Self.mark.utf8.count + 6 + 60 << 20 + 1
        window.discard(before: start)
        var scanner = try MboxScanner(window, from: start, index: 1, isExact: true)
        #expect(window.count < 4 << 20)
        let record = try #require(try scanner.next())
        #expect(record.range.lowerBound == start && record.index == 1)
        #expect(try Mbox.message(in: window, record, quotesNothing: false).get().starts(with: Array("S: 1\n\nx\n".utf8)))
        // What was passed over is not there, and nothing else in its place.
        #expect(try window.withOctets(at: start - 1, atLeast: 1) { $0.count } == 0)
    }

    /// The look at how a file quotes ends where it was told to, and leaves the stream as it was.
    @Test func looksAhead() throws {
        let line = [UInt8](repeating: 0x78, count: (1 << 20) - 1) + [0x0A]
        let window = Self.window([(Array("\(Self.mark)S: 0\n\n".utf8), 1), (line, 100)])
        #expect(try !MboxScanner.quotesNothing(window))
        #expect(window.count < 12 << 20)
        #expect(try window.withOctets(at: 0, atLeast: 5) { $0.starts(with: "From ", at: 0) })
    }
}
