/// Where the messages of an mbox file start and end, in all its dialects, without reading it whole.
///
/// - A separator is a postmark line after an empty line, or after none where it has a whole date and a header field
///   follows. So "From now on" in a body splits nothing, and files whose empty lines got lost are still split.
/// - A `Content-Length` (mboxcl, mboxcl2) is believed where a separator or the end of the file stands right behind the
///   octets that it counts; then `From ` lines between are the message's own. One that lies is ignored.
/// - A reader that starts in the middle begins with the first separator at or behind that place.
struct MboxScanner<Window: OctetWindow> {
    private let window: Window
    /// Of the next record.
    private(set) var index: Int
    /// Where the next record's postmark stands; nil at the end.
    private var postmark: Int?

    /// How far a header section is searched for its end, and for a Content-Length.
    private static var headerLimit: Int { 1 << 20 }
    private static var step: Int { 1 << 16 }
    /// A stream is read ahead that far to see whether a Content-Length is right.
    private static var believedLimit: Int { 64 << 20 }

    /// - Parameters:
    ///   - offset: 0, or anywhere in the file.
    ///   - index: of the first record.
    ///   - isExact: a scanner has found a record at `offset` before.
    init(_ window: Window, from offset: Int = 0, index: Int = 0, isExact: Bool = false) throws(ArchiveError) {
        self.window = window
        self.index = index
        if isExact, offset > 0 {
            let isThere = try window.withOctets(at: offset, atLeast: 5) { $0.starts(with: "From ", at: 0) }
            postmark = isThere ? offset : nil
        } else if offset <= Self.step, let first = try Self.firstPostmark(window), offset <= first {
            postmark = first
        } else {
            guard case .separator(let first) = try Self.separator(window, from: offset, start: offset) else { return }
            postmark = first
        }
    }

    /// Whether the first line that is not empty is a postmark: what tells an mbox file from a message.
    static func isMbox(_ window: Window) throws(ArchiveError) -> Bool { try firstPostmark(window) != nil }

    /// Whether this file quotes no `From ` lines (mboxcl2): in one of its first messages a bare one stands within a
    /// Content-Length. A single message cannot tell it from mboxcl, which quotes. A stream is still whole afterwards.
    static func quotesNothing(_ window: Window) throws(ArchiveError) -> Bool {
        let head = WindowHead(window, limit: 2 * evidenceLimit + headerLimit)
        var scanner = try MboxScanner<WindowHead<Window>>(head)
        while let record = try scanner.next(), record.range.lowerBound < evidenceLimit {
            // Where the head ends, the message may not.
            guard record.isCounted, let body = record.body, record.next < head.limit else { continue }
            let count = record.range.upperBound - body
            guard count < evidenceLimit else { continue }
            let isBare = try head.withOctets(at: body, atLeast: count) { octets in
                Mbox.hasBareFrom(octets.extracting(..<min(count, octets.count)), 0)
            }
            if isBare { return true }
        }
        return false
    }

    /// So far into a file it is asked how it quotes.
    private static var evidenceLimit: Int { 4 << 20 }

    /// The next message; nil at the end.
    mutating func next() throws(ArchiveError) -> Mbox.Record? {
        guard let start = postmark else { return nil }
        let message = try Self.lineEnd(window, start)
        let header = try Self.header(window, message)
        var record = Mbox.Record(index: index, range: start..<message, start: message, body: header.body)
        if let length = header.length, let body = header.body, let next = try Self.believed(window, body, length) {
            record = Mbox.Record(index: index, range: start..<body + length, start: message, body: body, isCounted: true)
            postmark = next.postmark
            record.next = next.offset
        } else {
            let found: SearchEnd
            var mayQuote = true
            if let known = header.end {
                found = known
            } else if let body = header.body {
                mayQuote = false
                found = try Self.separator(window, from: body, start: message, seesQuoted: &mayQuote)
            } else {
                found = try Self.separator(window, from: message, start: message)
            }
            record = Mbox.Record(
                index: index, range: start..<(try Self.withoutEmptyLine(window, found.offset, start: message)), start: message,
                body: header.body)
            record.next = found.offset
            record.mayQuote = mayQuote
            if case .separator(let next) = found { postmark = next } else { postmark = nil }
        }
        index += 1
        return record
    }

