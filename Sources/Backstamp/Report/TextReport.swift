import ARC
import DKIM
import DNS
import Geography
import MIME
import SPF

/// A report for people, in a terminal: the verdict and the three answers first, then the evidence for an admin.
package struct TextReport {
    /// How the text may look.
    package struct Style: Sendable {
        /// Columns.
        package var width: Int
        package var isColoured: Bool
        /// Whether the terminal shows more than ASCII.
        package var isUnicode: Bool

        package init(width: Int = 80, isColoured: Bool = false, isUnicode: Bool = true) {
            self.width = max(40, min(width, 120))
            self.isColoured = isColoured
            self.isUnicode = isUnicode
        }
    }

    private let report: Report
    private let style: Style
    private var lines: [String] = []

    package static func text(_ report: Report, style: Style) -> String {
        var writer = TextReport(report, style)
        writer.verdict()
        writer.answers()
        writer.route()
        writer.checks()
        writer.findings()
        writer.senderRules()
        let text = writer.lines.joined(separator: "\n") + "\n"
        return style.isUnicode ? text : TerminalText.ascii(text)
    }

    private init(_ report: Report, _ style: Style) {
        self.report = report
        self.style = style
    }

    private var evidence: Evidence { report.evidence }

    // MARK: Sections

    private mutating func verdict() {
        let label = report.verdict.label
        let subject = (evidence.message.parsed.subject ?? "(no subject)").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        lines.append(colour(label.rawValue.uppercased(), label) + "  " + fit(subject, style.width - 14))
        if let author = evidence.message.author {
            let name = author.name.map { "\($0) " } ?? ""
            lines.append("from " + fit("\(name)<\(author.address)>", style.width - 5))
        }
        let recipients = evidence.message.parsed.to.map(\.address)
        let to = recipients.first.map { "to \($0)" + (recipients.count > 1 ? " and \(recipients.count - 1) more" : "") }
        let date = evidence.message.parsed.date.map { "on " + $0.iso8601.prefix(10) }
        let head = [to, date].compactMap { $0 }.joined(separator: " ")
        if !head.isEmpty { lines.append(fit(head, style.width)) }
        lines.append("")
        paragraph(report.verdict.summary)
        lines.append("")
    }

    private mutating func answers() {
        item("Who vouches", report.verdict.vouched.sentence)
        item("Who carried", report.verdict.carried.sentence)
        item("Who learns", report.verdict.watched.sentence)
        if let weakest = WeakestHop.line(evidence.route) { item("Weakest hop", weakest) }
        let score = report.score
        let percent = Int((score.risk * 100).rounded())
        item("Spam filter", "\(Words.decimal(score.total)) points of \(Words.decimal(Score.threshold)): a filter flags it with \(percent) % probability.")
        if let laws = Laws.sentence(evidence.jurisdictions) { item("Under law", laws) }
    }

    private mutating func route() {
        let drawing = RouteDiagram.lines(
            evidence.route, author: evidence.message.author?.address, recipient: evidence.recipient, style: style)
        guard !drawing.isEmpty else { return }
        let count = evidence.route.hops.count
        lines.append("")
        lines.append(bold("Route") + " (\(count) \(count == 1 ? "hop" : "hops"), origin first)")
        lines += drawing
    }

    private mutating func checks() {
        lines.append("")
        lines.append(bold("Checks"))
        let authentication = evidence.authentication
        if let spf = authentication.spfMailFrom {
            check("SPF", spf.result.rawValue, "\(spf.domain) from \(spf.clientIP)", spf.reason)
            if let view = spf.libspf2, view.differs == true { check("", "", "libspf2 says \(view.result)", view.why ?? "") }
            for view in spf.localLimits { check("", "", "\(view.receiver), whose limit is \(view.limit), says \(view.result.rawValue)", "") }
        } else {
            let missing = evidence.envelope.clientIP == nil ? "no client of another house is known" : "the client's reverse-path is not known"
            check("SPF", "", "not evaluated: \(missing)", "")
        }
        if let helo = authentication.spfHelo, helo.domain != authentication.spfMailFrom?.domain {
            check("HELO", helo.result.rawValue, helo.domain, helo.reason)
        }
        if let iprev = authentication.iprev {
            check("iprev", iprev.result.rawValue, iprev.clientIP.description, iprev.reason)
        }
        if authentication.dkim.isEmpty { check("DKIM", "none", "not signed", "") }
        // What passes decides, so it may not be left out.
        let signatures = authentication.dkim.filter { $0.result == .pass } + authentication.dkim.filter { $0.result != .pass }
        for signature in signatures.prefix(5) {
            check("DKIM", signature.result.rawValue, "\(signature.domain ?? "?") (\(signature.selector ?? "?"))", signature.reason)
        }
        if signatures.count > 5 { check("", "", "and \(signatures.count - 5) more signatures in the JSON report", "") }
        let dmarc = authentication.dmarc
        check("DMARC", dmarc.result.rawValue, (dmarc.domain ?? "") + (dmarc.policy.map { ", policy \($0.rawValue)" } ?? ""), dmarc.reason)
        if let old = dmarc.legacy {
            check("", "", "RFC 7489 says \(old.result.rawValue): by the Public Suffix List the organization is \(old.organizationalDomain)", "")
        }
        if authentication.arc.result != .none {
            let count = authentication.arc.instances.count
            let result = authentication.arc.isUndecided ? "unchecked" : authentication.arc.result.rawValue
            check("ARC", result, "\(count) \(count == 1 ? "set" : "sets")", authentication.arc.reason)
        }
        for record in authentication.recorded.filter({ $0.trusted && !$0.results.isEmpty }).prefix(3) {
            let results = record.results.prefix(6).map { "\($0.method)=\($0.result)" }.joined(separator: " ")
            check("noted", "", "by \(record.authservID ?? "the receiver"): \(results)", "")
        }
        let claims = authentication.recorded.filter(isUnbelievedNoteOfReceiver)
        if let name = claims.first?.authservID {
            // Some receivers write a field for each method.
            let results = claims.filter { $0.authservID == name }.flatMap(\.results).prefix(6)
            let words = results.map { "\($0.method)=\($0.result)" }.joined(separator: " ")
            let hint = evidence.route.borderHop?.dialect == "gmail"
                ? "believed only with --authserv-id \(name)"
                : "not believed: it stands below the receiver's own Received field, where anybody can have written it"
            check("claimed", "", "by \(name): \(words); \(hint)", "")
        }
        var told: [String] = []
        for sentence in authentication.differences.map(\.sentence) where !told.contains(sentence) { told.append(sentence) }
        for sentence in told.prefix(3) { check("differs", "", sentence, "") }
        if told.count > 3 { check("", "", "and \(told.count - 3) more in the JSON report", "") }
        if let use = report.dns, use.source == "none" || !use.notRecorded.isEmpty {
            let missing = Words.list(use.notRecorded, atMost: 3)
            paragraph("DNS: \(use.source)" + (missing.isEmpty ? "; nothing was looked up." : "; not recorded: \(missing)."), indent: 2)
        }
    }

    private mutating func findings() {
        guard !report.findings.isEmpty else { return }
        lines.append("")
        lines.append(bold("Findings") + " (\(report.findings.count); `backstamp explain SIGNAL` says more)")
        let sorted = report.findings.enumerated().sorted {
            ($0.element.signal.weight, $1.offset) > ($1.element.signal.weight, $0.offset)
        }.map(\.element)
        for finding in sorted {
            let signal = finding.signal
            let sign = signal.weight > 0 ? "+" : ""
            let weight = signal.weight == 0 ? "" : sign + Words.decimal(signal.weight)
            lines.append("  " + pad(weight, 5) + " " + signal.id)
            paragraph(signal.summary, indent: 8)
            if let place = finding.evidence.first {
                let more = finding.evidence.count > 1 ? "  (and \(finding.evidence.count - 1) more)" : ""
                lines.append("        " + fit(origin(of: place) + place.text, style.width - 8 - more.count) + more)
            }
        }
        for anomaly in evidence.message.anomalies.prefix(10) {
            paragraph("\(anomaly.code): \(anomaly.text)", indent: 2)
        }
    }

    /// What the large mailbox providers ask of those who write to many.
    private mutating func senderRules() {
        guard let rules = evidence.content.subscription?.rules, !rules.isEmpty else { return }
        let met = rules.count { $0.state == .met }
        lines.append("")
        lines.append(bold("Rules for bulk senders") + " (Gmail, Yahoo, Microsoft, 2024 to 2026; \(met) of \(rules.count) met)")
        for rule in rules {
            let state = switch rule.state {
            case .met: "met"
            case .notMet: "not met"
            case .notVisible: "unseen"
            }
            let text = TerminalText.wrap(TerminalText.safe("\(rule.text): \(rule.reason)"), width: style.width - 10)
            for (index, line) in text.prefix(3).enumerated() {
                lines.append("  " + pad(index == 0 ? state : "", 8) + line)
            }
        }
    }

    // MARK: Pieces

    private func origin(of place: Place) -> String {
        let line = place.line.map { "line \($0), " } ?? ""
        return switch place.where {
        case .header: "\(line)\(place.name ?? "header"): "
        case .body, .html: line.isEmpty ? "" : "\(line)"
        case .dns: "DNS: "
        case .envelope: "\(place.name ?? "envelope"): "
        }
    }

    /// One check; what does not fit goes on below, under its beginning.
    private mutating func check(_ method: String, _ result: String, _ subject: String, _ reason: String) {
        // Nobody asked the DNS, or it knew nothing: that is no fault of the domain.
        let isUnasked = result == "temperror" && reason.contains("not recorded")
        let text = [subject, reason].filter { !$0.isEmpty }.joined(separator: "; ")
        let head = "  " + pad(method, 8) + pad(isUnasked ? "unchecked" : result, 10)
        let wrapped = TerminalText.wrap(TerminalText.safe(text), width: style.width - 20)
        for (index, line) in wrapped.prefix(4).enumerated() {
            let isCut = index == 3 && wrapped.count > 4
            lines.append((index == 0 ? head : String(repeating: " ", count: 20)) + line + (isCut ? " …" : ""))
        }
        if wrapped.isEmpty { lines.append(head) }
    }

    /// A note under the receiver's own name that stands where anybody could have written it.
    private func isUnbelievedNoteOfReceiver(_ record: RecordedResults) -> Bool {
        guard !record.trusted, record.header == "authentication-results", !record.results.isEmpty, let id = record.authservID
        else { return false }
        return evidence.route.hops.contains { $0.trusted && $0.by.name?.lowercased() == id.lowercased() }
    }

    private mutating func item(_ title: String, _ sentence: String) {
        let wrapped = TerminalText.wrap(TerminalText.safe(sentence), width: style.width - 14)
        for (index, line) in wrapped.enumerated() {
            lines.append((index == 0 ? bold(title) + String(repeating: " ", count: 14 - title.count) : String(repeating: " ", count: 14)) + line)
        }
    }

    private mutating func paragraph(_ text: String, indent: Int = 0) {
        for line in TerminalText.wrap(TerminalText.safe(text), width: style.width - indent) {
            lines.append(String(repeating: " ", count: indent) + line)
        }
    }

    private func fit(_ text: String, _ width: Int) -> String {
        TerminalText.shorten(TerminalText.safe(text), to: width, ellipsis: style.isUnicode ? "…" : "...")
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - TerminalText.width(text)))
    }

    private func bold(_ text: String) -> String { style.isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private func colour(_ text: String, _ label: Verdict.Label) -> String {
        guard style.isColoured else { return text }
        let code = switch label {
        case .genuine: "1;32"
        case .unverified: "1;33"
        case .suspicious: "1;35"
        case .forged: "1;31"
        }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
