/// The different words of two versions of a text, of four letters and more, and how many of them both have.
///
/// They are kept as hashes in one table with open addressing, whose entries say which version has them. Two words of one
/// hash count as one, which among thousands of words does not happen by chance. Of each version the first 5,000 different
/// words count.
import Domains

struct ComparedWords {
    enum Version: Int {
        case plain, html

        /// In the entries of the table.
        fileprivate var mark: UInt64 { self == .plain ? 1 : 2 }
    }

    private(set) var plainCount = 0
    private(set) var htmlCount = 0
    private(set) var sharedCount = 0

    /// By hash; 0 is an empty place. Their number is a power of two.
    private var places = [UInt64](repeating: 0, count: 512)
    private var usedPlaces = 0
    private static var marks: UInt64 { 3 }
    /// Set in every entry, so that none is 0.
    private static var used: UInt64 { 1 << 63 }

    // Words that were read and are not in the table yet: looking many up together takes less than each by itself.
    private var found = InlineArray<64, UInt64>(repeating: 0)
    private(set) var foundCount = 0
    private var version = Version.plain

    static let minimumLength = 4
    private static let maximumWords = 5_000

    init(plain: Span<UInt8>, html: Span<UInt8>) {
        read(plain, .plain)
        read(html, .html)
    }

    /// No words yet.
    init() {}

    private mutating func read(_ text: Span<UInt8>, _ version: Version) {
        turn(to: version)
        readWords(of: text)
        insertFound()
    }

    /// What is read from now on is of this version.
    mutating func turn(to version: Version) {
        insertFound()
        self.version = version
    }

    /// Whether nothing more of this version counts.
    var isFull: Bool { (version == .plain ? plainCount : htmlCount) >= Self.maximumWords }

    mutating func add(_ hash: UInt64) {
        if hasMany { insertFound() }
        _ = push(hash, length: Self.minimumLength)
    }

    /// Adds a word that may be dropped again.
    /// - Parameter length: of the word in letters; a shorter one is not kept. No branch depends on it, because it would be
    ///   guessed wrong at every third word.
    /// - Returns: whether there was room for it.
    @inline(__always) mutating func push(_ hash: UInt64, length: Int) -> Bool {
        guard foundCount < found.count else { return false }
        found[foundCount] = hash
        foundCount &+= length >= Self.minimumLength ? 1 : 0
        return true
    }

    mutating func drop(to count: Int) { foundCount = count }

    /// Whether it is time to insert them.
    var hasMany: Bool { foundCount >= found.count / 2 }

    mutating func insertFound() {
        let count = version == .plain ? plainCount : htmlCount
        if foundCount > 0, count < Self.maximumWords {
            while places.count < 2 * (usedPlaces + foundCount) { grow() }
            let words = found
            let (new, shared, used) = Self.insert(
                words.span.extracting(first: foundCount), version.mark, maximum: Self.maximumWords - count, into: &places)
            usedPlaces += used
            sharedCount += shared
            if version == .plain { plainCount += new } else { htmlCount += new }
        }
        foundCount = 0
    }

    /// - Returns: how many words this version did not have, how many of these the other one has, how many places were empty.
    private static func insert(
        _ words: Span<UInt64>, _ mark: UInt64, maximum: Int, into table: inout [UInt64]
    ) -> (new: Int, shared: Int, used: Int) {
        var (new, shared, used) = (0, 0, 0)
        var places = table.mutableSpan
        for index in words.indices where new < maximum {
            let key = words[index] | Self.used | marks
            let place = place(of: key, in: places.span)
            let entry = places[place]
            // Whether a word is new cannot be foreseen.
            used &+= entry == 0 ? 1 : 0
            new &+= entry & mark == 0 ? 1 : 0
            shared &+= entry & mark == 0 && entry != 0 ? 1 : 0
            places[place] = key & ~marks | entry & marks | mark
        }
        return (new, shared, used)
    }

    /// That of the key, whose marks are all set, or the empty one where it belongs.
    @inline(__always) private static func place(of key: UInt64, in places: Span<UInt64>) -> Int {
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: key &>> 20) & mask
        // One branch for both, because which of them it is cannot be foreseen.
        while (places[place] == 0) == (places[place] | marks == key) { place = (place &+ 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 { places[Self.place(of: entry | Self.marks, in: places.span)] = entry }
    }

    /// A word whose octets come one by one, hashed as those are that come eight at a time.
    struct Letters {
        private var hash: UInt64 = 0
        private var last: UInt64 = 0
        private var lastCount = 0

        init() {}

        @inline(__always) mutating func append(_ octet: UInt8) {
            last |= UInt64(octet) &<< UInt64(truncatingIfNeeded: lastCount &* 8)
            lastCount &+= 1
            if lastCount == 8 {
                hash = OctetWord.mixed(hash, last)
                (last, lastCount) = (0, 0)
            }
        }

        @inline(__always) var word: UInt64 { lastCount == 0 ? hash : OctetWord.mixed(hash, last) }
    }
}