    // MARK: The header section

    private struct Header {
        /// Where the body starts; nil where no empty line ends the header.
        var body: Int?
        var length: Int?
        /// Where the message ends, if it does before any empty line.
        var end: SearchEnd?
    }

    private static func header(_ window: Window, _ start: Int) throws(ArchiveError) -> Header {
        var size = step
        while true {
            let header: Header? = try window.withOctets(at: start, atLeast: size) { octets in
                var header = Header()
                var line = 0
                let limit = min(octets.count, headerLimit)
                while line < limit {
                    let empty = octets.emptyLine(at: line)
                    if empty > 0 {
                        header.body = start + line + empty
                        return header
                    }
                    if octets[line] == 0x46, isSeparator(octets, line, isAfterEmptyLine: false) {
                        header.end = .separator(start + line)
                        return header
                    }
                    if octets[line] | 0x20 == 0x63, header.length == nil { header.length = contentLength(octets, line) }
                    line = octets.nextLine(after: line)
                }
                if octets.count < size {
                    header.end = .end(start + octets.count)
                    return header
                }
                return octets.count >= headerLimit ? header : nil
            }
            if let header { return header }
            size = min(size * 4, headerLimit)
        }
    }

    private static func contentLength(_ octets: Span<UInt8>, _ line: Int) -> Int? {
        let name: StaticString = "ontent-"
        guard line + 15 < octets.count, lowercased(octets, line + 1, equals: name),
            lowercased(octets, line + 8, equals: "length")
        else { return nil }
        var index = line + 14
        while index < octets.count, octets[index] == 0x20 || octets[index] == 0x09 { index += 1 }
        guard index < octets.count, octets[index] == 0x3A else { return nil }
        index += 1
        while index < octets.count, octets[index] == 0x20 || octets[index] == 0x09 { index += 1 }
        var length = 0
        var digits = 0
        while index < octets.count, (0x30...0x39).contains(octets[index]), digits < 12 {
            length = length * 10 + Int(octets[index] - 0x30)
            digits += 1
            index += 1
        }
        let isAlone = index >= octets.count || octets[index] <= 0x20
        return digits > 0 && isAlone ? length : nil
    }

    private static func lowercased(_ octets: Span<UInt8>, _ start: Int, equals text: StaticString) -> Bool {
        guard start + text.utf8CodeUnitCount <= octets.count else { return false }
        return text.withUTF8Buffer { text in
            for index in text.indices where unsafe octets[start + index] | 0x20 != text[index] | 0x20 { return false }
            return true
        }
    }

    // MARK: Ends

    /// Whether a Content-Length ends where a message can end: before a separator, or at the end of the file.
    private static func believed(_ window: Window, _ body: Int, _ length: Int) throws(ArchiveError) -> (postmark: Int?, offset: Int)? {
        guard length <= believedLimit else { return nil }
        let end = body + length
        // One octet before the end: it must end a line.
        return try window.withOctets(at: end - 1, atLeast: Postmark.reach + 8) { octets in
            guard octets.count >= 1 else { return nil }
            let isLineEnd = octets[0] == 0x0A
            var place = 1
            var empty = 0
            while empty < 3, octets.emptyLine(at: place) > 0 {
                place += octets.emptyLine(at: place)
                empty += 1
            }
            if place == octets.count { return (nil, end - 1 + place) }
            let isAfterEmptyLine = empty > (isLineEnd ? 0 : 1)
            guard isLineEnd || empty > 0 else { return nil }
            switch Postmark.judge(octets, at: place) {
            case .none: return nil
            case .loose where !isAfterEmptyLine: return nil
            case .loose, .dated:
                guard Postmark.isField(octets, at: octets.nextLine(after: place)) else { return nil }
                return (end - 1 + place, end - 1 + place)
            case .strict: return (end - 1 + place, end - 1 + place)
            }
        }
    }

