/// Declarations as nearly every `style` attribute writes them: names, values of plain characters, strings, functions
/// without strings or brackets in them, `!important`. They are read without tokens. Whatever the tokenizer might read
/// in another way (comments, escapes, other brackets) is left to it.
extension CSSParser {
    /// The declarations of a `style` attribute whose properties are known.
    package static func knownDeclarations(_ text: ArraySlice<UInt8>) -> [CSSDeclaration] {
        var index = 0
        return plainDeclarations(text, &index, inBlock: false) ?? declarations(text).filter { $0.property != .other }
    }

    /// Those of the block whose `{` the tokenizer has passed; it is moved past the `}`.
    static func knownDeclarations(ofBlock tokenizer: inout CSSTokenizer) -> [CSSDeclaration] {
        var index = tokenizer.position - tokenizer.input.startIndex
        guard let list = plainDeclarations(tokenizer.input, &index, inBlock: true) else {
            return declarations(&tokenizer, inBlock: true).filter { $0.property != .other }
        }
        tokenizer.position = tokenizer.input.startIndex + index
        return list
    }

    /// Declarations from the index on, which is moved to the end, or past the `}` of a block; nil where the tokenizer has
    /// to read them.
    private static func plainDeclarations(
        _ text: ArraySlice<UInt8>, _ index: inout Int, inBlock: Bool
    ) -> [CSSDeclaration]? {
        let octets = text.span
        let offset = text.startIndex
        let properties = CSSProperty.byOctets
        var list: [CSSDeclaration] = []
        list.reserveCapacity(inBlock ? 2 : 8)
        var count = 0
        while index < octets.count {
            if octets[index] == 0x3B || isSpace(octets[index]) {
                index &+= 1
                continue
            }
            if inBlock, octets[index] == 0x7D {
                index &+= 1
                return list
            }
            let name = index
            var packed = PackedName()
            while index < octets.count, ASCIISet.cssName.contains(octets[index]) {
                packed.append(lowercased(octets[index]))
                index &+= 1
            }
            let nameEnd = index
            guard startsName(octets, name, nameEnd) else { return nil }
            while index < octets.count, isSpace(octets[index]) { index &+= 1 }
            guard index < octets.count, octets[index] == 0x3A else { return nil }
            index &+= 1
            guard let value = plainValue(octets, &index, inBlock) else { return nil }
            count &+= 1
            let property = properties[packed]
            guard property != .other, count <= maximumDeclarations else { continue }
            list.append(
                CSSDeclaration(
                    property: property, isImportant: value.isImportant, source: text,
                    nameRange: offset + name..<offset + nameEnd,
                    valueRange: offset + value.range.lowerBound..<offset + value.range.upperBound))
        }
        return list
    }

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

    /// §4.3.9, without escapes.
    private static func startsName(_ octets: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        if octets[start] != 0x2D { return !isDigit(octets[start]) }
        return start + 1 < end && !isDigit(octets[start + 1])
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
            if holdsMark(octets.extracting(start..<end)) {
                for index in start..<end where mayStartURL(octets, index) { return true }
            }
            start = end
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
