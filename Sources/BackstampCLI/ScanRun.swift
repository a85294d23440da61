import ArgumentParser
import Backstamp
import BackstampArchive
import DNS
import Glibc

/// A scan at work: the pool's lines go to the output, and now and then a checkpoint says how far they have come.
struct ScanRun {
    private var checkpoint: Checkpoint
    private let plan: ScanPlan
    private let pool: WorkerPool
    private var progress: ScanProgress
    /// nil before the first.
    private var lastCheckpoint: ContinuousClock.Instant?
    private var missing: [String] = []
    /// A file for what tells the copies of a campaign apart. It is made of the lines, so that a scan that is resumed makes
    /// it anew.
    private let campaignsPath: String?

    /// - Parameter pool: of the plan; its workers may be started already.
    init(_ plan: ScanPlan, _ pool: WorkerPool, campaigns: String?, progress: ScanProgress) {
        self.plan = plan
        self.pool = pool
        self.progress = progress
        checkpoint = plan.checkpoint
        campaignsPath = campaigns
    }

    private var hasFile: Bool { plan.output != "-" }

    mutating func scan(paths: [String]) throws {
        let sink = plan.sink
        // A checkpoint of another scan must not outlive the output that it speaks of; an output that is refused keeps its own.
        let removesCheckpoint = hasFile && !plan.isResumed
        if removesCheckpoint, plan.mayReplace { Checkpoint.remove(for: plan.output) }
        try ScanPlan.stopping { () throws(SinkError) in try sink.begin(after: plan.isResumed ? checkpoint.output : nil) }
        let campaigns = try campaignsPath.map { try CampaignOutput(path: $0, overwrite: plan.mayReplace || plan.isResumed) }
        if plan.isResumed, let campaigns {
            try Archive.forEachLine(of: plan.output, upTo: checkpoint.output.octets) { try campaigns.add(line: $0) }
        }
        // Until the first, an output that is empty is one that was never begun.
        if removesCheckpoint { Checkpoint.remove(for: plan.output) }
        let start = checkpoint.output.lines
        let input = ArchiveCursor(
            paths: paths, from: plan.isResumed ? checkpoint.input : nil, without: OwnFiles(outputs: plan.outputs))
        var snapshot = SnapshotMerge()
        do {
            try pool.run(input) {
                StopSignals.received != nil
            } record: {
                snapshot.add($0)
            } complain: {
                Console.note($0)
            } deliver: { delivery, line in
                // Before anything is written, and not before the workers are at work.
                if hasFile, lastCheckpoint == nil { try save() }
                do throws(SinkError) { try sink.write(line, number: start + delivery.number) } catch { throw ScanPlan.failure(error) }
                try campaigns?.add(line: line.array())
                checkpoint.input = delivery.after
                checkpoint.tally.add(delivery.facts, delivery.source)
                checkpoint.output.lines = start + delivery.number + 1
                progress.show(checkpoint.tally, delivery)
                if delivery.facts.isMissing, paths.contains(delivery.source.path) { missing.append(delivery.source.path) }
                if hasFile, let lastCheckpoint, ContinuousClock.now - lastCheckpoint >= plan.checkpointInterval { try save() }
            }
        } catch let error as PoolError {
            throw Self.failure(error)
        } catch let error as ArchiveCursor.Changed {
            throw Exit.failure(.data, "--resume: \(error.reason); the input must be the same as when the scan was begun.")
        }
        progress.clear()
        if let recording = plan.recording {
            do { try snapshot.write(to: recording, now: checkpoint.now) } catch {
                throw Exit.failure(.inputOutput, "cannot write the DNS snapshot \(recording)")
            }
        }
        if let signal = StopSignals.received {
            if hasFile { try save() }
            Console.complain(
                "stopped after \(checkpoint.output.lines) messages" + (hasFile ? "; --resume goes on from here." : "."))
            throw ExitCode(128 + signal)
        }
        try ScanPlan.stopping { () throws(SinkError) in
            checkpoint.output = try sink.checkpoint()
            try sink.finish()
            checkpoint.isComplete = true
            if hasFile { try checkpoint.write(for: plan.output) }
        }
        ScanSummary.print(checkpoint.tally, since: plan.isResumed ? nil : progress.start)
        try campaigns?.finish()
        // Every message has its line; a path that is not there has none.
        if plan.isResumed { missing += paths.filter { unsafe $0 != "-" && access($0, F_OK) != 0 } }
        if !missing.isEmpty { throw ExitCode(ArchiveError.missing.exitCode) }
    }

    private mutating func save() throws {
        let sink = plan.sink
        try ScanPlan.stopping { () throws(SinkError) in
            // Before there is anything in the output: one that is not empty always has a checkpoint.
            let isFirst = lastCheckpoint == nil && !plan.isResumed
            if isFirst { try checkpoint.write(for: plan.output) }
            let position = try sink.checkpoint()
            if isFirst, position == checkpoint.output { return }
            checkpoint.output = position
            try checkpoint.write(for: plan.output)
        }
        lastCheckpoint = .now
    }

    static func failure(_ error: PoolError) -> ExitCode {
        switch error {
        case .system(let why): return Exit.failure(.internalError, why)
        case .worker(let code, let complaints):
            for line in complaints { Console.note(line) }
            if complaints.isEmpty { Console.complain("the workers end before they have begun, with exit code \(code)") }
            return ExitCode(code == 0 ? Exit.internalError.rawValue : code)
        }
    }
}
