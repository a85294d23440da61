/// Inputs made at random from a seed: the same ones in every run, so that a failure can be repeated (SplitMix64,
/// Steele, Lea, Flood 2014).
struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

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
