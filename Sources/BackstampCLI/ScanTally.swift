import Backstamp
import BackstampArchive

/// What a scan has seen: the progress line while it runs, the summary at its end, both on standard error.
struct ScanTally {
    private let showsProgress: Bool
    private let start = ContinuousClock.now
    private var lastShown = ContinuousClock.now
    private var messages = 0
    private var octets = 0
    private var errors = 0
    private var verdicts: [Verdict.Label: Int] = [:]
    private var flagged = 0
    private var slowest: (name: String, seconds: Double) = ("", 0)

    init(showsProgress: Bool) { self.showsProgress = showsProgress }

    mutating func add(_ report: Report, octets count: Int, took duration: Duration) {
        messages += 1
        octets += count
        verdicts[report.verdict.label, default: 0] += 1
        if report.score.isFlagged { flagged += 1 }
        if duration.seconds > slowest.seconds { slowest = (report.source?.name ?? "", duration.seconds) }
        showProgress()
    }

    mutating func add(_ error: ArchiveError, _ source: MessageSource) {
        errors += 1
        if errors <= 5 { Console.complain("\(source.name): \(error.reason).") }
        if errors == 6 { Console.complain("more errors stand in the output, a line each.") }
        showProgress()
    }

    func finish() {
        if showsProgress { Console.write("\r\u{1B}[K", to: 2) }
        let labels = Verdict.Label.allCases.compactMap { label in verdicts[label].map { "\($0) \(label.rawValue)" } }
        let seconds = (ContinuousClock.now - start).seconds
        Console.note(
            "\(messages) messages (\(octets / 1_048_576) MiB) in \(tenths(seconds)) s, \(errors) errors"
                + (labels.isEmpty ? "" : ": " + labels.joined(separator: ", ")) + "; \(flagged) would be flagged as spam")
        if slowest.seconds > 0.5 { Console.note("slowest: \(TerminalText.safe(slowest.name)), \(tenths(slowest.seconds)) s") }
    }

    private mutating func showProgress() {
        guard showsProgress, ContinuousClock.now - lastShown > .milliseconds(200) else { return }
        lastShown = .now
        let seconds = max((lastShown - start).seconds, 0.001)
        Console.write("\r\(messages) messages, \(Int(Double(messages) / seconds))/s, \(errors) errors\u{1B}[K", to: 2)
    }

    private func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
