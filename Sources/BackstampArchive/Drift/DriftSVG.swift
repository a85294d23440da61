/// The report of `drift` as an SVG 1.1 picture: for each sender a row for each value, with a bar where messages show it,
/// and a line at each change. It stands for itself: no script, no font and no image from elsewhere; readable on light
/// and dark ground. All text of the mail is made harmless and escaped.

import Backstamp

package enum DriftSVG {
    /// - Parameter limit: senders that are drawn; those with changes come first.
    package static func picture(_ report: DriftReport, limit: Int = 30) -> String {
        var canvas = DriftCanvas()
        let ordered = report.senders.filter { !$0.changes.isEmpty } + report.senders.filter { $0.changes.isEmpty }
        for sender in ordered.prefix(limit) { canvas.draw(sender) }
        if ordered.isEmpty { canvas.note("No sender has enough messages.") }
        if ordered.count > limit { canvas.note("\(ordered.count - limit) more senders are not drawn.") }
        return canvas.document
    }
}

/// Draws from top to bottom; `y` is where the next thing stands.
private struct DriftCanvas {
    private static let width = 960
    private static let left = 300
    private static let right = 940
    private static let bins = 160
    private static let valuesShown = 5
    private static let facets: [Infrastructure.Facet] = [
        .operator, .country, .network, .returnPath, .dkimDomain, .dkimSelector, .transport, .beaconHost, .spf, .dmarc,
    ]

    private var body = ""
    private var y = 24

    mutating func draw(_ sender: DriftReport.Sender) {
        let history = sender.history
        guard let first = history.first, let last = history.last else { return }
        let scale = Scale(first: first, last: last)
        write(history.name, 16, y, "name", columns: 60)
        write("\(history.messages) messages", Self.right, y, "soft", columns: 24, anchor: "end")
        y += 34
        let top = y
        let entries = history.inOrder
        for facet in Self.facets { draw(facet, history, entries, scale) }
        write(Words.isoDay(first), Self.left, y + 8, "soft", columns: 10)
        write(Words.isoDay(last), Self.right, y + 8, "soft", columns: 10, anchor: "end")
        for (index, change) in sender.changes.prefix(20).enumerated() {
            let x = scale.x(change.date)
            body += "<line class=\"change\" x1=\"\(x)\" y1=\"\(top - 10)\" x2=\"\(x)\" y2=\"\(y - 6)\"/>"
            write("\(index + 1)", x, top - 12, "mark", columns: 3, anchor: "middle")
        }
        y += 28
        for (index, change) in sender.changes.prefix(20).enumerated() {
            write("\(index + 1)", 16, y, "mark", columns: 3)
            for line in TerminalText.wrap(TerminalText.safe(change.sentence), width: 120).prefix(3) {
                write(line, 36, y, "says", columns: 125)
                y += 18
            }
        }
        y += 26
    }

    mutating func note(_ text: String) {
        write(text, 16, y, "soft", columns: 100)
        y += 24
    }

    private mutating func draw(
        _ facet: Infrastructure.Facet, _ history: SenderHistory, _ entries: [SenderHistory.Entry], _ scale: Scale
    ) {
        let values = history.values.indices.filter { history.values[$0].facet == facet }
            .sorted { (history.values[$1].count, history.values[$0].text) < (history.values[$0].count, history.values[$1].text) }
        guard !values.isEmpty else { return }
        write(Words.name(facet), 16, y, "soft", columns: 16)
        for (row, index) in values.prefix(Self.valuesShown).enumerated() {
            var filled = [Bool](repeating: false, count: Self.bins)
            for entry in entries where entry.values.contains(index) { filled[scale.bin(entry.date)] = true }
            write(history.values[index].text, 120, y, "value", columns: 26)
            bars(filled, "v\(row)")
            y += 16
        }
        if values.count > Self.valuesShown {
            write("and \(values.count - Self.valuesShown) more", 120, y, "soft", columns: 26)
            y += 16
        }
        y += 4
    }

    /// Neighbouring bins are one bar, also over a bin without mail.
    private mutating func bars(_ filled: [Bool], _ kind: String) {
        let step = Double(Self.right - Self.left) / Double(Self.bins)
        var index = 0
        while index < filled.count {
            guard filled[index] else {
                index += 1
                continue
            }
            var end = index
            while end + 1 < filled.count, filled[end + 1] || (end + 2 < filled.count && filled[end + 2]) { end += 1 }
            let x = Self.left + Int(Double(index) * step)
            let width = max(4, Int(Double(end - index + 1) * step))
            body += "<rect class=\"\(kind)\" x=\"\(x)\" y=\"\(y - 9)\" width=\"\(width)\" height=\"9\" rx=\"2\"/>"
            index = end + 1
        }
        body += "\n"
    }

    private struct Scale {
        let first: Int
        let last: Int

        private func share(_ date: Int) -> Double {
            last > first ? min(1, max(0, (Double(date) - Double(first)) / (Double(last) - Double(first)))) : 0
        }

        func x(_ date: Int) -> Int { DriftCanvas.left + Int(share(date) * Double(DriftCanvas.right - DriftCanvas.left)) }
        func bin(_ date: Int) -> Int { min(DriftCanvas.bins - 1, Int(share(date) * Double(DriftCanvas.bins))) }
    }

    private mutating func write(_ text: String, _ x: Int, _ y: Int, _ kind: String, columns: Int, anchor: String? = nil) {
        let shown = XMLText.shown(text, columns: columns)
        let anchor = anchor.map { " text-anchor=\"\($0)\"" } ?? ""
        body += "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\"\(anchor)>\(shown)</text>\n"
    }

    var document: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(y + 8)" width="\(Self.width)" height="\(y + 8)" role="img" aria-labelledby="drift-title">
        <title id="drift-title">How each sender's infrastructure changed</title>
        <style>\(Self.stylesheet)</style>
        <rect class="ground" width="100%" height="100%"/>
        \(body)</svg>

        """
    }

    // Colours stand in plain rules, not in custom properties, which not every program that shows SVG knows.
    private static let stylesheet =
        """
        text{font:13px system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}.name{font-weight:700;font-size:15px}\
        .soft,.value,.mark{font-size:11px}.change{stroke-width:1.5;stroke-dasharray:4 3}
        """ + colours(ground: "#fdfcf9", ink: "#1d2329", soft: "#5d6670", change: "#c22f2f", bars: light)
        + "@media(prefers-color-scheme:dark){"
        + colours(ground: "#14181c", ink: "#eceff1", soft: "#a3aeb8", change: "#ff7b72", bars: dark) + "}"

    private static let light = ["#2563a8", "#a35f00", "#1a7f4b", "#7a3f9d", "#5d6670"]
    private static let dark = ["#6cb0f5", "#e5a445", "#4cc38a", "#c792ea", "#a3aeb8"]

    private static func colours(ground: String, ink: String, soft: String, change: String, bars: [String]) -> String {
        var rules = "text{fill:\(ink)}.ground{fill:\(ground)}.soft{fill:\(soft)}.change{stroke:\(change)}.mark{fill:\(change)}"
        for (index, colour) in bars.enumerated() { rules += ".v\(index){fill:\(colour)}" }
        return rules
    }
}
