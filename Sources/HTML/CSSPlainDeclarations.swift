import Domains

/// Declarations as nearly every `style` attribute writes them: names, values of plain characters, strings, functions
/// without strings or brackets in them, `!important`. They are read without tokens. Whatever the tokenizer might read
/// in another way (comments, escapes, other brackets) is left to it.
extension CSSParser {
    /// Adds what the declarations of a `style` attribute say whose properties are known.
    package static func addKnownValues(_ text: ArraySlice<UInt8>, to list: inout [CSSDeclaredValue]) {
        var index = 0
        if addPlainValues(text, &index, inBlock: false, &list) { return }
        var tokenizer = CSSTokenizer(text)
        add(declarations(&tokenizer, inBlock: false, ofKnown: true), to: &list)
    }

    /// Those of the block whose `{` the tokenizer has passed; it is moved past the `}`.
    static func addKnownValues(ofBlock tokenizer: inout CSSTokenizer, to list: inout [CSSDeclaredValue]) {
        var index = tokenizer.position - tokenizer.input.startIndex
        if addPlainValues(tokenizer.input, &index, inBlock: true, &list) {
            tokenizer.position = tokenizer.input.startIndex + index
        } else {
            add(declarations(&tokenizer, inBlock: true, ofKnown: true), to: &list)
        }
    }

    private static func add(_ declarations: [CSSDeclaration], to list: inout [CSSDeclaredValue]) {
        for declaration in declarations {
            if let value = CSSDeclaredValue(declaration) { list.append(value) }
        }
    }

    /// Declarations from the index on, which is moved to the end, or past the `}` of a block.
    /// - Returns: false where the tokenizer has to read them; nothing was added then.
    private static func addPlainValues(
        _ text: ArraySlice<UInt8>, _ index: inout Int, inBlock: Bool, _ list: inout [CSSDeclaredValue]
    ) -> Bool {
        let first = list.count
        if readPlainValues(text, &index, inBlock, &list) { return true }
        list.removeSubrange(first...)
        return false
    }

    private static func readPlainValues(
        _ text: ArraySlice<UInt8>, _ index: inout Int, _ inBlock: Bool, _ list: inout [CSSDeclaredValue]
    ) -> Bool {
        let octets = text.span
        let properties = CSSProperty.byOctets
        let first = list.count
        while index < octets.count {
            if octets[index] == 0x3B || isSpace(octets[index]) {
                index &+= 1
                continue
            }
            if inBlock, octets[index] == 0x7D {
                index &+= 1
                return true
            }
            let start = index
            guard let name = shortName(octets, &index) ?? name(octets, &index) else { return false }
            let nameEnd = index
            while index < octets.count, isSpace(octets[index]) { index &+= 1 }
            guard index < octets.count, octets[index] == 0x3A else { return false }
            index &+= 1
            guard let value = plainValue(octets, &index, inBlock) else { return false }
            let property = properties[name]
            guard property != .other, list.count &- first <= maximumDeclarations else { continue }
            if list.isEmpty { list.reserveCapacity(8) }
            if let plain = CSSDeclaredValue(property, isImportant: value.isImportant, plain: octets.extracting(value.range)) {
                list.append(plain)
            } else {
                let offset = text.startIndex
                let declaration = CSSDeclaration(
                    property: property, isImportant: value.isImportant, source: text, nameRange: offset + start..<offset + nameEnd,
                    valueRange: offset + value.range.lowerBound..<offset + value.range.upperBound)
                if let value = CSSDeclaredValue(declaration) { list.append(value) }
            }
        }
        return true
    }

    // MARK: Names

    /// A name of letters and hyphens with a colon directly behind it, up to which the index is moved; at most 16 octets
    /// long.
    @inline(__always) private static func shortName(_ octets: Span<UInt8>, _ index: inout Int) -> PackedName? {
        guard index >= 0, index &+ 8 <= octets.count, octets[index] != 0x2D else { return nil }
        let first = octets.word(at: index)
        let colon = first.mask(of: 0x3A)
        if colon != 0 {
            let count = OctetWord.first(colon)
            guard count > 0, isName(first, before: colon) else { return nil }
            index &+= count
            return PackedName(low: first.lowercasedName(count: count), count: count)
        }
        guard index &+ 16 <= octets.count else { return nil }
        let second = octets.word(at: index &+ 8)
        let end = second.mask(of: 0x3A)
        guard end != 0, isName(first, before: 0), isName(second, before: end) else { return nil }
        let rest = OctetWord.first(end)
        // The last eight octets, and those before them.
        let low = octets.word(at: index &+ rest).lowercasedName(count: 8)
        let high = rest == 0 ? 0 : first.lowercasedName(count: rest)
        index &+= 8 &+ rest
        return PackedName(low: low, high: high, count: 8 &+ rest)
    }

    /// Whether there are letters and hyphens only before the first of a mask.
    @inline(__always) private static func isName(_ word: OctetWord, before mask: UInt64) -> Bool {
        let before = (mask & (0 &- mask)) &- 1
        let lower = OctetWord(octets: word.octets | 0x2020_2020_2020_2020)
        let names = lower.mask(from: 0x61, through: 0x7A) | word.mask(from: 0x2D, through: 0x2D)
        return word.maskBeyondASCII & before == 0 && ~names & OctetWord.tops & before == 0
    }

