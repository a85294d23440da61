package import JSON

/// What a worker says to the pool that drives it (`worker --frames`): a line that starts with a letter, and for some an
/// octet string of the length that it gives, with a line end behind it. Lengths come first, so that the pool reads no JSON.
///
///     r                                        ready: the worker has read its snapshot and waits for splits
///     m LENGTH TAB OCTETS TAB MICROSECONDS     a message's line follows; after further TABs the facts of it, `name=value`
///     d LENGTH                                 a line of a DNS snapshot follows: an answer that is new
///     e                                        the end of a split
package enum Frame {
    case ready
    case message(line: [UInt8], MessageFacts)
    case answer([UInt8])
    case end

    package var octets: [UInt8] {
        switch self {
        case .ready: return Array("r\n".utf8)
        case .end: return Array("e\n".utf8)
        case .answer(let line): return Array("d \(line.count)\n".utf8) + line + [0x0A]
        case .message(let line, let facts):
            return Self.head(line.count, facts) + line + [0x0A]
        }
    }

    /// Adds the frame of a message, whose line is in the writer.
    package static func add(_ line: JSONWriter, _ facts: MessageFacts, to octets: inout [UInt8]) {
        octets += head(line.count, facts)
        line.append(to: &octets)
        octets.append(0x0A)
    }

    private static func head(_ length: Int, _ facts: MessageFacts) -> [UInt8] {
        var head = "m \(length)\t\(facts.octets)\t\(facts.microseconds)"
        for fact in facts.facts {
            head += "\t"
            head += fact
        }
        head += "\n"
        return Array(head.utf8)
    }
}

/// What the summary of a scan counts of a message.
package struct MessageFacts: Hashable, Sendable {
    /// Of the message.
    package var octets: Int
    package var microseconds: Int
    /// `name=value`, such as `verdict=genuine` or `country=GB`; without control characters.
    package var facts: [String]

    package init(octets: Int, microseconds: Int, facts: [String]) {
        self.octets = octets
        self.microseconds = microseconds
        // A tab or a line end would end the fact.
        self.facts = facts.map { $0.utf8.contains { $0 < 0x20 } ? String($0.filter { $0 >= " " }) : $0 }
    }

    /// Of a place where there was nothing to analyse.
    package init(_ error: ArchiveError, octets: Int = 0) { self.init(error: error.code, error.reason, octets: octets) }

    init(error code: String, _ reason: String, octets: Int) {
        self.init(octets: octets, microseconds: 0, facts: ["error=\(code)", "reason=\(reason)"])
    }

    package var isMissing: Bool { facts.contains("error=\(ArchiveError.missing.code)") }

    /// Why there is no report.
    package var reason: String? {
        facts.first { $0.hasPrefix("reason=") }.map { String($0.dropFirst("reason=".count)) }
    }
}

/// Takes frames out of what has come through the pipe so far.
struct FrameReader {
    /// Larger is no line that a worker writes.
    private static let lengthLimit = 1 << 30

    private var octets: [UInt8] = []
    private var start = 0

    /// Octets that are no whole frame yet.
    var pending: Int { octets.count - start }

    mutating func add(_ more: some Collection<UInt8>) {
        if start == octets.count {
            octets.removeAll(keepingCapacity: true)
            start = 0
        } else if start > 1 << 20 {
            octets.removeFirst(start)
            start = 0
        }
        octets += more
    }

    /// The next whole frame; nil where more must come first. What is no frame throws: the worker is out of its mind.
    mutating func next() throws(FrameError) -> Frame? {
        guard let end = octets.span.firstIndex(of: 0x0A, from: start) else { return nil }
        switch octets[start] {
        case UInt8(ascii: "r"):
            start = end + 1
            return .ready
        case UInt8(ascii: "e"):
            start = end + 1
            return .end
        case UInt8(ascii: "m"):
            let parts = octets[start..<end].split(separator: 0x09)
            guard let first = parts.first, parts.count >= 3, let length = number(first.dropFirst(2)), let size = number(parts[1]),
                let time = number(parts[2])
            else { throw FrameError() }
            guard let line = body(end + 1, length) else { return nil }
            let facts = parts.dropFirst(3).map { String(decoding: $0, as: UTF8.self) }
            return .message(line: line, MessageFacts(octets: size, microseconds: time, facts: facts))
        case UInt8(ascii: "d"):
            guard end - start > 2, let length = number(octets[(start + 2)..<end]) else { throw FrameError() }
            guard let line = body(end + 1, length) else { return nil }
            return .answer(line)
        default: throw FrameError()
        }
    }

    private mutating func body(_ from: Int, _ length: Int) -> [UInt8]? {
        guard octets.count - from > length else { return nil }
        start = from + length + 1
        return octets.span.array(from..<from + length)
    }

    private func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard let number = Int(String(decoding: text, as: UTF8.self)), (0...Self.lengthLimit).contains(number) else { return nil }
        return number
    }
}

struct FrameError: Error {}
