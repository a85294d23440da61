/// Encoded words (RFC 2047) as they stand, for those who ask what hides in them. Text for people is decoded by GMime.
package struct EncodedWord: Hashable, Sendable {
    package let charset: String
    /// Decoded of `B` or `Q`, still in `charset`.
    package let octets: [UInt8]

    /// How many words are looked at.
    private static let limit = 1000

    /// The encoded words in a field, first to last. What only begins like one is no word.
    package static func all(in value: [UInt8]) -> [EncodedWord] {
        var words: [EncodedWord] = []
        var index = 0
        // `=?` charset `?` encoding `?` text `?=`
        while index + 1 < value.count, words.count < limit {
            guard value[index] == 0x3D, value[index + 1] == 0x3F else {
                index += 1
                continue
            }
            index += 2
            guard let charset = piece(value, &index), !charset.isEmpty, let encoding = piece(value, &index), encoding.count == 1,
                let text = piece(value, &index), index < value.count, value[index] == 0x3D, let kind = encoding.first
            else { continue }
            index += 1
            guard kind | 0x20 == 0x62 || kind | 0x20 == 0x71 else { continue }
            let octets = kind | 0x20 == 0x62 ? base64(text) : quoted(text)
            // RFC 2231 §5: a language may follow an asterisk.
            words.append(EncodedWord(charset: String(decoding: charset.prefix { $0 != 0x2A }, as: UTF8.self).lowercased(), octets: octets))
        }
        return words
    }

    /// The octets up to the next question mark, which is passed; nil, with `index` where it was, where there is none
    /// within what an encoded word can be.
    private static func piece(_ value: [UInt8], _ index: inout Int) -> ArraySlice<UInt8>? {
        let end = min(value.count, index + 4096)
        guard let mark = value[index..<end].firstIndex(of: 0x3F) else { return nil }
        defer { index = mark + 1 }
        return value[index..<mark]
    }

    private static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let six: UInt8
            switch byte {
            case 0x41...0x5A: six = byte - 0x41
            case 0x61...0x7A: six = byte - 0x61 + 26
            case 0x30...0x39: six = byte - 0x30 + 52
            case 0x2B: six = 62
            case 0x2F: six = 63
            default: continue
            }
            bits = (bits << 6) | UInt32(six)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            octets.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return octets
    }

    private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == 0x3D, index + 2 < text.endIndex, let high = hex(text[index + 1]), let low = hex(text[index + 2]) {
                octets.append(high << 4 | low)
                index += 3
                continue
            }
            octets.append(byte == 0x5F ? 0x20 : byte)
            index += 1
        }
        return octets
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
