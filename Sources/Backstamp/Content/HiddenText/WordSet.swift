/// The different words of a text, as hashes: enough to count them and to see which two texts share.
///
/// A table with open addressing, because a message has hundreds of words and each is looked up once or twice. Two words
/// of one hash count as one, which among thousands of words does not happen by chance.
struct WordSet: Sendable {
    private var hashes: [UInt64] = []
    /// By hash: the number of it in `hashes`, from 1; 0 is an empty place. Small, because it is cleared for each text.
    private var places = [UInt16](repeating: 0, count: 1_024)

    var count: Int { hashes.count }

    /// A word octet by octet (FNV-1a).
    struct Word: Sendable {
        private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init() {}

        init(_ octets: some Sequence<UInt8>) { for octet in octets { append(octet) } }

        mutating func append(_ octet: UInt8) { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
    }

    mutating func insert(_ word: Word) {
        let place = place(of: word.hash)
        guard places[place] == 0, hashes.count < Int(UInt16.max) else { return }
        hashes.append(word.hash)
        places[place] = UInt16(truncatingIfNeeded: hashes.count)
        if hashes.count * 2 > places.count { grow() }
    }

    init() {}

    init(_ words: [String]) {
        for text in words { insert(Word(Array(text.utf8)[...])) }
    }

    func contains(_ word: Word) -> Bool { places[place(of: word.hash)] != 0 }

    func sharedCount(with other: WordSet) -> Int {
        var shared = 0
        for hash in hashes where other.places[other.place(of: hash)] != 0 { shared += 1 }
        return shared
    }

    private func place(of hash: UInt64) -> Int {
        let places = places.span
        let hashes = hashes.span
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: hash &>> 20) & mask
        while places[place] != 0, hashes[Int(places[place]) &- 1] != hash { place = (place &+ 1) & mask }
        return place
    }

    private mutating func grow() {
        places = [UInt16](repeating: 0, count: places.count * 2)
        for index in hashes.indices { places[place(of: hashes[index])] = UInt16(truncatingIfNeeded: index + 1) }
    }
}
