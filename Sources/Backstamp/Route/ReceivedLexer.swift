/// Words, comments and semicolons, in their order, as places in the field. It is handed the field's octets each time, for
/// it must not own them.
struct ReceivedLexer {
    enum Token {
        case word(Range<Int>)
        /// What stands between the parentheses.
        case comment(Range<Int>)
        case semicolon
    }

    /// Where the field starts in the message: places within it are counted from 0 here, and told by this.
    private let base: Int
    private var position = 0
    /// The closing parenthesis of each opening one that has one; ascending, outermost only.
    private let closings: [(open: Int, close: Int)]
    private var nextClosing = 0
    /// Behind a quotation mark that nothing closes, no other is looked for: time stays linear.
    private var hasOpenQuote = false

    init(_ octets: Octets) {
        base = octets.startIndex
        closings = Self.parentheses(octets.span)
    }

    /// An opening parenthesis that is never closed is an ordinary octet: it must not swallow the rest of the field.
    private static func parentheses(_ text: Span<UInt8>) -> [(open: Int, close: Int)] {
        var open: [Int] = []
        var pairs: [(open: Int, close: Int)] = []
        open.reserveCapacity(8)
        pairs.reserveCapacity(8)
        var index = 0
        // A backslash within parentheses takes the octet behind it for what it is (RFC 5322 §3.2.1).
        let hasBackslash = text.first(0x5C, from: 0) != nil
        while index < text.count {
            if open.isEmpty || !hasBackslash {
                guard let next = text.first(0x28, or: 0x29, from: index) else { break }
                index = next
            }
            switch text[index] {
            case 0x5C where !open.isEmpty: index += 1
            case 0x28: open.append(index)
            case 0x29:
                guard let start = open.popLast() else { break }
                while let last = pairs.last, last.open > start { pairs.removeLast() }
                pairs.append((start, index))
            default: break
            }
            index += 1
        }
        return pairs
    }

    /// - Parameter text: the octets that it was made for.
    mutating func next(_ text: Span<UInt8>) -> Token? {
        while position < text.count {
            let byte = text[position]
            if byte.isBlank || byte == 0x2C || byte == 0 {
                position += 1
            } else if byte == 0x3B {
                position += 1
                return .semicolon
            } else if byte == 0x28, let close = closing(of: position) {
                let content = (base + position + 1)..<(base + close)
                position = close + 1
                return .comment(content)
            } else if byte == 0x28 || byte == 0x29 {
                position += 1
            } else if let word = word(text) {
                return .word(word)
            }
        }
        return nil
    }

    private mutating func closing(of open: Int) -> Int? {
        while nextClosing < closings.count, closings[nextClosing].open < open { nextClosing += 1 }
        guard nextClosing < closings.count, closings[nextClosing].open == open else { return nil }
        return closings[nextClosing].close
    }

    private mutating func word(_ text: Span<UInt8>) -> Range<Int>? {
        var start = position
        loop: while position < text.count {
            let byte = text[position]
            switch byte {
            case 0x22: position = endOfQuotedString(text, position)
            case 0x3C: position = Self.endOf(0x3E, text, from: position)
            case 0x5B where position == start: position = Self.endOf(0x5D, text, from: position)
            case 0x3B, 0x28, 0x29, 0: break loop
            case _ where byte.isBlank: break loop
            default: position += 1
            }
        }
        var end = position
        while start < end, text[start] == 0x2C { start += 1 }
        while start < end, text[end - 1] == 0x2C { end -= 1 }
        return start == end ? nil : (base + start)..<(base + end)
    }

    /// RFC 5322 §3.2.4; where nothing closes it, the mark alone.
    private mutating func endOfQuotedString(_ text: Span<UInt8>, _ start: Int) -> Int {
        guard !hasOpenQuote else { return start + 1 }
        var index = start + 1
        while index < text.count {
            if text[index] == 0x22 { return index + 1 }
            index += text[index] == 0x5C ? 2 : 1
        }
        hasOpenQuote = true
        return start + 1
    }

    /// Behind the bracket that closes the one at `start`, where it is near; else behind that.
    private static func endOf(_ close: UInt8, _ text: Span<UInt8>, from start: Int) -> Int {
        let limit = min(start + 1 + 320, text.count)
        var index = start + 1
        while index < limit {
            if text[index] == close { return index + 1 }
            index += 1
        }
        return start + 1
    }
}
