/// The octets of a `JSONWriter`: names and numbers as they are, texts with what RFC 8259 §7 and a terminal's safety ask
/// to be escaped.
///
/// Most texts are plain ASCII: these are checked and copied in one go, eight octets at a time. Each name and each text is
/// one piece of work on the buffer, whose owner is asked for once.

extension JSONWriter {
    /// Octets of a mail: what is not UTF-8 becomes U+FFFD.
    public mutating func value(octets: some Sequence<UInt8>) {
        value(String(decoding: Array(octets), as: UTF8.self))
    }

    public mutating func value(_ number: Int) {
        if number < 0 { put(0x2D) }
        digits(number.magnitude)
    }

    /// At most three decimals; a value that JSON cannot hold (NaN, infinity) is `null`.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return raw("null") }
        let thousandths = (number * 1000).rounded()
        guard abs(thousandths) < 1e15 else { return raw(String(number)) }
        if thousandths < 0 { put(0x2D) }
        let magnitude = UInt(abs(thousandths))
        digits(magnitude / 1000)
        var rest = magnitude % 1000
        if rest > 0 { put(0x2E) }
        var unit: UInt = 100
        while rest > 0 {
            put(0x30 + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    public mutating func value(_ text: String) {
        let utf8 = text.utf8.span
        reserve(utf8.count + 2)
        let start = end
        let copied = unsafe storage.withUnsafeMutableBytes { storage in
            let target = unsafe storage.baseAddress.unsafelyUnwrapped + start
            return unsafe utf8.withUnsafeBytes { unsafe Self.quote($0, to: target) }
        }
        end = start + copied + 2
        if copied < utf8.count { escape(utf8, from: copied) }
    }

    /// A field, as `begin` and `value` write it, in one go: most of a report is such fields.
    mutating func value(_ text: String, named name: StaticString) {
        if pretty { separate() }
        let utf8 = text.utf8.span
        let name = unsafe UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        reserve(name.count + utf8.count + 7)
        let (start, comma) = (end, needsComma ? 1 : 0)
        let head = start + comma + name.count + (pretty ? 4 : 3)
        let copied = unsafe storage.withUnsafeMutableBytes { storage in
            let base = unsafe storage.baseAddress.unsafelyUnwrapped
            unsafe Self.putName(name, comma: comma, to: base + start)
            return unsafe utf8.withUnsafeBytes { unsafe Self.quote($0, to: base + head) }
        }
        end = head + copied + 2
        if copied < utf8.count { escape(utf8, from: copied) }
        needsComma = true
    }

    /// Quotation marks and a text between them, as far as nothing in it must be escaped; how many octets that were.
    @inline(__always)
    private static func quote(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) -> Int {
        unsafe target.storeBytes(of: 0x22, as: UInt8.self)
        unsafe target.storeBytes(of: 0x22, toByteOffset: source.count + 1, as: UInt8.self)
        return unsafe copyPlain(source, to: target + 1)
    }

    /// Goes on with a text behind the octets that were copied.
    @inline(never) private mutating func escape(_ text: Span<UInt8>, from copied: Int) {
        // There is no closing mark yet.
        end -= 1
        unsafe text.withUnsafeBytes { unsafe escape($0, from: copied) }
        put(0x22)
    }

    /// Members that are ready, in one piece.
    @usableFromInline mutating func put(_ ready: JSONMembers) {
        guard !ready.octets.isEmpty else { return }
        if needsComma { put(0x2C) }
        unsafe ready.octets.withUnsafeBytes { unsafe put($0) }
        needsComma = true
    }

    /// A comma where it takes one, and `"name":`. A name of our own holds nothing that must be escaped.
    @usableFromInline mutating func begin(_ name: StaticString) {
        if pretty { separate() }
        let name = unsafe UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        reserve(name.count + 5)
        let (start, comma) = (end, needsComma ? 1 : 0)
        unsafe storage.withUnsafeMutableBytes { storage in
            unsafe Self.putName(name, comma: comma, to: storage.baseAddress.unsafelyUnwrapped + start)
        }
        end = start + comma + name.count + (pretty ? 4 : 3)
        needsComma = false
    }

    /// - Parameter comma: 1 or 0.
    @inline(__always)
    private static func putName(_ name: UnsafeRawBufferPointer, comma: Int, to target: UnsafeMutableRawPointer) {
        // Where none is needed, the quotation mark takes its place.
        unsafe target.storeBytes(of: 0x2C, as: UInt8.self)
        let target = unsafe target + comma
        unsafe target.storeBytes(of: 0x22, as: UInt8.self)
        unsafe Self.copy(name, to: target + 1)
        unsafe target.storeBytes(of: 0x22, toByteOffset: name.count + 1, as: UInt8.self)
        unsafe target.storeBytes(of: 0x3A, toByteOffset: name.count + 2, as: UInt8.self)
        // It counts only where it is for people.
        unsafe target.storeBytes(of: 0x20, toByteOffset: name.count + 3, as: UInt8.self)
    }

    // MARK: The buffer

    mutating func reserve(_ count: Int) {
        if end + count > storage.count { grow(by: count) }
    }

    @inline(never) private mutating func grow(by count: Int) {
        storage += repeatElement(0, count: max(count, storage.count))
    }

    mutating func put(_ octet: UInt8) {
        reserve(1)
        storage[end] = octet
        end += 1
    }

    mutating func raw(_ text: StaticString) { text.withUTF8Buffer { unsafe put(UnsafeRawBufferPointer($0)) } }

    mutating func raw(_ text: String) { unsafe text.utf8.span.withUnsafeBytes { unsafe put($0) } }

    private mutating func digits(_ number: UInt) {
        // Up to eight are put together in a register, the last one first.
        guard number >= 100_000_000 else {
            reserve(8)
            var digits: UInt64 = 0
            var count = 0
            var rest = number
            repeat {
                digits = digits &<< 8 | UInt64(0x30 + rest % 10)
                rest /= 10
                count &+= 1
            } while rest > 0
            let place = end
            unsafe storage.withUnsafeMutableBytes { unsafe $0.storeBytes(of: digits.littleEndian, toByteOffset: place, as: UInt64.self) }
            end += count
            return
        }
        var count = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        reserve(count)
        end += count
        rest = number
        var place = end
        var octets = storage.mutableSpan
        repeat {
            place -= 1
            octets[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    private mutating func put(_ octets: UnsafeRawBufferPointer) {
        reserve(octets.count)
        let start = end
        unsafe storage.withUnsafeMutableBytes { target in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[start...]).copyMemory(from: octets)
        }
        end += octets.count
    }

    // MARK: Texts

    /// Copies a text, for which there is room, as far as nothing in it must be escaped; how many octets that were, rounded
    /// down.
    @inline(__always)
    private static func copyPlain(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) -> Int {
        let count = source.count
        // The last ones may overlap those before them.
        if count >= 16 {
            let last = count &- 16
            var offset = 0
            while true {
                let octets = unsafe source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                guard isPlain(octets) else { return offset }
                unsafe target.storeBytes(of: octets, toByteOffset: offset, as: SIMD16<UInt8>.self)
                if offset == last { return count }
                offset = min(offset &+ 16, last)
            }
        }
        if count >= 8 {
            let last = count &- 8
            var offset = 0
            while true {
                let octets = unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard isPlain(octets) else { return offset }
                unsafe target.storeBytes(of: octets, toByteOffset: offset, as: UInt64.self)
                if offset == last { return count }
                offset = min(offset &+ 8, last)
            }
        }
        if count >= 4 {
            let first = unsafe source.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = unsafe source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            unsafe target.storeBytes(of: first, as: UInt32.self)
            unsafe target.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
            return isPlain(UInt64(first) | UInt64(last) << 32) ? count : 0
        }
        for index in 0..<count {
            let octet = unsafe source[index]
            guard octet &- 0x20 < 0x5F, octet != 0x22, octet != 0x5C else { return 0 }
            unsafe target.storeBytes(of: octet, toByteOffset: index, as: UInt8.self)
        }
        return count
    }

    /// The same, for what is known to be plain. It is short, so that a call of memcpy costs more.
    @inline(__always)
    private static func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
        let count = source.count
        if count >= 8 {
            let last = count &- 8
            var offset = 0
            while offset < last {
                unsafe target.storeBytes(of: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset, as: UInt64.self)
                offset &+= 8
            }
            unsafe target.storeBytes(of: source.loadUnaligned(fromByteOffset: last, as: UInt64.self), toByteOffset: last, as: UInt64.self)
        } else if count >= 4 {
            unsafe target.storeBytes(of: source.loadUnaligned(fromByteOffset: 0, as: UInt32.self), as: UInt32.self)
            let last = count &- 4
            unsafe target.storeBytes(of: source.loadUnaligned(fromByteOffset: last, as: UInt32.self), toByteOffset: last, as: UInt32.self)
        } else {
            for index in 0..<count { unsafe target.storeBytes(of: source[index], toByteOffset: index, as: UInt8.self) }
        }
    }

    /// Whether none of eight octets must be escaped, nor is beyond ASCII. Only then does each of the sums and differences
    /// stay within its octet and leave the high bit alone.
    @inline(__always) private static func isPlain(_ octets: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let marks = ((octets ^ (0x22 &* ones)) &- ones) | ((octets ^ (0x5C &* ones)) &- ones)
        return (octets | (octets &- 0x20 &* ones) | (octets &+ ones) | marks) & highBits == 0
    }

    /// The same for sixteen.
    @inline(__always) private static func isPlain(_ octets: SIMD16<UInt8>) -> Bool {
        let isShown = SIMD16<UInt8>(repeating: 0x5F) .> (octets &- SIMD16<UInt8>(repeating: 0x20))
        let isMark = (SIMD16<UInt8>(repeating: 0x22) .== octets) .| (SIMD16<UInt8>(repeating: 0x5C) .== octets)
        let shown = unsafe unsafeBitCast(isShown, to: SIMD2<UInt64>.self)
        let marks = unsafe unsafeBitCast(isMark, to: SIMD2<UInt64>.self)
        return shown.x & shown.y == .max && marks.x | marks.y == 0
    }

    private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

    /// Which of eight octets are controls, quotation marks or backslashes: for each question the high bit of an octet is
    /// the answer. The first one found is one; behind it, others may seem to be.
    @inline(__always) private static func special(_ octets: UInt64) -> UInt64 {
        let controls = (octets &- 0x2020_2020_2020_2020) & ~octets
        return controls | equal(octets, 0x22) | equal(octets, 0x5C) | equal(octets, 0x7F)
    }

    /// Where an octet is the same there is a zero, and only a zero borrows into its own high bit, or one above it.
    @inline(__always) private static func equal(_ octets: UInt64, _ octet: UInt64) -> UInt64 {
        let difference = octets ^ (octet &* 0x0101_0101_0101_0101)
        return (difference &- 0x0101_0101_0101_0101) & ~difference
    }

    /// Writes a text from `start` on, piece by piece: each octet may become six, and room for that is not taken for all.
    private mutating func escape(_ text: UnsafeRawBufferPointer, from start: Int) {
        let piece = 4096
        var index = start
        while index < text.count {
            let stop = min(index + piece, text.count)
            // A piece may go on for as many octets as are looked at together.
            reserve((piece + 8) * 6)
            let place = end
            (index, end) = unsafe storage.withUnsafeMutableBytes { storage in
                unsafe Self.escape(text, index..<stop, to: storage.baseAddress.unsafelyUnwrapped, at: place)
            }
        }
    }

    /// Where it ends, in the text and in the target.
    private static func escape(
        _ text: UnsafeRawBufferPointer, _ range: Range<Int>, to target: UnsafeMutableRawPointer, at place: Int
    ) -> (index: Int, place: Int) {
        let count = text.count
        var (index, place) = (range.lowerBound, place)
        while index < range.upperBound {
            if index + 8 <= count {
                let octets = unsafe text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                unsafe target.storeBytes(of: octets, toByteOffset: place, as: UInt64.self)
                if isPlain(octets) {
                    index += 8
                    place += 8
                    continue
                }
                let ordered = UInt64(littleEndian: octets)
                // With the first octets of the C1 controls and of what rearranges a line.
                let found = (special(ordered) | equal(ordered, 0xC2) | equal(ordered, 0xE2)) & highBits
                let plain = found == 0 ? 8 : found.trailingZeroBitCount &>> 3
                index += plain
                place += plain
                if found == 0 { continue }
            }
            let octet = unsafe text[index]
            switch octet {
            case 0x22, 0x5C, 0x0A, 0x0D, 0x09:
                unsafe target.storeBytes(of: 0x5C, toByteOffset: place, as: UInt8.self)
                let letter: UInt8 = octet == 0x0A ? 0x6E : octet == 0x0D ? 0x72 : octet == 0x09 ? 0x74 : octet
                unsafe target.storeBytes(of: letter, toByteOffset: place + 1, as: UInt8.self)
                index += 1
                place += 2
                continue
            case 0x00..<0x20, 0x7F:
                unsafe escape(UInt16(octet), to: target + place)
                index += 1
            // C1 controls
            case 0xC2 where unsafe index + 1 < count && text[index + 1] < 0xA0:
                unsafe escape(UInt16(text[index + 1]), to: target + place)
                index += 2
            case 0xE2 where unsafe index + 2 < count && isDangerous(text[index + 1], text[index + 2]):
                let scalar = unsafe 0x2000 | UInt16(text[index + 1] & 0x3F) << 6 | UInt16(text[index + 2] & 0x3F)
                unsafe escape(scalar, to: target + place)
                index += 3
            default:
                unsafe target.storeBytes(of: octet, toByteOffset: place, as: UInt8.self)
                index += 1
                place += 1
                continue
            }
            place += 6
        }
        return (index, place)
    }

    /// Six octets, such as `\u202e`.
    private static func escape(_ scalar: UInt16, to target: UnsafeMutableRawPointer) {
        unsafe target.storeBytes(of: 0x5C, as: UInt8.self)
        unsafe target.storeBytes(of: 0x75, toByteOffset: 1, as: UInt8.self)
        for digit in 0..<4 {
            let value = UInt8(truncatingIfNeeded: scalar >> UInt16(12 - 4 * digit)) & 0x0F
            unsafe target.storeBytes(of: value < 10 ? 0x30 + value : 0x57 + value, toByteOffset: 2 + digit, as: UInt8.self)
        }
    }

    /// U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
    private static func isDangerous(_ second: UInt8, _ third: UInt8) -> Bool {
        switch (second, third) {
        case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
    }
}
