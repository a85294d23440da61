/// Where the time of an analysis goes, stage by stage, summed over any number of messages. Only the benchmark has one.
package final class StageWatch {
    /// In pipeline order. What comes before the analysis, after it, and letting its results go, are stages as well.
    package enum Stage: String, CaseIterable {
        case reading, message, route, authentication, content, evidence, findings, verdict, report, release
    }

    /// Of processor time, by stage.
    package private(set) var nanoseconds = [Int](repeating: 0, count: Stage.allCases.count)
    private let clock: () -> Int
    private var last: Int

    /// - Parameter clock: processor time of the thread or process, in nanoseconds from any start.
    package init(clock: @escaping () -> Int) {
        self.clock = clock
        last = clock()
    }

    /// What has passed since the last call belongs to this stage.
    package func ended(_ stage: Stage) {
        let now = clock()
        guard let index = Stage.allCases.firstIndex(of: stage) else { return }
        nanoseconds[index] += now - last
        last = clock()
    }
}
