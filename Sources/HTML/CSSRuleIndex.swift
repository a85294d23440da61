import Domains

/// Rules one after the other, linked by their numbers (from 1).
struct CSSRuleList: Sendable {
    var first: Int32 = 0
    var last: Int32 = 0
}

/// Rules by the hash of a name. Most names that elements have are asked for by no rule, which mostly one look tells.
///
/// The place of a hash is the top of its product with a number that nobody knows before (multiply-shift hashing), so that
/// names cannot be made to share one.
struct CSSRuleIndex: Sendable {
    private struct Slot: Sendable {
        var hash: UInt64 = 0
        /// Empty where the slot is free.
        var rules = CSSRuleList()
        /// Where the name of the first of them stands.
        var name = 0..<0
        /// All are for the same name: no other one has the same hash.
        var isOneName = true
    }

    /// Empty until there is a rule: most documents have none. Else a power of two of them, filled to a half.
    private var slots: [Slot] = []
    private var count = 0
    private var shift: UInt64 = 64
    private let factor = Self.factor

    private static let factor = UInt64.random(in: .min ... .max) | 1
    private static let firstCount = 32

    var isEmpty: Bool { count == 0 }

    /// - Parameter names: what holds the names of all rules.
    /// - Returns: the rule that was the last one for names of the hash; 0 for none.
    mutating func add(_ rule: Int32, _ part: CSSSelector.Part, in names: Span<UInt8>) -> Int32 {
        if count * 2 >= slots.count { grow() }
        let place = find(part.hash)
        let before = slots[place].rules.last
        slots[place].rules.last = rule
        if before == 0 {
            slots[place].hash = part.hash
            slots[place].rules.first = rule
            slots[place].name = part.name
            count += 1
        } else if !names.extracting(slots[place].name).isSame(as: names.extracting(part.name)) {
            slots[place].isOneName = false
        }
        return before
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(Self.firstCount, old.count * 2))
        shift = UInt64(64 - slots.count.trailingZeroBitCount)
        for slot in old where slot.rules.first != 0 { slots[find(slot.hash)] = slot }
    }

    /// The slot of a hash, or the free one that it may have.
    private func find(_ hash: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (hash &* factor) &>> shift)
        while slots[place].rules.first != 0, slots[place].hash != hash { place = (place &+ 1) & (slots.count &- 1) }
        return place
    }

    func mayHold(_ hash: UInt64) -> Bool { !slots.isEmpty && slots[find(hash)].rules.first != 0 }

    /// The rules for names of a hash, and where the name stands that all of them are for; nil where there are several.
    func rules(_ hash: UInt64) -> (list: CSSRuleList, name: Range<Int>?)? {
        guard !slots.isEmpty else { return nil }
        let slot = slots[find(hash)]
        return slot.rules.first == 0 ? nil : (slot.rules, slot.isOneName ? slot.name : nil)
    }

    /// Whether some of the names with white space between them may be here.
    func mayHold(namesIn octets: Span<UInt8>) -> Bool {
        var hash = CSSName.start
        var count = 0
        for index in octets.indices {
            let byte = octets[index]
            if isSpace(byte) {
                if mayHold(hash) { return true }
                hash = CSSName.start
                count &+= 1
            } else {
                hash = CSSName.append(byte, to: hash)
            }
        }
        // What follows the hundredth is taken for one name.
        return mayHold(hash) || count >= 100
    }
}
