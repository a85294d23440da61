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
    /// Rules by the most telling part of their subject, so that an element looks at few of them; names as `CSSName`.
    private var byID: [UInt64: [Int]] = [:]
    private var byClass: [UInt64: [Int]] = [:]
    private var byType: [UInt64: [Int]] = [:]
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

    /// Adds the rules of a sheet; a conditional rule only where `applies` says so.
    package mutating func add(_ sheet: CSSStylesheet, where applies: ([String]) -> Bool = { $0.isEmpty }) {
        if sheet.isTruncated { isTruncated = true }
        for rule in sheet.rules where applies(rule.conditions) {
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
                    byID[CSSName.hash(id[...]), default: []].append(index)
                } else if let name = subject.classes.first {
                    byClass[CSSName.hash(name[...]), default: []].append(index)
                } else if let type = subject.type {
                    byType[CSSName.hash(type[...]), default: []].append(index)
                } else {
                    universal.append(index)
                }
            }
        }
    }

    /// The declarations that win for the element of the walker's last start event.
    package mutating func style(of walker: borrowing HTMLWalker) -> CSSStyle {
        var style = CSSStyle()
        if !entries.isEmpty, budget > 0 {
            let element = CSSElement(walker.tag, walker)
            var hasAncestors = false
            apply(universal, element, walker, &hasAncestors, &style)
            if let found = byType[element.typeHash] { apply(found, element, walker, &hasAncestors, &style) }
            for name in element.classes {
                if let found = byClass[CSSName.hash(name)] { apply(found, element, walker, &hasAncestors, &style) }
            }
            if let id = element.id, let found = byID[CSSName.hash(id)] {
                apply(found, element, walker, &hasAncestors, &style)
            }
        }
        if walker.tag.has(.style), let attribute = walker.value(.style) {
            for declaration in CSSParser.knownDeclarations(attribute) {
                style.offer(declaration, specificity: .max, order: .max)
            }
        }
        return style
    }

    private mutating func apply(
        _ list: [Int], _ element: CSSElement, _ walker: borrowing HTMLWalker, _ hasAncestors: inout Bool,
        _ style: inout CSSStyle
    ) {
        for index in list {
            budget -= 1
            let isNested = entries[index].selector.compounds.count > 1
            if isNested, !hasAncestors {
                gatherAncestors(walker)
                hasAncestors = true
                budget -= ancestors.count
            }
            if isNested { budget -= walker.open.count / 8 }
            guard budget > 0 else {
                isTruncated = true
                return
            }
            guard entries[index].selector.matches(element, in: isNested ? ancestors : []) else { continue }
            for declaration in entries[index].declarations {
                style.offer(declaration, specificity: entries[index].specificity, order: entries[index].order)
            }
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
            winners.append(winner)
            return
        }
        let old = winners[index]
        let rank = (declaration.isImportant ? 1 : 0, specificity, order)
        // Of equals the later one wins.
        if rank >= (old.declaration.isImportant ? 1 : 0, old.specificity, old.order) { winners[index] = winner }
    }
}
