import Domains

/// Which declarations apply to an element (CSS Cascade Level 4, author origin only): from `style` elements and the
/// `style` attribute, by importance, specificity and order. Inheritance is the caller's: `open` has the ancestors.
package struct CSSCascade: Sendable {
    private struct Entry: Sendable {
        var selector: CSSSelector
        var specificity: Int
        var declarations: [CSSDeclaration]
        var order: Int
        /// The name under which it is found is all that it asks for.
        var isPlain: Bool
        /// One bit for each name that it asks of its subject, and of ancestors.
        var subjectBits: UInt64
        var ancestorBits: UInt64
    }

    private var entries: [Entry] = []
    /// Rules by the most telling part of their subject, so that an element looks at few of them.
    private var byID = CSSRuleIndex()
    private var byClass = CSSRuleIndex()
    private var byType = CSSRuleIndex()
    private var universal: [Int] = []
    private let typeHashes = CSSName.typeHashes
    /// Of the element that was looked at last.
    private var ancestors: [CSSElement] = []
    /// One bit for each name of an ancestor and of those around it.
    private var ancestorBits: [UInt64] = []
    /// Bounds the work that rules and elements can cause together.
    private var budget = 2_000_000
    /// Rules were left out: too many of them, or too much work.
    package private(set) var isTruncated = false

    package init() {}

    /// No rule applies anywhere: what an element declares itself is all.
    package var isEmpty: Bool { entries.isEmpty }

    /// Adds the rules of a sheet, without those under a condition.
    package mutating func add(_ sheet: CSSStylesheet) {
        if sheet.isTruncated { isTruncated = true }
        for rule in sheet.rules where rule.conditions.isEmpty {
            let declarations = rule.declarations.filter { $0.property != .other }
            guard !declarations.isEmpty else { continue }
            for selector in rule.selectors {
                guard entries.count < 20_000 else {
                    isTruncated = true
                    return
                }
                guard let subject = selector.compounds.last else { continue }
                let index = entries.count
                entries.append(
                    Entry(
                        selector: selector, specificity: selector.specificity, declarations: declarations,
                        order: index + 1, isPlain: selector.compounds.count == 1 && subject.nameCount <= 1,
                        subjectBits: subject.bits, ancestorBits: selector.compounds.dropLast().reduce(0) { $0 | $1.bits }))
                if let id = subject.id {
                    byID.add(index, id)
                } else if let name = subject.classes.first {
                    byClass.add(index, name)
                } else if let type = subject.type {
                    byType.add(index, type)
                } else {
                    universal.append(index)
                }
            }
        }
    }

    /// The declarations that win for the element of the walker's last start event.
    package mutating func style(of walker: borrowing HTMLWalker) -> CSSStyle {
        var rules: [Int] = []
        findRules(of: walker, &rules)
        return style(rules, walker.value(.style))
    }

    /// Which rules match the element of the walker's last start event. Elements of the same rules and the same `style`
    /// attribute have the same style.
    package mutating func findRules(of walker: borrowing HTMLWalker, _ rules: inout [Int]) {
        if !rules.isEmpty { rules.removeAll(keepingCapacity: true) }
        // For itself, because nothing is to be found for most elements.
        if !entries.isEmpty, budget > 0, mayHoldRules(of: walker) { searchRules(of: walker, &rules) }
    }

    @inline(never) private mutating func searchRules(of walker: borrowing HTMLWalker, _ rules: inout [Int]) {
        let element = CSSElement(walker.tag, walker)
        var hasAncestors = false
        find(universal, true, element, walker, &hasAncestors, &rules)
        if !byType.isEmpty, let found = byType.place(typeHash(walker)) {
            let type = element.type
            find(byType.rules(found), byType.isName(found, type.span), element, walker, &hasAncestors, &rules)
        }
        if !byClass.isEmpty {
            let classes = element.classes
            let octets = classes.span
            var names = ClassNames()
            while let place = names.next(octets) {
                let name = octets.extracting(place)
                guard let found = byClass.place(CSSName.hash(name)) else { continue }
                find(byClass.rules(found), byClass.isName(found, name), element, walker, &hasAncestors, &rules)
            }
        }
        if let id = element.id, let found = byID.place(CSSName.hash(id)) {
            find(byID.rules(found), byID.isName(found, id.span), element, walker, &hasAncestors, &rules)
        }
    }

    /// Whether any rule asks for a name that the element has. None does for most elements, and a look at one bit for each
    /// of their names tells.
    private func mayHoldRules(of walker: borrowing HTMLWalker) -> Bool {
        if !universal.isEmpty || !byType.isEmpty && byType.mayHold(typeHash(walker)) { return true }
        if !byClass.isEmpty, walker.withOctets(of: .class, { byClass.mayHold(namesIn: $0) }) == true { return true }
        return !byID.isEmpty && walker.withOctets(of: .id, { byID.mayHold(CSSName.hash($0)) }) == true
    }

    /// Of unknown names by the text, in which U+FFFD stands for U+0000.
    @inline(__always) private func typeHash(_ walker: borrowing HTMLWalker) -> UInt64 {
        let tag = walker.tag
        return tag.name == .other ? CSSName.hash(Array(walker.name(of: tag).utf8)[...]) : typeHashes[Int(tag.name.rawValue)]
    }

    /// What wins of the declarations of some rules and of a `style` attribute.
    package func style(_ rules: [Int], _ attribute: ArraySlice<UInt8>?) -> CSSStyle {
        var style = CSSStyle()
        for place in rules.indices {
            let entry = rules[place]
            for index in entries[entry].declarations.indices {
                style.offer(
                    entries[entry].declarations[index], specificity: entries[entry].specificity, order: entries[entry].order)
            }
        }
        if let attribute { Self.offer(attribute, to: &style) }
        return style
    }

    /// What wins of a `style` attribute alone.
    package static func style(attribute: ArraySlice<UInt8>) -> CSSStyle {
        var style = CSSStyle()
        offer(attribute, to: &style)
        return style
    }

    private static func offer(_ attribute: ArraySlice<UInt8>, to style: inout CSSStyle) {
        for declaration in CSSParser.knownDeclarations(attribute) {
            style.offer(declaration, specificity: .max, order: .max)
        }
    }

    /// - Parameter isNamed: the element has the very name under which the rules were found, not one of the same hash.
    private mutating func find(
        _ list: [Int], _ isNamed: Bool, _ element: CSSElement, _ walker: borrowing HTMLWalker, _ hasAncestors: inout Bool,
        _ rules: inout [Int]
    ) {
        for place in list.indices {
            let index = list[place]
            budget -= 1
            guard budget > 0 else {
                isTruncated = true
                return
            }
            if isNamed, entries[index].isPlain {
                rules.append(index)
                continue
            }
            guard entries[index].subjectBits & ~element.bits == 0, entries[index].selector.mayBeSubject(element) else { continue }
            let isNested = entries[index].selector.compounds.count > 1
            if isNested, !hasAncestors {
                gatherAncestors(walker)
                hasAncestors = true
                budget -= ancestors.count
            }
            if isNested {
                // Most ask for a name that nothing around the element has.
                guard let bits = ancestorBits.last, entries[index].ancestorBits & ~bits == 0 else { continue }
                budget -= walker.open.count / 8
            }
            if !isNested || entries[index].selector.stands(element, in: ancestors) { rules.append(index) }
        }
    }

    /// What is around the element, from the outermost on. Elements that were looked at before are kept.
    private mutating func gatherAncestors(_ walker: borrowing HTMLWalker) {
        let count = walker.open.count - (walker.innermost?.range == walker.tag.range ? 1 : 0)
        var same = 0
        while same < count, same < ancestors.count, ancestors[same].start == walker.open.elements[same].tag.range.lowerBound {
            same += 1
        }
        if same < ancestors.count {
            ancestors.removeSubrange(same...)
            ancestorBits.removeSubrange(same...)
        }
        while same < count {
            let element = CSSElement(walker.open.elements[same].tag, walker)
            ancestorBits.append(element.bits | (ancestorBits.last ?? 0))
            ancestors.append(element)
            same += 1
        }
    }
}

