package import MIME

/// Our own look at the raw message (RFC 5322 §2.1, §2.2, §3.6): what a MIME library repairs in silence is what an
/// attacker uses, because two programs repair it in two ways. The parser's own complaints are in
/// `ParsedMessage.anomalies`.
///
/// Each check is a function in `MessageAnomalies.checks`; all of them run, and none reports a code more than `limit` times.
package enum MessageAnomalies {
    /// How often one code is reported.
    static let limit = 5

    static let checks: [@Sendable (ParsedMessage, LineSurvey) -> [Anomaly]] = [
        wholeMessage, missingFields, repeatedFields, oddFields, lineEnds, longLines, authors, encodedWords,
    ]

    package static func all(_ message: ParsedMessage) -> [Anomaly] {
        checks.flatMap { $0(message, message.lines) }
    }

    // MARK: The message as a whole

    private static func wholeMessage(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        let header = message.header
        var found: [Anomaly] = []
        if header.octets.isEmpty { return [Anomaly("empty-message", "The message is empty.")] }
        if !header.fields.contains(where: { !$0.name.isEmpty }) {
            found.append(
                Anomaly("no-header", "The message has no header field at all.", range: 0..<header.bodyStart, line: 1))
        }
        if header.isTruncated {
            found.append(
                Anomaly(
                    "header-limit", "The header has more than \(header.fields.count) fields; the rest is taken as body."
                ))
        } else if !header.isTerminated {
            found.append(
                Anomaly("no-body-separator", "No empty line ends the header, so that the message has no body."))
        }
        return found
    }

    // RFC 5322 §3.6: Date and From must be there, Message-ID should.
    private static func missingFields(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        let required = [
            ("from", "missing-from", "The message has no From field."),
            ("date", "missing-date", "The message has no Date field."),
            ("message-id", "missing-message-id", "The message has no Message-ID field."),
        ]
        var found: [Anomaly] = []
        for (key, code, text) in required where message.header.first(key) == nil { found.append(Anomaly(code, text)) }
        if message.date == nil, let field = message.header.first("date") {
            found.append(
                Anomaly("unreadable-date", "The Date field names no day.", range: field.range, line: field.line))
        }
        return found
    }

    // RFC 5322 §3.6: the maximum number is 1 for each of these; RFC 2045 for the rest.
    private static let once = [
        "date", "from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "in-reply-to", "references", "subject",
        "mime-version", "content-type", "content-transfer-encoding", "content-disposition", "content-id", "return-path",
    ]

    private static func repeatedFields(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        var repeated: [(field: HeaderField, first: HeaderField)] = []
        for places in message.header.repeated {
            let first = message.header.field(at: places.lowerBound)
            guard once.contains(first.key) else { continue }
            repeated += message.header.fields(at: places.dropFirst()).map { ($0, first) }
        }
        if repeated.isEmpty { return [] }
        let found = repeated.sorted { $0.field.index < $1.field.index }.map { field, first in
            let same = message.header.unfolded(first) == message.header.unfolded(field)
            return Anomaly(
                "duplicate-\(field.key)",
                "The field \(field.name) stands more than once\(same ? ", with the same value" : ", and the values differ").",
                range: field.range, line: field.line)
        }
        return kept(found)
    }

    // MARK: Lines

    private static func oddFields(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        let header = message.header
        var found: [Anomaly] = []
        let postmark = Array("From ".utf8)
        let allFields = header.fields
        let fields = allFields.span
        for index in fields.indices {
            // RFC 5322 §4.5: white space before the colon is obsolete; some programs do not see the field.
            let nameEnd = fields[index].range.lowerBound + fields[index].name.utf8.count
            let isUsual = !fields[index].name.isEmpty && nameEnd >= fields[index].body.lowerBound - 1
            if isUsual, !fields[index].traits.contains(.hasBlankLine), !fields[index].traits.contains(.isOdd) { continue }
            let field = fields[index]
            if field.name.isEmpty {
                let raw = header.raw(field)
                let isMboxLine = field.index == 0 && raw.starts(with: postmark)
                let startsWhite = raw.first == 0x20 || raw.first == 0x09
                if !isMboxLine, !startsWhite {
                    found.append(
                        Anomaly(
                            "no-field", "A line of the header is no header field.", range: field.range, line: field.line))
                }
            }
            if !field.name.isEmpty, nameEnd < field.body.lowerBound - 1 {
                found.append(
                    Anomaly(
                        "space-before-colon", "White space stands between the name \(field.name) and its colon.",
                        range: field.range, line: field.line))
            }
            if field.traits.contains(.hasBlankLine) { found += oddFolding(field, header) }
            if field.traits.contains(.isOdd) { found += oddOctets(field, header) }
            if found.count > 4 * limit { break }
        }
        return kept(found)
    }

    /// RFC 5322 §3.2.2: a folded line must hold more than white space; to some programs such a line ends the header.
    private static func oddFolding(_ field: HeaderField, _ header: HeaderSection) -> [Anomaly] {
        var line = field.line
        var isBlank = true
        var start = field.range.lowerBound
        let allOctets = header.octets
        let octets = allOctets.span
        for position in field.range {
            switch octets[position] {
            case 0x0A:
                if isBlank, line > field.line {
                    let range = start..<(position + 1)
                    return [
                        Anomaly(
                            "blank-continuation", "A folded line holds nothing but white space.", range: range,
                            line: line)
                    ]
                }
                line += 1
                isBlank = true
                start = position + 1
            case 0x20, 0x09, 0x0D: break
            default: isBlank = false
            }
        }
        return []
    }

    private static func oddOctets(_ field: HeaderField, _ header: HeaderSection) -> [Anomaly] {
        var hasNUL = false
        var hasControl = false
        var has8Bit = false
        for byte in header.raw(field) {
            if byte >= 0x80 {
                has8Bit = true
            } else if byte == 0 {
                hasNUL = true
            } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                hasControl = true
            }
        }
        var found: [Anomaly] = []
        let add = { (code: String, text: String) in
            found.append(Anomaly(code, text, range: field.range, line: field.line))
        }
        let name = field.name.isEmpty ? "a line of the header" : "the field \(field.name)"
        if hasNUL { add("nul-in-header", "A NUL octet stands in \(name); programs in C read no further.") }
        if hasControl { add("control-in-header", "A control character stands in \(name).") }
        // RFC 6532 allows UTF-8; anything else was never allowed.
        if has8Bit, String(validating: header.raw(field), as: UTF8.self) == nil {
            add("8bit-in-header", "Octets beyond ASCII that are not UTF-8 stand in \(name).")
        }
        return found
    }

    /// RFC 5322 §2.1, RFC 5321 §2.3.8: CR and LF occur together only. A stored message with LF alone is usual; one with
    /// both is not, and is how SMTP smuggling looks afterwards.
    private static func lineEnds(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        var found: [Anomaly] = []
        let add = { (code: String, text: String, place: LineSurvey.Place) in
            found.append(Anomaly(code, text, range: place.offset..<(place.offset + 1), line: place.line))
        }
        if let place = lines.firstBareCR {
            add("bare-cr", "\(lines.bareCR) CR stand without LF; some programs take them as line ends.", place)
        }
        if let place = lines.firstBareLF, lines.pairs > 0 {
            add("mixed-line-ends", "\(lines.bareLF) lines end with LF alone and \(lines.pairs) with CRLF.", place)
        }
        if let place = lines.firstNUL, place.offset >= message.header.bodyStart {
            add("nul-in-body", "A NUL octet stands in the body.", place)
        }
        return found
    }

    /// RFC 5322 §2.1.1: 998 characters without the line end. The longest is shown.
    private static func longLines(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        guard lines.longest.count > 998 else { return [] }
        let code = lines.longest.lowerBound < message.header.bodyStart ? "long-header-line" : "long-line"
        let text = "A line has \(lines.longest.count) octets; 998 are allowed."
        return [Anomaly(code, text, range: lines.longest, line: lines.longestLine)]
    }

    /// At most `limit` of one code.
    private static func kept(_ anomalies: [Anomaly]) -> [Anomaly] {
        if anomalies.isEmpty { return [] }
        var counts: [String: Int] = [:]
        return anomalies.filter {
            counts[$0.code, default: 0] += 1
            return counts[$0.code, default: 0] <= limit
        }
    }
}
