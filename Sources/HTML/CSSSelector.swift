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
        /// One bit for each name that it asks for.
        var bits: UInt64 {
            var bits = type.map { CSSName.bit($0[...]) } ?? 0
            if let id { bits |= CSSName.bit(id[...]) }
            for name in classes { bits |= CSSName.bit(name[...]) }
            return bits
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
        compounds.indices.last.map { element.matches(compounds[$0]) } ?? false
    }

    /// Whether such an element stands where the selector asks. A child is looked for in the nearest ancestor that matches.
    func stands(_ element: CSSElement, in ancestors: [CSSElement]) -> Bool {
        guard let subject = compounds.last else { return false }
        var level = ancestors.count
        var needsParent = subject.isChild
        for compound in compounds.dropLast().reversed() {
            repeat {
                level -= 1
                guard level >= 0 else { return false }
                if ancestors[level].matches(compound) { break }
                if needsParent { return false }
            } while true
            needsParent = compound.isChild
        }
        return true
    }
}

/// What selectors ask of an element.
struct CSSElement: Sendable {
    /// Where its tag stands.
    let start: Int
    let type: ArraySlice<UInt8>
    let id: ArraySlice<UInt8>?
    /// With white space between them, and where each stands: every rule that is tried asks for some.
    let classes: ArraySlice<UInt8>
    let classPlaces: [Range<Int>]
    /// One bit for each of its names.
    let bits: UInt64

    /// - Parameter walker: has met the tag.
    init(_ tag: HTMLTag, _ walker: borrowing HTMLWalker) {
        start = tag.range.lowerBound
        type =
            tag.name == .other ? Array(walker.name(of: tag).utf8)[...] : CSSName.types[Int(tag.name.rawValue)]
        var (id, classes): (ArraySlice<UInt8>?, ArraySlice<UInt8>) = (nil, [])
        if tag.has(.id) || tag.has(.class) {
            let isCurrent = tag.range == walker.tag.range
            for attribute in isCurrent ? [] : walker.attributes(of: tag) {
                if attribute.name == .id { id = walker.octets(of: attribute.value) }
                if attribute.name == .class { classes = walker.octets(of: attribute.value) }
            }
            if isCurrent {
                id = walker.value(.id)
                classes = walker.value(.class) ?? []
            }
        }
        self.id = id
        self.classes = classes
        classPlaces = classes.isEmpty ? [] : Self.places(classes)
        var bits = CSSName.bit(type)
        if let id { bits |= CSSName.bit(id) }
        for place in classPlaces { bits |= CSSName.bit(classes[place]) }
        self.bits = bits
    }

    /// Where the names stand in a `class` attribute; what follows the hundredth is taken for one.
    private static func places(_ classes: ArraySlice<UInt8>) -> [Range<Int>] {
        let octets = classes.span
        var places: [Range<Int>] = []
        var start = 0
        for index in octets.indices where isSpace(octets[index]) {
            if start < index { places.append(classes.startIndex + start..<classes.startIndex + index) }
            start = index + 1
            if places.count == 100 { break }
        }
        if start < octets.count { places.append(classes.startIndex + start..<classes.endIndex) }
        return places
    }

    private func has(_ name: [UInt8]) -> Bool {
        for place in classPlaces {
            let own = classes[place]
            if own.span.isSame(as: name.span) { return true }
        }
        return false
    }

    func matches(_ compound: CSSSelector.Compound) -> Bool {
        if let type = compound.type, !type.span.isSame(as: self.type.span) { return false }
        if let id = compound.id {
            guard let own = self.id, id.span.isSame(as: own.span) else { return false }
        }
        for name in compound.classes where !has(name) { return false }
        return true
    }
}

/// Names of types, classes and ids as numbers, to find the rules that may match (FNV-1a).
enum CSSName {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func append(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func hash(_ name: ArraySlice<UInt8>) -> UInt64 {
        let octets = name.span
        var hash = start
        for index in octets.indices { hash = append(octets[index], to: hash) }
        return hash
    }

    /// One of 64: names with different bits are different.
    static func bit(_ name: ArraySlice<UInt8>) -> UInt64 { 1 &<< (hash(name) & 63) }

    /// By the number of an `ElementName`.
    static let types: [ArraySlice<UInt8>] = ElementName.texts.map { Array($0.utf8)[...] }
    static let typeHashes: [UInt64] = types.map(hash)
}
