/// The route as a drawing in letters for a terminal: from the author down to the recipient, a line for each host and one
/// for how the message came on from there. As wide as the style says; ASCII where it says so; in colour only by it.

import MIME

package enum RouteDiagram {
    /// Nothing where the message has no hop.
    /// - Parameters:
    ///   - author: who the message says wrote it.
    ///   - recipient: for whom the last relay took it.
    package static func lines(_ route: Route, author: String?, recipient: String?, style: TextReport.Style) -> [String]
    {
        let picture = RoutePicture(route)
        guard !picture.legs.isEmpty else { return [] }
        let pen = DiagramPen(style)
        var lines: [String] = []
        if let author { lines += [pen.end(author, "author"), pen.spine] }
        for claim in picture.claims { lines += [pen.claim(claim), pen.gap] }
        for (index, leg) in picture.legs.enumerated() {
            if let other = leg.brokenFrom { lines.append(pen.broken(other)) }
            lines.append(pen.stop(picture.stops[index], isTrusted: leg.isTrusted && !leg.isBoundary))
            if leg.isBoundary { lines.append(pen.boundary) }
            lines.append(pen.leg(leg))
            if picture.omittedBehind == index { lines.append(pen.omitted(picture.omitted)) }
        }
        let endsTrusted = picture.legs.last?.isTrusted == true
        if let last = picture.stops.last { lines.append(pen.stop(last, isTrusted: endsTrusted)) }
        if !endsTrusted { lines.append(pen.boundary) }
        if let recipient { lines += [pen.spine, pen.end(recipient, "recipient")] }
        return lines
    }
}

/// Marks, columns and colours of the drawing.
private struct DiagramPen {
    private let style: TextReport.Style
    private let line: String
    private let dash: String
    private let ellipsis: String

    init(_ style: TextReport.Style) {
        self.style = style
        line = style.isUnicode ? "│" : "|"
        dash = style.isUnicode ? "─" : "-"
        ellipsis = style.isUnicode ? "…" : "..."
    }

    var spine: String { "  " + line }

    /// The way from what is only claimed to what a relay has seen.
    var gap: String { "  " + (style.isUnicode ? "┆" : ":") }

    func claim(_ claim: RoutePicture.Claim) -> String {
        let room = style.width - 4
        let place = fit(claim.place, max(12, room / 3))
        let left = room - (claim.place.isEmpty ? 0 : TerminalText.width(place) + 2)
        let text = fit("\(claim.address), as \(claim.field) claims", left)
        let space = String(repeating: " ", count: max(0, room - TerminalText.width(text) - TerminalText.width(place)))
        return "  " + (style.isUnicode ? "◌" : ".") + " " + text + (claim.place.isEmpty ? "" : space + dim(place))
    }

    func end(_ text: String, _ role: String) -> String {
        "  " + (style.isUnicode ? "●" : "*") + " " + fit(text, style.width - 8 - role.utf8.count) + " "
            + dim("(\(role))")
    }

    /// Host and address on the left, country and operator on the right, if the width has room for both.
    func stop(_ stop: RoutePicture.Stop, isTrusted: Bool) -> String {
        let mark = isTrusted ? (style.isUnicode ? "◉" : "O") : (style.isUnicode ? "○" : "o")
        let room = style.width - 4
        var place = [stop.country, stop.operatorName].compactMap { $0 }.joined(separator: " ")
        if stop.isAnycast { place += place.isEmpty ? "anycast" : ", anycast" }
        if stop.isHosting { place += place.isEmpty ? "hosting" : ", hosting" }
        let address = stop.address.map { " [\($0)]" } ?? ""
        // Two fifths of the line, and what the host leaves free.
        let free = room - TerminalText.width(TerminalText.safe(stop.name + address)) - 2
        place = fit(place, max(12, room * 2 / 5, free))
        let left = room - (place.isEmpty ? 0 : TerminalText.width(place) + 2)
        // The address is what cannot be invented: a long name gives way to it.
        let forName = max(10, left - TerminalText.width(address))
        let name = fit(stop.name, forName)
        let text = TerminalText.shorten(name + TerminalText.safe(address), to: left, ellipsis: ellipsis)
        let gap = String(repeating: " ", count: max(0, room - TerminalText.width(text) - TerminalText.width(place)))
        return "  \(mark) " + text + (place.isEmpty ? "" : gap + dim(place))
    }

    func leg(_ leg: RoutePicture.Leg) -> String {
        let (plain, shown) = lock(leg)
        let opening = "  \(line)   "
        var remarks = [leg.delay].compactMap { $0 }
        if leg.isLongest { remarks.append("the longest wait") }
        if leg.isWeakest { remarks.append("the weakest link") }
        if leg.oddities > 0 { remarks.append(leg.oddities == 1 ? "1 oddity" : "\(leg.oddities) oddities") }
        let remark = remarks.joined(separator: ", ")
        let comma = style.isUnicode ? " · " : ", "
        let room = style.width - TerminalText.width(opening + plain + comma)
        guard !remark.isEmpty, room >= 8 else { return opening + shown }
        return opening + shown + dim(comma + fit(remark, room))
    }

    /// Without colour, to measure, and with.
    private func lock(_ leg: RoutePicture.Leg) -> (plain: String, shown: String) {
        let sign =
            switch leg.lock {
            case .closed: style.isUnicode ? "🔒 " : "[TLS] "
            case .open: style.isUnicode ? "🔓 " : "[open] "
            case .unknown: ""
            }
        let transport = fit(leg.transport, 18)
        guard let grade = leg.grade else { return (sign + transport, dim(sign + transport)) }
        let text = "\(grade.rawValue) \(transport)"
        return (sign + text, sign + paint(text, grade))
    }

    func broken(_ other: String) -> String {
        "  " + (style.isUnicode ? "╎" : ":") + "   "
            + dim(fit("the hop before says that it was \(other)", style.width - 8))
    }

    func omitted(_ count: Int) -> String { gap + "   " + dim("\(count) more hops") }

    var boundary: String {
        let label = style.width < 48 ? " the receiver's own word " : " from here on the receiver's own word "
        let tail = max(0, style.width - 5 - label.utf8.count)
        let text =
            dash + dash + (style.isUnicode ? "┼" : "+") + dash + dash + label + String(repeating: dash, count: tail)
        return style.isColoured ? "\u{1B}[36m\(text)\u{1B}[0m" : text
    }

    // MARK: Pieces

    private func fit(_ text: String, _ width: Int) -> String {
        TerminalText.shorten(TerminalText.safe(text), to: max(1, width), ellipsis: ellipsis)
    }

    private func dim(_ text: String) -> String {
        style.isColoured && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }

    private func paint(_ text: String, _ grade: TransportGrade) -> String {
        guard style.isColoured else { return text }
        let code =
            switch grade {
            case .aPlus, .a: 32
            case .b, .c: 33
            case .d, .f: 31
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
