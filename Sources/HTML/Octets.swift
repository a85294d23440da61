/// Classes of octets that the HTML, CSS and URL standards share.

@inline(__always) func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// ASCII letters in lower case, the rest as it is.
@inline(__always) func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

/// Tab, line feed, form feed, space; and CR, which input preprocessing turns into a line feed.
@inline(__always) func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 && OctetSet.space.contains(byte) }

/// A set of octets below 64: one shift and one mask.
struct OctetSet {
    private let bits: UInt64

    @inline(__always) func contains(_ byte: UInt8) -> Bool { byte < 64 && bits &>> UInt64(byte) & 1 != 0 }

    static var space: OctetSet { OctetSet(bits: 0x1_0000_3600) }
    /// U+0000, CR, `&`, `<`: what text may be more than.
    static var dataSpecial: OctetSet { OctetSet(bits: 0x1000_0040_0000_2001) }
    /// Space, `/`, `>`: the end of a tag name.
    static var tagNameEnd: OctetSet { OctetSet(bits: 0x4000_8001_0000_3600) }
    /// And `=`: the end of an attribute name.
    static var attributeNameEnd: OctetSet { OctetSet(bits: 0x6000_8001_0000_3600) }
    /// Space, `>`: the end of an unquoted value.
    static var unquotedEnd: OctetSet { OctetSet(bits: 0x4000_0001_0000_3600) }
}

/// A set of ASCII octets.
struct ASCIISet {
    private let low: UInt64
    private let high: UInt64

    @inline(__always) func contains(_ byte: UInt8) -> Bool {
        byte < 128 && (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 != 0
    }

    /// Letters, digits, `-`, `_`: what names of CSS are written with.
    static var cssName: ASCIISet { ASCIISet(low: 0x03FF_2000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE) }
    /// White space and other controls, `!`, quotes, `(`, `)`, `/`, `;`, `<`, `@`, brackets, backslash: what is more in a
    /// value of CSS than a part of a word.
    static var cssValueSpecial: ASCIISet { ASCIISet(low: 0x1800_8387_FFFF_FFFF, high: 0xA800_0000_3800_0001) }
}
