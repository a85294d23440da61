import CGMime

/// GMime looks for the end of an encoded word (RFC 2047) from each `=?` on, to the end of the field where there is none:
/// a field of 440 kB that only begins words costs it seconds, one of some megabytes minutes. In the copy that it parses, so
/// many beginnings are left in a field that this stays small; the text of fields is not taken from that copy.
enum EncodedWordLimit {
    /// Octets that may be looked at for the words of one field.
    private static let searchLimit = 20_000_000
    /// In shorter copies nothing can be dear.
    private static let harmlessLength = 4_000

    static func apply(_ copy: UnsafeMutableBufferPointer<UInt8>, _ warnings: ParserWarnings) {
        guard copy.count > harmlessLength else { return }
        var beginning = next(0x3D, 0x3F, copy, from: 0)
        while let first = beginning {
            // The words of the field that holds this one; a body is a field here as well, or several.
            let endOfField = endOfField(copy, from: first)
            var allowed = searchLimit
            var end = first
            while let start = beginning, start < endOfField {
                // Where `?=` stands next, for this word and all that begin before it.
                if end < start + 2 { end = min(next(0x3F, 0x3D, copy, from: start + 2) ?? endOfField, endOfField) }
                if allowed >= 0 {
                    allowed -= end - start
                    if allowed < 0 {
                        warnings.add(
                            "encoded-word-limit", "A field begins so many encoded words that the parser is not given the rest.",
                            at: start)
                    }
                }
                if allowed < 0 { copy[start + 1] = 0x5F }
                beginning = next(0x3D, 0x3F, copy, from: start + 2)
            }
        }
    }

    /// Where two octets stand next, one of which is a question mark: that is the rarer one.
    private static func next(_ one: UInt8, _ other: UInt8, _ copy: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int? {
        let before = other == 0x3F ? 1 : 0
        var index = start + before
        while let base = copy.baseAddress, index < copy.count, let found = memchr(base + index, 0x3F, copy.count - index) {
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
}
