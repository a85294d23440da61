import Domains

/// Selectors (Selectors Level 4) as far as mail uses them and a static reader can decide them: type, class, id,
/// descendant and child. A selector with anything else (attributes, pseudo-classes, siblings) is left out, so that its
/// rule never applies by mistake.
package struct CSSSelector: Sendable {
    package struct Compound: Sendable, Equatable {
        /// In lower case; nil for any.
        package var type: [UInt8]?
        package var id: [UInt8]?
        package var classes: [[UInt8]] = []
        /// Must stand directly in what the compound before it matches.
        package var isChild = false
        var isEmpty: Bool { type == nil && id == nil && classes.isEmpty }
        /// One bit for each name that it asks for, once all are known.
        fileprivate(set) var bits: UInt64 = 0
        fileprivate mutating func end() {
            bits = type.map { CSSName.bit($0.span) } ?? 0
            if let id { bits |= CSSName.bit(id.span) }
            for name in classes { bits |= CSSName.bit(name.span) }
        }
        /// How many names it asks for.
        var nameCount: Int { (type == nil ? 0 : 1) + (id == nil ? 0 : 1) + classes.count }
    }

    /// From the outermost to the subject.
    package let compounds: [Compound]

    /// Ids, classes and types, compared in this order (§17).
    package var specificity: Int {
        var sum = 0
        for compound in compounds {
            sum += compound.id == nil ? 0 : 1 << 20
            sum += compound.classes.count << 10
            sum += compound.type == nil ? 0 : 1
        }
        return sum
    }

    // MARK: Parsing

    /// The selectors of a list that can be decided; nil where none can.
    static func list(_ prelude: ArraySlice<UInt8>) -> [CSSSelector]? {
        var tokenizer = CSSTokenizer(prelude)
        var list: [CSSSelector] = []
        var reader = Reader()
        while list.count < 100 {
            let token = tokenizer.next()
            if token.kind == .end || token.kind == .comma {
                if let selector = reader.finish() { list.append(selector) }
                reader = Reader()
                if token.kind == .end { break }
            } else {
                reader.read(token, tokenizer)
            }
        }
        return list.isEmpty ? nil : list
    }

    /// White space folded, in lower case.
    static func text(_ octets: ArraySlice<UInt8>) -> String {
        octets.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self).lowercased() }
            .joined(separator: " ")
    }

    private struct Reader {
        private var compounds: [Compound] = []
        private var current = Compound()
        private var isUniversal = false
        private var expectsClass = false
        private var isDecidable = true

        mutating func read(_ token: CSSToken, _ tokenizer: CSSTokenizer) {
            guard isDecidable else { return }
            if expectsClass, token.kind != .ident { isDecidable = false }
            switch token.kind {
            case .ident where expectsClass:
                current.classes.append(Array(tokenizer.text(token)))
                expectsClass = false
            case .ident where current.isEmpty && !isUniversal: current.type = Array(tokenizer.name(token).utf8)
            case .hash: current.id = Array(tokenizer.text(token))
            case .whitespace: endCompound()
            case .delimiter:
                switch tokenizer.input[token.range.lowerBound] {
                case 0x2E: expectsClass = true
                case 0x2A where current.isEmpty: isUniversal = true
                case 0x3E:
                    endCompound()
                    isDecidable = isDecidable && !compounds.isEmpty && !current.isChild
                    current.isChild = true
                default: isDecidable = false
                }
            default: isDecidable = false
            }
            if compounds.count > 32 { isDecidable = false }
        }

        private mutating func endCompound() {
            guard !current.isEmpty || isUniversal else { return }
            current.end()
            compounds.append(current)
            current = Compound()
            isUniversal = false
        }

        mutating func finish() -> CSSSelector? {
            endCompound()
            guard isDecidable, !expectsClass, !compounds.isEmpty, !current.isChild else { return nil }
            return CSSSelector(compounds: compounds)
        }
    }

    // MARK: Matching

    /// Whether an element is what the last compound asks for.
    func mayBeSubject(_ element: CSSElement) -> Bool {
        guard let last = compounds.indices.last else { return false }
        return element.matches(compounds[last])
    }

    /// Whether such an element stands where the selector asks. A child is looked for in the nearest ancestor that matches.
    func stands(_ element: CSSElement, in ancestors: [CSSElement]) -> Bool {
        var place = compounds.count - 1
        guard place >= 0 else { return false }
        var level = ancestors.count
        var needsParent = compounds[place].isChild
        while place > 0 {
            place -= 1
            repeat {
                level -= 1
                guard level >= 0 else { return false }
                if compounds[place].bits & ~ancestors[level].bits == 0, ancestors[level].matches(compounds[place]) { break }
                if needsParent { return false }
            } while true
            needsParent = compounds[place].isChild
        }
        return true
    }
}

