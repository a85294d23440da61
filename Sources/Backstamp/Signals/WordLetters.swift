/// What `WordReader` has to know of letters and white space beyond ASCII.
enum WordLetters {
    /// U+00C0 to U+00FF without their marks, by the second octet's low bits.
    static let plainLatin: [[UInt8]] = [
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
        "d", "n", "o", "o", "o", "o", "o", "x", "o", "u", "u", "u", "u", "y", "th", "ss",
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
        "d", "n", "o", "o", "o", "o", "o", "x", "o", "u", "u", "u", "u", "y", "th", "y",
    ].map { Array($0.utf8) }

    /// Of the alphabets of two octets in UTF-8: Latin, Greek and Cyrillic.
    static func lowercased(_ letter: UInt32) -> UInt32 {
        switch letter {
        case 0x391...0x3A9, 0x410...0x42F: letter + 0x20
        case 0x400...0x40F: letter + 0x50
        // Pairs of a capital and its small letter.
        case 0x100...0x137, 0x14A...0x177: letter | 1
        case 0x139...0x148, 0x179...0x17E: letter + (letter & 1)
        default: letter
        }
    }

    /// Behind 0xE1: Myanmar and Khmer. Thai, Lao and Tibetan stand from 0xE0 0xB8 on.
    static func hasNoBlanks(_ next: UInt8) -> Bool { (0x80...0x82).contains(next) || (0x9E...0x9F).contains(next) }

    /// U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    static func isSpace(_ lead: UInt8, _ next: UInt8, _ third: UInt8) -> Bool {
        if lead == 0xE3 { return true }
        return next == 0x80 ? third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF : third == 0x9F
    }
}
