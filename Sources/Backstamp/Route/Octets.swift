/// Questions that a reader of trace fields asks of octets. ASCII only: letters compare without case, and octets
/// beyond ASCII are themselves.

typealias Octets = ArraySlice<UInt8>

extension UInt8 {
    /// Space, tab and the line ends that folding leaves.
    var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
    /// - Parameter literal: ASCII in lower case.
    func equals(_ literal: String) -> Bool { count == literal.utf8.count && hasPrefix(literal) }

    /// - Parameter literal: ASCII in lower case. Most questions are answered by the first octet.
    func hasPrefix(_ literal: String) -> Bool {
        let wanted = literal.utf8.span
        guard count >= wanted.count else { return false }
        for index in 0..<wanted.count where self[startIndex + index].lowered != wanted[index] { return false }
        return true
    }

    func hasSuffix(_ literal: String) -> Bool {
        let wanted = literal.utf8.span
        let start = endIndex - wanted.count
        guard start >= startIndex else { return false }
        for index in (0..<wanted.count).reversed() where self[start + index].lowered != wanted[index] { return false }
        return true
    }

    /// Where `literal` first stands; the octets before and after it.
    func cut(at literal: String) -> (before: Octets, after: Octets)? {
        let wanted = literal.utf8.span
        guard !wanted.isEmpty, count >= wanted.count else { return nil }
        let text = span
        let capital = wanted[0].isLetter ? wanted[0] & 0xDF : wanted[0]
        var index = 0
        while let found = text.first(wanted[0], or: capital, from: index) {
            if text.matches(wanted, at: found) {
                return (self[..<(startIndex + found)], self[(startIndex + found + wanted.count)...])
            }
            index = found + 1
        }
        return nil
    }

    func contains(_ literal: String) -> Bool { cut(at: literal) != nil }

    /// What follows `literal` at the start.
    func after(_ literal: String) -> Octets? { hasPrefix(literal) ? dropFirst(literal.utf8.count) : nil }

    /// Without white space at both ends.
    var trimmed: Octets { trimming(\.isBlank) }

    func trimming(_ isUnwanted: (UInt8) -> Bool) -> Octets {
        var (start, end) = (startIndex, endIndex)
        while start < end, isUnwanted(self[start]) { start += 1 }
        while start < end, isUnwanted(self[end - 1]) { end -= 1 }
        return self[start..<end]
    }

    /// Up to the first octet that `isEnd` accepts.
    func upTo(_ isEnd: (UInt8) -> Bool) -> Octets { prefix { !isEnd($0) } }

    /// The words, at most `limit` of them.
    func words(limit: Int = 64) -> [Octets] {
        split(maxSplits: limit, omittingEmptySubsequences: true, whereSeparator: \.isBlank).prefix(limit).map(\.trimmed)
    }

    /// Takes the first word off, with the white space around it; nil where none is left.
    mutating func nextWord() -> Octets? {
        guard let start = firstIndex(where: { !$0.isBlank }) else { return nil }
        let end = self[start...].firstIndex(where: \.isBlank) ?? endIndex
        let word = self[start..<end]
        self = self[end...]
        return word
    }

    /// As text: what is not UTF-8 becomes U+FFFD, runs of white space become one space.
    var text: String {
        let trimmed = trimmed
        if !trimmed.contains(where: \.isBlank) { return String(decoding: trimmed, as: UTF8.self) }
        var folded: [UInt8] = []
        folded.reserveCapacity(trimmed.count)
        for byte in trimmed {
            if !byte.isBlank { folded.append(byte) } else if folded.last != 0x20 { folded.append(0x20) }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// A number of at most nine digits that the octets start with.
    var leadingNumber: Int? {
        let digits = prefix(while: \.isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
