/// What the pool keeps of each worker and of each piece of work, and how it tells the end of a worker.
import Glibc

/// A worker with what it has to do.
final class WorkerSlot {
    var process: WorkerProcess
    var frames = FrameReader()
    var isReady = false
    /// Pieces it was given, the one it works on first.
    var work: [PieceProgress] = []
    /// What was not yet written to it.
    var outgoing = Outgoing()
    /// When it last had something to show, or was given work. A machine that sleeps makes nobody late.
    var lastSign = SuspendingClock.now
    /// Whether its results are read at all just now.
    var isHeard = true
    var isTimedOut = false
    var isBroken = false
    var failedStarts = 0

    init(_ process: WorkerProcess) { self.process = process }

    /// `10`, `0.5`
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }

    /// What the message at hand is blamed for.
    /// - Parameter timeout: how long a message may take.
    func fault(_ end: WorkerProcess.End, timeout: Duration) -> (code: String, reason: String) {
        if isTimedOut { return ("timeout", "its analysis took longer than \(Self.seconds(timeout)) s, and was given up") }
        if isBroken { return ("crashed", "its analysis wrote what no worker writes, and was given up") }
        switch end {
        case .exited(let code): return ("crashed", "its analysis ended with exit code \(code)")
        case .signalled(let number): return ("crashed", "its analysis ended by signal \(number) (\(WorkerProcess.End.name(number)))")
        case .failed(let why): return ("crashed", why)
        }
    }
}

/// Octets in the order in which they are to be written. A large message is not copied into it.
struct Outgoing {
    /// Smaller pieces are written together.
    private static let pieceSize = 1 << 16

    private var pieces: [[UInt8]] = []
    /// How much of the first is written.
    private var start = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// What is to be written next.
    var first: ArraySlice<UInt8> { pieces.first?[start...] ?? [] }

    mutating func append(_ octets: [UInt8]) {
        guard !octets.isEmpty else { return }
        count += octets.count
        if let last = pieces.indices.last, pieces[last].count + octets.count <= Self.pieceSize {
            pieces[last] += octets
        } else {
            pieces.append(octets)
        }
    }

    /// So many octets of the first are written.
    mutating func drop(_ written: Int) {
        start += written
        count -= written
        guard let first = pieces.first, start >= first.count else { return }
        pieces.removeFirst()
        start = 0
    }
}

/// A piece of work and how far it has come.
final class PieceProgress {
    let item: WorkItem
    var deliveredCount = 0
    /// Of the messages behind those.
    var waiting: [(line: [UInt8], facts: MessageFacts)] = []
    /// Whether its messages are analysed one by one, since a worker has died over some of them: then the first without a
    /// result is the one that it died of.
    var isAlone = false
    /// How often a worker was killed from outside over the message at hand.
    var kills = 0

    init(_ item: WorkItem) { self.item = item }

    /// Messages that have a result.
    var count: Int { deliveredCount + waiting.count }

    var isComplete: Bool { count == item.messages.count }
}

extension WorkerProcess.End {
    /// Somebody else ended it: that says nothing about the message it was at.
    var isFromOutside: Bool {
        self == .signalled(SIGKILL) || self == .signalled(SIGTERM) || self == .signalled(SIGHUP) || self == .signalled(SIGINT)
    }

    static func name(_ signal: Int32) -> String {
        let names: [Int32: String] = [
            SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGTRAP: "SIGTRAP",
            SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP", SIGXCPU: "SIGXCPU",
        ]
        return names[signal] ?? "a signal"
    }

    /// Why no worker can be had, with what they complained of.
    func failure(_ complaints: [String]) -> PoolError {
        switch self {
        case .exited(let code): .worker(code: code, complaints: complaints)
        case .signalled(let number): .worker(code: 70, complaints: complaints + ["a worker ended by \(Self.name(number))"])
        case .failed(let why): .system("no worker can be started: \(why)")
        }
    }
}
