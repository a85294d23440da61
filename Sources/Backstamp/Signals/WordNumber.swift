/// A word as a number of 64 bits, by which words are compared. Eight octets are taken in one go, because a text has
/// thousands of words and hardly a longer one: each full eight, and then what is left, is multiplied into the number. Two
/// words of up to eight octets never have the same number; others have it by a chance that does no harm here.
struct WordNumber {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The octets since the last full eight, the first lowest.
    private var pending: UInt64 = 0
    private(set) var length = 0

    var isEmpty: Bool { length == 0 }

    var number: UInt64 { pending == 0 ? hash : Self.mixed(hash, pending) }

    /// - Parameter octet: not 0.
    mutating func add(_ octet: UInt8) {
        pending |= UInt64(octet) &<< UInt64(length & 7 &* 8)
        length += 1
        if length & 7 == 0 { addPending() }
    }

    /// Adds the ASCII letters from a place on, of either case alike, to a word that has none yet.
    /// - Returns: how many of them are capitals.
    @inline(__always)
    mutating func addLetters(of octets: Span<UInt8>, _ position: inout Int) -> Int {
        var capitals = 0
        while position &+ 8 <= octets.count {
            let eight = unsafe UInt64(littleEndian: octets.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let lowered = eight | Self.each(0x20)
            // The high bit of each octet says whether it is none of the letters: below `a`, above `z` or beyond ASCII.
            let low = lowered & Self.each(0x7F)
            let others = (~(low &+ Self.each(0x80 - 0x61)) | (low &+ Self.each(0x80 - 0x7B)) | eight) & Self.each(0x80)
            let count = others.trailingZeroBitCount &>> 3
            let mask = count == 8 ? UInt64.max : (1 &<< UInt64(count &* 8)) &- 1
            // The bit that tells small letters from capitals.
            let large = ~eight & mask & Self.each(0x20)
            if large != 0 { capitals &+= large.nonzeroBitCount }
            pending = lowered & mask
            length &+= count
            position &+= count
            if count < 8 { return capitals }
            addPending()
        }
        while position < octets.count, octets[position].isASCIILetter {
            capitals &+= Int(~octets[position] &>> 5 & 1)
            add(octets[position] | 0x20)
            position &+= 1
        }
        return capitals
    }

    static func of(_ octets: some Sequence<UInt8>) -> UInt64 {
        var word = WordNumber()
        for octet in octets { word.add(octet) }
        return word.number
    }

    /// For two words in this order.
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { mixed(first &* 3, second) }

    @inline(__always) private mutating func addPending() {
        hash = Self.mixed(hash, pending)
        pending = 0
    }

    @inline(__always) private static func mixed(_ hash: UInt64, _ more: UInt64) -> UInt64 {
        let product = (hash ^ more) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 32
    }

    @inline(__always) private static func each(_ octet: UInt64) -> UInt64 { octet &* 0x0101_0101_0101_0101 }
}
