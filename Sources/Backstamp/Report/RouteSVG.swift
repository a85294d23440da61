/// The route as an SVG 1.1 picture that stands for itself: no script, no font and no image from elsewhere; readable on
/// light and dark ground. All text of the mail is made harmless and escaped.

import MIME

package enum RouteSVG {
    /// nil where the message has no hop.
    package static func picture(_ route: Route, author: String?, recipient: String?) -> String? {
        let picture = RoutePicture(route)
        guard !picture.legs.isEmpty else { return nil }
        var canvas = RouteCanvas()
        canvas.draw(picture, author: author, recipient: recipient)
        return canvas.document
    }
}

/// Draws from top to bottom; `y` is where the next thing stands.
private struct RouteCanvas {
    private static let width = 760
    private static let spine = 56
    private static let text = 88
    private static let right = 728

    private var body = ""
    private var y = 40

    mutating func draw(_ picture: RoutePicture, author: String?, recipient: String?) {
        if let author { end(author, "author") }
        for claim in picture.claims { self.claim(claim) }
        for (index, leg) in picture.legs.enumerated() {
            stop(picture.stops[index], isTrusted: leg.isTrusted && !leg.isBoundary)
            if let other = leg.brokenFrom { remark("the hop before says that it was " + other) }
            self.leg(leg)
            if picture.omittedBehind == index { gap("\(picture.omitted) more hops") }
        }
        if let last = picture.stops.last { stop(last, isTrusted: picture.legs.last?.isTrusted == true) }
        if let recipient {
            line(y, y + 26, "spine")
            y += 34
            end(recipient, "recipient", isLast: true)
        }
    }

