/// Which declarations apply to an element (CSS Cascade Level 4, author origin only): from `style` elements and the
/// `style` attribute, by importance, specificity and order. Inheritance is the caller's: `open` has the ancestors.
package struct CSSCascade: Sendable {
    private struct Entry: Sendable {
        var selector: CSSSelector
        var declarations: [CSSDeclaration]
        var order: Int
    }

    /// Rules by the most telling part of their subject, so that an element looks at few of them.
    private var byID: [String: [Entry]] = [:]
    private var byClass: [String: [Entry]] = [:]
    private var byType: [String: [Entry]] = [:]
    private var universal: [Entry] = []
    private var count = 0
    /// Bounds the work that rules and elements can cause together.
    private var budget = 2_000_000
    /// Rules were left out: too many of them, or too much work.
    package private(set) var isTruncated = false

    package init() {}

    /// Adds the rules of a sheet; a conditional rule only where `applies` says so.
    package mutating func add(_ sheet: CSSStylesheet, where applies: ([String]) -> Bool = { $0.isEmpty }) {
        if sheet.isTruncated { isTruncated = true }
        for rule in sheet.rules where applies(rule.conditions) {
            let declarations = rule.declarations.filter { $0.property != .other }
            guard !declarations.isEmpty else { continue }
            for selector in rule.selectors {
                guard count < 20_000 else {
                    isTruncated = true
                    return
                }
                count += 1
                let entry = Entry(selector: selector, declarations: declarations, order: count)
                guard let subject = selector.compounds.last else { continue }
                if let id = subject.id {
                    byID[id, default: []].append(entry)
                } else if let name = subject.classes.first {
                    byClass[name, default: []].append(entry)
                } else if let type = subject.type {
                    byType[type, default: []].append(entry)
                } else {
                    universal.append(entry)
                }
            }
        }
    }

    /// The declarations that win for the element whose tag is given.
    /// - Parameter open: its ancestors; the element itself may be the last of them.
    package mutating func style(of tag: HTMLTag, in open: OpenElements) -> CSSStyle {
        var style = CSSStyle()
        if count > 0, budget > 0 {
            let element = CSSElement(tag)
            var ancestors: [CSSElement]?
            apply(universal, element, tag, open, &ancestors, &style)
            if let entries = byType[element.type] { apply(entries, element, tag, open, &ancestors, &style) }
            for name in element.classes {
                if let entries = byClass[name] { apply(entries, element, tag, open, &ancestors, &style) }
            }
            if let id = element.id, let entries = byID[id] { apply(entries, element, tag, open, &ancestors, &style) }
        }
        if let attribute = tag.attribute("style") {
            for declaration in CSSParser.declarations(attribute.value) where declaration.property != .other {
                style.offer(declaration, specificity: .max, order: .max)
            }
        }
        return style
    }

    private mutating func apply(
        _ entries: [Entry], _ element: CSSElement, _ tag: HTMLTag, _ open: OpenElements,
        _ ancestors: inout [CSSElement]?, _ style: inout CSSStyle
    ) {
        for entry in entries {
            budget -= 1
            if entry.selector.compounds.count > 1, ancestors == nil {
                let outer = open.last.map { $0.tag.range == tag.range } ?? false ? open.dropLast() : open[...]
                ancestors = outer.map { CSSElement($0.tag) }
                budget -= outer.count
            }
            if entry.selector.compounds.count > 1 { budget -= open.count / 8 }
            guard budget > 0 else {
                isTruncated = true
                return
            }
            guard entry.selector.matches(element, in: ancestors ?? []) else { continue }
            let specificity = entry.selector.specificity
            for declaration in entry.declarations {
                style.offer(declaration, specificity: specificity, order: entry.order)
            }
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