    /// A name of any plain characters, behind which the index is moved; nil where none starts here (§4.3.9).
    private static func name(_ octets: Span<UInt8>, _ index: inout Int) -> PackedName? {
        let start = index
        var packed = PackedName()
        while index < octets.count, ASCIISet.cssName.contains(octets[index]) {
            packed.append(lowercased(octets[index]))
            index &+= 1
        }
        guard start < index else { return nil }
        if octets[start] != 0x2D { return isDigit(octets[start]) ? nil : packed }
        return start + 1 < index && !isDigit(octets[start + 1]) ? packed : nil
    }

    // MARK: Values

    /// The value from the index on, which is moved to the `;`, the end, or the `}` of a block.
    private static func plainValue(
        _ octets: Span<UInt8>, _ index: inout Int, _ inBlock: Bool
    ) -> (range: Range<Int>, isImportant: Bool)? {
        var end = index
        var start: Int?
        while index < octets.count {
            let byte = octets[index]
            guard ASCIISet.cssValueSpecial.contains(byte) else {
                if start == nil { start = index }
                repeat { index &+= 1 } while index < octets.count && !ASCIISet.cssValueSpecial.contains(octets[index])
                end = index
                continue
            }
            if byte == 0x3B || inBlock && byte == 0x7D { break }
            if isSpace(byte) {
                index &+= 1
                continue
            }
            if start == nil { start = index }
            switch byte {
            case 0x21:
                guard skipImportant(octets, &index, inBlock) else { return nil }
                let from = start ?? end
                return (from..<max(from, end), true)
            case 0x22, 0x27: guard skipString(octets, byte, &index) else { return nil }
            case 0x28: guard skipArguments(octets, &index) else { return nil }
            case 0x2F:
                if index + 1 < octets.count, octets[index + 1] == 0x2A { return nil }
                index &+= 1
            default: return nil
            }
            end = index
        }
        let from = start ?? end
        return (from..<max(from, end), false)
    }

    private static func skipString(_ octets: Span<UInt8>, _ quote: UInt8, _ index: inout Int) -> Bool {
        index &+= 1
        while index < octets.count {
            let byte = octets[index]
            index &+= 1
            if byte == quote { return true }
            if byte == 0x5C || byte < 0x20 { return false }
        }
        return false
    }

    /// From the `(` past the `)`. An address without quotes ends there too, whatever else it holds.
    private static func skipArguments(_ octets: Span<UInt8>, _ index: inout Int) -> Bool {
        index &+= 1
        while index < octets.count {
            let byte = octets[index]
            switch byte {
            case 0x29:
                index &+= 1
                return true
            case 0...0x1F, 0x22, 0x27, 0x28, 0x5B...0x5D, 0x7B, 0x7D, 0x7F: return false
            case 0x2F: if index + 1 < octets.count, octets[index + 1] == 0x2A { return false }
            default: break
            }
            index &+= 1
        }
        return false
    }

    /// `!important` and nothing behind it.
    private static func skipImportant(_ octets: Span<UInt8>, _ index: inout Int, _ inBlock: Bool) -> Bool {
        index &+= 1
        while index < octets.count, isSpace(octets[index]) { index &+= 1 }
        for byte in important {
            guard index < octets.count, octets[index] | 0x20 == byte else { return false }
            index &+= 1
        }
        while index < octets.count, isSpace(octets[index]) { index &+= 1 }
        return index == octets.count || octets[index] == 0x3B || inBlock && octets[index] == 0x7D
    }

    private static let important = Array("important".utf8)

    /// Whether the text may load something at all: a function that takes addresses is named in it, or an `@import`, or
    /// an escape hides which.
    static func mayHoldURLs(_ text: ArraySlice<UInt8>) -> Bool {
        let octets = text.span
        var start = 0
        while start < octets.count {
            let end = min(start + 64, octets.count)
            if holdsMark(octets.extracting(start..<end)), mayStartURL(octets, start..<end) { return true }
            start = end
        }
        return false
    }

    private static func mayStartURL(_ octets: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if index >= 0, index &+ 8 <= octets.count {
                let word = octets.word(at: index)
                let found = word.mask(of: 0x5C) | word.mask(of: 0x40) | word.mask(of: 0x28)
                guard found != 0 else {
                    index &+= 8
                    continue
                }
                index &+= OctetWord.first(found)
            }
            if mayStartURL(octets, index) { return true }
            index &+= 1
        }
        return false
    }

    /// Whether there is a backslash, an `@` or a `(`. Without branches, so that many octets are looked at together.
    private static func holdsMark(_ octets: Span<UInt8>) -> Bool {
        var found: UInt8 = 0
        for index in octets.indices {
            let byte = octets[index]
            found |= (byte == 0x5C ? 1 : 0) | (byte == 0x40 ? 1 : 0) | (byte == 0x28 ? 1 : 0)
        }
        return found != 0
    }

    private static func mayStartURL(_ octets: Span<UInt8>, _ index: Int) -> Bool {
        switch octets[index] {
        case 0x5C: return true
        // `@import`.
        case 0x40: return index + 1 < octets.count && octets[index + 1] | 0x20 == 0x69
        case 0x28:
            guard index > 2 else { return false }
            var end: UInt32 = 0
            for place in index - 3..<index { end = end &<< 8 | UInt32(octets[place] | 0x20) }
            switch end {
            // The last letters of url, src, image-set, image, cross-fade, alphaimageloader.
            case 0x75_72_6C, 0x73_72_63, 0x73_65_74, 0x61_67_65, 0x61_64_65, 0x64_65_72: return true
            default: return false
            }
        default: return false
        }
    }
}
