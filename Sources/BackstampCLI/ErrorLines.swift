import BackstampArchive

/// The first errors of an archive on standard error, a line each: who looks at the result sees that something is missing.
struct ErrorLines {
    private static let shown = 5

    private(set) var count = 0

    mutating func show(_ delivery: WorkerPool.Delivery) {
        guard let reason = delivery.facts.reason else { return }
        count += 1
        if count <= Self.shown { Console.complain("\(delivery.source.name): \(reason).") }
        if count == Self.shown + 1 { Console.complain("there are more errors than these.") }
    }
}
