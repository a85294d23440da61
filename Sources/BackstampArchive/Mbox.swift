/// Mbox files (RFC 4155 and its kin mboxo and mboxrd), over octets: where each message starts and ends.
///
/// A line is a separator only where it looks like a postmark and stands at the start of the file or after an empty line,
/// so that "From now on" in a body splits nothing. A postmark holds a date with a year of four digits; or it is `From -`
/// or `From ` and an address, with a header field in the next line.
enum Mbox {
    /// One message with its postmark line.
    struct Record {
        let index: Int
        /// From the `From ` line to the end of the message, without the empty line that follows.
        let range: Range<Int>
        /// Where the message itself starts.
        let start: Int
    }

    /// Whether the first line that is not empty is a postmark: what tells an mbox file from a message.
    static func isMbox(_ octets: Span<UInt8>) -> Bool { isPostmark(octets, firstLine(octets)) }

    /// Behind the byte order mark that some editors put at a file's start, and behind empty lines.
    private static func firstLine(_ octets: Span<UInt8>) -> Int {
        var start = octets.count >= 3 && octets[0] == 0xEF && octets[1] == 0xBB && octets[2] == 0xBF ? 3 : 0
        while start < octets.count {
            if octets[start] == 0x0A {
                start += 1
            } else if octets[start] == 0x0D, start + 1 < octets.count, octets[start + 1] == 0x0A {
                start += 2
            } else {
                break
            }
        }
        return start
    }

    /// Calls `body` with each message, first to last; `body` says whether to go on.
    static func forEachRecord(in octets: Span<UInt8>, _ body: (Record) throws -> Bool) rethrows {
        var index = 0
        var postmark = firstLine(octets)
        var messageStart = lineEnd(octets, postmark)
        var lineStart = messageStart
        var isAfterEmptyLine = false
        var emptyLineStart = 0
        while lineStart < octets.count {
            let first = octets[lineStart]
            if isAfterEmptyLine, first == 0x46, isPostmark(octets, lineStart) {
                let end = self.end(octets, messageStart, lineStart, emptyLine: emptyLineStart)
                guard try body(Record(index: index, range: postmark..<end, start: messageStart)) else { return }
                index += 1
                postmark = lineStart
                lineStart = lineEnd(octets, lineStart)
                messageStart = lineStart
                isAfterEmptyLine = false
                continue
            }
            isAfterEmptyLine =
                first == 0x0A || (first == 0x0D && lineStart + 1 < octets.count && octets[lineStart + 1] == 0x0A)
            if isAfterEmptyLine { emptyLineStart = lineStart }
            lineStart = lineEnd(octets, lineStart)
        }
        let last = octets.count
        let end = isAfterEmptyLine ? self.end(octets, messageStart, last, emptyLine: emptyLineStart) : last
        _ = try body(Record(index: index, range: postmark..<end, start: messageStart))
    }

    /// Where a message ends whose last line is empty: before that line, unless it is the one that ends the header.
    private static func end(_ octets: Span<UInt8>, _ start: Int, _ next: Int, emptyLine: Int) -> Int {
        emptyLine > start && hasEmptyLine(octets, start..<emptyLine) ? emptyLine : next
    }

    /// The message as it was before it was put into the file: one `>` is taken off each line of `>`s before `From `
    /// (mboxrd; for mboxo that is right for all lines that it quoted).
    static func message(_ octets: Span<UInt8>, _ record: Record) -> [UInt8] {
        let end = record.range.upperBound
        var message: [UInt8] = []
        message.reserveCapacity(end - record.start)
        var lineStart = record.start
        while lineStart < end {
            let next = min(end, lineEnd(octets, lineStart))
            let isQuoted = octets[lineStart] == 0x3E && isQuotedFrom(octets, lineStart..<next)
            let line = octets.extracting((isQuoted ? lineStart + 1 : lineStart)..<next)
            for index in line.indices { message.append(line[index]) }
            lineStart = next
        }
        return message
    }

