/// Selectors (Selectors Level 4) as far as mail uses them and a static reader can decide them: type, class, id,
/// descendant and child. A selector with anything else (attributes, pseudo-classes, siblings) is left out, so that its
/// rule never applies by mistake.
package struct CSSSelector: Sendable {
    package struct Compound: Sendable, Equatable {
        /// In lower case; nil for any.
        package var type: String?
        package var id: String?
        package var classes: [String] = []
        /// Must stand directly in what the compound before it matches.
        package var isChild = false
        var isEmpty: Bool { type == nil && id == nil && classes.isEmpty }
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
                current.classes.append(String(decoding: tokenizer.text(token), as: UTF8.self))
                expectsClass = false
            case .ident where current.isEmpty && !isUniversal: current.type = tokenizer.name(token)
            case .hash: current.id = String(decoding: tokenizer.text(token), as: UTF8.self)
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

    /// Whether an element is the selector's subject. A child is looked for in the nearest ancestor that matches.
    func matches(_ element: CSSElement, in ancestors: [CSSElement]) -> Bool {
        guard let subject = compounds.last, element.matches(subject) else { return false }
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
package struct CSSElement: Sendable {
    let type: String
    let id: String?
    let classes: [String]

    package init(_ tag: HTMLTag) {
        type = tag.name
        id = tag["id"]
        guard let value = tag.attribute("class")?.value else {
            classes = []
            return
        }
        classes = value.split(maxSplits: 100, whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
    }

    func matches(_ compound: CSSSelector.Compound) -> Bool {
        if let type = compound.type, type != self.type { return false }
        if let id = compound.id, id != self.id { return false }
        for name in compound.classes where !classes.contains(name) { return false }
        return true
    }
}
