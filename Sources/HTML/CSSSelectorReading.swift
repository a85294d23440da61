/// Reads the list of selectors of a rule. One that cannot be decided leaves nothing behind; with one that is invalid no
/// selector of the list does (Selectors Level 4 §4.1).
///
/// Nearly all are written with names, dots, hashes, combinators and commas alone, and read without tokens; whatever else
/// there is, comments and escapes too, is left to the tokenizer.
import Domains

extension CSSSelectors {
    /// Adds the selectors of a list that can be decided.
    /// - Returns: where they stand; nil where there are none.
    mutating func add(list prelude: ArraySlice<UInt8>) -> Range<Int>? {
        let first = selectors.count
        let before = start
        let isValid = addPlain(prelude.span) ?? addTokens(prelude)
        if !isValid { remove(before, selectors: first) }
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
        /// What it is besides its parts: an id that is repeated asks for nothing new, but counts.
        var specificity = 0
        /// Something of the selector stands before, something of the compound, a combinator and nothing behind it.
        var isStarted = false
        var isCompoundStarted = false
        var isCombined = false

        /// A part of the compound is read.
        mutating func pass() { (isStarted, isCompoundStarted, isCombined) = (true, true, false) }
    }

    private var start: Reading {
        Reading(firstName: names.count, firstPart: parts.count, firstCompound: compounds.count, compoundStart: parts.count)
    }

    /// - Returns: whether they are valid, as far as they are read.
    private mutating func addTokens(_ prelude: ArraySlice<UInt8>) -> Bool {
        var tokenizer = CSSTokenizer(prelude)
        let first = selectors.count
        var reading = start
        while true {
            let token = tokenizer.next()
            if token.kind != .end, selectors.count - first >= Self.maximumList {
                isTruncated = true
                return true
            }
            switch token.kind {
            case .end, .comma:
                guard finish(&reading) else { return false }
                if token.kind == .end { return true }
            case .ident:
                guard mayStart(reading) else { return false }
                let name = Array(tokenizer.name(token).utf8)
                addPart(.type, name.span)
                reading.pass()
            case .hash:
                guard Self.isIdentifier(tokenizer.input[token.content]) else { return false }
                let name = tokenizer.text(token)
                addID(name.span, &reading)
            case .whitespace: endCompound(&reading)
            case .openSquare:
                guard tokenizer.skipAttributeSelector() else { return false }
                reading.pass()
                reading.isDecidable = false
            case .colon:
                guard tokenizer.skipPseudo() else { return false }
                reading.pass()
                reading.isDecidable = false
            case .delimiter:
                switch tokenizer.input[token.range.lowerBound] {
                case 0x2E:
                    let name = tokenizer.next()
                    guard name.kind == .ident else { return false }
                    let text = tokenizer.text(name)
                    addPart(.class, text.span)
                    reading.pass()
                case 0x2A:
                    guard mayStart(reading) else { return false }
                    reading.isUniversal = true
                    reading.pass()
                case 0x3E: guard combine(&reading) else { return false }
                case 0x2B, 0x7E:
                    guard combine(&reading) else { return false }
                    reading.isDecidable = false
                // A namespace, behind which the type stands; the element around nested rules.
                case 0x7C:
                    reading.isDecidable = false
                    reading.isCompoundStarted = false
                case 0x26:
                    reading.isDecidable = false
                    reading.pass()
                default: return false
                }
            default: return false
            }
        }
    }

