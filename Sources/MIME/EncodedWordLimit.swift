import CGMime

/// GMime looks for the end of an encoded word (RFC 2047) from each `=?` on, to the end of the field where there is none:
/// a field of 440 kB that only begins words costs it seconds, one of some megabytes minutes. In the copy that it parses, so
/// many beginnings are left in a field that this stays small; the text of fields is not taken from that copy.
enum EncodedWordLimit {
    /// Octets that may be looked at for one field.
    private static let searchLimit = 20_000_000
    /// In shorter copies nothing can be dear.
    private static let harmlessLength = 4_000

    static func apply(_ copy: UnsafeMutableBufferPointer<UInt8>, _ warnings: ParserWarnings) {
        guard copy.count > harmlessLength, var start = next(copy, from: 0) else { return }
        while true {
            // The beginnings in the field that holds this one; a body is a field here as well, or several.
            let end = endOfField(copy, from: start)
            var allowed = max(1, searchLimit / (end - start))
            var place: Int? = start
            while let beginning = place, beginning < end {
                allowed -= 1
                if allowed < 0 { copy[beginning + 1] = 0x5F }
                if allowed == -1 {
                    warnings.add(
                        "encoded-word-limit", "A field begins so many encoded words that the parser is not given the rest.",
                        at: beginning)
                }
                place = next(copy, from: beginning + 2)
            }
            guard let place else { return }
            start = place
        }
    }

    /// Where the next `=?` stands. The question mark is the rarer of the two.
    private static func next(_ copy: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        while let base = copy.baseAddress, index < copy.count, let found = memchr(base + index, 0x3F, copy.count - index) {
            index = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if copy[index - 1] == 0x3D { return index - 1 }
            index += 1
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
