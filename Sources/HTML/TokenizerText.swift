/// Text: where a run of it ends in each state (WHATWG §13.2.5.1 to 5, 15 to 31, 69 to 71).
import Domains

extension HTMLTokenizer {
    /// Text without tags, up to an end that was found.
    mutating func readText(until end: Int, _ replacements: HTMLText.Replacements, _ tokens: inout OutputSpan<HTMLToken>) {
        let range = position..<end
        position = end
        let isBlank = input[range].allSatisfy(isSpace)
        let specials = Self.specials(input.span, range)
        tokens.append(HTMLToken(.characters, .none, HTMLText(range, replacements, specials, isBlank: isBlank)))
    }

    func text(_ range: Range<Int>, _ replacements: HTMLText.Replacements) -> HTMLText {
        HTMLText(range, replacements, Self.specials(input.span, range))
    }

    /// Which octets that some state replaces are in the range.
    private static func specials(_ octets: Span<UInt8>, _ range: Range<Int>) -> Specials {
        var specials: Specials = []
        var (ampersands, nulls, returns): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var index = range.lowerBound
        while index >= 0, index &+ 8 <= range.upperBound {
            let word = octets.word(at: index)
            ampersands |= word.mask(of: 0x26)
            nulls |= word.mask(of: 0)
            returns |= word.mask(of: 0x0D)
            index &+= 8
        }
        if ampersands != 0 { specials.formUnion(.ampersand) }
        if nulls != 0 { specials.formUnion(.null) }
        if returns != 0 { specials.formUnion(.carriageReturn) }
        while index < range.upperBound {
            specials.note(octets[index])
            index &+= 1
        }
        return specials
    }

    /// The run with its replacements made; see `HTMLText`.
    package func octets(of text: HTMLText, newlines: Bool = true) -> ArraySlice<UInt8> {
        text.octets(in: input, newlines: newlines)
    }

    /// Where the octet stands next, or the end.
    func first(_ octet: UInt8, from index: Int) -> Int {
        let octets = input.span
        var index = index
        while index >= 0, index &+ 8 <= octets.count {
            let found = octets.word(at: index).mask(of: octet)
            if found != 0 { return index &+ OctetWord.first(found) }
            index &+= 8
        }
        while index < octets.count, octets[index] != octet { index &+= 1 }
        return index
    }

    // MARK: Ends

    /// Text up to the next markup; the markup where there is none.
    @inline(__always) mutating func readText(_ octets: Span<UInt8>, _ tokens: inout OutputSpan<HTMLToken>) {
        let start = position
        let (end, specials, isBlank) = Self.endOfData(octets, from: start)
        guard end > start else { return readMarkup(octets, &tokens) }
        position = end
        tokens.append(HTMLToken(.characters, .none, HTMLText(start..<end, .text, specials, isBlank: isBlank)))
    }

    private static func endOfData(_ octets: Span<UInt8>, from start: Int) -> (Int, Specials, isBlank: Bool) {
        var specials: Specials = []
        var index = start
        while index < octets.count, isSpace(octets[index]) {
            // Lines are indented with many spaces.
            if index >= 0, index &+ 8 <= octets.count, octets.word(at: index).octets == 0x2020_2020_2020_2020 {
                index &+= 8
                continue
            }
            specials.note(octets[index])
            index &+= 1
        }
        if index == octets.count || octets[index] == 0x3C && startsMarkup(octets, index) { return (index, specials, true) }
        while index >= 0, index &+ 8 <= octets.count {
            let word = octets.word(at: index)
            let found = word.mask(of: 0x3C) | word.mask(of: 0x26) | word.mask(of: 0x0D) | word.mask(of: 0)
            guard found != 0 else {
                index &+= 8
                continue
            }
            index &+= OctetWord.first(found)
            let byte = octets[index]
            if byte == 0x3C, startsMarkup(octets, index) { return (index, specials, false) }
            specials.note(byte)
            index &+= 1
        }
        while index < octets.count {
            let byte = octets[index]
            if OctetSet.dataSpecial.contains(byte) {
                if byte == 0x3C, startsMarkup(octets, index) { break }
                specials.note(byte)
            }
            index &+= 1
        }
        return (index, specials, false)
    }

    func endOfRawtext() -> Int {
        var index = first(0x3C, from: position)
        while index < input.count, !isAppropriateEndTag(index) { index = first(0x3C, from: index + 1) }
        return index
    }

    /// `</` and the name of the last start tag, and after it white space, `/` or `>` (§13.2.5.11).
    func isAppropriateEndTag(_ index: Int) -> Bool {
        let end = index + 2 + lastStartTag.count
        guard !lastStartTag.isEmpty, end < input.count, input[index] == 0x3C, input[index + 1] == 0x2F else {
            return false
        }
        for offset in lastStartTag.indices {
            let byte = input[index + 2 + offset]
            guard (isLetter(byte) ? byte | 0x20 : byte) == lastStartTag[offset] else { return false }
        }
        return OctetSet.tagNameEnd.contains(input[end])
    }

    // MARK: Script data (§13.2.5.4, 15 to 31)

    /// Inside `<!--` a second `<script` hides `</script>` until it is closed or the comment ends.
    func endOfScriptData() -> Int {
        enum Escape { case none, escaped, doubleEscaped }
        var escape = Escape.none
        /// Dashes directly before the octet, two at most, since `<!`.
        var dashes = 0
        var index = position
        while index < input.count {
            let byte = input[index]
            if byte == 0x2D, escape != .none {
                dashes = min(dashes + 1, 2)
                index += 1
                continue
            }
            if byte == 0x3E, dashes == 2 { escape = .none }
            dashes = 0
            guard byte == 0x3C else {
                index += 1
                continue
            }
            switch escape {
            case .none:
                if isAppropriateEndTag(index) { return index }
                if matches("<!--", at: index) {
                    escape = .escaped
                    dashes = 2
                    index += 4
                } else {
                    index += 1
                }
            case .escaped:
                if isAppropriateEndTag(index) { return index }
                let (name, next) = letters(from: index + 1)
                if name == .script { escape = .doubleEscaped }
                index = next
            case .doubleEscaped:
                if index + 1 < input.count, input[index + 1] == 0x2F {
                    let (name, next) = letters(from: index + 2)
                    if name == .script { escape = .escaped }
                    index = next
                } else {
                    index += 1
                }
            }
        }
        return index
    }

    private enum EscapeName { case script, other }

    /// Letters, and the octet after them where that ends a tag name (§13.2.5.26 and 31).
    private func letters(from start: Int) -> (EscapeName, next: Int) {
        var index = start
        while index < input.count, isLetter(input[index]) { index += 1 }
        guard index > start, index < input.count, OctetSet.tagNameEnd.contains(input[index]) else {
            return (.other, index)
        }
        return (index - start == 6 && matches("script", at: start) ? .script : .other, index + 1)
    }

    // MARK: CDATA (§13.2.5.69)

    mutating func readCDATASection(_ tokens: inout OutputSpan<HTMLToken>) {
        let start = position
        var end = first(0x5D, from: start)
        while end < input.count, !matches("]]>", at: end, ignoringCase: false) { end = first(0x5D, from: end + 1) }
        if end > start { readText(until: end, .cdata, &tokens) }
        state = .data
        position = min(end + 3, input.count)
    }
}
