/// RFC 6376 §3.4: what of a message may change on its way without breaking a signature.
///
/// Line ends: a stored message may have LF where the wire had CRLF, so a bare LF counts as CRLF everywhere. A bare CR
/// is an octet like any other.
package enum Canonicalization: String, Sendable, Hashable { case simple, relaxed }

extension Canonicalization {
    init?(_ name: ArraySlice<UInt8>) {
        switch name {
        case _ where name.elementsEqual("relaxed".utf8): self = .relaxed
        case _ where name.elementsEqual("simple".utf8): self = .simple
        default: return nil
        }
    }
}

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
        var start = field.startIndex
        // Mostly there is no bare LF, and the field stands as it is.
        while let end = field[start...].firstIndex(of: 0x0A) {
            let isBare = end == field.startIndex || field[end - 1] != 0x0D
            output.append(contentsOf: field[start..<end])
            if isBare { output.append(0x0D) }
            output.append(0x0A)
            start = end + 1
        }
        output.append(contentsOf: field[start...])
    }

    private static func appendRelaxed(_ field: ArraySlice<UInt8>, to output: inout [UInt8]) {
        // The canonical form is never longer than the field.
        field.withUnsafeBufferPointer { field in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: field.count + 1) { target in
                let count = writeRelaxed(field, to: target)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: target[..<count]))
            }
        }
    }

    /// - Returns: how many octets were written, at most as many as there are in the field.
    private static func writeRelaxed(
        _ field: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var written = 0
        var position = 0
        while position < field.count, field[position] != 0x3A {
            let byte = field[position]
            position += 1
            if TagList.isSpace(byte) { continue }
            target[written] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            written += 1
        }
        guard position < field.count else { return written }
        target[written] = 0x3A
        written += 1
        position += 1
        let start = written
        var space = false
        while position < field.count {
            let byte = field[position]
            position += 1
            if byte <= 0x20 {
                switch byte {
                case 0x20, 0x09:
                    space = true
                    continue
                // Unfolding takes the line end away; the white space behind it stays.
                case 0x0A: continue
                case 0x0D where position < field.count && field[position] == 0x0A: continue
                default: break
                }
            }
            if space, written > start {
                target[written] = 0x20
                written += 1
            }
            space = false
            target[written] = byte
            written += 1
        }
        return written
    }
}
