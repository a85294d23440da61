/// What won for each property of one element.
package struct CSSStyle: Sendable {
    private struct Winner: Sendable {
        var value: CSSDeclaredValue
        var specificity: Int
        var order: Int
    }

    private var winners: [Winner] = []
    /// One bit for each property that has a winner.
    private var set: CSSProperty.Bits = 0

    /// What was read last, kept for its memory.
    private var declared: [CSSDeclaredValue] = []

    /// An attribute had more declarations than count.
    package private(set) var isTruncated = false

    package init() {}

    /// Starts anew, with the memory that it has.
    package mutating func removeAll() {
        if !winners.isEmpty { winners.removeAll(keepingCapacity: true) }
        set = 0
        isTruncated = false
    }

    package var isEmpty: Bool { winners.isEmpty }

    /// Whether one of several properties has a winner.
    package func hasAny(_ properties: CSSProperty.Bits) -> Bool { set & properties != 0 }

    package subscript(property: CSSProperty) -> CSSDeclaredValue? {
        guard set & property.bit != 0, let index = index(of: property) else { return nil }
        return winners[index].value
    }

    private func index(of property: CSSProperty) -> Int? {
        for index in winners.indices where winners[index].value.property == property { return index }
        return nil
    }

    /// Offers the declarations of a `style` attribute, which are more specific than those of any rule.
    package mutating func offer(_ attribute: ArraySlice<UInt8>) {
        if !declared.isEmpty { declared.removeAll(keepingCapacity: true) }
        CSSParser.addKnownValues(attribute, to: &declared)
        if declared.count > CSSParser.maximumDeclarations { isTruncated = true }
        for index in declared.indices { offer(declared[index], specificity: .max, order: .max) }
    }

    mutating func offer(_ value: CSSDeclaredValue, specificity: Int, order: Int) {
        let winner = Winner(value: value, specificity: specificity, order: order)
        guard set & value.property.bit != 0, let index = index(of: value.property) else {
            set |= value.property.bit
            if winners.isEmpty { winners.reserveCapacity(8) }
            winners.append(winner)
            return
        }
        let old = winners[index]
        let rank = (value.isImportant ? 1 : 0, specificity, order)
        // Of equals the later one wins.
        if rank >= (old.value.isImportant ? 1 : 0, old.specificity, old.order) { winners[index] = winner }
    }
}
