/// Words as hashes: enough to tell whether one of them is there. Two words of one hash count as one, which among thousands
/// of words does not happen by chance.
struct WordSet: Sendable {
    private(set) var count = 0
    /// By hash; 0 is an empty place. Their number is a power of two.
    private var places: [UInt64]

    /// A word octet by octet (FNV-1a).
    struct Word: Sendable {
        private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init() {}

        init(hash: UInt64) { self.hash = hash }

        init(_ octets: some Sequence<UInt8>) { for octet in octets { append(octet) } }

        @inline(__always) mutating func append(_ octet: UInt8) { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }

        /// What stands in a table, where 0 means nothing.
        fileprivate var key: UInt64 { hash == 0 ? 1 : hash }
    }

    init(places: Int = 1_024) { self.places = [UInt64](repeating: 0, count: places) }

    init(_ words: [String]) {
        self.init(places: 64)
        for text in words { insert(Word(text.utf8)) }
    }

    mutating func insert(_ word: Word) {
        guard count < Self.maximum else { return }
        let place = place(of: word.key)
        // Whether a word is new cannot be foreseen: a branch would be guessed wrong again and again.
        count &+= places[place] == 0 ? 1 : 0
        places[place] = word.key
        if count * 2 > places.count { grow() }
    }

    private static let maximum = 1 << 20

    func contains(_ word: Word) -> Bool { places[place(of: word.key)] != 0 }

    @inline(__always) private func place(of key: UInt64) -> Int {
        let places = places.span
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: key &>> 20) & mask
        // Empty or the key's own: one branch for both, because which of them cannot be foreseen.
        while (places[place] == 0) == (places[place] == key) { place = (place &+ 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: old.count * 2)
        for key in old where key != 0 { places[place(of: key)] = key }
    }
}
