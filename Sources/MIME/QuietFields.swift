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
        let allFields = header.fields
        let fields = allFields.span
        for index in fields.indices where fields[index].range.lowerBound >= start {
            let isContent = fields[index].traits.contains(.isOfContent)
            let isQuiet = !isContent && header.isQuiet(fields[index])
            // A message has to have a field, or GMime finds none.
            guard isQuiet, !isEmpty || index + 1 < fields.count else {
                leavesPart = leavesPart && (isContent || isQuiet)
                isEmpty = false
                continue
            }
            let range = fields[index].range
            // Neighbours are one piece.
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
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
            let allFields = self.fields
            let fields = allFields.span
            for index in fields.indices where fields[index].range.lowerBound >= start {
                let range = fields[index].range
                let end = range.lowerBound + fields[index].name.utf8.count
                let isField = end > range.lowerBound && end < range.upperBound && octets[end] == 0x3A
                guard isField, octets[range.upperBound - 1] == 0x0A else { return false }
            }
            return true
        }
    }

    /// Of these GMime says where one stands twice.
    private static let single = ["subject", "date", "message-id"]

    fileprivate func isQuiet(_ field: borrowing HeaderField) -> Bool {
        guard field.traits.isDisjoint(with: .isOdd), field.traits.isDisjoint(with: .hasBareCR) else { return false }
        if Self.single.contains(field.key), places(field.key).count > 1 { return false }
        // An encoded word may be wrong (RFC 2047).
        return !field.traits.contains(.hasQuestionMark) || EncodedWord.areSound(in: octets[field.body])
    }
}
