/// An archive's octets by their offset: a mapped file, a file that is read piece by piece, or a stream. What is behind
/// the reader is given back, so that memory stays flat whatever the size.
protocol OctetWindow: AnyObject {
    /// Sees to it that the octets from `offset` on are at hand: at least `count`, unless the archive ends before.
    func load(at offset: Int, atLeast count: Int) throws(ArchiveError)

    /// What is at hand from `offset` on, which was loaded last.
    func withLoaded<Result>(at offset: Int, _ body: (Span<UInt8>) -> Result) -> Result

    /// Nothing before `offset` is asked for again. It may lie behind what was loaded: then all up to it is passed over.
    func discard(before offset: Int)

    /// What ended the octets before the archive does; nil where nothing did, or they have not come to their end.
    var failure: WindowFailure? { get }
}

/// Where octets could not be read any further.
struct WindowFailure {
    let error: ArchiveError
    /// The first octet that is not there.
    let offset: Int

    /// Whether something is missing at the end of what was read. Nothing is where compressed data is whole.
    var isWithin: Bool { if case .trailing = error { false } else { true } }

    /// Whether it has cut off a message.
    func cuts(_ record: Mbox.Record) -> Bool { isWithin && record.next >= offset }
}

extension OctetWindow {
    var failure: WindowFailure? { nil }

    /// Hands `body` the octets from `offset` on: at least `count` of them unless the archive ends before, often more.
    /// A stream cannot go back behind what was discarded.
    func withOctets<Result>(
        at offset: Int, atLeast count: Int, _ body: (Span<UInt8>) -> Result
    ) throws(ArchiveError) -> Result {
        try load(at: offset, atLeast: count)
        return withLoaded(at: offset, body)
    }
}

/// A file read piece by piece, for who needs to find places in it and not what stands there. Unlike a mapped file it
/// bears that somebody cuts the file off meanwhile: it ends there.
final class FileWindow: OctetWindow {
    private static let piece = 1 << 20

    private let file: OpenFile
    /// Where the file ends for us, however it may grow.
    let size: Int
    private var main = Piece()
    /// A look far ahead or back, which does not cost what has been read.
    private var aside = Piece()

    private struct Piece {
        private(set) var base = 0
        private var end = 0
        /// Its first octets are the file's from `base` to `end`. It is read into again and again: memory that is new each
        /// time costs more than reading does.
        private var storage: [UInt8] = []

        func holds(_ start: Int, _ end: Int) -> Bool { start >= base && end <= self.end }

        /// How many octets there are from a place on.
        func count(from start: Int) -> Int { start >= base ? max(0, end - start) : 0 }

        /// Whether what stands at a place follows what is held, or does almost.
        func reaches(_ start: Int, within distance: Int) -> Bool { start >= base && start <= end + distance }

        mutating func clear(at start: Int) { (base, end) = (start, start) }

        mutating func read(_ file: OpenFile, at start: Int, count: Int) throws(ArchiveError) {
            clear(at: start)
            if storage.count < count { storage = [UInt8](repeating: 0, count: count) }
            end = start + (try file.read(into: &storage, at: start, count: count))
        }

        func withOctets<Result>(from start: Int, _ body: (Span<UInt8>) -> Result) -> Result {
            body(storage.span.extracting(min(max(start, base), end) - base..<end - base))
        }
    }

    init(_ file: OpenFile, size: Int) {
        self.file = file
        self.size = size
    }

    func load(at offset: Int, atLeast count: Int) throws(ArchiveError) {
        let start = min(max(offset, 0), size)
        let end = start + min(count, size - start)
        if main.holds(start, end) || aside.holds(start, end) { return }
        if main.reaches(start, within: Self.piece) {
            try main.read(file, at: start, count: min(size - start, max(count, Self.piece)))
        } else {
            try aside.read(file, at: start, count: end - start)
            // A scanner that jumps over a large message goes on there.
            if start > main.base { main.clear(at: start) }
        }
    }

    func withLoaded<Result>(at offset: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let start = min(max(offset, 0), size)
        // Held here: a span of the property itself would end with the access to it.
        let piece = main.count(from: start) >= aside.count(from: start) ? main : aside
        return piece.withOctets(from: start, body)
    }

    func discard(before offset: Int) {}
}

/// Octets that come once, in order: standard input, or a file that is decompressed on the way. Where they cannot be read any
/// further they end, and `failure` says why: what came before is read as if they were all.
final class StreamWindow: OctetWindow {
    private let next: () throws(ArchiveError) -> [UInt8]
    private var buffer: [UInt8] = []
    private var base = 0
    private var start = 0
    /// Nothing before it is wanted, also of what is still to come.
    private var wanted = 0
    private var isAtEnd = false
    private(set) var failure: WindowFailure?

    /// A buffer that has become as large for one message is not kept for the others.
    private static let largeCapacity = 8 << 20

    /// - Parameter next: the next piece; empty at the end.
    init(_ next: @escaping () throws(ArchiveError) -> [UInt8]) { self.next = next }

    /// Octets in memory.
    var count: Int { buffer.count }

    func load(at offset: Int, atLeast count: Int) throws(ArchiveError) {
        let (end, overflow) = max(offset, base + start).addingReportingOverflow(max(0, count))
        while !isAtEnd, overflow || base + buffer.count < end {
            if start > 1 << 20, start > buffer.count / 2 { compact() }
            let piece: [UInt8]
            do throws(ArchiveError) { piece = try next() } catch {
                let place = base + buffer.count
                failure = WindowFailure(error: error.behind(place), offset: place)
                isAtEnd = true
                return
            }
            if piece.isEmpty { isAtEnd = true }
            buffer += piece
            discard(before: wanted)
        }
    }

    /// Nothing where that was discarded.
    func withLoaded<Result>(at offset: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let held = buffer
        let octets = held.span
        let place = offset - base
        return body(octets.extracting((place < start ? octets.count : min(place, octets.count))...))
    }

    func discard(before offset: Int) {
        wanted = max(wanted, offset)
        start = min(max(start, offset - base), buffer.count)
        // Before anything else is done with what was one large message.
        if buffer.capacity > Self.largeCapacity, start > buffer.count / 2 { compact() }
    }

    func isMbox() throws(ArchiveError) -> Bool { try MboxScanner.isMbox(self) }

    /// All of it.
    func contents(limit: Int) throws(ArchiveError) -> [UInt8] {
        let octets = try withOctets(at: 0, atLeast: limit + 1) { $0.array(0..<$0.count) }
        if octets.count > limit { throw .tooLarge(octets: octets.count) }
        // What follows a message that is whole is passed over, as gunzip does.
        if let failure, failure.isWithin { throw failure.error }
        return octets
    }

    private func compact() {
        if buffer.capacity > Self.largeCapacity { buffer = Array(buffer[start...]) } else { buffer.removeFirst(start) }
        base += start
        start = 0
    }
}

/// The first octets of another window, for a look at them that leaves it as it was.
final class WindowHead<Window: OctetWindow>: OctetWindow {
    private let window: Window
    let limit: Int

    init(_ window: Window, limit: Int) {
        self.window = window
        self.limit = limit
    }

    func load(at offset: Int, atLeast count: Int) throws(ArchiveError) {
        try window.load(at: min(offset, limit), atLeast: min(count, max(0, limit - offset)))
    }

    func withLoaded<Result>(at offset: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let room = max(0, limit - offset)
        return window.withLoaded(at: min(offset, limit)) { body($0.extracting(..<min($0.count, room))) }
    }

    /// They will be read again.
    func discard(before offset: Int) {}
}
