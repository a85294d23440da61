import CGMime

/// GMime looks for the end of an encoded word (RFC 2047) from each `=?` on, to the end of the field where there is none:
/// a field of 440 kB that only begins words costs it seconds, one of some megabytes minutes. In the copy that it parses, few
/// such beginnings are left in a field; words that end are left as they are.
enum EncodedWordLimit {
    /// Beginnings without an end in a field.
    private static let limit = 16
    /// Octets within which a word ends. RFC 2047 §2 allows 75; mail has longer ones.
    private static let nearness = 1_000
    /// In shorter copies nothing can be dear.
    private static let harmlessLength = 4_000
    /// RFC 2046 §5.1.1: a boundary has no more than 70.
    private static let boundaryReach = 80

    static func apply(_ copy: UnsafeMutableBufferPointer<UInt8>, _ warnings: ParserWarnings) {
        guard copy.count > harmlessLength else { return }
        var beginning = next(0x3D, 0x3F, copy, 0..<copy.count)
        // The end that was found last, and up to where there is none behind it: no octet is searched twice.
        var (end, searched) = (0, 0)
        while let first = beginning {
            // A body is a field here as well, or several.
            let endOfField = endOfField(copy, from: first)
            var unfinished = 0
            var isTold = false
            while let start = beginning, start < endOfField {
                let bound = min(start + 2 + nearness, endOfField)
                if end < start + 2, searched < bound {
                    let found = next(0x3F, 0x3D, copy, max(start + 2, searched)..<bound)
                    end = found ?? end
                    searched = found ?? bound
                }
                // In `=?=` the first octet pads the text of a word, whose end the others are.
                let isEnd = start + 2 < copy.count && copy[start + 2] == 0x3D
                if !isEnd, end < start + 2 || end >= bound {
                    unfinished += 1
                    // What parts are told by stays what it is.
                    if unfinished > limit, !isInBoundary(copy, start) {
                        copy[start + 1] = 0x5F
                        if !isTold {
                            warnings.add(
                                "encoded-word-limit",
                                "A field begins more than \(limit) encoded words without an end; the parser is not given the rest.", at: start)
                        }
                        isTold = true
                    }
                }
                beginning = next(0x3D, 0x3F, copy, (start + 2)..<copy.count)
            }
        }
    }

    /// Where two octets stand next, one of which is a question mark: that is the rarer one.
    private static func next(
        _ one: UInt8, _ other: UInt8, _ copy: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Int? {
        let before = other == 0x3F ? 1 : 0
        var index = range.lowerBound + before
        while let base = copy.baseAddress, index < range.upperBound,
            let found = memchr(base + index, 0x3F, range.upperBound - index)
        {
            let mark = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
            let place = mark - before
            if place + 1 < copy.count, copy[place] == one, copy[place + 1] == other { return place }
            index = mark + 1
        }
        return nil
    }

    /// Behind the lines that go on with white space (RFC 5322 §2.2.3).
    private static func endOfField(_ copy: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while let base = copy.baseAddress, let found = memchr(base + index, 0x0A, copy.count - index) {
            index = base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
            guard index < copy.count, copy[index] == 0x20 || copy[index] == 0x09 else { return index }
        }
        return copy.count
    }

    /// Whether the octet stands in a parameter `boundary`.
    private static func isInBoundary(_ copy: UnsafeMutableBufferPointer<UInt8>, _ place: Int) -> Bool {
        var index = place
        while index > 0, index > place - boundaryReach, copy[index - 1] != 0x3B, copy[index - 1] != 0x0A { index -= 1 }
        while index < place, copy[index] == 0x20 || copy[index] == 0x09 { index += 1 }
        for octet in "boundary".utf8 {
            guard index < place, copy[index] | 0x20 == octet else { return false }
            index += 1
        }
        return true
    }
}
