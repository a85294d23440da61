/// base64 as RFC 6376 §2.10 takes it: white space anywhere, padding at the end or none.
enum Base64 {
    /// nil where a character is none of the alphabet, padding stands inside, or the length cannot be.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var isRight = true
        let octets = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { octets, count in
            text.withUnsafeBufferPointer { text in
                values.withUnsafeBufferPointer { values in isRight = decode(text, values, to: octets, &count) }
            }
        }
        return isRight ? octets : nil
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>, to octets: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int
    ) -> Bool {
        var word: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in text {
            let digit = values[Int(byte)]
            guard digit < 64 else {
                if byte == 0x3D { padding += 1 } else if !TagList.isSpace(byte) { return false }
                continue
            }
            guard padding == 0 else { return false }
            word = word << 6 | UInt32(digit)
            digits += 1
            if digits & 3 == 0 {
                octets[count] = UInt8(truncatingIfNeeded: word >> 16)
                octets[count + 1] = UInt8(truncatingIfNeeded: word >> 8)
                octets[count + 2] = UInt8(truncatingIfNeeded: word)
                count += 3
            }
        }
        guard padding <= 2 else { return false }
        switch digits & 3 {
        case 1: return false
        case 2:
            octets[count] = UInt8(truncatingIfNeeded: word >> 4)
            count += 1
        case 3:
            octets[count] = UInt8(truncatingIfNeeded: word >> 10)
            octets[count + 1] = UInt8(truncatingIfNeeded: word >> 2)
            count += 2
        default: break
        }
        return true
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()
}
