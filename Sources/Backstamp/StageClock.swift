import Glibc

/// How long the stages of an analysis take: by stage and step for the benchmark, by message for whoever wants to name the slow
/// ones.
package final class StageClock {
    /// In pipeline order. What comes before the analysis, after it, and letting its results go, are stages as well.
    package enum Stage: Int, CaseIterable {
        case reading, message, route, authentication, content, evidence, findings, verdict, report, release
    }

    /// Nanoseconds, by stage, over all messages.
    package private(set) var stages = [Int](repeating: 0, count: Stage.allCases.count)
    /// The same for the steps that stages are made of, in the order in which they run.
    package private(set) var steps: [(stage: Stage, time: Int)] = []
    private var step = 0
    /// Nanoseconds, by message of the last batch.
    package private(set) var messages: [Int] = []
    private let timesMessages: Bool
    private let now: () -> Int
    private var last: Int

    /// - Parameters:
    ///   - messages: how many there are in the batch, until another begins.
    ///   - timesMessages: whether each message is timed by itself; some clocks take longer to read than a step takes.
    ///   - now: nanoseconds from any start; without one, those of the machine's steady clock.
    package init(messages count: Int = 0, timesMessages: Bool = true, now: @escaping () -> Int = StageClock.steady) {
        self.timesMessages = timesMessages
        self.now = now
        last = now()
        begin(messages: count)
    }

    /// A batch begins.
    package func begin(messages count: Int) {
        messages = [Int](repeating: 0, count: count)
        step = 0
        last = now()
    }

    /// Runs a stage, or a step of it, for each message of the batch in turn.
    /// - Parameter body: is given the index of a message.
    @discardableResult package func each<Result>(_ stage: Stage, _ body: (Int) -> Result) -> [Result] {
        let start = last
        let results = messages.indices.map { index in
            let result = body(index)
            if timesMessages {
                let now = now()
                messages[index] += now - last
                last = now
            }
            return result
        }
        if !timesMessages { last = now() }
        count(last - start, stage)
        return results
    }

    private func count(_ time: Int, _ stage: Stage) {
        stages[stage.rawValue] += time
        if step == steps.count { steps.append((stage, 0)) }
        steps[step].time += time
        step += 1
    }

    /// What has passed since the last call belongs to this stage, and to no message.
    package func ended(_ stage: Stage) {
        let now = now()
        stages[stage.rawValue] += now - last
        last = now
    }

    package static func steady() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }
}