/// What selectors ask of an element.
struct CSSElement: Sendable {
    /// Where its tag stands.
    let start: Int
    private let name: ElementName
    /// The name where it is none of the known ones.
    private let otherName: [UInt8]
    let id: ArraySlice<UInt8>?
    /// With white space between them.
    let classes: ArraySlice<UInt8>
    /// Where the names stand in a long list of classes, because each rule that is tried asks for some; empty for others, which
    /// are passed one after the other in no time.
    private let classPlaces: [Range<Int>]
    private static let shortLength = 64
    /// One bit for each of its names.
    let bits: UInt64

    /// - Parameter walker: has met the tag.
    init(_ tag: HTMLTag, _ walker: borrowing HTMLWalker) {
        start = tag.range.lowerBound
        name = tag.name
        let otherName = tag.name == .other ? Array(walker.name(of: tag).utf8) : []
        var (id, classes): (ArraySlice<UInt8>?, ArraySlice<UInt8>) = (nil, [])
        if tag.has(.id) || tag.has(.class) {
            if tag.range == walker.tag.range {
                id = walker.value(.id)
                classes = walker.value(.class) ?? []
            } else {
                for attribute in walker.attributes(of: tag) {
                    if attribute.name == .id { id = walker.octets(of: attribute.value) }
                    if attribute.name == .class { classes = walker.octets(of: attribute.value) }
                }
            }
        }
        var bits =
            tag.name == .other ? CSSName.bit(otherName.span) : CSSName.bit(ofHash: CSSName.typeHashes[Int(tag.name.rawValue)])
        if let id { bits |= CSSName.bit(id.span) }
        let octets = classes.span
        var names = ClassNames()
        var classPlaces: [Range<Int>] = []
        while let place = names.next(octets) {
            bits |= CSSName.bit(octets.extracting(place))
            if octets.count > Self.shortLength { classPlaces.append(place) }
        }
        self.classPlaces = classPlaces
        self.otherName = otherName
        self.id = id
        self.classes = classes
        self.bits = bits
    }

    var type: ArraySlice<UInt8> { name == .other ? otherName[...] : CSSName.types[Int(name.rawValue)] }

    private func has(_ name: Span<UInt8>) -> Bool {
        let octets = classes.span
        guard octets.count <= Self.shortLength else {
            return classPlaces.contains { octets.extracting($0).isSame(as: name) }
        }
        var names = ClassNames()
        while let place = names.next(octets) {
            if octets.extracting(place).isSame(as: name) { return true }
        }
        return false
    }

    func matches(_ compound: CSSSelector.Compound) -> Bool {
        if let type = compound.type {
            let own = self.type
            if !type.span.isSame(as: own.span) { return false }
        }
        if let id = compound.id {
            guard let own = self.id, id.span.isSame(as: own.span) else { return false }
        }
        for index in compound.classes.indices {
            let name = compound.classes[index]
            if !has(name.span) { return false }
        }
        return true
    }
}

/// Where the names of a `class` attribute stand in it, one after the other; what follows the hundredth is taken for one.
struct ClassNames {
    private var index = 0
    private var count = 0

    mutating func next(_ octets: Span<UInt8>) -> Range<Int>? {
        let isRest = count == 100
        if !isRest { while index < octets.count, isSpace(octets[index]) { index &+= 1 } }
        guard index < octets.count else { return nil }
        let start = index
        while index < octets.count, isRest || !isSpace(octets[index]) { index &+= 1 }
        let end = index
        if index < octets.count { index &+= 1 }
        count &+= 1
        return start..<end
    }
}

/// Names of types, classes and ids as numbers, to find the rules that may match (FNV-1a).
enum CSSName {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func append(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func hash(_ name: ArraySlice<UInt8>) -> UInt64 { hash(name.span) }

    static func hash(_ octets: Span<UInt8>) -> UInt64 {
        var hash = start
        for index in octets.indices { hash = append(octets[index], to: hash) }
        return hash
    }

    /// One of 64: names with different bits are different.
    static func bit(_ name: Span<UInt8>) -> UInt64 { bit(ofHash: hash(name)) }
    static func bit(ofHash hash: UInt64) -> UInt64 { 1 &<< (hash & 63) }

    /// By the number of an `ElementName`.
    static let types: [ArraySlice<UInt8>] = ElementName.texts.map { Array($0.utf8)[...] }
    static let typeHashes: [UInt64] = types.map(hash)
}
