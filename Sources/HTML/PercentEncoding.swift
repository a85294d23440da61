/// Percent-encoding and its sets (WHATWG URL §1.3), on UTF-8 octets. Octets beyond ASCII are in every set.
struct PercentEncodeSet: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(_ base: PercentEncodeSet?, _ characters: StaticString) {
        // The C0 control percent-encode set: controls and DEL.
        var low = base?.low ?? 0xFFFF_FFFF
        var high = base?.high ?? 1 << 63
        for byte in characters.description.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
        self.low = low
        self.high = high
    }

    func contains(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 != 0
    }

    static let c0Control = PercentEncodeSet(nil, "")
    static let fragment = PercentEncodeSet(c0Control, " \"<>`")
    static let query = PercentEncodeSet(c0Control, " \"#<>")
    static let specialQuery = PercentEncodeSet(query, "'")
    static let path = PercentEncodeSet(query, "?^`{}")
    static let userinfo = PercentEncodeSet(path, "/:;=@[\\]|")
}

enum PercentEncoding {
    /// Appends the octets, those of the set as `%XX`.
    static func append(_ octets: ArraySlice<UInt8>, _ set: PercentEncodeSet, to output: inout [UInt8]) {
        for byte in octets {
            if set.contains(byte) {
                output.append(0x25)
                output.append(hexadecimal(byte >> 4))
                output.append(hexadecimal(byte & 15))
            } else {
                output.append(byte)
            }
        }
    }

    static func encode(_ octets: ArraySlice<UInt8>, _ set: PercentEncodeSet) -> String {
        let span = octets.span
        var isPlain = true
        for index in span.indices where set.contains(span[index]) {
            isPlain = false
            break
        }
        if isPlain { return String(decoding: octets, as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + 16)
        append(octets, set, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func decode(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(octets.count)
        var index = octets.startIndex
        while index < octets.endIndex {
            let byte = octets[index]
            if byte == 0x25, octets.endIndex - index > 2, let high = digit(octets[index + 1]),
                let low = digit(octets[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
