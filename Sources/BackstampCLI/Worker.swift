import ArgumentParser
import Backstamp
import BackstampArchive
import JSON

/// `worker`: splits of archives in, a line of JSON per message out. `scan` drives several; so can any other engine.
/// The protocol stands in Documentation/Worker.md.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Analyse splits of archives, for engines that drive many of these.",
        discussion: """
            Reads one split per line on standard input: {"path","start","end"}, offsets in octets, the file as a whole \
            without them. A message belongs to the split in which its From line starts. Writes a line per message.
            """)

    @OptionGroup var analysis: AnalysisOptions

    @Flag(help: "After each split write {\"split\",\"messages\"}: all its lines have been written.")
    var markSplits = false

    @Flag(help: .hidden) var frames = false
    @Option(help: .hidden) var now: Int?
    @Flag(help: .hidden) var reportDNS = false

    func run() throws {
        if frames { WorkerGuard.start() }
        let recorded = RecordedAnswers()
        let run = try AnalysisRun(analysis, now: now, report: reportDNS ? { recorded.lines.append($0) } : nil)
        let fault = Fault.fromEnvironment()
        let reader = SplitReader()
        var streams = StandardStreams()
        if frames { streams.write(octets: Frame.ready.octets) }
        while let line = streams.line() {
            guard case .octets(let octets) = line, !octets.allSatisfy({ $0 <= 0x20 }) else { continue }
            let split: Split
            do throws(SplitError) { split = try Split(octets) } catch {
                // Somebody else's program is wrong: to go on would lose what it meant.
                throw Exit.failure(.data, "standard input: \(error.reason)")
            }
            var count = 0
            func answer(_ source: MessageSource, _ message: Result<[UInt8], ArchiveError>) {
                count += 1
                var json = JSONWriter(capacity: 16384)
                let facts: MessageFacts
                switch message {
                case .success(let octets):
                    fault?.strike(octets)
                    let start = ContinuousClock.now
                    let report = run.report(source, octets)
                    report.write(to: &json)
                    facts = MessageFacts(report, octets: octets.count, took: ContinuousClock.now - start)
                case .failure(let error):
                    ReportFailure(source: source, code: error.code, reason: error.reason).write(to: &json)
                    facts = MessageFacts(error)
                }
                guard frames else { return streams.write(line: json.bytes) }
                for line in recorded.lines { streams.write(octets: Frame.answer(line).octets) }
                recorded.lines = []
                // What is written is no longer at risk when the next message ends this process.
                streams.write(octets: Frame.message(line: json.bytes, facts).octets)
                streams.flush()
            }
            if let length = split.octets {
                let source = MessageSource(path: split.path, index: split.index, offset: split.offset, length: split.length)
                let octets = streams.octets(length)
                answer(source, octets.count == length ? .success(octets) : .failure(.cutOff))
            } else {
                try reader.forEachMessage(in: split) { answer($0, $1) }
            }
            if frames {
                streams.write(octets: Frame.end.octets)
            } else if markSplits {
                streams.write(line: Self.mark(split, count))
            }
        }
        streams.flush()
        try run.finish()
    }

    private static func mark(_ split: Split, _ messages: Int) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.field("split", split)
            json.field("messages", messages)
        }
        return json.bytes
    }
}

/// Answers of the DNS that the pool has not heard of yet.
private final class RecordedAnswers {
    var lines: [[UInt8]] = []
}