/// The winning declarations of one element.
package struct CSSStyle: Sendable {
    private struct Winner: Sendable {
        var declaration: CSSDeclaration
        var specificity: Int
        var order: Int
    }

    private var winners: [Winner] = []
    /// One bit for each property that has a winner.
    private var set: CSSProperty.Bits = 0

    package init() {}

    package var isEmpty: Bool { winners.isEmpty }

    /// Whether one of several properties has a winner.
    package func hasAny(_ properties: CSSProperty.Bits) -> Bool { set & properties != 0 }

    package subscript(property: CSSProperty) -> CSSDeclaration? {
        guard set & property.bit != 0, let index = index(of: property) else { return nil }
        return winners[index].declaration
    }

    private func index(of property: CSSProperty) -> Int? {
        for index in winners.indices where winners[index].declaration.property == property { return index }
        return nil
    }

    mutating func offer(_ declaration: CSSDeclaration, specificity: Int, order: Int) {
        let winner = Winner(declaration: declaration, specificity: specificity, order: order)
        guard set & declaration.property.bit != 0, let index = index(of: declaration.property) else {
            set |= declaration.property.bit
            if winners.isEmpty { winners.reserveCapacity(8) }
            winners.append(winner)
            return
        }
        let old = winners[index]
        let rank = (declaration.isImportant ? 1 : 0, specificity, order)
        // Of equals the later one wins.
        if rank >= (old.declaration.isImportant ? 1 : 0, old.specificity, old.order) { winners[index] = winner }
    }
}
