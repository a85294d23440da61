/// Eight octets at a time: what is looked for in long runs of text is mostly not there, and one word tells that of eight.
/// The compiler makes one load of each word; nothing here is unsafe.
extension Span where Element == UInt8 {
    /// The eight octets from the index on, the first of them in the lowest place.
    @inlinable @inline(__always) package func word(at index: Int) -> OctetWord {
        let octets = extracting(index..<(index &+ 8))
        let low = UInt64(octets[0]) | UInt64(octets[1]) &<< 8 | UInt64(octets[2]) &<< 16 | UInt64(octets[3]) &<< 24
        let high = UInt64(octets[4]) | UInt64(octets[5]) &<< 8 | UInt64(octets[6]) &<< 16 | UInt64(octets[7]) &<< 24
        return OctetWord(octets: low | high &<< 32)
    }

    /// For tables of texts: good enough to tell them apart, and made in an eighth of the steps that FNV takes. Who looks for
    /// it finds texts of one hash.
    @inlinable package var quickHash: UInt64 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: count)
        var index = 0
        while index &+ 8 <= count {
            hash = OctetWord.mixed(hash, word(at: index).octets)
            index &+= 8
        }
        // The last ones together with some before them: fewer steps than one by one.
        if count >= 8 { return index < count ? OctetWord.mixed(hash, word(at: count &- 8).octets) : hash }
        var rest: UInt64 = 0
        while index < count {
            rest = rest &<< 8 | UInt64(self[index])
            index &+= 1
        }
        return OctetWord.mixed(hash, rest)
    }

    /// Whether the two hold the same.
    @inlinable package func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        var index = 0
        while index &+ 8 <= count {
            guard word(at: index).octets == other.word(at: index).octets else { return false }
            index &+= 8
        }
        if count >= 8 { return word(at: count &- 8).octets == other.word(at: count &- 8).octets }
        while index < count {
            guard self[index] == other[index] else { return false }
            index &+= 1
        }
        return true
    }
}

@usableFromInline package struct OctetWord {
    @usableFromInline package let octets: UInt64

    @inlinable @inline(__always) package init(octets: UInt64) { self.octets = octets }

    @usableFromInline static var ones: UInt64 { @inlinable @inline(__always) get { 0x0101_0101_0101_0101 } }
    @usableFromInline package static var tops: UInt64 { @inlinable @inline(__always) get { 0x8080_8080_8080_8080 } }

    @inlinable @inline(__always) package static func mixed(_ hash: UInt64, _ octets: UInt64) -> UInt64 {
        let product = (hash ^ octets) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 29
    }

    /// A mask that is not 0 where the octet occurs; its lowest bit belongs to the first of them.
    @inlinable @inline(__always) package func mask(of octet: UInt8) -> UInt64 {
        let difference = octets ^ UInt64(octet) &* Self.ones
        return (difference &- Self.ones) & ~difference & Self.tops
    }

    /// The same of octets below a limit, which is 128 at the most.
    @inlinable @inline(__always) package func mask(below limit: UInt8) -> UInt64 {
        (octets &- UInt64(limit) &* Self.ones) & ~octets & Self.tops
    }

    @inlinable @inline(__always) package var isASCII: Bool { maskBeyondASCII == 0 }

    /// The same of octets that are no ASCII.
    @inlinable @inline(__always) package var maskBeyondASCII: UInt64 { octets & Self.tops }

    /// Whether those before the first of a mask, which is not empty, are ASCII.
    @inlinable @inline(__always) package func isASCII(before mask: UInt64) -> Bool {
        octets & Self.tops & ((mask & (0 &- mask)) &- 1) == 0
    }

    /// - Parameter place: from 0 to 7.
    @inlinable @inline(__always) package func octet(at place: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: octets &>> UInt64(truncatingIfNeeded: place &* 8))
    }

    /// Which octet the lowest bit of a mask belongs to.
    @inlinable @inline(__always) package static func first(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }

    /// A mask of octets from one to another, both ASCII. Of those behind what is beyond ASCII it says nothing.
    @inlinable @inline(__always) package func mask(from low: UInt8, through high: UInt8) -> UInt64 {
        // An octet of them reaches the top bit with the first sum, but not with the second.
        (octets &+ UInt64(0x80 &- low) &* Self.ones) & ~(octets &+ UInt64(0x7F &- high) &* Self.ones) & ~octets & Self.tops
    }

    /// The first octets, letters in lower case, as a number that starts with the first of them. These must be ASCII.
    @inlinable @inline(__always) package func lowercasedName(count: Int) -> UInt64 {
        // An octet of 0x41 to 0x5A reaches the top bit with the first sum, but not with the second.
        let isCapital = (octets &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(octets &+ 0x2525_2525_2525_2525) & Self.tops
        return (octets | isCapital &>> 2).byteSwapped &>> UInt64(truncatingIfNeeded: 64 &- count &* 8)
    }
}
