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
    private var octets: [UInt8] = []
    /// For one line at a time.
    private var json = JSONWriter(capacity: 1 << 16)

    init(style: Style) { self.style = style }

    mutating func begin() {
        guard case .frames = style else { return }
        octets += Frame.ready.octets()
        flush()
    }

    /// - Parameter facts: for the pool; other engines are not told.
    mutating func write(_ value: some JSONWritable, _ facts: @autoclosure () -> MessageFacts) {
        json.removeAll()
        value.write(to: &json)
        switch style {
        case .lines:
            json.append(to: &octets)
            octets.append(0x0A)
        case .frames(let recorded):
            Frame.add(json, facts(), to: &octets)
            for line in recorded.lines { octets += Frame.answer.octets(line) }
            recorded.lines = []
        }
        if octets.count > 1 << 16 { flush() }
    }

    mutating func end(of split: Split, messages: Int) {
        switch style {
        case .frames: octets += Frame.end.octets()
        case .lines(marksSplits: false): break
        case .lines(marksSplits: true):
            var json = JSONWriter(capacity: 256)
            json.object { json in
                json.field("split", split)
                json.field("messages", messages)
            }
            octets += json.bytes
            octets.append(0x0A)
        }
    }

    /// A reader that has gone away wants no more, and the work has no other purpose.
    mutating func flush() {
        guard !octets.isEmpty else { return }
        if !Console.write(octets, to: 1) { Worker.exit(withError: Exit.failure(.inputOutput, "standard output: \(Console.systemError())")) }
        octets.removeAll(keepingCapacity: true)
    }
}

/// Answers of the DNS that the pool has not heard of yet.
final class RecordedAnswers {
    var lines: [[UInt8]] = []
}
