import Glibc

/// Looking for octets and short texts in large spans, with the C library's `memchr`.
extension Span where Element == UInt8 {
    func firstIndex(of octet: UInt8, from start: Int) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + start, Int32(octet), buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// - Parameter text: two octets at least, the first one that is not too frequent.
    func firstIndex(of text: StaticString, from start: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        guard start >= 0, length > 1, start <= count - length else { return nil }
        return unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let pattern = unsafe text.utf8Start
            // The last place where the text can start.
            let last = buffer.count - length
            var place = start
            while place <= last, let found = unsafe memchr(base + place, Int32(pattern[0]), last - place + 1) {
                place = unsafe UnsafeRawPointer(found) - base
                // Most often the second octet tells.
                if unsafe buffer[place + 1] == pattern[1], unsafe memcmp(base + place, pattern, length) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    /// Where `From ` stands behind a line end, from `start` on.
    /// - Parameter seesQuoted: becomes true where a `>` stands behind a line end before that.
    func fromLine(from start: Int, seesQuoted: inout Bool) -> Int? {
        var place = start
        while let end = lineEnd(before: 0x46, or: seesQuoted ? 0x46 : 0x3E, from: place) {
            if starts(with: "From ", at: end + 1) { return end }
            if self[end + 1] == 0x3E { seesQuoted = true }
            place = end + 1
        }
        return nil
    }

    /// The first line end with one of two octets behind it, from `start` on.
    func lineEnd(before one: UInt8, or other: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            // Sixteen at once: most lines are short, and to ask the C library for the end of each takes three times as long.
            typealias Block = SIMD16<UInt8>
            let (lineEnds, ones, others) = (Block(repeating: 0x0A), Block(repeating: one), Block(repeating: other))
            func found(_ place: Int) -> SIMD2<UInt64> {
                let octets = unsafe base.loadUnaligned(fromByteOffset: place, as: Block.self)
                let behind = unsafe base.loadUnaligned(fromByteOffset: place &+ 1, as: Block.self)
                return unsafe unsafeBitCast((octets .== lineEnds) .& ((behind .== ones) .| (behind .== others)), to: SIMD2<UInt64>.self)
            }
            var place = max(start, 0)
            // And four times sixteen, because all of an archive is looked at.
            while place < buffer.count - 4 * Block.scalarCount {
                let any = found(place) | found(place &+ 16) | found(place &+ 32) | found(place &+ 48)
                if any[0] | any[1] != 0 { break }
                place &+= 4 * Block.scalarCount
            }
            while place < buffer.count - Block.scalarCount {
                let any = found(place)
                if any[0] | any[1] != 0 { break }
                place &+= Block.scalarCount
            }
            while place + 1 < buffer.count {
                if unsafe buffer[place] == 0x0A, unsafe buffer[place + 1] == one || buffer[place + 1] == other { return place }
                place += 1
            }
            return nil
        }
    }

    /// The start of the line after the one that holds `start`, or the end.
    func nextLine(after start: Int) -> Int { firstIndex(of: 0x0A, from: start).map { $0 + 1 } ?? count }

    /// The length of the line end at `start` where the line is empty: 1, 2 for CRLF, or 0 where it is not.
    func emptyLine(at start: Int) -> Int {
        guard start >= 0, start < count else { return 0 }
        if self[start] == 0x0A { return 1 }
        return self[start] == 0x0D && start + 1 < count && self[start + 1] == 0x0A ? 2 : 0
    }

    func starts(with text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, start <= count - length else { return false }
        return text.withUTF8Buffer { text in
            for index in 0..<length where unsafe self[start + index] != text[index] { return false }
            return true
        }
    }

    /// A copy, made in one piece.
    package func array() -> [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    func array(_ range: Range<Int>) -> [UInt8] { extracting(range).array() }
}
