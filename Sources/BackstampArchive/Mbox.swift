/// Mbox files (RFC 4155 and its kin): one message in the file, and its octets as they were before they were put there.
package enum Mbox {
    /// One message with its postmark line.
    struct Record: Hashable, Sendable {
        let index: Int
        /// From the `From ` line to the end of the message, without the empty line that follows.
        let range: Range<Int>
        /// Where the message itself starts.
        let start: Int
        /// Where its body starts; nil where no empty line ends the header.
        let body: Int?
        /// Its end was told by a Content-Length.
        var isCounted = false
        /// Whether a line of the body may start with `>`.
        var mayQuote = true
        /// Where the next record starts, or the file ends.
        var next = 0
    }

    /// - Parameter quotesNothing: what `MboxScanner` says of the file.
    static func message(
        in window: some OctetWindow, _ record: Record, quotesNothing: Bool
    ) -> Result<[UInt8], ArchiveError> {
        let size = record.range.upperBound - record.start
        if size > Archive.messageLimit { return .failure(.tooLarge(octets: size)) }
        if size == 0 { return .failure(.empty) }
        return Result { () throws(ArchiveError) in
            let message: [UInt8]? = try window.withOctets(at: record.range.lowerBound, atLeast: record.range.count) { octets in
                octets.count < record.range.count ? nil : Self.message(octets.extracting(..<record.range.count), record, quotesNothing)
            }
            guard let message else { throw .cutOff }
            return message
        }
    }

    /// The message as it was before it was put into the file.
    ///
    /// mboxrd puts a `>` before each line of `>`s and `From `: one is taken off. mboxo quotes `From ` only, which comes
    /// to the same but for lines that had a `>` before. mboxcl counts its octets and quotes like mboxo; mboxcl2 counts
    /// and quotes nothing.
    /// - Parameter octets: of the record's range.
    private static func message(_ octets: Span<UInt8>, _ record: Record, _ quotesNothing: Bool) -> [UInt8] {
        let start = min(record.start - record.range.lowerBound, octets.count)
        let end = octets.count
        guard record.mayQuote, let body = record.body.map({ $0 - record.range.lowerBound }), body < end,
            let first = quotedLine(octets, from: body, isDeep: !record.isCounted),
            !record.isCounted || !(quotesNothing || hasBareFrom(octets, body))
        else { return octets.array(start..<end) }
        return unquoted(octets, start..<end, first: first, isDeep: !record.isCounted)
    }

    private static func unquoted(_ octets: Span<UInt8>, _ range: Range<Int>, first: Int, isDeep: Bool) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(range.count)
        var copied = range.lowerBound
        var next: Int? = first
        while let line = next {
            message += octets.array(copied..<line)
            copied = line + 1
            next = quotedLine(octets, from: copied, isDeep: isDeep)
        }
        return message + octets.array(copied..<range.upperBound)
    }

    /// The first line of `>` and `From ` from a place on.
    /// - Parameter isDeep: lines of several `>` are quoted too.
    private static func quotedLine(_ octets: Span<UInt8>, from start: Int, isDeep: Bool) -> Int? {
        var line = start
        while true {
            var end = line
            while end < octets.count, octets[end] == 0x3E { end += 1 }
            if end > line, isDeep || end == line + 1, octets.starts(with: "From ", at: end), line == 0 || octets[line - 1] == 0x0A {
                return line
            }
            guard let hit = octets.lineEnd(before: 0x3E, or: 0x3E, from: end) else { return nil }
            line = hit + 1
        }
    }

    /// Whether a line of the body starts with `From `.
    static func hasBareFrom(_ octets: Span<UInt8>, _ body: Int) -> Bool {
        octets.starts(with: "From ", at: body) || octets.firstIndex(of: "\nFrom ", from: body) != nil
    }
}
