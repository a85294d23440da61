/// The report of `drift` for people. Whatever comes from mail is made harmless for a terminal.

import Backstamp

package enum DriftText {
    /// - Parameter limit: senders that are shown; those with changes come first.
    package static func text(_ report: DriftReport, limit: Int = 40) -> String {
        var lines: [String] = []
        let ordered = report.senders.filter { !$0.changes.isEmpty } + report.senders.filter { $0.changes.isEmpty }
        for sender in ordered.prefix(limit) { lines += self.lines(sender) + [""] }
        if ordered.count > limit { lines += ["\(ordered.count - limit) more senders: see --format json.", ""] }
        let changed = report.senders.count { !$0.changes.isEmpty }
        lines.append("\(report.messages) messages of \(report.senders.count) senders, \(changed) of which changed.")
        if report.skipped > 0 { lines.append("\(report.skipped) messages without a sender or a date, or that could not be analysed, were left out.") }
        if report.beyondLimit > 0 { lines.append("\(report.beyondLimit) messages of more senders than fit were left out.") }
        return lines.map(TerminalText.safe).joined(separator: "\n") + "\n"
    }

    private static func lines(_ sender: DriftReport.Sender) -> [String] {
        let history = sender.history
        var lines = ["\(history.name)  \(history.messages) messages"]
        if let first = history.first, let last = history.last {
            lines[0] += ", \(Words.day(first))" + (Words.day(first) == Words.day(last) ? "" : " to \(Words.day(last))")
        }
        for facet in shown {
            let values = history.values(of: facet)
            guard !values.isEmpty else { continue }
            let names = values.prefix(3).map { values.count == 1 ? $0.text : "\($0.text) (\($0.count))" }
            let more = values.count > 3 ? ", \(values.count - 3) more" : ""
            lines.append("  " + pad(Words.name(facet)) + names.joined(separator: ", ") + more)
        }
        for change in sender.changes {
            lines.append("  * \(change.sentence)\(remark(change))")
        }
        for deviation in sender.deviations.prefix(5) { lines.append("  - \(deviation.sentence)") }
        if sender.deviations.count > 5 { lines.append("  - \(sender.deviations.count - 5) more single messages that differ") }
        return lines
    }

    private static func remark(_ change: Change) -> String {
        guard change.confidence == .low, let part = change.parts.min(by: { $0.chance < $1.chance }) else { return "" }
        return " (\(messages(part.countBefore)) before, \(part.countAfter) after: too few to be sure)"
    }

    private static func messages(_ count: Int) -> String { count == 1 ? "1 message" : "\(count) messages" }

    private static let shown: [Infrastructure.Facet] = [
        .operator, .country, .network, .returnPath, .dkimDomain, .transport, .beaconHost, .dmarc,
    ]

    private static func pad(_ text: String) -> String { text + String(repeating: " ", count: max(1, 18 - text.count)) }
}
