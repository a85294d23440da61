/// Which declarations apply to an element (CSS Cascade Level 4, author origin only): from `style` elements and the
/// `style` attribute, by importance, specificity and order. Inheritance is the caller's: `open` has the ancestors.
package struct CSSCascade: Sendable {
    private struct Entry: Sendable {
        var selector: CSSSelector
        var specificity: Int
        var declarations: [CSSDeclaration]
        var order: Int
    }

    private var entries: [Entry] = []
    /// Rules by the most telling part of their subject, so that an element looks at few of them.
    private var byID = RuleIndex()
    private var byClass = RuleIndex()
    private var byType = RuleIndex()
    private var universal: [Int] = []
    /// Of the element that was looked at last.
    private var ancestors: [CSSElement] = []
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
                let index = entries.count
                guard let subject = selector.compounds.last else { continue }
                entries.append(
                    Entry(
                        selector: selector, specificity: selector.specificity, declarations: declarations,
                        order: index + 1))
                if let id = subject.id {
                    byID.add(index, CSSName.hash(id[...]))
                } else if let name = subject.classes.first {
                    byClass.add(index, CSSName.hash(name[...]))
                } else if let type = subject.type {
                    byType.add(index, CSSName.hash(type[...]))
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
        rules.removeAll(keepingCapacity: true)
        guard !entries.isEmpty, budget > 0 else { return }
        var subject = Subject()
        find(universal, walker, &subject, &rules)
        if let found = byType[CSSElement.typeHash(walker.tag, walker)] { find(found, walker, &subject, &rules) }
        if !byClass.isEmpty, let value = walker.value(.class), byClass.mayHold(namesIn: value) {
            for name in subject.element(walker).classes {
                if let found = byClass[CSSName.hash(name)] { find(found, walker, &subject, &rules) }
            }
        }
        if !byID.isEmpty, let id = walker.value(.id), let found = byID[CSSName.hash(id)] {
            find(found, walker, &subject, &rules)
        }
    }

    /// What wins of the declarations of some rules and of a `style` attribute.
    package func style(_ rules: [Int], _ attribute: ArraySlice<UInt8>?) -> CSSStyle {
        var style = CSSStyle()
        for index in rules {
            for declaration in entries[index].declarations {
                style.offer(declaration, specificity: entries[index].specificity, order: entries[index].order)
            }
        }
        for declaration in attribute.map(CSSParser.knownDeclarations) ?? [] {
            style.offer(declaration, specificity: .max, order: .max)
        }
        return style
    }

    /// The element that rules are looked for, read when one of them asks.
    private struct Subject {
        private var known: CSSElement?
        var hasAncestors = false

        mutating func element(_ walker: borrowing HTMLWalker) -> CSSElement {
            if let known { return known }
            let element = CSSElement(walker.tag, walker)
            known = element
            return element
        }
    }

    private mutating func find(
        _ list: [Int], _ walker: borrowing HTMLWalker, _ subject: inout Subject, _ rules: inout [Int]
    ) {
        for index in list {
            budget -= 1
            let isNested = entries[index].selector.compounds.count > 1
            if isNested, !subject.hasAncestors {
                gatherAncestors(walker)
                subject.hasAncestors = true
                budget -= ancestors.count
            }
            if isNested { budget -= walker.open.count / 8 }
            guard budget > 0 else {
                isTruncated = true
                return
            }
            if entries[index].selector.matches(subject.element(walker), in: isNested ? ancestors : []) { rules.append(index) }
        }
    }

    /// What is around the element, from the outermost on. Elements that were looked at before are kept.
    private mutating func gatherAncestors(_ walker: borrowing HTMLWalker) {
        let count = walker.open.count - (walker.open.last?.tag.range == walker.tag.range ? 1 : 0)
        var same = 0
        while same < count, same < ancestors.count, ancestors[same].start == walker.open[same].tag.range.lowerBound {
            same += 1
        }
        ancestors.removeSubrange(same...)
        while same < count {
            ancestors.append(CSSElement(walker.open[same].tag, walker))
            same += 1
        }
    }
}

/// Rules by the hash of a name. Most names that elements have are asked for by no rule, which one bit of 64 tells.
private struct RuleIndex: Sendable {
    private var rules: [UInt64: [Int]] = [:]
    private var filter: UInt64 = 0

    var isEmpty: Bool { filter == 0 }

    mutating func add(_ rule: Int, _ hash: UInt64) {
        rules[hash, default: []].append(rule)
        filter |= Self.bit(hash)
    }

    subscript(hash: UInt64) -> [Int]? { filter & Self.bit(hash) == 0 ? nil : rules[hash] }

    /// Whether some of the names with white space between them may be here.
    func mayHold(namesIn value: ArraySlice<UInt8>) -> Bool {
        let octets = value.span
        var hash = CSSName.start
        var count = 0
        for index in octets.indices {
            let byte = octets[index]
            if isSpace(byte) {
                if filter & Self.bit(hash) != 0 { return true }
                hash = CSSName.start
                count &+= 1
            } else {
                hash = CSSName.append(byte, to: hash)
            }
        }
        // What follows the hundredth is taken for one name.
        return filter & Self.bit(hash) != 0 || count >= 100
    }

    private static func bit(_ hash: UInt64) -> UInt64 { 1 &<< (hash & 63) }
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
    private var set: UInt32 = 0

    package init() {}

    package var isEmpty: Bool { winners.isEmpty }

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
