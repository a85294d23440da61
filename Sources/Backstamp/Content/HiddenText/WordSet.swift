/// The different words of a text, as hashes: enough to count them and to see which two texts share.
///
/// A table with open addressing, because a message has hundreds of words and each is looked up once or twice. Two words
/// of one hash count as one, which among thousands of words does not happen by chance.
struct WordSet: Sendable {
    /// 0 is an empty place.
    private var places = [UInt64](repeating: 0, count: 1_024)
    private(set) var count = 0

    /// A word octet by octet (FNV-1a).
    struct Word: Sendable {
        private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init() {}

        init(_ octets: ArraySlice<UInt8>) { for octet in octets { append(octet) } }

        mutating func append(_ octet: UInt8) { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
    }

    mutating func insert(_ word: Word) {
        let place = place(of: word.hash | 1)
        guard places[place] == 0 else { return }
        places[place] = word.hash | 1
        count += 1
        if count * 2 > places.count { grow() }
    }

    init() {}

    init(_ words: [String]) {
        for text in words { insert(Word(Array(text.utf8)[...])) }
    }

    func contains(_ word: Word) -> Bool { places[place(of: word.hash | 1)] != 0 }

    func sharedCount(with other: WordSet) -> Int {
        var shared = 0
        for hash in places where hash != 0 && other.places[other.place(of: hash)] != 0 { shared += 1 }
        return shared
    }

    private func place(of hash: UInt64) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash &>> 20) & mask
        while places[place] != 0, places[place] != hash { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { places[place(of: hash)] = hash }
    }
}
