/// base64 as RFC 6376 §2.10 takes it: white space anywhere, padding at the end or none.
enum Base64 {
    /// nil where a character is none of the alphabet, padding stands inside, or the length cannot be.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.underestimatedCount / 4 * 3 + 3)
        var word: UInt32 = 0
        var digits = 0
        var padding = 0
        let values = Self.values
        for byte in text {
            if TagList.isSpace(byte) { continue }
            if byte == 0x3D {
                padding += 1
                continue
            }
            let digit = values[Int(byte)]
            guard digit < 64, padding == 0 else { return nil }
            word = word << 6 | UInt32(digit)
            digits += 1
            if digits & 3 == 0 {
                octets.append(UInt8(truncatingIfNeeded: word >> 16))
                octets.append(UInt8(truncatingIfNeeded: word >> 8))
                octets.append(UInt8(truncatingIfNeeded: word))
            }
        }
        guard padding <= 2 else { return nil }
        switch digits & 3 {
        case 1: return nil
        case 2: octets.append(UInt8(truncatingIfNeeded: word >> 4))
        case 3:
            octets.append(UInt8(truncatingIfNeeded: word >> 10))
            octets.append(UInt8(truncatingIfNeeded: word >> 2))
        default: break
        }
        return octets
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()
}
