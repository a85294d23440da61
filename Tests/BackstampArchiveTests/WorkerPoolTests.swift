@testable import BackstampArchive
import Dispatch
import Glibc
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
                let pool = WorkerPool(settings)
                do {
                    try pool.run(
                        ArchiveCursor(paths: [mail]), shouldStop: { false }, record: { _ in }, complain: { _ in }, deliver: { _, _ in })
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

    /// A worker is not late because the one who takes the lines is slow.
    @Test func slowDelivery() async {
        let mails = (1...6).map { folder.file("\($0).eml", "S: \($0)\n\na\n") }
        let answer = "printf 'r\\n'; while read -r line; do printf 'm 600000\\t1\\t1\\n'; head -c 600000 /dev/zero | tr '\\0' x; printf '\\ne\\n'; done"
        let errors = await withCheckedContinuation { continuation in
            DispatchQueue(label: "pool").async {
                let settings = WorkerPool.Settings(command: ["/bin/sh", "-c", answer], jobs: 2, messageTimeout: .seconds(1))
                let pool = WorkerPool(settings)
                var errors: [String] = []
                try? pool.run(ArchiveCursor(paths: mails), shouldStop: { false }, record: { _ in }, complain: { _ in }) { delivery, line in
                    errors.append(line.count == 600_000 ? "" : delivery.facts.reason ?? "no line")
                    usleep(1_500_000)
                }
                continuation.resume(returning: errors)
            }
        }
        #expect(errors == Array(repeating: "", count: mails.count))
    }

    /// What is to be written comes in its order and whole, however much goes at a time.
    @Test(arguments: [1, 7, 100_000, 1_000_000]) func outgoing(_ written: Int) {
        let pieces = [10, 0, 60_000, 200_000, 3, 65_536, 1].enumerated().map { [UInt8](repeating: UInt8($0), count: $1) }
        var outgoing = Outgoing()
        var got: [UInt8] = []
        func write(while isWanted: (Outgoing) -> Bool) {
            while isWanted(outgoing) {
                let part = outgoing.first.prefix(written)
                got += part
                outgoing.drop(part.count)
            }
        }
        for (index, piece) in pieces.enumerated() {
            outgoing.append(piece)
            if index == 4 { write { $0.count > 199_000 } }
        }
        write { !$0.isEmpty }
        #expect(got == pieces.flatMap { $0 } && outgoing.count == 0 && outgoing.first.isEmpty)
    }

    @Test func endsAtOnce() async {
        #expect(await failure(command: ["/bin/false"], startTimeout: .seconds(3600)) == .worker(code: 1, complaints: []))
    }
}
