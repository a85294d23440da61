import MIME

/// What is odd about the names and addresses that a reader sees: the From field (RFC 5322 §3.6.2) and encoded words
/// (RFC 2047) that hide what they say.
extension MessageAnomalies {
    static func authors(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        guard let field = message.header.first("from") else { return [] }
        let add = { (code: String, text: String) in Anomaly(code, text, range: field.range, line: field.line) }
        if message.from.isEmpty { return [add("unreadable-from", "The From field names no mailbox.")] }
        var found: [Anomaly] = []
        if message.from.count > 1 {
            found.append(
                add(
                    "several-authors",
                    "From names \(message.from.count) mailboxes; programs show one of them, and not the same one."))
        }
        for mailbox in message.from.prefix(limit) where mailbox.domain == nil {
            found.append(add("author-without-domain", "The address \(mailbox.address) in From has no domain."))
        }
        return found
    }

    /// RFC 2047 §5: an encoded word must not stand inside an addr-spec; and what a decoded word hides (an address, a
    /// line end, a NUL) is there to be seen by one program and not by another.
    private static let addresses: Set<String> = ["from", "sender", "reply-to", "to", "cc"]

    static func encodedWords(_ message: ParsedMessage, _ lines: LineSurvey) -> [Anomaly] {
        var found: [Anomaly] = []
        for mailboxes in [message.from[...], message.replyTo[...], message.to.prefix(100)] {
            for mailbox in mailboxes where mailbox.address.utf8.contains(0x3F) {
                guard mailbox.address.holds("=?"), mailbox.address.holds("?=") else { continue }
                found.append(Anomaly("encoded-address", "The address \(mailbox.address) holds an encoded word."))
            }
        }
        let allFields = message.header.fields
        let fields = allFields.span
        for index in fields.indices where fields[index].traits.contains(.hasQuestionMark) {
            let field = fields[index]
            guard addresses.contains(field.key) || field.key == "subject" else { continue }
            for word in EncodedWord.all(in: message.header.unfolded(field)) {
                let add = { (code: String, text: String) in
                    found.append(Anomaly(code, text, range: field.range, line: field.line))
                }
                let octets = word.octets
                if octets.contains(0) {
                    add("nul-in-encoded-word", "An encoded word in \(field.name) hides a NUL octet.")
                }
                if octets.contains(0x0D) || octets.contains(0x0A) {
                    add("line-end-in-encoded-word", "An encoded word in \(field.name) hides a line end.")
                }
                if addresses.contains(field.key), octets.contains(0x40) {
                    add("address-in-encoded-word", "An encoded word in \(field.name) hides what looks like an address.")
                }
                if found.count >= limit { return found }
            }
        }
        return found
    }
}
