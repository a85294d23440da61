/// What a hurried reader sees: look-alike signs folded into one. Two labels that fold alike are told apart only by
/// looking closely.
///
/// Digits become the letters they resemble, `rn` becomes `m`, `vv` becomes `w`, `cl` becomes `d`, and `i` becomes `l`,
/// because its capital is one in most typefaces. Letters beyond ASCII become their skeleton (UTS 39) first.
import Domains

enum VisualFold {
    /// - Parameter label: lower case, in Unicode.
    static func fold(_ label: String) -> [UInt8] {
        let isASCII = label.utf8.allSatisfy { $0 < 0x80 }
        return fold(Array((isASCII ? label : Confusables.skeleton(label)).utf8))
    }

    static func fold(_ octets: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            let octet = octets[index]
            let next = index + 1 < octets.count ? octets[index + 1] : 0
            if let pair = letter(like: octet, next) {
                folded.append(pair)
                index += 2
            } else {
                folded.append(letter(like: octet) ?? octet)
                index += 1
            }
        }
        return folded
    }

    /// Digits as letters and nothing else, for reading a word: `h0st` is `host`.
    static func digitsAsLetters(_ octets: [UInt8]) -> [UInt8] { octets.map { letter(likeDigit: $0) ?? $0 } }

    private static func letter(like first: UInt8, _ second: UInt8) -> UInt8? {
        switch (first, second) {
        case (UInt8(ascii: "r"), UInt8(ascii: "n")): UInt8(ascii: "m")
        case (UInt8(ascii: "v"), UInt8(ascii: "v")): UInt8(ascii: "w")
        case (UInt8(ascii: "c"), UInt8(ascii: "l")): UInt8(ascii: "d")
        default: nil
        }
    }

    private static func letter(likeDigit octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"): UInt8(ascii: "l")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"): UInt8(ascii: "a")
        case UInt8(ascii: "5"): UInt8(ascii: "s")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        case UInt8(ascii: "8"): UInt8(ascii: "b")
        default: nil
        }
    }

    private static func letter(like octet: UInt8) -> UInt8? {
        octet == UInt8(ascii: "i") ? UInt8(ascii: "l") : letter(likeDigit: octet)
    }
}
