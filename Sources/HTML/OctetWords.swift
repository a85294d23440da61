/// Eight octets at a time: what is looked for in long runs of text is mostly not there, and one word tells that of eight.
/// The compiler makes one load of each word; nothing here is unsafe.
extension Span where Element == UInt8 {
    /// The eight octets from the index on, the first of them in the lowest place.
    @inline(__always) func word(at index: Int) -> OctetWord {
        let octets = extracting(index..<(index &+ 8))
        let low = UInt64(octets[0]) | UInt64(octets[1]) &<< 8 | UInt64(octets[2]) &<< 16 | UInt64(octets[3]) &<< 24
        let high = UInt64(octets[4]) | UInt64(octets[5]) &<< 8 | UInt64(octets[6]) &<< 16 | UInt64(octets[7]) &<< 24
        return OctetWord(octets: low | high &<< 32)
    }
}

struct OctetWord {
    let octets: UInt64

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var tops: UInt64 { 0x8080_8080_8080_8080 }

    /// A mask that is not 0 where the octet occurs; its lowest bit belongs to the first of them.
    @inline(__always) func mask(of octet: UInt8) -> UInt64 {
        let difference = octets ^ UInt64(octet) &* Self.ones
        return (difference &- Self.ones) & ~difference & Self.tops
    }

    /// The same of octets below a limit, which is 128 at the most.
    @inline(__always) func mask(below limit: UInt8) -> UInt64 {
        (octets &- UInt64(limit) &* Self.ones) & ~octets & Self.tops
    }

    @inline(__always) var isASCII: Bool { octets & Self.tops == 0 }

    /// Which octet the lowest bit of a mask belongs to.
    @inline(__always) static func first(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }

    /// The first octets, letters in lower case, as a number that starts with the first of them. All must be ASCII.
    @inline(__always) func lowercasedName(count: Int) -> UInt64 {
        // An octet of 0x41 to 0x5A reaches the top bit with the first sum, but not with the second.
        let isCapital = (octets &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(octets &+ 0x2525_2525_2525_2525) & Self.tops
        return (octets | isCapital &>> 2).byteSwapped &>> UInt64(truncatingIfNeeded: 64 &- count &* 8)
    }
}