    // MARK: Lines

    private static func lineEnd(_ octets: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < octets.count {
            if octets[index] == 0x0A { return index + 1 }
            index += 1
        }
        return index
    }

    private static func isQuotedFrom(_ octets: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound, octets[index] == 0x3E { index += 1 }
        return isFrom(octets, index)
    }

    private static func isFrom(_ octets: Span<UInt8>, _ start: Int) -> Bool {
        start + 5 <= octets.count && octets[start] == 0x46 && octets[start + 1] == 0x72 && octets[start + 2] == 0x6F
            && octets[start + 3] == 0x6D && octets[start + 4] == 0x20
    }

    private static func hasEmptyLine(_ octets: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            if octets[start] == 0x0A { return true }
            if octets[start] == 0x0D, start + 1 < range.upperBound, octets[start + 1] == 0x0A { return true }
            start = lineEnd(octets, start)
        }
        return false
    }

    /// `From `, then among the words of the line a month, a year of four digits, and a weekday or a time.
    private static func isPostmark(_ octets: Span<UInt8>, _ start: Int) -> Bool {
        guard isFrom(octets, start) else { return false }
        var words = 0
        var isAddress = false
        var hasMonth = false
        var hasYear = false
        var hasDayOrTime = false
        var index = start + 5
        let limit = min(octets.count, start + lineLimit)
        while index < limit, octets[index] != 0x0A {
            let wordStart = index
            while index < limit, octets[index] > 0x20, octets[index] != 0x2C { index += 1 }
            if index > wordStart {
                words += 1
                isAddress = isAddress || contains(octets, wordStart..<index, 0x40) || octets[wordStart] == 0x2D
                switch kind(octets.extracting(wordStart..<index)) {
                case .month: hasMonth = true
                case .year: hasYear = true
                case .weekday, .time: hasDayOrTime = true
                case .other: break
                }
            } else {
                index += 1
            }
        }
        if hasMonth, hasYear, hasDayOrTime { return true }
        return words == 1 && isAddress && isField(octets, lineEnd(octets, start))
    }

    private static func contains(_ octets: Span<UInt8>, _ range: Range<Int>, _ byte: UInt8) -> Bool {
        for index in range where octets[index] == byte { return true }
        return false
    }

    /// RFC 5322 §2.2: a name of printable ASCII and a colon.
    private static func isField(_ octets: Span<UInt8>, _ start: Int) -> Bool {
        var index = start
        while index < octets.count, index < start + 80, octets[index] > 0x20, octets[index] < 0x7F,
            octets[index] != 0x3A
        {
            index += 1
        }
        return index > start && index < octets.count && octets[index] == 0x3A
    }

    /// No postmark line is longer: an address has at most 320 octets.
    private static let lineLimit = 512

    private enum Word { case month, year, weekday, time, other }

    private static func kind(_ word: Span<UInt8>) -> Word {
        var digits = 0
        var colons = 0
        for index in word.indices {
            if (0x30...0x39).contains(word[index]) { digits += 1 }
            if word[index] == 0x3A { colons += 1 }
        }
        if word.count == 4, digits == 4, word[0] == 0x31 || word[0] == 0x32 { return .year }
        if colons > 0, colons <= 2, digits >= 3, digits + colons == word.count { return .time }
        guard word.count == 3, digits == 0 else { return .other }
        let letters = UInt32(word[0] | 0x20) << 16 | UInt32(word[1] | 0x20) << 8 | UInt32(word[2] | 0x20)
        if months.contains(letters) { return .month }
        return weekdays.contains(letters) ? .weekday : .other
    }

    private static let months = codes("jan feb mar apr may jun jul aug sep oct nov dec")
    private static let weekdays = codes("mon tue wed thu fri sat sun")

    private static func codes(_ words: String) -> Set<UInt32> {
        Set(words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
    }
}