    /// Names, dots, hashes, combinators and commas, read without tokens.
    /// - Returns: whether they are valid; nil where that is not all there is, and nothing was added.
    private mutating func addPlain(_ text: Span<UInt8>) -> Bool? {
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
            case 0x2C: guard finish(&reading) else { return false }
            case 0x3E: guard combine(&reading) else { return false }
            case 0x2B, 0x7E:
                guard combine(&reading) else { return false }
                reading.isDecidable = false
            case 0x2A:
                guard mayStart(reading) else { return false }
                reading.isUniversal = true
                reading.pass()
            case 0x3A:
                let isElement = index < text.count && text[index] == 0x3A
                if isElement { index &+= 1 }
                let nameStart = index
                while index < text.count, ASCIISet.cssName.contains(text[index]) { index &+= 1 }
                if index < text.count, text[index] == 0x28 || text[index] == 0x5C || text[index] == 0x2F || text[index] >= 0x80 {
                    remove(before, selectors: first)
                    return nil
                }
                guard CSSPseudo.isKnown(text.extracting(nameStart..<index), isElement, false) else { return false }
                reading.pass()
                reading.isDecidable = false
            case 0x23, 0x2E:
                while index < text.count, ASCIISet.cssName.contains(text[index]) { index &+= 1 }
                let name = text.extracting(start + 1..<index)
                guard !name.isEmpty, isLetter(name[0]) || name[0] == 0x5F else {
                    remove(before, selectors: first)
                    return nil
                }
                if byte == 0x23 {
                    addID(name, &reading)
                } else {
                    addPart(.class, name)
                    reading.pass()
                }
            default:
                guard isLetter(byte) || byte == 0x5F else {
                    remove(before, selectors: first)
                    return nil
                }
                while index < text.count, ASCIISet.cssName.contains(text[index]) { index &+= 1 }
                guard mayStart(reading) else {
                    remove(before, selectors: first)
                    return nil
                }
                addPart(.type, text.extracting(start..<index))
                reading.pass()
            }
        }
        if index < text.count { isTruncated = true }
        return selectors.count - first < Self.maximumList ? finish(&reading) : true
    }

    /// What the content of a hash token must be to be an id (CSS Syntax Level 3 §4.3.1).
    private static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
        func starts(_ byte: UInt8?) -> Bool { byte.map { isLetter($0) || $0 == 0x5F || $0 == 0x5C || $0 >= 0x80 || $0 == 0 } ?? false }
        guard text.first == 0x2D else { return starts(text.first) }
        let second = text.dropFirst().first
        return second == 0x2D || starts(second)
    }

    private func isEmpty(_ reading: Reading) -> Bool { parts.count == reading.compoundStart }

    /// Whether a type may stand here.
    private func mayStart(_ reading: Reading) -> Bool { !reading.isCompoundStarted }

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

    /// No element has two different ones.
    private mutating func addID(_ name: Span<UInt8>, _ reading: inout Reading) {
        reading.pass()
        addPart(.id, name)
        guard let place = reading.idPlace else {
            reading.idPlace = parts.count - 1
            return
        }
        let repeated = parts.removeLast().name
        let isSame = isSameName(parts[place].name, repeated)
        names.removeSubrange(repeated.lowerBound...)
        if isSame { reading.specificity += CSSSelector.idSpecificity } else { reading.isDecidable = false }
    }

    private func isSameName(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        names.span.extracting(one).isSame(as: names.span.extracting(other))
    }

    /// - Returns: whether a combinator may stand here.
    private mutating func combine(_ reading: inout Reading) -> Bool {
        endCompound(&reading)
        guard reading.isStarted, !reading.isCombined else { return false }
        reading.isCombined = true
        reading.isChild = true
        return true
    }

    private mutating func endCompound(_ reading: inout Reading) {
        reading.isCompoundStarted = false
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
    /// - Returns: whether it is valid.
    private mutating func finish(_ reading: inout Reading) -> Bool {
        endCompound(&reading)
        guard reading.isStarted, !reading.isCombined else { return false }
        if reading.isDecidable, compounds.count > reading.firstCompound {
            selectors.append(
                CSSSelector(reading.firstCompound..<compounds.count, compounds.span, parts.span, besides: reading.specificity))
        } else {
            remove(reading, selectors: selectors.count)
        }
        reading = start
        return true
    }

    private mutating func remove(_ reading: Reading, selectors count: Int) {
        names.removeSubrange(reading.firstName...)
        parts.removeSubrange(reading.firstPart...)
        compounds.removeSubrange(reading.firstCompound...)
        selectors.removeSubrange(count...)
    }
}
