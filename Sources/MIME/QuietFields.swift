/// Header fields that GMime need not see. It decodes the text of every field, which costs it many times what a line of
/// the body costs; what we want of it is the tree of parts, and the fields of the top are read from the raw header.
///
/// Only fields of which GMime could have nothing to say are left out: their names mean nothing to the tree, and their
/// octets are plain.
struct QuietFields {
    /// Their octets, in their order.
    private(set) var ranges: [Range<Int>] = []
    /// Whether no other field is left than those that say what the content is: GMime is then given a part, for a message
    /// costs it a list of addresses for each field that might have some.
    private(set) var leavesPart = false

    static let none = QuietFields()

    private init() {}

    /// - Parameter start: where the field starts that GMime reads first.
    init(_ header: HeaderSection, from start: Int) {
        guard header.isTidy(from: start) else { return }
        leavesPart = true
        var isEmpty = true
        let fields = header.fields
        for field in fields where field.range.lowerBound >= start {
            let isContent = field.key.hasPrefix("content-")
            let isQuiet = !isContent && header.isQuiet(field)
            // A message has to have a field, or GMime finds none.
            guard isQuiet, !isEmpty || field.index + 1 < fields.count else {
                leavesPart = leavesPart && (isContent || isQuiet)
                isEmpty = false
                continue
            }
            // Neighbours are one piece.
            if let last = ranges.last, last.upperBound == field.range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<field.range.upperBound
            } else {
                ranges.append(field.range)
            }
        }
    }
}

extension HeaderSection {
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

    /// Of these GMime says where one stands twice.
    private static let single = ["subject", "date", "message-id"]

    fileprivate func isQuiet(_ field: HeaderField) -> Bool {
        guard field.traits.isDisjoint(with: [.isOdd, .hasBareCR]) else { return false }
        if Self.single.contains(field.key), places(field.key).count > 1 { return false }
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
