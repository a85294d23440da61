import Backstamp
import BackstampArchive
import DNS
import Geography
import Glibc
import JSON
import MIME

/// Where the time of a scan goes: processor time of each stage over the messages of an mbox, in one thread.
///
///     stage-bench MBOX SNAPSHOT [--trusted CIDR,NAME,...] [--batch N]
///
/// Prints microseconds per message by stage, and by step of the stages that have some, as JSON. What a pool adds (pipes, order,
/// output) is not in it.
@main struct StageBench {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var policy = Policy(now: MailDate(seconds: Int(time(nil))))
        if let flag = arguments.firstIndex(of: "--trusted"), flag + 1 < arguments.count {
            policy.trusted = arguments[flag + 1].split(separator: ",").map(String.init)
            arguments.removeSubrange(flag...flag + 1)
        }
        // As many as a worker takes.
        var size = 32
        if let flag = arguments.firstIndex(of: "--batch"), flag + 1 < arguments.count {
            size = Int(arguments[flag + 1]) ?? size
            arguments.removeSubrange(flag...flag + 1)
        }
        guard arguments.count == 2 else { return print("stage-bench MBOX SNAPSHOT [--trusted CIDR,NAME,...] [--batch N]") }
        let analyzer = Analyzer(
            resolver: try SnapshotResolver(path: arguments[1]), locations: try? LocLocationDatabase(), policy: policy)
        var messages = 0
        var octets = 0
        var batch: [RawMessage] = []
        // The tables that are built once belong to no message.
        var clock = StageClock(timesMessages: false, now: processTime)
        var line = JSONWriter(capacity: 1 << 16)
        func finish() {
            guard !batch.isEmpty else { return }
            clock.ended(.reading)
            analyze(batch, analyzer, clock, &line)
            if messages == 0 { clock = StageClock(timesMessages: false, now: processTime) }
            messages += batch.count
            batch.removeAll(keepingCapacity: true)
        }
        try SplitReader().forEachMessage(in: Split(path: arguments[0])) { source, message in
            guard case .success(let message) = message else { return }
            batch.append(RawMessage(octets: message, source: source))
            octets += message.count
            if batch.count == (messages == 0 ? 1 : size) { finish() }
        }
        finish()
        let microseconds = { (time: Int) in (Double(time) / Double(max(1, messages)) / 100).rounded() / 10 }
        var json = JSONWriter(capacity: 1024)
        json.object { json in
            json.field("messages", messages)
            json.field("octetsPerMessage", octets / max(1, messages))
            json.key("microsecondsPerMessage") { json in
                json.object { json in
                    for (stage, time) in zip(StageClock.Stage.allCases, clock.stages) {
                        json.key("\(stage)") { $0.value(microseconds(time)) }
                    }
                }
            }
            json.key("steps") { json in
                json.object { json in
                    for stage in StageClock.Stage.allCases {
                        let times = clock.steps.filter { $0.stage == stage }.map { microseconds($0.time) }
                        if times.count > 1 { json.key("\(stage)") { $0.array { for time in times { $0.element { $0.value(time) } } } } }
                    }
                }
            }
        }
        print(String(decoding: json.bytes, as: UTF8.self))
    }

    /// - Parameter line: where reports are written, one over the other.
    private static func analyze(_ batch: [RawMessage], _ analyzer: Analyzer, _ clock: StageClock, _ line: inout JSONWriter) {
        do {
            // Each is let go when it was written: what it holds is then still at hand.
            var reports: [Report?] = analyzer.analyze(batch, clock: clock)
            clock.each(.report) {
                line.removeAll()
                reports[$0].take()?.write(to: &line)
            }
        }
        clock.ended(.release)
    }

    private static func processTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }
}
