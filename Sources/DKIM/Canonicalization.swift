/// RFC 6376 §3.4: what of a message may change on its way without breaking a signature.
///
/// Line ends: a stored message may have LF where the wire had CRLF, so a bare LF counts as CRLF everywhere. A bare CR
/// is an octet like any other.
package enum Canonicalization: String, Sendable, Hashable { case simple, relaxed }

// MARK: Header fields (§3.4.1, §3.4.2)

extension Canonicalization {
    /// Appends the canonical form of one field, without a line end.
    /// - Parameter field: a whole header field as it stands in the message; its last line end may be there or not.
    package func append(_ field: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var end = field.endIndex
        if end > field.startIndex, field[end - 1] == 0x0A {
            end -= 1
            if end > field.startIndex, field[end - 1] == 0x0D { end -= 1 }
        }
        let field = field[..<end]
        switch self {
        case .simple: Self.appendSimple(field, to: &output)
        case .relaxed: Self.appendRelaxed(field, to: &output)
        }
    }

    private static func appendSimple(_ field: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var last: UInt8 = 0
        for byte in field {
            if byte == 0x0A, last != 0x0D { output.append(0x0D) }
            output.append(byte)
            last = byte
        }
    }

    private static func appendRelaxed(_ field: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let colon = field.firstIndex(of: 0x3A) ?? field.endIndex
        for byte in field[..<colon] where !TagList.isSpace(byte) {
            output.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        guard colon < field.endIndex else { return }
        output.append(0x3A)
        let start = output.count
        var space = false
        var position = colon + 1
        while position < field.endIndex {
            let byte = field[position]
            position += 1
            switch byte {
            case 0x20, 0x09: space = true
            // Unfolding takes the line end away; the white space behind it stays.
            case 0x0A: continue
            case 0x0D where position < field.endIndex && field[position] == 0x0A: continue
            default:
                if space, output.count > start { output.append(0x20) }
                space = false
                output.append(byte)
            }
        }
    }
}
