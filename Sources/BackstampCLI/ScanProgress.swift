import Backstamp
import BackstampArchive

/// The progress line of a scan, on standard error: messages, octets, rate, time left, errors. It also says the first few
/// errors, each on a line of its own.
struct ScanProgress {
    private static let interval = Duration.milliseconds(200)
    let start = ContinuousClock.now
    private let isShown: Bool
    private let total: Int?
    private var lastShown = ContinuousClock.now
    private var errors = ErrorLines()
    private var messagesBefore: Int?
    private var octetsBefore = 0

    init(isShown: Bool, paths: [String]) {
        self.isShown = isShown
        total = isShown ? Archive.size(of: paths) : nil
    }

    mutating func show(_ tally: ScanTally, _ delivery: WorkerPool.Delivery) {
        if delivery.facts.reason != nil {
            clear()
            errors.show(delivery)
        }
        if messagesBefore == nil {
            messagesBefore = tally.messages + tally.errors - 1
            octetsBefore = tally.octets - delivery.facts.octets
        }
        guard isShown, ContinuousClock.now - lastShown > Self.interval else { return }
        lastShown = .now
        let seconds = max((lastShown - start).seconds, 0.001)
        let rate = Double(tally.messages + tally.errors - (messagesBefore ?? 0)) / seconds
        var line = "\(tally.messages + tally.errors) messages, \(tally.octets >> 20) MiB, \(Int(rate))/s"
        let octetRate = Double(tally.octets - octetsBefore) / seconds
        if let total, total > tally.octets, octetRate > 0 {
            line += ", \(Self.time(Double(total - tally.octets) / octetRate)) left"
        }
        line += ", \(tally.errors) errors"
        // A line that breaks cannot be written over.
        let width = max(1, (Console.width(2) ?? 80) - 1)
        Console.write("\r\(line.prefix(width))\u{1B}[K", to: 2)
    }

    func clear() { if isShown { Console.write("\r\u{1B}[K", to: 2) } }

    private static func time(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9))
        if seconds < 60 { return "\(seconds) s" }
        return seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}

/// What a scan has found, on standard error when it has ended.
enum ScanSummary {
    private static let rows: [(title: String, fact: String)] = [
        ("verdicts", "verdict"), ("SPF", "spf"), ("DKIM", "dkim"), ("DMARC", "dmarc"), ("ARC", "arc"), ("countries of origin", "country"),
        ("operators of origin", "operator"), ("trackers", "tracker"), ("errors", "error"),
    ]
    private static let shown = 8

    /// - Parameter start: nil where a scan went on: no clock has the time of its parts.
    static func print(_ tally: ScanTally, since start: ContinuousClock.Instant?) {
        let time = start.map { " in \(tenths((ContinuousClock.now - $0).seconds)) s" } ?? ""
        let rankings = tally.rankings
        let flagged = rankings["flagged"]?.first?.count ?? 0
        Console.note(
            "\(tally.messages) messages (\(tally.octets >> 20) MiB)\(time), \(tally.errors) errors; "
                + "\(flagged) would be flagged as spam")
        for row in rows {
            guard let ranking = rankings[row.fact] else { continue }
            var parts = ranking.prefix(shown).map { "\($0.count) \($0.value)" }
            if ranking.count > shown { parts.append("\(ranking.count - shown) more") }
            Console.note(TerminalText.safe("\(row.title): " + parts.joined(separator: ", ")))
        }
        let slowest = tally.slowest.map { "\($0.name) \(tenths(Double($0.microseconds) / 1000)) ms" }
        if !slowest.isEmpty { Console.note(TerminalText.safe("slowest: " + slowest.joined(separator: ", "))) }
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
