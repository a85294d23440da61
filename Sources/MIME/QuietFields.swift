/// Header fields that GMime need not see. It decodes the text of every field, which costs it many times what a line of
/// the body costs; what we want of it is the tree of parts, and the fields of the top are read from the raw header.
///
/// Only fields of which GMime could have nothing to say are left out: their names mean nothing to it, and their octets
/// are plain.
extension HeaderSection {
    /// The octets of those fields, in their order, from the field that starts at `start` on.
    func quietFields(from start: Int) -> [Range<Int>] {
        guard isTidy(from: start) else { return [] }
        var quiet: [Range<Int>] = []
        var isAllQuiet = true
        for field in fields where field.range.lowerBound >= start {
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

    /// By their hashes, which the fields have at hand.
    private static let names: [UInt64: String] = {
        let names = [
            "received", "return-path", "delivered-to", "dkim-signature", "domainkey-signature", "authentication-results",
            "arc-seal", "arc-message-signature", "arc-authentication-results", "received-spf", "references",
            "in-reply-to", "feedback-id", "precedence", "auto-submitted", "thread-index", "thread-topic", "user-agent",
            // Those that `ParserInput` hides in any case.
            "from", "sender", "reply-to", "to", "cc", "bcc",
        ]
        return Dictionary(uniqueKeysWithValues: names.map { (HeaderReader.hash($0), $0) })
    }()

    /// Whether each field is a name, its colon at once behind it, and a body that ends with the line; what GMime makes of
    /// a line that is no field depends on where it stands.
    func isTidy(from start: Int) -> Bool {
        guard isTerminated, !isTruncated else { return false }
        return octets.withUnsafeBufferPointer { octets in
            fields.allSatisfy { field in
                let end = field.range.lowerBound + field.name.utf8.count
                return field.range.lowerBound < start
                    || !field.name.isEmpty && end < field.range.upperBound && octets[end] == 0x3A
                        && octets[field.range.upperBound - 1] == 0x0A
            }
        }
    }

    private func isQuiet(_ field: HeaderField) -> Bool {
        let key = field.key
        guard field.traits.isDisjoint(with: [.isOdd, .hasBareCR]) else { return false }
        guard Self.names[field.keyHash] == key || key.hasPrefix("x-") || key.hasPrefix("list-") else { return false }
        // An encoded word may be wrong (RFC 2047).
        return !field.traits.contains(.hasQuestionMark) || !hasWordStart(field.range)
    }

    private func hasWordStart(_ range: Range<Int>) -> Bool {
        var previous: UInt8 = 0
        for byte in octets[range] {
            if byte == 0x3F, previous == 0x3D { return true }
            previous = byte
        }
        return false
    }
}
