import ArgumentParser
import Backstamp
import BackstampArchive
import BackstampStore
import Glibc
import MIME

/// What a scan is going to do: from where, with which workers, into which output.
struct ScanPlan {
    var checkpoint: Checkpoint
    let output: String
    /// The output and what else the scan writes along with it.
    let outputs: [String]
    let sink: any ReportSink
    let isResumed: Bool
    let mayReplace: Bool
    /// Where the DNS answers of all workers are written.
    let recording: String?
    let pool: WorkerPool.Settings
    /// At most so much work is done again after a kill.
    let checkpointInterval: Duration

    /// nil where a scan that is to be resumed was complete.
    init?(_ scan: Scan) throws {
        // What is wrong with the options is said once, and not by each worker.
        _ = try scan.analysis.policy(now: MailDate(seconds: 0))
        let settings = try Self.fingerprint(scan)
        output = scan.output
        outputs = [output] + (scan.campaigns.map { [$0] } ?? [])
        try Exit.refuseWritingOver(scan.paths, outputs, options: "--output or --campaigns")
        if let campaigns = scan.campaigns, OwnFiles(outputs: [output]).hold(campaigns) {
            throw Exit.failure(.usage, "--campaigns \(campaigns): this is the file of --output; give another name.")
        }
        if let target = OutputPath.linkedFile(output), OutputKind(path: target) == nil {
            throw Exit.failure(
                .usage, "--output \(output): this link leads to \(target), whose name is none of an output; remove it or give another name.")
        }
        let found = scan.resume ? try Self.stopping { () throws(SinkError) in try Checkpoint.read(for: scan.output) } : nil
        if let found {
            guard found.settings == settings else {
                throw Exit.failure(
                    .usage, "--resume: \(output) was begun with other paths or options, or by another version; give the same.")
            }
            checkpoint = found
            if found.isComplete {
                Console.note("\(output) is complete: \(found.output.lines) lines.")
                return nil
            }
        } else {
            checkpoint = Checkpoint(settings: settings, now: Int(time(nil)), dns: try scan.analysis.dns.source())
        }
        isResumed = found != nil
        checkpointInterval = .milliseconds(Int64(scan.checkpointInterval * 1000))
        mayReplace = scan.overwrite
        sink = try Self.sink(scan, isResumed: isResumed)
        try scan.analysis.dns.requireWritable()
        recording = scan.analysis.dns.recordDNS
        pool = Self.pool(
            scan.analysis, now: checkpoint.now, dns: checkpoint.dns, jobs: scan.jobs, messageTimeout: scan.messageTimeout,
            reportsDNS: recording != nil)
    }

    /// - Parameters:
    ///   - jobs: nil for one per core.
    ///   - reportsDNS: whether workers hand out the answers that they used.
    static func pool(
        _ analysis: AnalysisOptions, now: Int, dns: String, jobs: Int?, messageTimeout: Double, reportsDNS: Bool = false
    ) -> WorkerPool.Settings {
        var settings = WorkerPool.Settings(
            command: ["/proc/self/exe", "worker", "--frames", "--now=\(now)"] + analysis.arguments(dns: dns)
                + (reportsDNS ? ["--report-dns"] : []),
            jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            messageTimeout: .milliseconds(Int64(messageTimeout * 1000)))
        if dns == "live" { settings.ahead = 8 }
        return settings
    }

    private static func sink(_ scan: Scan, isResumed: Bool) throws -> any ReportSink {
        let output = scan.output
        let startsOver = scan.resume && !isResumed
        switch OutputKind(path: output) {
        case .lines: return NDJSONSink(path: output, mayReplace: scan.overwrite || (startsOver && isEmpty(output)))
        case .csv: return CSVSink(over: NDJSONSink(path: output, mayReplace: scan.overwrite || (startsOver && isEmpty(output))))
        case .sqlite: return SQLiteSink(path: output, overwrites: scan.overwrite, replacesEmpty: startsOver)
        case nil:
            throw Exit.failure(.usage, "--output \(output): give a name that ends in .ndjson, .csv or .sqlite, or - for standard output.")
        }
    }

    /// A scan may be killed after it made its output and before it wrote its first checkpoint.
    private static func isEmpty(_ path: String) -> Bool {
        var info = stat()
        return unsafe stat(path, &info) == 0 && info.st_size == 0
    }

    /// Of what decides the output besides the input: paths as given, options, files that they name, and the program.
    private static func fingerprint(_ scan: Scan) throws -> Fingerprint {
        var fingerprint = Fingerprint()
        fingerprint.add(BackstampCommand.configuration.version)
        for path in scan.paths { fingerprint.add(path) }
        for argument in scan.analysis.arguments(dns: scan.analysis.dns.dns ?? "") { fingerprint.add(argument) }
        for file in scan.analysis.files {
            var info = stat()
            guard unsafe stat(file, &info) == 0 else { continue }
            fingerprint.add(Int(info.st_size))
            fingerprint.add(Int(info.st_mtim.tv_sec))
        }
        return fingerprint
    }

    /// Errors of the output as the program says them.
    static func stopping<Result>(_ body: () throws(SinkError) -> Result) throws -> Result {
        do throws(SinkError) { return try body() } catch { throw failure(error) }
    }

    static func failure(_ error: SinkError) -> ExitCode {
        switch error {
        case .exists: Exit.failure(.usage, "--output \(error.reason)")
        case .doesNotMatch: Exit.failure(.data, "--output \(error.reason)")
        case .notWritable: Exit.failure(.inputOutput, error.reason)
        }
    }
}

/// What an output is written as, by the end of its name.
enum OutputKind {
    case lines, csv, sqlite

    init?(path: String) {
        let ends: [(String, OutputKind)] = [
            (".ndjson", .lines), (".jsonl", .lines), (".json", .lines), (".csv", .csv), (".sqlite", .sqlite),
        ]
        guard path == "-" || ends.contains(where: { path.hasSuffix($0.0) }) else { return nil }
        self = ends.first { path.hasSuffix($0.0) }?.1 ?? .lines
    }
}
