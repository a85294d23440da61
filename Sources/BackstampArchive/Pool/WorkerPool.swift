import Backstamp
import Glibc
import JSON

/// Worker processes that analyse an archive: each on a piece of its own, all results in the order of the input.
///
/// One loop over all pipes. What a worker has finished waits until everything before it is delivered; when too much
/// waits, workers are not read any more and so come to rest. A worker that dies, or that takes too long, costs one message:
/// what it had in hand is done again one by one, an `error` line says of the message at fault why, a new worker goes on
/// behind it. Only a death by a signal from outside says nothing about the message, which then is tried again.
package final class WorkerPool {
    /// So many octets of results may wait for what is before them: a few pieces' of each worker.
    private var waitingLimit: Int { min(settings.jobs, 16) << 22 }
    /// So many pieces may be begun beyond the first that is not finished.
    private static let windowLimit = 256
    /// Or so many octets that are sent to workers and no result has come for.
    private static let heldLimit = 64 << 20

    /// So often a message is tried again whose worker was killed from outside: oftener it is the message that makes
    /// somebody kill, such as a system that runs out of memory.
    private static let killLimit = 9

    /// Results are fetched by the handful, this many microseconds after the first is there: to wake up for each of them
    /// costs the pool and its workers more than all else that the pool does. A wide pipe holds what comes meanwhile.
    private static let gathering: UInt32 = 4000

    /// What a wide pipe holds.
    private static let pipeSize = 1 << 20

    private let settings: Settings
    private var slots: [WorkerSlot] = []
    /// Pieces that are begun, in the order of the input.
    private var window: [PieceProgress] = []
    private var isInputAtEnd = false
    private var delivered = 0
    /// Octets of results that are not delivered.
    private var waiting = 0
    /// Octets of messages that are begun.
    private var held = 0
    /// Whether any worker was ever ready: if none was, the next will not be either.
    private var wasEverReady = false
    private var complaints: [String] = []
    /// For complaints.
    private var buffer = [UInt8](repeating: 0, count: 1 << 14)

    package init(_ settings: Settings) { self.settings = settings }

    /// Starts the workers ahead of `run`: they need a moment before they are ready. If nothing comes of it they end with
    /// the pool.
    package func start() throws(PoolError) {
        while slots.count < settings.jobs { slots.append(WorkerSlot(try WorkerProcess(command: settings.command))) }
    }

    /// Works until the input ends or `shouldStop` says so; it is asked several times a second. What was delivered before
    /// stays in order and without gaps.
    /// - Parameters:
    ///   - record: takes DNS answers that workers have recorded.
    ///   - complain: takes what workers say on standard error.
    ///   - deliver: takes the lines; what it throws stops the pool.
    package func run(
        _ input: ArchiveCursor, shouldStop: () -> Bool, record: ([UInt8]) -> Void, complain: (String) -> Void, deliver: Deliver
    ) throws {
        var isFinished = false
        defer { stop(isFinished: isFinished) }
        try start()
        while !shouldStop() {
            try feed(input, shouldStop)
            try flush(deliver)
            if isInputAtEnd, window.isEmpty {
                isFinished = true
                return
            }
            wait()
            for slot in slots {
                try listen(slot, record, complain, deliver)
                try look(after: slot)
            }
        }
        try flush(deliver)
    }

    // MARK: Input

    private func feed(_ input: ArchiveCursor, _ shouldStop: () -> Bool) throws {
        while !isInputAtEnd, window.count < Self.windowLimit, held < Self.heldLimit,
            let slot = slots.filter({ hasRoom($0) }).min(by: { $0.work.count < $1.work.count })
        {
            let next = try input.next()
            // A stream that was asked to stop seems to end there.
            if shouldStop() { return }
            guard let item = next else {
                isInputAtEnd = true
                break
            }
            let progress = PieceProgress(item)
            window.append(progress)
            held += item.octetCount
            assign(progress, to: slot)
        }
    }

    /// Small pieces may be more.
    private func hasRoom(_ slot: WorkerSlot) -> Bool {
        if slot.work.count < settings.ahead, slot.outgoing.count < 8 << 20 { return true }
        guard slot.work.count < settings.ahead * 32, slot.outgoing.count < 1 << 20 else { return false }
        return slot.work.reduce(0) { $0 + $1.item.messages.count } < settings.ahead * 32
    }

    private func assign(_ progress: PieceProgress, to slot: WorkerSlot) {
        skipProblems(progress)
        guard let request = progress.item.request(from: progress.count, isAlone: progress.isAlone) else { return }
        if slot.work.isEmpty { slot.lastSign = .now }
        slot.work.append(progress)
        slot.outgoing.append(request)
        if let octets = progress.item.messages[progress.count].octets { slot.outgoing.append(octets) }
    }

    /// What no worker is needed for.
    private func skipProblems(_ progress: PieceProgress) {
        while !progress.isComplete, let problem = progress.item.messages[progress.count].problem {
            fail(progress, code: problem.code, reason: problem.reason)
        }
    }

    private func fail(_ progress: PieceProgress, code: String, reason: String) {
        let source = progress.item.messages[progress.count].source
        var json = JSONWriter(capacity: 512)
        ReportFailure(source: source, code: code, reason: reason).write(to: &json)
        add(json.bytes, MessageFacts(error: code, reason, octets: source.length ?? 0), to: progress)
    }

    private func add(_ line: [UInt8], _ facts: MessageFacts, to progress: PieceProgress) {
        held -= progress.item.release(progress.count)
        progress.waiting.append((line, facts))
        progress.kills = 0
        waiting += line.count
    }

    // MARK: Output

    private func flush(_ deliver: Deliver) throws {
        while let first = window.first {
            while !first.waiting.isEmpty {
                let results = first.waiting
                first.waiting = []
                for result in results {
                    waiting -= result.line.count
                    try hand(on: result.line.span, result.facts, of: first, deliver)
                }
            }
            guard first.isComplete else { return }
            window.removeFirst()
        }
    }

    private func hand(on line: Span<UInt8>, _ facts: MessageFacts, of progress: PieceProgress, _ deliver: Deliver) throws {
        let message = progress.item.messages[progress.deliveredCount]
        progress.deliveredCount += 1
        let start = SuspendingClock.now
        try deliver(Delivery(number: delivered, source: message.source, facts: facts, after: message.after), line)
        // While the output waits for its reader or its disk, no worker is listened to, and none is late.
        let pause = SuspendingClock.now - start
        if pause > .milliseconds(1) { for slot in slots { slot.lastSign += pause } }
        delivered += 1
    }

    // MARK: Pipes

    /// Until a pipe has something, or a fifth of a second has passed.
    private func wait() {
        var polled: [pollfd] = []
        func add(_ end: Pipe.End, _ events: Int32, if isWanted: Bool) {
            polled.append(pollfd(fd: isWanted ? end.descriptor : -1, events: Int16(events), revents: 0))
        }
        for slot in slots {
            slot.isHeard = waiting < waitingLimit || window.first.map { first in slot.work.contains { $0 === first } } ?? true
            // A worker that is not listened to cannot be late.
            if !slot.isHeard { slot.lastSign = .now }
            let process = slot.process
            add(process.output, POLLIN, if: slot.isHeard)
            add(process.complaints, POLLIN, if: true)
            add(process.gone, POLLIN, if: !process.output.isOpen || slot.isBroken)
            add(process.input, POLLOUT, if: !slot.outgoing.isEmpty)
        }
        // Where all that was begun is delivered, more can be begun at once.
        let patience: Int32 = window.isEmpty ? 0 : 200
        let found = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, nfds_t($0.count), patience) }
        // Whoever still has to be given something waits for it, and nothing more comes behind the last.
        if found > 0, !isInputAtEnd, slots.allSatisfy({ $0.process.hasWideOutput && $0.outgoing.isEmpty }) { usleep(Self.gathering) }
    }

    private func listen(
        _ slot: WorkerSlot, _ record: ([UInt8]) -> Void, _ complain: (String) -> Void, _ deliver: Deliver
    ) throws {
        if !slot.outgoing.isEmpty, slot.process.input.isOpen {
            if let written = slot.process.input.write(slot.outgoing.first) {
                slot.outgoing.drop(written)
            } else {
                slot.process.input.close()
            }
        }
        if slot.process.complaints.isOpen, let count = slot.process.complaints.read(into: &buffer) {
            if count == 0 { slot.process.complaints.close() }
            hear(String(decoding: buffer[..<count], as: UTF8.self), complain)
        }
        var left = Self.pipeSize
        while left > 0, slot.isHeard, !slot.isBroken, slot.process.output.isOpen, let count = slot.frames.read(from: slot.process.output) {
            if count == 0 { slot.process.output.close() }
            left -= count
            while let frame = nextFrame(slot) { try take(frame, from: slot, record, deliver) }
        }
    }

    private func nextFrame(_ slot: WorkerSlot) -> Frame? {
        do throws(FrameError) { return try slot.frames.next() } catch {
            slot.isBroken = true
            slot.process.kill()
            return nil
        }
    }

    private func take(_ frame: Frame, from slot: WorkerSlot, _ record: ([UInt8]) -> Void, _ deliver: Deliver) throws {
        slot.lastSign = .now
        switch frame {
        case .ready:
            slot.isReady = true
            slot.failedStarts = 0
            wasEverReady = true
        case .answer: slot.frames.withLine { record($0.array()) }
        case .message(let facts):
            guard let progress = slot.work.first, !progress.isComplete else { return }
            if progress === window.first, progress.waiting.isEmpty {
                progress.kills = 0
                held -= progress.item.release(progress.count)
                try slot.frames.withLine { try hand(on: $0, facts, of: progress, deliver) }
            } else {
                add(slot.frames.withLine { $0.array() }, facts, to: progress)
            }
            skipProblems(progress)
            // What comes next may then be delivered at once as well.
            if progress.isComplete { try flush(deliver) }
        case .end:
            guard let progress = slot.work.first else { return }
            slot.work.removeFirst()
            // The file holds less than it did a moment ago.
            skipProblems(progress)
            while !progress.isComplete {
                fail(progress, code: ArchiveError.cutOff.code, reason: ArchiveError.cutOff.reason)
                skipProblems(progress)
            }
        }
    }

    /// All workers complain of the same, so that each sentence is said once.
    private func hear(_ text: String, _ complain: (String) -> Void) {
        for line in text.split(separator: "\n").map(String.init) where complaints.count < 100 && !complaints.contains(line) {
            complaints.append(line)
            if wasEverReady { complain(line) }
        }
    }

    // MARK: Faults

    private func look(after slot: WorkerSlot) throws {
        let patience = !slot.isReady ? settings.startTimeout : slot.work.isEmpty ? nil : settings.messageTimeout
        if let patience, !slot.isTimedOut, SuspendingClock.now - slot.lastSign > patience {
            slot.isTimedOut = true
            slot.process.kill()
        }
        guard !slot.process.output.isOpen || slot.isBroken, let end = slot.process.end else { return }
        try replace(slot, end)
    }

    private func replace(_ slot: WorkerSlot, _ end: WorkerProcess.End) throws {
        if !slot.isReady {
            slot.failedStarts += 1
            // Whoever is killed from outside may start the next time; whoever ends by itself will do so again.
            let limit = end.isFromOutside && !slot.isTimedOut ? 100 : wasEverReady ? 3 : 0
            if slot.isTimedOut { complaints.append("a worker was not ready after \(settings.startTimeout.components.seconds) s") }
            if slot.failedStarts > limit { throw end.failure(complaints) }
        } else if let progress = slot.work.first, !progress.isComplete {
            let isOutside = !slot.isTimedOut && !slot.isBroken && end.isFromOutside
            if isOutside, progress.kills < Self.killLimit {
                progress.kills += 1
            } else if progress.isAlone {
                let (code, reason) = slot.fault(end, timeout: settings.messageTimeout)
                fail(progress, code: code, reason: reason)
            }
        }
        let work = slot.work
        slot.process = try WorkerProcess(command: settings.command)
        slot.lastSign = .now
        slot.frames = FrameReader()
        (slot.isReady, slot.isTimedOut, slot.isBroken) = (false, false, false)
        (slot.work, slot.outgoing) = ([], Outgoing())
        for progress in work where !progress.isComplete {
            // A batch may hold messages of several pieces.
            progress.isAlone = true
            assign(progress, to: slot)
        }
    }

    /// Workers end by themselves when their input does.
    private func stop(isFinished: Bool) {
        for slot in slots {
            slot.process.input.close()
            if !isFinished { slot.process.kill() }
        }
        for slot in slots where !slot.process.awaitEnd(milliseconds: 2000) { slot.process.kill() }
    }
}
