/// Takes frames out of what has come through a worker's pipe so far. Their octets stay where they were read to until the
/// next read, so that a line is copied once on its way into the output.
final class FrameReader {
    /// Larger is no line that a worker writes.
    private static let lengthLimit = 1 << 30
    /// Nor any other number of its.
    private static let numberLimit = 1 << 48
    /// Nor is the head of a frame larger: three numbers and the facts, each of which is a few words.
    static let headLimit = 1 << 16
    /// Most reports are a tenth of it, and it stays in the processor's cache from the pipe to the output.
    private static let room = 1 << 18

    private var octets = [UInt8](repeating: 0, count: FrameReader.room)
    /// Of the frame that is next.
    private var start = 0
    /// Of what has come.
    private var end = 0
    private var line = 0..<0

    /// Octets that are no whole frame yet.
    var pending: Int { end - start }

    /// Reads what is in the pipe now, as far as there is room for it.
    /// - Returns: how many octets these were, 0 at the pipe's end; nil where nothing is there.
    func read(from pipe: Pipe.End) -> Int? {
        makeRoom()
        let count = pipe.read(into: &octets, from: end)
        end += count ?? 0
        return count
    }

    func add(_ more: ArraySlice<UInt8>) {
        var more = more
        while !more.isEmpty {
            makeRoom()
            let part = more.prefix(octets.count - end)
            octets.replaceSubrange(end..<end + part.count, with: part)
            end += part.count
            more = more.dropFirst(part.count)
        }
    }

    /// For a good part of a report, and for as much again as there is of a long one.
    private func makeRoom() {
        if start == end { (start, end) = (0, 0) }
        if octets.count - end >= Self.room / 4 { return }
        let size = max(Self.room, 2 * pending)
        if size > octets.count || octets.count > 16 * Self.room {
            octets = octets[start..<end] + [UInt8](repeating: 0, count: size - pending)
        } else {
            unsafe octets.withUnsafeMutableBytes { buffer in
                unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            }
        }
        (start, end) = (0, pending)
    }

    /// The next whole frame; nil where more must come first. What is no frame throws: the worker is out of its mind.
    func next() throws(FrameError) -> Frame? {
        // What writes on and on without a line end is no worker of ours, and its octets are not gathered for ever.
        let searched = min(end, start + Self.headLimit)
        guard let headEnd = octets.span.extracting(..<searched).firstIndex(of: 0x0A, from: start) else {
            if end - start >= Self.headLimit { throw FrameError() }
            return nil
        }
        switch octets[start] {
        case UInt8(ascii: "r"):
            start = headEnd + 1
            return .ready
        case UInt8(ascii: "e"):
            start = headEnd + 1
            return .end
        case UInt8(ascii: "m"):
            var place = start + 2
            guard let length = number(&place, headEnd), length <= Self.lengthLimit, let size = number(&place, headEnd),
                let time = number(&place, headEnd)
            else { throw FrameError() }
            guard findLine(headEnd + 1, length) else { return nil }
            let facts = place < headEnd ? String(decoding: octets[place..<headEnd], as: UTF8.self) : ""
            return .message(MessageFacts(octets: size, microseconds: time, text: facts))
        case UInt8(ascii: "d"):
            var place = start + 2
            guard let length = number(&place, headEnd), length <= Self.lengthLimit else { throw FrameError() }
            return findLine(headEnd + 1, length) ? .answer : nil
        default: throw FrameError()
        }
    }

    /// Hands `body` the line of the frame that came last.
    func withLine<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        // Held here: a span of the property itself would end with the access to it.
        let held = octets
        return try body(held.span.extracting(line))
    }

    private func findLine(_ from: Int, _ length: Int) -> Bool {
        guard end - from > length else { return false }
        line = from..<from + length
        start = from + length + 1
        return true
    }

    /// The number at a place in a head, which then is behind it and the tab that follows it.
    private func number(_ place: inout Int, _ headEnd: Int) -> Int? {
        let first = place
        var number = 0
        while place < headEnd, octets[place] != 0x09 {
            guard (0x30...0x39).contains(octets[place]), number < Self.numberLimit else { return nil }
            number = number * 10 + Int(octets[place] - 0x30)
            place += 1
        }
        guard place > first else { return nil }
        place += 1
        return number
    }
}

struct FrameError: Error {}