    var document: String {
        let height = y + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" height="\(height)" role="img" aria-labelledby="route-title">
            <title id="route-title">The route of the message, from author to recipient</title>
            <style>\(Self.stylesheet)</style>
            <rect class="ground" width="100%" height="100%" rx="10"/>
            \(body)</svg>

            """
    }

    // Colours stand in plain rules, not in custom properties, which not every program that shows SVG knows.
    private static let stylesheet =
        shapes + colours(.light) + "@media(prefers-color-scheme:dark){" + colours(.dark) + "}"

    private static let shapes = """
        text{font:14px system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}.soft,.word,.grade{font-size:12px}\
        .role{font-size:11px;letter-spacing:.06em}.grade{font-weight:700}.spine,.gap{stroke-width:2}\
        .gap{stroke-dasharray:2 5}.dot{stroke-width:2.5}.claimed{stroke-dasharray:2 3}.border{stroke-width:1.5;stroke-dasharray:6 4}.leg{stroke-width:4}\
        .leg.none{stroke-dasharray:3 4}.lock{stroke-width:1.8;fill:none}.flag{fill:none}
        """

    private struct Palette {
        let ground, ink, soft, line, good, fair, bad, own, onBadge: String
        static let light = Palette(
            ground: "#fdfcf9", ink: "#1d2329", soft: "#5d6670", line: "#b9c0c7", good: "#1a7f4b", fair: "#a35f00",
            bad: "#c22f2f", own: "#2563a8", onBadge: "#ffffff")
        static let dark = Palette(
            ground: "#14181c", ink: "#eceff1", soft: "#a3aeb8", line: "#56616b", good: "#4cc38a", fair: "#e5a445",
            bad: "#ff7b72", own: "#6cb0f5", onBadge: "#10151a")
    }

    private static func colours(_ palette: Palette) -> String {
        var rules = "text{fill:\(palette.ink)}.ground{fill:\(palette.ground)}.soft,.role{fill:\(palette.soft)}"
        rules += ".spine,.gap,.flag,.none{stroke:\(palette.line)}.dot{fill:\(palette.ground);stroke:\(palette.line)}"
        rules +=
            ".dot.own{fill:\(palette.own);stroke:\(palette.own)}.dot.person{fill:\(palette.ink);stroke:\(palette.ink)}"
        rules += ".border{stroke:\(palette.own)}.word{fill:\(palette.own)}.grade{fill:\(palette.onBadge)}"
        for (tone, colour) in [("good", palette.good), ("fair", palette.fair), ("bad", palette.bad)] {
            rules += ".leg.\(tone),.lock.\(tone){stroke:\(colour)}.badge.\(tone),.body.\(tone){fill:\(colour)}"
        }
        return rules
    }

    // MARK: Things

    private mutating func end(_ name: String, _ role: String, isLast: Bool = false) {
        if !isLast { line(y + 8, y + 34, "spine") }
        body += "<circle class=\"dot person\" cx=\"\(Self.spine)\" cy=\"\(y)\" r=\"7\"/>\n"
        write(name, at: Self.text, y + 5, columns: 62)
        write(role.uppercased(), at: Self.right, y + 5, columns: 12, "role", isAtEnd: true)
        y += isLast ? 26 : 42
    }

    private mutating func claim(_ claim: RoutePicture.Claim) {
        body += "<circle class=\"dot claimed\" cx=\"\(Self.spine)\" cy=\"\(y)\" r=\"7\"/>\n"
        write("\(claim.address), as \(claim.field) claims", at: Self.text, y + 5, columns: 56)
        write(claim.place, at: Self.right, y + 4, columns: 24, "soft", isAtEnd: true)
        line(y + 8, y + 34, "gap")
        y += 42
    }

    private mutating func stop(_ stop: RoutePicture.Stop, isTrusted: Bool) {
        body += "<circle class=\"dot\(isTrusted ? " own" : "")\" cx=\"\(Self.spine)\" cy=\"\(y)\" r=\"7\"/>\n"
        var marks = [stop.operatorName].compactMap { $0 }
        if stop.isAnycast { marks.append("anycast") }
        if stop.isHosting { marks.append("hosting") }
        let columns = marks.isEmpty ? 60 : 38
        write(stop.name, at: Self.text, y + 5, columns: columns)
        var end = Self.right
        if let country = stop.country {
            body += "<rect class=\"flag\" x=\"\(end - 30)\" y=\"\(y - 10)\" width=\"30\" height=\"20\" rx=\"4\"/>\n"
            write(country, at: end - 15, y + 4, columns: 2, "soft", anchor: "middle")
            end -= 40
        }
        // What the name leaves free, in letters of this smaller size.
        let free = 76 - min(columns, TerminalText.width(TerminalText.safe(stop.name))) * 7 / 6
        write(marks.joined(separator: ", "), at: end, y + 4, columns: max(34, free), "soft", isAtEnd: true)
        if let address = stop.address { write(address, at: Self.text, y + 21, columns: 45, "soft") }
        y += 8
    }

    private mutating func leg(_ leg: RoutePicture.Leg) {
        let tone = Self.tone(leg.grade)
        let height = leg.isBoundary ? 88 : 66
        let (start, end) = (y, y + height - 8)
        body +=
            "<line class=\"leg \(tone)\" x1=\"\(Self.spine)\" y1=\"\(start)\" x2=\"\(Self.spine)\" y2=\"\(end)\"/>\n"
        let middle = y + height - 29
        var x = Self.text
        if leg.isBoundary {
            body += "<line class=\"border\" x1=\"16\" y1=\"\(y + 36)\" x2=\"\(Self.right)\" y2=\"\(y + 36)\"/>\n"
            write("from here on the receiver's own word", at: Self.right, y + 52, columns: 40, "word", isAtEnd: true)
        }
        if leg.lock != .unknown {
            lock(x, middle, isOpen: leg.lock == .open, tone)
            x += 20
        }
        if let grade = leg.grade {
            body +=
                "<rect class=\"badge \(tone)\" x=\"\(x)\" y=\"\(middle - 9)\" width=\"28\" height=\"18\" rx=\"4\"/>\n"
            write(grade.rawValue, at: x + 14, middle + 4, columns: 2, "grade", anchor: "middle")
            x += 36
        }
        var remarks = [leg.transport] + [leg.delay].compactMap { $0 }
        if leg.isLongest { remarks.append("the longest wait") }
        if leg.isWeakest { remarks.append("the weakest link") }
        if leg.oddities > 0 { remarks.append(leg.oddities == 1 ? "1 oddity" : "\(leg.oddities) oddities") }
        write(remarks.joined(separator: " · "), at: x, middle + 4, columns: 80, "soft")
        y += height
    }

    private mutating func remark(_ text: String) {
        write(text, at: Self.right, y + 13, columns: 60, "soft", isAtEnd: true)
    }

    private mutating func gap(_ text: String) {
        line(y - 8, y + 24, "gap")
        write(text, at: Self.text, y + 10, columns: 40, "soft")
        y += 32
    }

    // MARK: Pieces

    private mutating func line(_ from: Int, _ to: Int, _ kind: String) {
        body += "<line class=\"\(kind)\" x1=\"\(Self.spine)\" y1=\"\(from)\" x2=\"\(Self.spine)\" y2=\"\(to)\"/>\n"
    }

    /// A shackle over a body; open, it stands to the side.
    private mutating func lock(_ x: Int, _ y: Int, isOpen: Bool, _ tone: String) {
        let shackle = isOpen ? "M\(x + 9) \(y - 1)v-4a3.5 3.5 0 0 1 7 0v1" : "M\(x + 3) \(y - 1)v-3a3.5 3.5 0 0 1 7 0v3"
        body += "<path class=\"lock \(tone)\" d=\"\(shackle)\"/>"
        body += "<rect class=\"body \(tone)\" x=\"\(x)\" y=\"\(y - 1)\" width=\"13\" height=\"10\" rx=\"2\"/>\n"
    }

    private mutating func write(
        _ text: String, at x: Int, _ y: Int, columns: Int, _ kind: String? = nil, isAtEnd: Bool = false,
        anchor: String? = nil
    ) {
        guard !text.isEmpty else { return }
        let shown = XMLText.shown(text, columns: columns)
        let kind = kind.map { " class=\"\($0)\"" } ?? ""
        let anchor = (anchor ?? (isAtEnd ? "end" : nil)).map { " text-anchor=\"\($0)\"" } ?? ""
        body += "<text\(kind) x=\"\(x)\" y=\"\(y)\"\(anchor)>\(shown)</text>\n"
    }

    private static func tone(_ grade: TransportGrade?) -> String {
        switch grade {
        case .aPlus, .a: "good"
        case .b, .c: "fair"
        case .d, .f: "bad"
        case nil: "none"
        }
    }
}
