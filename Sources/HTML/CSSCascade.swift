import Domains

/// Which declarations apply to an element (CSS Cascade Level 4, author origin only): from `style` elements and the
/// `style` attribute, by importance, specificity and order. Inheritance is the caller's: `open` has the ancestors.
package struct CSSCascade: Sendable {
    private struct Entry: Sendable {
        let selector: CSSSelector
        /// Where its declarations stand in `values`.
        let values: Range<Int>
        /// The next rule that is found under the same name, by its number; 0 for none.
        var next: Int32 = 0
        /// The document that it was for has ended.
        var isOver = false
    }

    private var entries: [Entry] = []
    private var selectors = CSSSelectors()
    private var values: [CSSDeclaredValue] = []
    /// Rules by the most telling part of their subject, so that an element looks at few of them.
    private var byID = CSSRuleIndex()
    private var byClass = CSSRuleIndex()
    private var byType = CSSRuleIndex()
    private var universal = CSSRuleList()
    private let typeHashes = CSSName.typeHashes
    private(set) var elements = CSSElements()
    /// How many of them are not over.
    private var liveCount = 0
    /// Bounds the work that rules and elements can cause together.
    package var budget = 2_000_000
    private var hasTooMany = false
    /// Rules were left out, or did not apply: too many of them, too much work, or too many names.
    package var isTruncated: Bool { hasTooMany || elements.isTruncated }

    package init() {}

    /// No rule applies anywhere: what an element declares itself is all.
    package var isEmpty: Bool { liveCount == 0 }
    /// Of all rules that were added; see `end`.
    package var ruleCount: Int { entries.count }

    // MARK: Rules

    /// Adds the rules of a sheet, without those under a condition.
    package mutating func add(_ sheet: CSSStylesheet) {
        if sheet.isTruncated { hasTooMany = true }
        let firstSelector = selectors.add(sheet.selectors)
        let firstValue = values.count
        if values.isEmpty { values = sheet.values } else { values += sheet.values }
        for rule in sheet.rules where rule.conditions.isEmpty && !rule.values.isEmpty {
            for place in rule.selectors {
                guard entries.count < 20_000 else {
                    hasTooMany = true
                    return
                }
                if entries.isEmpty { entries.reserveCapacity(sheet.rules.count) }
                let range = rule.values.lowerBound + firstValue..<rule.values.upperBound + firstValue
                entries.append(Entry(selector: selectors.selectors[place + firstSelector], values: range))
                liveCount += 1
                addLast()
            }
        }
    }

    /// What was added behind so many rules no longer applies.
    package mutating func end(rulesBehind count: Int) {
        for index in entries.indices.dropFirst(count) where !entries[index].isOver {
            entries[index].isOver = true
            liveCount -= 1
        }
    }

    /// Notes the last entry under its name.
    private mutating func addLast() {
        let number = Int32(truncatingIfNeeded: entries.count)
        var before = universal.last
        if let key = entries[entries.count - 1].selector.key {
            let part = selectors.parts[key]
            let names = selectors.names
            switch part.kind {
            case .id: before = byID.add(number, part, in: names.span)
            case .class: before = byClass.add(number, part, in: names.span)
            case .type: before = byType.add(number, part, in: names.span)
            }
        } else {
            universal.last = number
            if universal.first == 0 { universal.first = number }
        }
        if before > 0 { entries[Int(before) - 1].next = number }
    }

    // MARK: Elements

    /// Another document is walked through, for which the same rules count.
    package mutating func leaveDocument() { elements.leaveDocument() }

    /// The declarations that win for the element of the walker's last start event.
    package mutating func style(of walker: borrowing HTMLWalker) -> CSSStyle {
        var rules: [Int] = []
        findRules(of: walker, &rules)
        var style = CSSStyle()
        offer(rules, to: &style)
        if let attribute = walker.value(.style) { style.offer(attribute) }
        return style
    }

    /// Which rules match the element of the walker's last start event. Elements of the same rules and the same `style`
    /// attribute have the same style.
    package mutating func findRules(of walker: borrowing HTMLWalker, _ rules: inout [Int]) {
        if !rules.isEmpty { rules.removeAll(keepingCapacity: true) }
        // For itself, because nothing is to be found for most elements.
        if liveCount == 0 || !mayHoldRules(of: walker) { return }
        if budget > 0 { searchRules(of: walker, &rules) } else { hasTooMany = true }
    }

    @inline(never) private mutating func searchRules(of walker: borrowing HTMLWalker, _ rules: inout [Int]) {
        let text = walker.input
        let input = text.span
        let element = elements.subject(walker, input)
        var search = Search(element: element, hasAncestors: false)
        find(universal, true, &search, walker, input, &rules)
        let hash = typeHash(walker)
        if let found = byType.rules(hash) {
            let type = walker.name(of: walker.tag)
            find(found.list, isName(found.name, type.utf8.span), &search, walker, input, &rules)
        }
        if !byClass.isEmpty {
            let texts = elements.subjectTexts.resolved
            let octets = (element.classes.isResolved ? texts.span : input).extracting(element.classes.range)
            var names = ClassNames()
            while let place = names.next(octets) {
                let name = octets.extracting(place)
                guard let found = byClass.rules(CSSName.hash(name)) else { continue }
                find(found.list, isName(found.name, name), &search, walker, input, &rules)
            }
        }
        if !byID.isEmpty, walker.tag.has(.id) {
            let texts = elements.subjectTexts.resolved
            let id = (element.id.isResolved ? texts.span : input).extracting(element.id.range)
            if let found = byID.rules(CSSName.hash(id)) {
                find(found.list, isName(found.name, id), &search, walker, input, &rules)
            }
        }
    }

    private func isName(_ place: Range<Int>?, _ name: Span<UInt8>) -> Bool {
        place.map { selectors.names.span.extracting($0).isSame(as: name) } ?? false
    }

    /// Whether any rule asks for a name that the element has. None does for most elements, and a look at one place for each
    /// of their names tells.
    @inline(__always) private func mayHoldRules(of walker: borrowing HTMLWalker) -> Bool {
        if universal.first > 0 || !byType.isEmpty && byType.mayHold(typeHash(walker)) { return true }
        if !byClass.isEmpty, walker.withOctets(of: .class, { byClass.mayHold(namesIn: $0) }) == true { return true }
        return !byID.isEmpty && walker.withOctets(of: .id, { byID.mayHold(CSSName.hash($0)) }) == true
    }

    @inline(__always) private func typeHash(_ walker: borrowing HTMLWalker) -> UInt64 {
        let tag = walker.tag
        return tag.name == .other ? walker.nameHash(of: tag) : typeHashes[Int(tag.name.rawValue)]
    }

    /// What is known of the element while its rules are looked for.
    private struct Search {
        let element: CSSElement
        /// What is around it has been gathered.
        var hasAncestors: Bool
    }

    /// - Parameter isNamed: the element has the very name under which the rules were found, not one of the same hash.
    @inline(never) private mutating func find(
        _ list: CSSRuleList, _ isNamed: Bool, _ search: inout Search, _ walker: borrowing HTMLWalker, _ input: Span<UInt8>,
        _ rules: inout [Int]
    ) {
        var number = list.first
        while number > 0 {
            let index = Int(number) - 1
            let selector = entries[index].selector
            number = entries[index].next
            budget -= 1
            guard budget > 0 else {
                hasTooMany = true
                return
            }
            if entries[index].isOver { continue }
            if isNamed, selector.isPlain {
                rules.append(index)
                continue
            }
            guard selector.subjectBits & ~search.element.bits == 0 else { continue }
            // Most have a handful of parts.
            let partWork = selectors.partCount(selector) / 16
            budget -= partWork
            guard
                elements.mayBeSubject(search.element, of: selector, selectors, input)
            else { continue }
            guard selector.compounds.count > 1 else {
                rules.append(index)
                continue
            }
            if !search.hasAncestors {
                elements.gatherAncestors(walker, input)
                search.hasAncestors = true
                budget -= elements.ancestors.count
            }
            // Most ask for a name that nothing around the element has.
            guard !elements.ancestors.isEmpty, selector.ancestorBits & ~elements.bits == 0 else { continue }
            budget -= walker.open.count / 8 * (partWork + 1)
            if elements.stands(in: selector, selectors, input) { rules.append(index) }
        }
    }

    // MARK: Declarations

    /// Offers the declarations of some rules.
    package func offer(_ rules: [Int], to style: inout CSSStyle) {
        for place in rules.indices {
            let entry = rules[place]
            for index in entries[entry].values {
                style.offer(values[index], specificity: entries[entry].selector.specificity, order: entry + 1)
            }
        }
    }
}
