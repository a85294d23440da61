/// Comments and DOCTYPE (WHATWG §13.2.5.41 to 68).
extension HTMLTokenizer {
    // MARK: Comments

    /// The comment at `position` (`<!--`). Where the input ends first, the comment reaches to its end.
    mutating func readComment(_ tokens: inout OutputSpan<HTMLToken>) {
        let (data, next) = commentEnd(from: position + 4)
        tokens.append(comment(data, until: next))
    }

    /// A comment up to `>`: declarations, processing instructions, ill-formed end tags (§13.2.5.41).
    mutating func readBogusComment(from start: Int, _ tokens: inout OutputSpan<HTMLToken>) {
        let end = first(0x3E, from: start)
        tokens.append(comment(start..<end, until: min(end + 1, input.count)))
    }

    private mutating func comment(_ data: Range<Int>, until next: Int) -> HTMLToken {
        let range = position..<next
        position = next
        return HTMLToken(.comment, HTMLTag(.other, [], range: range), text(data, .rawtext))
    }

    private func commentEnd(from start: Int) -> (data: Range<Int>, next: Int) {
        let end = input.count
        // §13.2.5.43 and 44: `<!-->` and `<!--->` are empty comments.
        if start < end, input[start] == 0x3E { return (start..<start, start + 1) }
        if start + 1 < end, input[start] == 0x2D, input[start + 1] == 0x3E { return (start..<start, start + 2) }
        var index = start
        while index < end {
            guard input[index] == 0x2D else {
                index = first(0x2D, from: index + 1)
                continue
            }
            // At the end of the input the dashes that might have closed the comment are no data.
            guard index + 1 < end else { return (start..<index, end) }
            guard input[index + 1] == 0x2D else {
                index += 2
                continue
            }
            index += 2
            while index < end, input[index] == 0x2D { index += 1 }
            let data = start..<index - 2
            guard index < end else { return (data, end) }
            if input[index] == 0x3E { return (data, index + 1) }
            guard input[index] == 0x21 else { continue }
            index += 1
            guard index < end else { return (data, end) }
            if input[index] == 0x3E { return (data, index + 1) }
        }
        return (start..<end, end)
    }

    // MARK: DOCTYPE

    /// The DOCTYPE at `position` (`<!DOCTYPE`).
    mutating func readDoctype(_ tokens: inout OutputSpan<HTMLToken>) {
        var reader = DoctypeReader(tokenizer: self, index: position + 9)
        reader.read()
        position = reader.index
        doctype = reader.doctype
        tokens.append(HTMLToken(.doctype))
    }
}

private struct DoctypeReader {
    let tokenizer: HTMLTokenizer
    var index: Int
    var doctype = HTMLDoctype()

    private var byte: UInt8? { index < tokenizer.input.count ? tokenizer.input[index] : nil }

    /// Reads up to and including `>`; what is ill-formed asks for quirks mode and is skipped.
    mutating func read() {
        doctype.forceQuirks = !readParts()
        // §13.2.5.68, bogus DOCTYPE.
        while let byte, byte != 0x3E { index += 1 }
        if byte != nil { index += 1 }
    }

    /// False where quirks are to be forced.
    private mutating func readParts() -> Bool {
        skipSpace()
        guard let byte, byte != 0x3E else { return false }
        let start = index
        while let byte = self.byte, !isSpace(byte), byte != 0x3E { index += 1 }
        doctype.name = octets(start..<index).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        skipSpace()
        guard let next = self.byte else { return false }
        if next == 0x3E { return true }
        if tokenizer.matches("public", at: index) {
            index += 6
            skipSpace()
            guard readIdentifier(\.publicID) else { return false }
            skipSpace()
            guard let next = self.byte else { return false }
            if next == 0x3E { return true }
        } else if tokenizer.matches("system", at: index) {
            index += 6
            skipSpace()
        } else {
            return false
        }
        guard readIdentifier(\.systemID) else { return false }
        skipSpace()
        // §13.2.5.67: what follows the system identifier does not force quirks.
        return self.byte != nil
    }

    private mutating func readIdentifier(_ field: WritableKeyPath<HTMLDoctype, [UInt8]?>) -> Bool {
        guard let quote = byte, quote == 0x22 || quote == 0x27 else { return false }
        index += 1
        let start = index
        while let byte, byte != quote, byte != 0x3E { index += 1 }
        doctype[keyPath: field] = octets(start..<index)
        guard byte == quote else { return false }
        index += 1
        return true
    }

    private func octets(_ range: Range<Int>) -> [UInt8] { Array(tokenizer.octets(of: tokenizer.text(range, .rawtext))) }

    private mutating func skipSpace() {
        while let byte, isSpace(byte) { index += 1 }
    }
}
