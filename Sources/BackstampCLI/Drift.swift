import ArgumentParser
import Backstamp
import BackstampArchive
import BackstampStore
import Glibc
import JSON

/// `drift`: how each sender's infrastructure changed over an archive.
struct Drift: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Show how each sender's infrastructure changed over an archive.",
        discussion: """
            Reads mbox files, Maildirs and folders of .eml files, or what an earlier scan wrote (.ndjson, .sqlite). A sender \
            is an author's domain, or a list.
            """)

    @Argument(
        help: ArgumentHelp(
            "mbox files, Maildirs, folders, or the .ndjson or .sqlite file of an earlier scan.", valueName: "path"))
    var paths: [String]

    @OptionGroup var analysis: AnalysisOptions

    @Option(help: ArgumentHelp("text or json. Default: text on a terminal, json in a pipe.", valueName: "text|json"))
    var format: OutputFormat?

    @Option(help: ArgumentHelp("Draw the timelines as an SVG picture.", valueName: "file"))
    var svg: String?

    @Option(help: ArgumentHelp("Write what is usual for each sender, for check --baseline.", valueName: "file"))
    var learn: String?

    @Option(help: ArgumentHelp("Only these senders, by comma: author domains, or list identifiers.", valueName: "domain,..."))
    var sender: String?

    @Option(help: ArgumentHelp("How many workers share the work. Default: one per core.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Leave out senders with fewer messages.", valueName: "n"))
    var least: Int = 2

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs \(jobs): give a number from 1 to 1024.") }
        if analysis.dns.recordDNS != nil {
            throw ValidationError("--record-dns: drift keeps no answers; record them with scan, and give drift that file with --dns.")
        }
        guard least >= 1 else { throw ValidationError("--least \(least): give a number from 1.") }
    }

    func run() throws {
        try Exit.refuseWritingOver(paths, outputs, options: "--learn or --svg")
        if let learn { try DriftOutput.refuse(learn, unlessIt: "{", option: "--learn") }
        if let svg { try DriftOutput.refuse(svg, unlessIt: "<", option: "--svg") }
        let histories = try self.histories()
        let only = Set((sender ?? "").split(separator: ",").flatMap { name in
            [name.lowercased(), SenderName.listPrefix + name.lowercased()]
        })
        let report = DriftReport(histories, least: least, only: only)
        if let learn {
            let baseline = Baseline(histories, only: only)
            var json = JSONWriter(pretty: true, capacity: 65536)
            baseline.write(to: &json)
            try DriftOutput.write(json.bytes + [0x0A], to: learn, option: "--learn")
        }
        if let svg { try DriftOutput.write(Array(DriftSVG.picture(report).utf8), to: svg, option: "--svg") }
        switch format ?? .standard {
        case .text: try Console.print(DriftText.text(report))
        case .json:
            var json = JSONWriter(capacity: 65536)
            report.write(to: &json)
            try Console.print(json.bytes + [0x0A])
        }
    }

    private var outputs: [String] { [learn, svg].compactMap(\.self) }

    private func histories() throws -> SenderHistories {
        var histories = SenderHistories()
        var archives: [String] = []
        for path in paths {
            switch Self.kind(path) {
            case .lines: try readLines(path, into: &histories)
            case .database: try readDatabase(path, into: &histories)
            case .archive: archives.append(path)
            }
        }
        guard !archives.isEmpty else { return histories }
        try analyze(archives, into: &histories)
        return histories
    }

    /// The workers of a scan do it.
    private func analyze(_ archives: [String], into histories: inout SenderHistories) throws {
        StopSignals.watch()
        let settings = ScanPlan.pool(
            analysis, now: Int(time(nil)), dns: try analysis.dns.source(), jobs: jobs, messageTimeout: 10)
        var missing: [String] = []
        var errors = ErrorLines()
        do {
            try WorkerPool(settings).run(ArchiveCursor(paths: archives, without: OwnFiles(outputs: outputs))) {
                StopSignals.received != nil
            } record: { _ in
            } complain: {
                Console.note($0)
            } deliver: { delivery, line in
                histories.add((try? JSONReader.value(line.array())).flatMap { Observation(report: $0) })
                // What was named and is not there is said at the end.
                if delivery.facts.isMissing, archives.contains(delivery.source.path) {
                    missing.append(delivery.source.path)
                } else {
                    errors.show(delivery)
                }
            }
        } catch let error as PoolError {
            throw ScanRun.failure(error)
        }
        if let signal = StopSignals.received { throw ExitCode(128 + signal) }
        if errors.count > 0 { Console.note("\(errors.count) errors: what they name is left out.") }
        if let path = missing.first { throw Exit.failure(.noInput, "\(path): there is no such file.") }
    }

    private enum Kind { case lines, database, archive }

    private static func kind(_ path: String) -> Kind {
        if path.hasSuffix(".sqlite") { return .database }
        return [".ndjson", ".jsonl"].contains { path.hasSuffix($0) } ? .lines : .archive
    }

    private func readLines(_ path: String, into histories: inout SenderHistories) throws {
        do {
            try LineFile.forEachLine(of: path) { line in
                guard let line, let report = try? JSONReader.value(line) else { return histories.add(nil) }
                histories.add(Observation(report: report))
            }
        } catch let error as ArchiveError {
            throw Exit.failure(error == .missing ? .noInput : .inputOutput, "\(path): \(error.reason).")
        }
    }

    private func readDatabase(_ path: String, into histories: inout SenderHistories) throws {
        do {
            try StoredObservations.forEach(in: path) { histories.add($0) }
        } catch let error as StoreError {
            throw Exit.failure(unsafe access(path, F_OK) == 0 ? .data : .noInput, "\(path): \(error).")
        }
    }
}