    /// Without the empty line that separates a message from the next: who writes mbox files puts one behind each message,
    /// whatever the message ends with.
    private static func withoutEmptyLine(_ window: Window, _ end: Int, start: Int) throws(ArchiveError) -> Int {
        guard end > start else { return end }
        let from = max(start, end - 3)
        return try window.withOctets(at: from, atLeast: end - from) { octets in
            let last = min(octets.count, end - from)
            for empty in [2, 1] where last >= empty && octets.emptyLine(at: last - empty) == empty {
                if last == empty ? from == start : octets[last - empty - 1] == 0x0A { return end - empty }
            }
            return end
        }
    }

    private static func lineEnd(_ window: Window, _ start: Int) throws(ArchiveError) -> Int {
        var size = Postmark.reach
        while true {
            let end: Int? = try window.withOctets(at: start, atLeast: size) { octets in
                let next = octets.nextLine(after: 0)
                return next < octets.count || octets.count < size || octets.count >= Archive.messageLimit ? next : nil
            }
            if let end { return start + end }
            size *= 8
        }
    }

    // MARK: Separators

    private static func separator(_ window: Window, from offset: Int, start: Int) throws(ArchiveError) -> SearchEnd {
        var seesQuoted = false
        return try separator(window, from: offset, start: start, seesQuoted: &seesQuoted)
    }

    /// The first separator whose line starts at or behind `offset`. What it is depends on nothing but the lines around it, so
    /// that whoever starts in the middle finds the same.
    /// - Parameter seesQuoted: becomes true where a line before it starts with `>`.
    private static func separator(
        _ window: Window, from offset: Int, start: Int, seesQuoted: inout Bool
    ) throws(ArchiveError) -> SearchEnd {
        // Three octets before show whether the line before is empty; the last of them ends it.
        var place = max(offset - 3, 0)
        var first = max(offset - 1 - place, 0)
        while true {
            let result: SearchStep = try window.withOctets(at: place, atLeast: step) { octets in
                let isLast = octets.count < step
                var from = first
                while let hit = octets.fromLine(from: from, seesQuoted: &seesQuoted) {
                    if !isLast, octets.count - hit < Postmark.reach { return .more(hit) }
                    let line = hit + 1
                    if isSeparator(octets, line, isAfterEmptyLine: isAfterEmptyLine(octets, line)) { return .found(line) }
                    from = line
                }
                return isLast ? .end(octets.count) : .more(octets.count - 6)
            }
            switch result {
            case .found(let line): return .separator(place + line)
            case .end(let count): return .end(place + count)
            case .more(let behind):
                place += behind - 2
                first = 2
                // Nobody will want the message that is too large.
                if place - start > Archive.messageLimit { window.discard(before: place) }
            }
        }
    }

    private static func isSeparator(_ octets: Span<UInt8>, _ line: Int, isAfterEmptyLine: Bool) -> Bool {
        switch Postmark.judge(octets, at: line) {
        case .none: false
        case .strict where isAfterEmptyLine: true
        case .strict, .dated: Postmark.isField(octets, at: octets.nextLine(after: line))
        case .loose: isAfterEmptyLine && Postmark.isField(octets, at: octets.nextLine(after: line))
        }
    }

    /// Whether the line before the one at `line` is empty, as far as that can be seen.
    private static func isAfterEmptyLine(_ octets: Span<UInt8>, _ line: Int) -> Bool {
        guard line >= 2, octets[line - 1] == 0x0A else { return false }
        return octets[line - 2] == 0x0A || (line >= 3 && octets[line - 2] == 0x0D && octets[line - 3] == 0x0A)
    }

    /// Behind the byte order mark that some editors put at a file's start, and behind empty lines.
    private static func firstPostmark(_ window: Window) throws(ArchiveError) -> Int? {
        try window.withOctets(at: 0, atLeast: step) { octets in
            var start = octets.starts(with: "\u{FEFF}", at: 0) ? 3 : 0
            while octets.emptyLine(at: start) > 0 { start += octets.emptyLine(at: start) }
            return Postmark.judge(octets, at: start) == .none ? nil : start
        }
    }
}

/// What a search has come to within the octets at hand.
private enum SearchStep { case found(Int), more(Int), end(Int) }

/// What ends a message.
private enum SearchEnd {
    /// The next one's postmark.
    case separator(Int)
    /// The file's end.
    case end(Int)

    var offset: Int {
        switch self {
        case .separator(let offset), .end(let offset): offset
        }
    }
}
