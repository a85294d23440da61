/// Encoded words (RFC 2047). Decoded here and not by GMime, which ends a text at a character that is split between two
/// words, and drops what follows: real mail splits them often.
package struct EncodedWord: Hashable, Sendable {
    /// In lower case, without the language that RFC 2231 §5 allows.
    package let charset: String
    /// Decoded of `B` or `Q`, still in `charset`.
    package let octets: [UInt8]
    /// Where it stands in the value.
    package let range: Range<Int>
    /// `B` whose last quantum is cut off: the next word, where its charset is the same, continues it.
    fileprivate let cutBase64: [UInt8]?

    /// How many words of a field are looked at.
    private static let limit = 10_000
    /// RFC 2047 §2 allows 75 octets; mail has far longer ones.
    private static let lengthLimit = 1 << 16

    /// The encoded words in a field, first to last. What only begins like one is no word.
    package static func all(in value: [UInt8]) -> [EncodedWord] {
        var words: [EncodedWord] = []
        var index = 0
        // No word ends before this place that begins where one was looked for last, or behind that: no octet is searched twice.
        var searched = 0
        // `=?` charset `?` encoding `?` text `?=`
        while index + 1 < value.count, words.count < limit {
            guard value[index] == 0x3D, value[index + 1] == 0x3F else {
                index += 1
                continue
            }
            let start = index
            index += 2
            guard let charset = label(value, index), charset.upperBound + 2 < value.count,
                value[charset.upperBound + 2] == 0x3F
            else { continue }
            let encoding = value[charset.upperBound + 1] | 0x20
            guard encoding == 0x62 || encoding == 0x71 else { continue }
            let textStart = charset.upperBound + 3
            let limit = min(value.count - 1, textStart + lengthLimit)
            guard let textEnd = end(value, from: max(textStart, searched), before: limit) else {
                searched = limit
                continue
            }
            let name = value[charset].prefix { $0 != 0x2A }
            let text = value[textStart..<textEnd]
            index = textEnd + 2
            words.append(
                EncodedWord(
                    charset: String(decoding: name, as: UTF8.self).lowercased(),
                    octets: encoding == 0x62 ? base64(text) : quoted(text), range: start..<index,
                    cutBase64: encoding == 0x62 && isCut(text) ? Array(text) : nil))
        }
        return words
    }

    /// The text of a field with its words decoded. White space between two words is dropped (RFC 2047 §6.2), and what
    /// stands outside of words is taken as UTF-8, or else as `fallback`, or else as Windows-1252.
    package static func decode(_ value: [UInt8], fallback: String? = nil) -> String {
        let value = Charset.utf8(header: value, fallback: fallback)
        let words = all(in: value)
        if words.isEmpty { return String(decoding: value, as: UTF8.self) }
        var text: [UInt8] = []
        var position = 0
        var index = 0
        while index < words.count {
            let gap = value[position..<words[index].range.lowerBound]
            if index == 0 || !gap.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { text += gap }
            // Words of one charset that follow each other are one text: characters are split between them.
            let first = words[index]
            var octets = first.octets
            var cut = first.cutBase64
            while index + 1 < words.count, words[index + 1].charset == first.charset,
                value[words[index].range.upperBound..<words[index + 1].range.lowerBound].allSatisfy({
                    $0 == 0x20 || $0 == 0x09
                })
            {
                index += 1
                let next = words[index]
                if let whole = cut, let rest = next.base64Text(in: value) {
                    octets.removeLast(min(octets.count, base64(whole[...]).count))
                    octets += base64((whole + rest)[...])
                } else {
                    octets += next.octets
                }
                cut = next.cutBase64
            }
            text += Charset.utf8(octets, charset: first.charset)
            position = words[index].range.upperBound
            index += 1
        }
        text += value[position...]
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether whatever begins like a word is one, is written as it should be, and gives UTF-8: then there is nothing that a
    /// reader could complain of.
    static func areSound(in value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.firstIndex(of: 0x3D) else { return true }
        let value = Array(value[first...])
        let words = all(in: value)
        var starts = 0
        for index in value.indices.dropFirst() where value[index] == 0x3F && value[index - 1] == 0x3D {
            starts += 1
        }
        return starts == words.count && words.allSatisfy { $0.charset == "utf-8" && $0.isSound(in: value) }
    }

    private func isSound(in value: [UInt8]) -> Bool {
        let pieces = value[range].split(separator: 0x3F, maxSplits: 4, omittingEmptySubsequences: false)
        guard pieces.count == 5, pieces[4].elementsEqual([0x3D]), !octets.isEmpty, Charset.isUTF8(octets) else { return false }
        let text = pieces[3]
        if pieces[2].first.map({ $0 | 0x20 }) == 0x62 {
            let body = text.prefix { $0 != 0x3D }
            return text.count % 4 == 0 && text.count - body.count <= 2 && text[body.endIndex...].allSatisfy { $0 == 0x3D }
                && body.allSatisfy { Self.isLetterOrDigit($0) || $0 == 0x2B || $0 == 0x2F }
        }
        var hexDigits = 0
        for octet in text {
            if hexDigits > 0 {
                guard Self.hex(octet) != nil else { return false }
                hexDigits -= 1
            } else if octet == 0x3D {
                hexDigits = 2
            } else if octet <= 0x20 || octet >= 0x7F {
                return false
            }
        }
        return hexDigits == 0
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10 }

    // MARK: The pieces of a word

    private static func label(_ value: [UInt8], _ start: Int) -> Range<Int>? {
        var index = start
        while index < value.count, index < start + 80, value[index] > 0x20, value[index] != 0x3F { index += 1 }
        return index > start && index < value.count && value[index] == 0x3F ? start..<index : nil
    }

    private static func end(_ value: [UInt8], from start: Int, before limit: Int) -> Int? {
        var index = start
        while index < limit {
            if value[index] == 0x3F, value[index + 1] == 0x3D { return index }
            index += 1
        }
        return nil
    }

    private func base64Text(in value: [UInt8]) -> ArraySlice<UInt8>? {
        let pieces = value[range].split(separator: 0x3F, maxSplits: 4, omittingEmptySubsequences: false)
        guard pieces.count == 5, pieces[2].first.map({ $0 | 0x20 }) == 0x62 else { return nil }
        return pieces[3]
    }

    private static func isCut(_ text: ArraySlice<UInt8>) -> Bool { text.count % 4 != 0 && text.last != 0x3D }

    private static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
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
            octets.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return octets
    }

    private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == 0x3D, index + 2 < text.endIndex, let high = hex(text[index + 1]), let low = hex(text[index + 2])
            {
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
