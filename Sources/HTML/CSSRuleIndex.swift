import Domains

/// Rules by a name. Most names that elements have are asked for by no rule, which one bit of many tells.
struct CSSRuleIndex: Sendable {
    private struct Group: Sendable {
        let name: [UInt8]
        /// All are for this name: no other one has the same hash.
        var isOneName = true
        var rules: [Int]
    }

    private var places: [UInt64: Int] = [:]
    private var groups: [Group] = []
    /// Empty until there is a rule: most documents have none.
    private var filter: [UInt64] = []

    var isEmpty: Bool { groups.isEmpty }

    mutating func add(_ rule: Int, _ name: [UInt8]) {
        let hash = CSSName.hash(name[...])
        if let place = places[hash] {
            groups[place].isOneName = groups[place].isOneName && groups[place].name == name
            groups[place].rules.append(rule)
            return
        }
        if filter.isEmpty { filter = [UInt64](repeating: 0, count: 16) }
        places[hash] = groups.count
        groups.append(Group(name: name, rules: [rule]))
        filter[Self.word(hash)] |= Self.bit(hash)
    }

    func mayHold(_ hash: UInt64) -> Bool { !filter.isEmpty && filter[Self.word(hash)] & Self.bit(hash) != 0 }

    /// Where the rules for names of a hash are.
    func place(_ hash: UInt64) -> Int? { mayHold(hash) ? places[hash] : nil }

    func rules(_ place: Int) -> [Int] { groups[place].rules }

    func isName(_ place: Int, _ name: Span<UInt8>) -> Bool {
        guard groups[place].isOneName else { return false }
        let own = groups[place].name
        return own.span.isSame(as: name)
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

    private static func word(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 6 & 15) }
    private static func bit(_ hash: UInt64) -> UInt64 { 1 &<< (hash & 63) }
}
