/// Header fields that GMime need not see. It decodes the text of every field, which costs it many times what a line of
/// the body costs; what we want of it is the tree of parts, and the fields of the top are read from the raw header.
///
/// Only fields of which GMime could have nothing to say are left out: their names mean nothing to it, and their octets
/// are plain.
extension HeaderSection {
    /// The octets of those fields, in their order, from the field that starts at `start` on.
    func quietFields(from start: Int) -> [Range<Int>] {
        guard isTerminated, !isTruncated else { return [] }
        var quiet: [Range<Int>] = []
        var isAllQuiet = true
        for field in fields where field.range.lowerBound >= start {
            // What GMime makes of a line that is no field depends on where it stands.
            guard isTidy(field) else { return [] }
            let isQuiet = isQuiet(field)
            isAllQuiet = isAllQuiet && isQuiet
            guard isQuiet else { continue }
            // Neighbours are one piece.
            if let last = quiet.last, last.upperBound == field.range.lowerBound {
                quiet[quiet.count - 1] = last.lowerBound..<field.range.upperBound
            } else {
                quiet.append(field.range)
            }
        }
        // A message has to have a field, or GMime finds none.
        return isAllQuiet ? [] : quiet
    }

    private static let names: Set<String> = [
        "received", "return-path", "delivered-to", "dkim-signature", "domainkey-signature", "authentication-results",
        "arc-seal", "arc-message-signature", "arc-authentication-results", "received-spf", "references", "in-reply-to",
        "feedback-id", "precedence", "auto-submitted", "thread-index", "thread-topic", "user-agent",
        // Those that `ParserInput` hides in any case.
        "from", "sender", "reply-to", "to", "cc", "bcc",
    ]

    /// Whether a field is a name, its colon at once behind it, and a body that ends with the line.
    private func isTidy(_ field: HeaderField) -> Bool {
        let end = field.range.lowerBound + field.name.utf8.count
        return !field.name.isEmpty && end < field.range.upperBound && octets[end] == 0x3A
            && octets[field.range.upperBound - 1] == 0x0A
    }

    private func isQuiet(_ field: HeaderField) -> Bool {
        let key = field.key
        guard Self.names.contains(key) || key.hasPrefix("x-") || key.hasPrefix("list-") else { return false }
        return octets.withUnsafeBufferPointer { octets in
            var previous: UInt8 = 0
            for byte in octets[field.range] {
                // An encoded word may be wrong (RFC 2047).
                if byte == 0x3F, previous == 0x3D { return false }
                if byte < 0x20 || byte > 0x7E {
                    // A CR stands before its LF only.
                    guard byte == 0x09 || byte == 0x0A || byte == 0x0D else { return false }
                }
                if previous == 0x0D, byte != 0x0A { return false }
                previous = byte
            }
            return true
        }
    }
}
