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
        let (start, count) = (end, utf8.count)
        reserve(count + 2)
        let isPlain = unsafe utf8.withUnsafeBytes { source in
            unsafe storage.withUnsafeMutableBytes { storage in
                let target = unsafe storage.baseAddress.unsafelyUnwrapped + start
                unsafe target.storeBytes(of: 0x22, as: UInt8.self)
                unsafe target.storeBytes(of: 0x22, toByteOffset: count + 1, as: UInt8.self)
                return unsafe Self.copyIfPlain(source, to: target + 1)
            }
        }
        if isPlain {
            end += count + 2
            return
        }
        put(0x22)
        unsafe utf8.withUnsafeBytes { unsafe escape($0) }
        put(0x22)
    }

    /// A comma where it takes one, and `"name":`. A name of our own holds nothing that must be escaped.
    @usableFromInline mutating func begin(_ name: StaticString) {
        separate()
        name.withUTF8Buffer { name in
            let (start, count) = (end, name.count)
            reserve(count + 4)
            unsafe storage.withUnsafeMutableBytes { storage in
                let target = unsafe storage.baseAddress.unsafelyUnwrapped + start
                unsafe target.storeBytes(of: 0x22, as: UInt8.self)
                _ = unsafe Self.copyIfPlain(UnsafeRawBufferPointer(name), to: target + 1)
                // Quotation mark, colon, and a blank that counts only where it is for people.
                unsafe target.storeBytes(of: 0x22, toByteOffset: count + 1, as: UInt8.self)
                unsafe target.storeBytes(of: 0x3A, toByteOffset: count + 2, as: UInt8.self)
                unsafe target.storeBytes(of: 0x20, toByteOffset: count + 3, as: UInt8.self)
            }
            end = start + count + (pretty ? 4 : 3)
        }
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

    /// Copies a text, for which there is room, as far as nothing in it must be escaped; whether that was all of it.
    @inline(__always)
    private static func copyIfPlain(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) -> Bool {
        let count = source.count
        // The last ones may overlap those before them.
        if count >= 8 {
            let last = count &- 8
            var offset = 0
            while true {
                let octets = unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard isPlain(octets) else { return false }
                unsafe target.storeBytes(of: octets, toByteOffset: offset, as: UInt64.self)
                if offset == last { return true }
                offset = min(offset &+ 8, last)
            }
        }
        if count >= 4 {
            let first = unsafe source.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = unsafe source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            unsafe target.storeBytes(of: first, as: UInt32.self)
            unsafe target.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
            return isPlain(UInt64(first) | UInt64(last) << 32)
        }
        for index in 0..<count {
            let octet = unsafe source[index]
            guard octet &- 0x20 < 0x5F, octet != 0x22, octet != 0x5C else { return false }
            unsafe target.storeBytes(of: octet, toByteOffset: index, as: UInt8.self)
        }
        return true
    }

    /// Whether none of eight octets must be escaped, nor is beyond ASCII.
    @inline(__always) private static func isPlain(_ octets: UInt64) -> Bool { (special(octets) | octets) & highBits == 0 }

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

    private mutating func escape(_ utf8: UnsafeRawBufferPointer) {
        var run = 0
        var index = 0
        let count = utf8.count
        while index < count {
            if index + 8 <= count {
                let octets = unsafe UInt64(littleEndian: utf8.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                // With the first octets of the C1 controls and of what rearranges a line.
                let found = (Self.special(octets) | Self.equal(octets, 0xC2) | Self.equal(octets, 0xE2)) & Self.highBits
                if found == 0 {
                    index += 8
                    continue
                }
                index += found.trailingZeroBitCount / 8
            }
            let byte = unsafe utf8[index]
            let length: Int
            switch byte {
            case 0x22, 0x5C, 0x00..<0x20, 0x7F: length = 1
            case 0xC2 where unsafe index + 1 < count && utf8[index + 1] < 0xA0: length = 2  // C1 controls
            case 0xE2 where unsafe index + 2 < count && Self.isDangerous(utf8[index + 1], utf8[index + 2]): length = 3
            default:
                index += 1
                continue
            }
            unsafe put(UnsafeRawBufferPointer(rebasing: utf8[run..<index]))
            switch byte {
            case 0x22, 0x5C: escape(byte)
            case 0x0A: escape(0x6E)
            case 0x0D: escape(0x72)
            case 0x09: escape(0x74)
            default:
                var scalar = UInt32(byte)
                if length == 2 { scalar = unsafe UInt32(utf8[index + 1]) }
                if length == 3 {
                    scalar = unsafe (0x2 << 12) | (UInt32(utf8[index + 1] & 0x3F) << 6) | UInt32(utf8[index + 2] & 0x3F)
                }
                let hex = String(scalar, radix: 16)
                raw("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
            }
            index += length
            run = index
        }
        unsafe put(UnsafeRawBufferPointer(rebasing: utf8[run..<count]))
    }

    private mutating func escape(_ octet: UInt8) {
        put(0x5C)
        put(octet)
    }

    /// U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
    private static func isDangerous(_ second: UInt8, _ third: UInt8) -> Bool {
        switch (second, third) {
        case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
    }
}
