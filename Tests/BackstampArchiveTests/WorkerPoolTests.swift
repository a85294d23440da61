import BackstampArchive
import Dispatch
import Testing

/// Programs that are no workers: the pool says so, and waits for none of them for ever.
@Suite struct WorkerPoolTests {
    let folder = TemporaryFolder()

    /// On a thread of its own, because the pool blocks the one that it is called on until it is done.
    private func failure(command: [String], startTimeout: Duration) async -> PoolError? {
        let mail = folder.file("1.eml", "S: a\n\na\n")
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "pool").async {
                var settings = WorkerPool.Settings(command: command, jobs: 1, messageTimeout: .seconds(10))
                settings.startTimeout = startTimeout
                let pool = WorkerPool(settings, input: ArchiveCursor(paths: [mail]))
                do {
                    try pool.run(shouldStop: { false }, record: { _ in }, complain: { _ in }, deliver: { _, _ in })
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: error as? PoolError)
                }
            }
        }
    }

    @Test func neverReady() async {
        guard case .worker(_, let complaints)? = await failure(command: ["/bin/sleep", "600"], startTimeout: .milliseconds(300)) else {
            Issue.record("the pool did not fail")
            return
        }
        #expect(complaints.contains("a worker was not ready after 0 s"))
    }

    @Test func endsAtOnce() async {
        #expect(await failure(command: ["/bin/false"], startTimeout: .seconds(3600)) == .worker(code: 1, complaints: []))
    }
}
