/// Selectors (Selectors Level 4) as far as mail uses them and a static reader can decide them: type, class, id,
/// descendant and child. A selector with anything else (attributes, pseudo-classes, siblings) is left out, so that its
/// rule never applies by mistake.
///
/// What a selector asks for stands in lists that all selectors of a sheet share, so that there are no references to count
/// where rules are looked through; see `CSSSelectors`.
package struct CSSSelector: Sendable {
    /// One name that is asked for.
    struct Part: Sendable {
        /// The later ones tell more.
        enum Kind: UInt8 { case type, `class`, id }

        let kind: Kind
        /// Of a type.
        let element: ElementName
        /// Where it stands in the names; types are in lower case.
        var name: Range<Int>
        let hash: UInt64
    }

    /// What is asked of one element.
    struct Compound: Sendable {
        var parts: Range<Int>
        /// Must stand directly in what the compound before it matches.
        let isChild: Bool
        /// One bit for each name that it asks for.
        let bits: UInt64
    }

    /// From the outermost to the subject.
    private(set) var compounds: Range<Int>
    /// Ids, classes and types, compared in this order (§17).
    let specificity: Int
    /// The part of the subject by which it is looked for, the most telling one; nil where any element may be it.
    private(set) var key: Int?
    /// That part is all that it asks for.
    let isPlain: Bool
    /// One bit for each name that it asks of its subject, and of ancestors.
    let subjectBits: UInt64
    let ancestorBits: UInt64

    fileprivate init(_ range: Range<Int>, _ compounds: Span<Compound>, _ parts: Span<Part>) {
        self.compounds = range
        let subject = compounds[range.upperBound - 1]
        var specificity = 0
        var ancestorBits: UInt64 = 0
        for place in range {
            for part in compounds[place].parts {
                switch parts[part].kind {
                case .id: specificity += 1 << 20
                case .class: specificity += 1 << 10
                case .type: specificity += 1
                }
            }
            if place < range.upperBound - 1 { ancestorBits |= compounds[place].bits }
        }
        self.specificity = specificity
        self.ancestorBits = ancestorBits
        subjectBits = subject.bits
        isPlain = range.count == 1 && subject.parts.count <= 1
        var key: Int?
        for part in subject.parts {
            if let other = key, parts[other].kind.rawValue >= parts[part].kind.rawValue { continue }
            key = part
        }
        self.key = key
    }

    fileprivate mutating func shift(compounds count: Int, parts: Int) {
        compounds = compounds.lowerBound + count..<compounds.upperBound + count
        key = key.map { $0 + parts }
    }
}

/// The selectors of a sheet, or of all sheets of a document.
package struct CSSSelectors: Sendable {
    private(set) var names: [UInt8] = []
    private(set) var parts: [CSSSelector.Part] = []
    private(set) var compounds: [CSSSelector.Compound] = []
    private(set) var selectors: [CSSSelector] = []

    /// Appends those of another sheet.
    /// - Returns: how many there were before.
    mutating func add(_ other: CSSSelectors) -> Int {
        guard !selectors.isEmpty else {
            self = other
            return 0
        }
        let counts = (names: names.count, parts: parts.count, compounds: compounds.count, selectors: selectors.count)
        names += other.names
        parts += other.parts
        compounds += other.compounds
        selectors += other.selectors
        for place in counts.parts..<parts.count {
            let name = parts[place].name
            parts[place].name = name.lowerBound + counts.names..<name.upperBound + counts.names
        }
        for place in counts.compounds..<compounds.count {
            let range = compounds[place].parts
            compounds[place].parts = range.lowerBound + counts.parts..<range.upperBound + counts.parts
        }
        for place in counts.selectors..<selectors.count {
            selectors[place].shift(compounds: counts.compounds, parts: counts.parts)
        }
        return counts.selectors
    }

    // MARK: Parsing

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
        while selectors.count - first < Self.maximumList {
            let token = tokenizer.next()
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
                addID(name.span, reading)
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
                    addID(name, reading)
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
    private mutating func addID(_ name: Span<UInt8>, _ reading: Reading) {
        for place in reading.compoundStart..<parts.count where parts[place].kind == .id {
            parts.remove(at: place)
            break
        }
        addPart(.id, name)
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
        if compounds.count - reading.firstCompound > Self.maximumCompounds { reading.isDecidable = false }
        reading.compoundStart = parts.count
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

/// Names of types, classes and ids as numbers, to find the rules that may match (FNV-1a).
enum CSSName {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func append(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func hash(_ octets: Span<UInt8>) -> UInt64 {
        var hash = start
        for index in octets.indices { hash = append(octets[index], to: hash) }
        return hash
    }

    /// One of 64: names with different bits are different.
    static func bit(ofHash hash: UInt64) -> UInt64 { 1 &<< (hash & 63) }

    /// By the number of an `ElementName`.
    static let typeHashes: [UInt64] = ElementName.texts.map { text in
        let octets = Array(text.utf8)
        return hash(octets.span)
    }
}
