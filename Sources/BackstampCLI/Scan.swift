import ArgumentParser
import Backstamp
import BackstampArchive
import Glibc
import JSON

/// `scan`: a line of JSON for every message of mbox files, Maildirs and folders, then a summary.
struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a line of JSON for every message of mbox files, Maildirs and folders.",
        discussion: "The lines go to standard output, in the order of the input; progress and summary to standard error.")

    @Argument(help: ArgumentHelp("mbox files, Maildirs, folders of .eml files, or - for standard input.", valueName: "path"))
    var paths: [String]

    @OptionGroup var analysis: AnalysisOptions

    @Option(help: ArgumentHelp("Write the lines to this file (.ndjson); - is standard output.", valueName: "file"))
    var output: String = "-"

    @Flag(help: "Replace an output file that exists.")
    var overwrite = false

    @Option(
        help: ArgumentHelp(
            "Compare the copies of each campaign, and write to this file (.ndjson) what tells them apart in the URLs that "
                + "they load.", valueName: "file"))
    var campaigns: String?

    @Option(help: ArgumentHelp("Show how far the scan is: auto (on a terminal), always or never.", valueName: "auto|always|never"))
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("How many messages may be worked on at once. This version works on one at a time.", valueName: "n"))
    var jobs: Int = 1

    func validate() throws {
        if campaigns == "-" { throw ValidationError("--campaigns -: standard output holds the lines; give a file.") }
        guard jobs >= 1 else { throw ValidationError("--jobs \(jobs): give a number from 1.") }
    }

    func run() throws {
        let run = try AnalysisRun(analysis)
        let output = try LineOutput(path: output, overwrite: overwrite)
        let campaigns = try campaigns.map { try CampaignOutput(path: $0, overwrite: overwrite) }
        var isMissing = false
        var tally = ScanTally(showsProgress: progress.isShown)
        try Archive.forEachMessage(in: paths) { source, message in
            var json = JSONWriter(capacity: 16384)
            switch message {
            case .success(let octets):
                let start = ContinuousClock.now
                let report = run.report(source, octets)
                report.write(to: &json)
                tally.add(report, octets: octets.count, took: ContinuousClock.now - start)
            case .failure(let error):
                ReportFailure(source: source, code: error.code, reason: error.reason).write(to: &json)
                tally.add(error, source)
                if error == .missing, paths.contains(source.path) { isMissing = true }
            }
            try output.write(line: json.bytes)
            try campaigns?.add(line: json.bytes)
        }
        try output.close()
        try run.finish()
        tally.finish()
        try campaigns?.finish()
        // Every message has its line; a path that is not there has none.
        if isMissing { throw ExitCode(ArchiveError.missing.exitCode) }
    }
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
