import ArgumentParser
import Backstamp
import BackstampArchive
import BackstampStore
import Glibc
import JSON

/// `drift`: how each sender's infrastructure changed over an archive.
struct Drift: ParsableCommand {
    static let configuration = CommandConfiguration(
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

    @Option(help: ArgumentHelp("Leave out senders with fewer messages.", valueName: "n"))
    var least: Int = 2

    func validate() throws {
        guard least >= 1 else { throw ValidationError("--least \(least): give a number from 1.") }
    }

    func run() throws {
        let histories = try self.histories()
        let only = Set((sender ?? "").split(separator: ",").flatMap { name in
            [name.lowercased(), SenderName.listPrefix + name.lowercased()]
        })
        let report = DriftReport(histories, least: least, only: only)
        if let learn {
            let baseline = Baseline(histories, only: only)
            var json = JSONWriter(pretty: true, capacity: 65536)
            baseline.write(to: &json)
            try Self.write(json.bytes + [0x0A], to: learn, option: "--learn")
        }
        if let svg { try Self.write(Array(DriftSVG.picture(report).utf8), to: svg, option: "--svg") }
        switch format ?? .standard {
        case .text: try Console.print(DriftText.text(report))
        case .json:
            var json = JSONWriter(capacity: 65536)
            report.write(to: &json)
            try Console.print(json.bytes + [0x0A])
        }
    }

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
        let run = try AnalysisRun(analysis)
        var isMissing = false
        try Archive.forEachMessage(in: archives) { source, message in
            switch message {
            case .success(let octets):
                var json = JSONWriter(capacity: 16384)
                run.report(source, octets).write(to: &json)
                histories.add(Observation(report: try JSONReader.value(json.bytes)))
            case .failure(let error):
                histories.add(nil)
                Console.complain("\(source.name): \(error.reason).")
                if error == .missing, archives.contains(source.path) { isMissing = true }
            }
        }
        try run.finish()
        if isMissing { throw ExitCode(ArchiveError.missing.exitCode) }
        return histories
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
            throw Exit.failure(.data, "\(path): \(error).")
        } catch {
            throw Exit.failure(.noInput, "\(path): \(error)")
        }
    }

    private static func write(_ octets: [UInt8], to path: String, option: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Exit.failure(.inputOutput, "\(option) \(path): \(Console.systemError())") }
        defer { close(descriptor) }
        guard Console.write(octets, to: descriptor) else {
            throw Exit.failure(.inputOutput, "\(option) \(path): \(Console.systemError())")
        }
    }
}
