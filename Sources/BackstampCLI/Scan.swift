import ArgumentParser
import Backstamp
import BackstampArchive
import Glibc

/// `scan`: a line of JSON for every message of mbox files, Maildirs and folders, then a summary.
struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Write a line of JSON for every message of mbox files, Maildirs and folders.",
        discussion: """
            The lines go to standard output, in the order of the input; progress and summary to standard error. A message \
            that cannot be analysed costs an error line, never the scan.
            """)

    @Argument(
        help: ArgumentHelp(
            "mbox files, Maildirs, folders of .eml files, any of them as .gz, .xz or .zst, or - for standard input.",
            valueName: "path"))
    var paths: [String]

    @OptionGroup var analysis: AnalysisOptions

    @Option(help: ArgumentHelp("Write to this file: .ndjson, .csv or .sqlite; - is standard output.", valueName: "file"))
    var output: String = "-"

    @Option(help: ArgumentHelp("json: a line for each message is all that there is.", valueName: "json", visibility: .hidden))
    var format: LineFormat?

    @Flag(help: "Replace an output file that exists.")
    var overwrite = false

    @Flag(help: "Go on with the output of a scan that was stopped or killed; start it where there is none.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            "Compare the copies of each campaign, and write to this file (.ndjson) what tells them apart in the URLs that "
                + "they load.", valueName: "file"))
    var campaigns: String?

    @Option(help: ArgumentHelp("Show how far the scan is: auto (on a terminal), always or never.", valueName: "auto|always|never"))
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("How many workers share the work. Default: one per core.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("How long the analysis of one message may take. Default: 10.", valueName: "seconds"))
    var messageTimeout: Double = 10

    @Option(help: .hidden) var checkpointInterval: Double = 2

    func validate() throws {
        guard (0...86400).contains(checkpointInterval) else {
            throw ValidationError("--checkpoint-interval \(checkpointInterval): give seconds, from 0 to 86400.")
        }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs \(jobs): give a number from 1 to 1024.") }
        guard (0.1...86400).contains(messageTimeout) else {
            throw ValidationError("--message-timeout \(messageTimeout): give seconds, from 0.1 to 86400.")
        }
        if resume, overwrite { throw ValidationError("--resume goes on with the output, --overwrite replaces it: give one.") }
        if resume, output == "-" { throw ValidationError("--resume needs --output: there is nothing to go on with.") }
        if resume, analysis.dns.recordDNS != nil {
            throw ValidationError("--resume: --record-dns would hold the answers of the rest alone.")
        }
        if campaigns == "-" { throw ValidationError("--campaigns -: standard output holds the lines; give a file.") }
        if resume, campaigns != nil, OutputKind(path: output) != .lines {
            throw ValidationError("--campaigns with --resume needs an output of lines (.ndjson): they are read again.")
        }
        if resume, paths.contains("-") { throw ValidationError("--resume: standard input cannot be read again.") }
    }

    func run() throws {
        StopSignals.watch()
        let plan = try ScanPlan(self)
        guard let plan else { return }
        let pool = WorkerPool(plan.pool)
        // While they get ready, the output is opened, which takes long where one that is large is replaced.
        do throws(PoolError) { try pool.start() } catch { throw ScanRun.failure(error) }
        var run = ScanRun(plan, pool, campaigns: campaigns, progress: ScanProgress(isShown: progress.isShown, paths: paths))
        try run.scan(paths: paths)
    }
}

/// `--format` is common to all commands; a scan has no text.
enum LineFormat: String, ExpressibleByArgument, CaseIterable {
    case json
}

enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isShown: Bool {
        switch self {
        case .auto: Console.isTerminal(2)
        case .always: true
        case .never: false
        }
    }
}
