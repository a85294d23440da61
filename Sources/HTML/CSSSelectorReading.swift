/// Reads the list of selectors of a rule. One that cannot be decided leaves nothing behind.
///
/// Nearly all are written with names, dots, hashes, combinators and commas alone, and read without tokens; whatever else
/// there is, comments and escapes too, is left to the tokenizer.
extension CSSSelectors {
    /// Adds the selectors of a list that can be decided.
    /// - Returns: where they stand; nil where none can.
    mutating func add(list prelude: ArraySlice<UInt8>) -> Range<Int>? {
        let first = selectors.count
        if !addPlain(prelude.span) { addTokens(prelude) }
        return selectors.count > first ? first..<selectors.count : nil
    }

    private static let maximumList = 100
    private static let maximumCompounds = 32

    /// The selector that is read.
    private struct Reading {
        /// Where what belongs to it starts.
        let firstName, firstPart, firstCompound: Int
        /// Where the parts of the compound start that is read.
        var compoundStart: Int
        /// Its id among them.
        var idPlace: Int?
        var isChild = false
        var isUniversal = false
        var isDecidable = true
    }

    private var start: Reading {
        Reading(firstName: names.count, firstPart: parts.count, firstCompound: compounds.count, compoundStart: parts.count)
    }

    private mutating func addTokens(_ prelude: ArraySlice<UInt8>) {
        var tokenizer = CSSTokenizer(prelude)
        let first = selectors.count
        var reading = start
        var expectsClass = false
        while true {
            let token = tokenizer.next()
            if token.kind != .end, selectors.count - first >= Self.maximumList {
                isTruncated = true
                return
            }
            if token.kind == .end || token.kind == .comma {
                if expectsClass { reading.isDecidable = false }
                finish(&reading)
                if token.kind == .end { break }
                expectsClass = false
                continue
            }
            guard reading.isDecidable else { continue }
            if expectsClass, token.kind != .ident { reading.isDecidable = false }
            switch token.kind {
            case .ident where expectsClass:
                let name = tokenizer.text(token)
                addPart(.class, name.span)
                expectsClass = false
            case .ident where mayStart(reading):
                let name = Array(tokenizer.name(token).utf8)
                addPart(.type, name.span)
            case .hash:
                let name = tokenizer.text(token)
                addID(name.span, &reading)
            case .whitespace: endCompound(&reading)
            case .delimiter:
                switch tokenizer.input[token.range.lowerBound] {
                case 0x2E: expectsClass = true
                case 0x2A where isEmpty(reading): reading.isUniversal = true
                case 0x3E: startChild(&reading)
                default: reading.isDecidable = false
                }
            default: reading.isDecidable = false
            }
        }
    }

    /// Names, dots, hashes, combinators and commas, read without tokens.
    /// - Returns: whether that is all there is; if not, nothing was added.
    private mutating func addPlain(_ text: Span<UInt8>) -> Bool {
        let first = selectors.count
        let before = start
        var reading = before
        var index = 0
        while index < text.count, selectors.count - first < Self.maximumList {
            let byte = text[index]
            let start = index
            index &+= 1
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20: endCompound(&reading)
            case 0x2C: finish(&reading)
            case 0x3E: startChild(&reading)
            case 0x2A: if isEmpty(reading) { reading.isUniversal = true } else { reading.isDecidable = false }
            // Pseudo-classes and siblings.
            case 0x2B, 0x3A, 0x7E: reading.isDecidable = false
            case 0x23, 0x2E:
                while index < text.count, ASCIISet.cssName.contains(text[index]) { index &+= 1 }
                let name = text.extracting(start + 1..<index)
                if !name.isEmpty, byte == 0x23 {
                    addID(name, &reading)
                } else if !name.isEmpty, isLetter(name[0]) || name[0] == 0x5F {
                    addPart(.class, name)
                } else if !name.isEmpty, isDigit(name[0]) {
                    reading.isDecidable = false
                } else {
                    remove(before, selectors: first)
                    return false
                }
            default:
                guard isLetter(byte) || byte == 0x5F else {
                    remove(before, selectors: first)
                    return false
                }
                while index < text.count, ASCIISet.cssName.contains(text[index]) { index &+= 1 }
                if mayStart(reading) { addPart(.type, text.extracting(start..<index)) } else { reading.isDecidable = false }
            }
        }
        if selectors.count - first < Self.maximumList { finish(&reading) }
        if index < text.count { isTruncated = true }
        return true
    }

    private func isEmpty(_ reading: Reading) -> Bool { parts.count == reading.compoundStart }

    /// Whether a type may stand here.
    private func mayStart(_ reading: Reading) -> Bool { isEmpty(reading) && !reading.isUniversal }

    private mutating func addPart(_ kind: CSSSelector.Part.Kind, _ name: Span<UInt8>) {
        if names.isEmpty {
            names.reserveCapacity(128)
            parts.reserveCapacity(8)
            compounds.reserveCapacity(8)
            selectors.reserveCapacity(4)
        }
        let start = names.count
        var hash = CSSName.start
        var packed = PackedName()
        for index in name.indices {
            let byte = kind == .type ? lowercased(name[index]) : name[index]
            names.append(byte)
            hash = CSSName.append(byte, to: hash)
            packed.append(byte)
        }
        parts.append(
            CSSSelector.Part(
                kind: kind, element: kind == .type ? ElementName.byOctets[packed] : .other, name: start..<names.count, hash: hash))
    }

    /// Of several the last one counts.
    private mutating func addID(_ name: Span<UInt8>, _ reading: inout Reading) {
        addPart(.id, name)
        if let place = reading.idPlace { parts[place] = parts.removeLast() } else { reading.idPlace = parts.count - 1 }
    }

    private mutating func startChild(_ reading: inout Reading) {
        endCompound(&reading)
        if compounds.count == reading.firstCompound || reading.isChild { reading.isDecidable = false }
        reading.isChild = true
    }

    private mutating func endCompound(_ reading: inout Reading) {
        guard !isEmpty(reading) || reading.isUniversal else { return }
        var bits: UInt64 = 0
        for place in reading.compoundStart..<parts.count { bits |= CSSName.bit(ofHash: parts[place].hash) }
        compounds.append(CSSSelector.Compound(parts: reading.compoundStart..<parts.count, isChild: reading.isChild, bits: bits))
        if compounds.count - reading.firstCompound > Self.maximumCompounds, reading.isDecidable {
            reading.isDecidable = false
            isTruncated = true
        }
        reading.compoundStart = parts.count
        reading.idPlace = nil
        reading.isUniversal = false
        reading.isChild = false
    }

    /// The end of a selector, behind which another starts.
    private mutating func finish(_ reading: inout Reading) {
        endCompound(&reading)
        if reading.isDecidable, compounds.count > reading.firstCompound, !reading.isChild {
            selectors.append(CSSSelector(reading.firstCompound..<compounds.count, compounds.span, parts.span))
        } else {
            remove(reading, selectors: selectors.count)
        }
        reading = start
    }

    private mutating func remove(_ reading: Reading, selectors count: Int) {
        names.removeSubrange(reading.firstName...)
        parts.removeSubrange(reading.firstPart...)
        compounds.removeSubrange(reading.firstCompound...)
        selectors.removeSubrange(count...)
    }
}
