import ArgumentParser
import Backstamp
import BackstampArchive
import JSON

/// What a worker writes: lines for any engine, frames for the pool of `scan`.
struct WorkerOutput {
    enum Style {
        case lines(marksSplits: Bool)
        case frames(RecordedAnswers)
    }

    let style: Style
    /// What is not written yet, unless it is in pages.
    private var octets: [UInt8] = []
    /// For the pool, which copies what it reads.
    private let pages: PipePages?
    /// For one line at a time.
    private var json = JSONWriter(capacity: 1 << 16)

    private static let lineEnd: [UInt8] = [0x0A]

    init(style: Style) {
        self.style = style
        if case .frames = style { pages = PipePages(1) } else { pages = nil }
    }

    mutating func begin() {
        guard case .frames = style else { return }
        add(Frame.ready.octets().span)
        flush()
    }

    /// - Parameter facts: for the pool; other engines are not told.
    mutating func write(_ value: some JSONWritable, _ facts: @autoclosure () -> MessageFacts) {
        json.removeAll()
        value.write(to: &json)
        if case .frames = style { add(Frame.head(json.count, facts()).span) }
        // Held here: the writer is part of what is added to.
        let line = json
        line.withOctets { add($0) }
        add(Self.lineEnd.span)
        if case .frames(let recorded) = style {
            for line in recorded.lines { add(Frame.answer.octets(line).span) }
            recorded.lines = []
        }
        if (pages?.count ?? octets.count) > 1 << 16 { flush() }
    }

    mutating func end(of split: Split, messages: Int) {
        switch style {
        case .frames: add(Frame.end.octets().span)
        case .lines(marksSplits: false): break
        case .lines(marksSplits: true):
            var json = JSONWriter(capacity: 256)
            json.object { json in
                json.field("split", split)
                json.field("messages", messages)
            }
            json.withOctets { add($0) }
            add(Self.lineEnd.span)
        }
    }

    private mutating func add(_ more: Span<UInt8>) {
        if let pages {
            if !pages.append(more) { fail() }
        } else {
            unsafe more.withUnsafeBytes { unsafe octets.append(contentsOf: $0) }
        }
    }

    mutating func flush() {
        if let pages {
            if !pages.flush() { fail() }
        } else if !octets.isEmpty {
            if !Console.write(octets, to: 1) { fail() }
            octets.removeAll(keepingCapacity: true)
        }
    }

    /// A reader that has gone away wants no more, and the work has no other purpose.
    private func fail() -> Never {
        Worker.exit(withError: Exit.failure(.inputOutput, "standard output: \(Console.systemError())"))
    }
}

/// Answers of the DNS that the pool has not heard of yet.
final class RecordedAnswers {
    var lines: [[UInt8]] = []
}
