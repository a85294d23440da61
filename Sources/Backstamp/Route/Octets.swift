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

extension Span where Element == UInt8 {
    /// - Parameter literal: ASCII in lower case.
    func equals(_ literal: String) -> Bool {
        let wanted = literal.utf8.span
        return count == wanted.count && matches(wanted, at: 0)
    }
}

extension ArraySlice<UInt8> {
    /// - Parameter literal: ASCII in lower case.
    func equals(_ literal: String) -> Bool { span.equals(literal) }

    /// - Parameter literal: ASCII in lower case. Most questions are answered by the first octet.
    func hasPrefix(_ literal: String) -> Bool {
        span.matches(literal.utf8.span, at: 0)
    }

    func hasSuffix(_ literal: String) -> Bool {
        let wanted = literal.utf8.span
        return count >= wanted.count && span.matches(wanted, at: count - wanted.count)
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
    var trimmed: Octets { self[trimmedRange] }

    var trimmedRange: Range<Int> {
        let text = span
        var (start, end) = (0, text.count)
        while start < end, text[start].isBlank { start += 1 }
        while start < end, text[end - 1].isBlank { end -= 1 }
        return (startIndex + start)..<(startIndex + end)
    }

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
        var words: [Octets] = []
        var position = startIndex
        while words.count < limit, let word = word(from: &position) { words.append(word) }
        return words
    }

    /// The first word at or behind a place, which then is moved behind it; nil where none is left.
    func word(from position: inout Int) -> Octets? {
        let text = span
        var start = position - startIndex
        while start < text.count, text[start].isBlank { start += 1 }
        guard start < text.count else { return nil }
        var end = start
        while end < text.count, !text[end].isBlank { end += 1 }
        position = startIndex + end
        return self[(startIndex + start)..<position]
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
