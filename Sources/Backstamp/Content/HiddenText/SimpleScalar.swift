/// A scalar of which is known, without Unicode's tables, what it is to the words of a text: letters of the alphabets that mail
/// is mostly written in, signs, pictures, and what has no width. The others need those tables.
struct SimpleScalar {
    enum Kind {
        case letter
        case space
        /// No letter, and a character by itself.
        case sign
        /// Becomes part of the character before it (UAX 29, Extend and ZWJ); by itself it is no letter.
        case extender
    }

    let value: UInt32
    /// In octets.
    let length: Int
    let kind: Kind

    /// nil for any other scalar, and for what is no UTF-8.
    init?(_ octets: Span<UInt8>, _ index: Int) {
        let first = octets[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first)
        if length > 1 {
            guard first >= 0xC2, first <= 0xF4, octets.count &- index >= length, octets[index &+ 1] & 0xC0 == 0x80 else { return nil }
            value = (value & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)) &<< 6 | UInt32(octets[index &+ 1] & 0x3F)
            if length > 2 {
                guard octets[index &+ 2] & 0xC0 == 0x80 else { return nil }
                value = value &<< 6 | UInt32(octets[index &+ 2] & 0x3F)
            }
            if length > 3 {
                guard octets[index &+ 3] & 0xC0 == 0x80 else { return nil }
                value = value &<< 6 | UInt32(octets[index &+ 3] & 0x3F)
            }
        }
        // Written longer than need be, it is none of those below.
        guard length < 3 || value >= (length == 3 ? 0x800 : 0x10000), let kind = Self.kind(value) else { return nil }
        (self.value, self.length, self.kind) = (value, length, kind)
    }

    private static func kind(_ value: UInt32) -> Kind? {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x12F, 0x131...0x17F, 0x3B1...0x3C9,
            0x400...0x45F, 0x5D0...0x5EA, 0x621...0x63A, 0x640...0x64A, 0x1EA0...0x1EFF, 0x3041...0x3096, 0x30A1...0x30FA,
            0x30FC, 0x3164, 0x4E00...0x9FEF,
            0xAC00...0xD7A3, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            .letter
        case 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: .space
        // CR and LF may make one character, and are left out. U+200B and its kin part what is around them.
        case 0x21...0x7E, 0xA1...0xBF, 0xD7, 0xF7, 0x200B, 0x200E...0x200F, 0x2010...0x2027, 0x2030...0x205E, 0x2060,
            0x20A0...0x20BF, 0x2122, 0x2190...0x23FF, 0x2500...0x27BF, 0x2800...0x28FF, 0x3001...0x3002, 0x3008...0x3011, 0x30FB,
            0xFEFF, 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E, 0xFFFD, 0x1F1E6...0x1F1FF, 0x1F300...0x1F3FA,
            0x1F400...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF:
            .sign
        case 0x300...0x344, 0x34F, 0x200C...0x200D, 0xFE0E...0xFE0F, 0x1F3FB...0x1F3FF: .extender
        default: nil
        }
    }

    private var lowercased: UInt32 {
        switch value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x410...0x42F, 0xFF21...0xFF3A: value + 0x20
        case 0x400...0x40F: value + 0x50
        // Pairs of a capital and its small letter.
        case 0x100...0x137, 0x14A...0x177, 0x1EA0...0x1EFF: value | 1
        case 0x139...0x148, 0x179...0x17E: value + (value & 1)
        case 0x178: 0xFF
        default: value
        }
    }

    /// As UTF-8.
    func appendLowercased(to word: inout ComparedWords.Letters) {
        let value = lowercased
        switch length {
        case 1: word.append(UInt8(truncatingIfNeeded: value))
        case 2: word.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        case 3:
            word.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            word.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        default:
            word.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            word.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            word.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        }
        if length > 1 { word.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)) }
    }
}
