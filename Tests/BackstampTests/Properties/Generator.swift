import TestSupport

/// Inputs made at random from a seed.
struct Generator {
    private var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    mutating func next() -> UInt64 { random.next() }

    /// 0 up to `bound`, which is not reached.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Words strung together, with a stray octet between them now and then.
    mutating func octets(_ words: [[UInt8]], upTo count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        for _ in 0..<below(count + 1) {
            octets += pick(words)
            if below(8) == 0 { octets.append(UInt8(truncatingIfNeeded: next())) }
        }
        return octets
    }

    /// An octet changed, removed, doubled or cut off behind.
    mutating func mutate(_ octets: inout [UInt8]) {
        guard !octets.isEmpty else { return }
        let index = below(octets.count)
        switch below(4) {
        case 0: octets[index] = UInt8(truncatingIfNeeded: next())
        case 1: octets.remove(at: index)
        case 2: octets.insert(octets[index], at: index)
        default: octets.removeSubrange(index...)
        }
    }
}
