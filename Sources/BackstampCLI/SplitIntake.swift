import BackstampArchive

/// The splits on standard input, and a look at the messages to come: what they will ask of the DNS is asked early, so that
/// its latency passes while others are analysed.
struct SplitIntake {
    struct Work {
        let split: Split
        /// The message itself, where it came with the split.
        let octets: [UInt8]?
        fileprivate let ahead: SplitAhead?
    }

    /// Messages that are looked at ahead of the one at hand.
    private static let messagesAhead = 512

    private let run: AnalysisRun
    private let reader = SplitReader()
    private var streams = StandardStreams()
    /// Splits that were read; the first is the one at hand.
    private var queue: [Work] = []
    /// What is wrong with a line that was read ahead of its turn.
    private var failure: (any Error)?

    init(_ run: AnalysisRun) { self.run = run }

    /// The next split; nil at the end of the input.
    /// - Parameter wait: called before input is waited for.
    mutating func next(before wait: () -> Void) throws -> Work? {
        if !queue.isEmpty { queue.removeFirst() }
        while queue.isEmpty {
            if let failure { throw failure }
            if !streams.isLineReady() { wait() }
            guard let line = streams.line() else { return nil }
            try add(line)
        }
        return queue.first
    }

    /// - Parameter index: of the message at hand in its split.
    mutating func lookAhead(from index: Int) {
        guard run.asksOthers else { return }
        queue.first?.ahead?.advance(to: index + Self.messagesAhead) { run.foresee($0) }
        while failure == nil, queue.count < 32, streams.isLineReady(), let line = streams.line() {
            do { try add(line) } catch { failure = error }
        }
    }

    private mutating func add(_ line: StandardStreams.Line) throws {
        guard case .octets(let octets) = line else {
            throw Exit.failure(.data, "standard input: a line of more than \(StandardStreams.maximumLine) octets")
        }
        if octets.allSatisfy({ $0 <= 0x20 }) { return }
        let split: Split
        do throws(SplitError) { split = try Split(octets) } catch {
            // Somebody else's program is wrong: to go on would lose what it meant.
            throw Exit.failure(.data, "standard input: \(error.reason)")
        }
        let message = split.octets.map { streams.octets($0) }
        let ahead = run.asksOthers ? SplitAhead(split, octets: message, reader: reader) : nil
        ahead?.advance(to: Self.messagesAhead) { run.foresee($0) }
        queue.append(Work(split: split, octets: message, ahead: ahead))
    }
}
