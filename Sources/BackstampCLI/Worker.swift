import ArgumentParser
import Backstamp
import BackstampArchive
import JSON

/// `worker`: splits of archives in, a line of JSON per message out. `scan` drives several; so can any other engine.
/// The protocol stands in Documentation/Worker.md.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
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
        let batch = WorkerBatch(run, WorkerOutput(style: frames ? .frames(recorded) : .lines(marksSplits: markSplits)))
        var intake = SplitIntake(run)
        let reader = SplitReader()
        batch.begin()
        // What came before a line that is no split is answered all the same.
        defer { batch.finish() }
        while let work = try intake.next(before: { batch.finish() }) {
            let split = work.split
            var count = 0
            func answer(_ source: MessageSource, _ message: Result<[UInt8], ArchiveError>) {
                intake.lookAhead(from: count)
                count += 1
                batch.add(source, message, isAlone: split.isAlone)
            }
            if let octets = work.octets {
                let source = MessageSource(path: split.path, index: split.index, offset: split.offset, length: split.length)
                answer(source, octets.count == split.octets ? .success(octets) : .failure(.cutOff))
            } else {
                try reader.forEachMessage(in: split) { answer($0, $1) }
            }
            batch.end(of: split, messages: count)
        }
        batch.finish()
        try run.finish()
    }
}
