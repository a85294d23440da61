/// Text that the HTML holds and nobody sees, and signs inside words that nobody sees: both are for filters, not for
/// readers. Newsletters hide a line of preview text, so that little of it says nothing.
import Domains
import HTML

extension Content {
    /// A run of text that is not shown.
    package struct HiddenText: Sendable {
        /// `display:none`, `color`, `font-size`, `opacity`, …
        package var technique: String
        /// Octets, white space and invisible fillers left out.
        package var length: Int
        package var place: Place
    }

    /// Signs without a shape of their own where they deceive.
    package struct InvisibleSigns: Sendable {
        /// `zero-width` (inside a word of Latin letters), `bidi-override`, `tag` (Unicode's block of invisible letters).
        package var kind: String
        package var count: Int
        /// The first of them.
        package var place: Place
    }

    static let hiddenTextLimit = 50
}

enum InvisibleText {
    /// Octets that make a mark: white space, no-break spaces, zero-width signs and soft hyphens do not.
    static func inkLength(_ text: ArraySlice<UInt8>) -> Int {
        var length = 0
        if text.allSatisfy({ $0 < 0x80 }) {
            for octet in text where octet != 0x20 && !(octet &- 0x09 < 5) { length += 1 }
            return length
        }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
        where !isZeroWidth(scalar) && !isWhitespace(scalar) { length += UTF8.width(scalar) }
        return length
    }

    /// Unicode's White_Space, which is stable: its table takes ten times as long.
    static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Counts what deceives in a run of text.
    static func signs(in text: ArraySlice<UInt8>) -> (zeroWidth: Int, bidi: Int, tags: Int) {
        guard mayHoldSigns(text) else { return (0, 0, 0) }
        var counts = (zeroWidth: 0, bidi: 0, tags: 0)
        var before: Unicode.Scalar = " "
        var isGap = false
        var isFlag = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x202D, 0x202E: counts.bidi += 1
            case 0xE0020...0xE007F:
                // A flag of a region is spelled with them, behind a black flag.
                if !isFlag { counts.tags += 1 }
                continue
            default: break
            }
            isFlag = scalar.value == 0x1F3F4
            if isZeroWidth(scalar) {
                isGap = true
                continue
            }
            if isGap, isLatin(before), isLatin(scalar) { counts.zeroWidth += 1 }
            isGap = false
            before = scalar
        }
        return counts
    }

    /// Whether one of them is there at all: most of what starts like them is a dash or a quotation mark.
    private static func mayHoldSigns(_ text: ArraySlice<UInt8>) -> Bool {
        let octets = text.span
        if isASCII(octets) { return false }
        // U+180E alone, in a text that has none of the octets that the others start with, is passed over.
        var (isMongolian, hasOthers) = (false, false)
        var index = 0
        while index + 1 < octets.count {
            // To the next octet that one of them may start with.
            while index &+ 8 < octets.count {
                let found = mayStartSign(octets.word(at: index))
                index &+= found == 0 ? 8 : OctetWord.first(found)
                if found != 0 { break }
            }
            guard index + 1 < octets.count else { break }
            let next = octets[index + 1]
            let third = index + 2 < octets.count ? octets[index + 2] : 0
            switch octets[index] {
            case 0xC2:
                if next == 0xAD { return true }
                hasOthers = true
            case 0xCD:
                if next == 0x8F { return true }
                hasOthers = true
            case 0xE1: if next == 0xA0, third == 0x8E { isMongolian = true }
            case 0xE2:
                // U+200B to U+200D, U+202D, U+202E; U+2060.
                if next == 0x80, (0x8B...0x8D).contains(third) || third == 0xAD || third == 0xAE { return true }
                if next == 0x81, third == 0xA0 { return true }
                hasOthers = true
            case 0xEF:
                if next == 0xBB, third == 0xBF { return true }
                hasOthers = true
            case 0xF3:
                if next == 0xA0 { return true }
                hasOthers = true
            default: break
            }
            // What belongs to the same sign starts none.
            index &+= next & 0xC0 != 0x80 ? 1 : third & 0xC0 != 0x80 ? 2 : 3
        }
        return isMongolian && hasOthers
    }

    /// A mask of the lead octets of such signs.
    @inline(__always) private static func mayStartSign(_ word: OctetWord) -> UInt64 {
        if word.isASCII { return 0 }
        return word.mask(of: 0xC2) | word.mask(of: 0xCD) | word.mask(of: 0xE1) | word.mask(of: 0xE2) | word.mask(of: 0xEF)
            | word.mask(of: 0xF3)
    }

    private static func isASCII(_ octets: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for index in octets.indices { all |= octets[index] }
        return all < 0x80
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200D, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0x180E: true
        default: false
        }
    }

    /// In Arabic, Persian and the scripts of India these signs shape letters.
    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        (0x41...0x5A).contains(scalar.value & ~0x20) || (0xC0...0x24F).contains(scalar.value)
    }
}
