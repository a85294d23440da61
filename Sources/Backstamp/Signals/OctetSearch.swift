import Glibc

/// Looking for ASCII text in octets, in any case: what many signals do, without making strings of what they read.
extension Span where Element == UInt8 {
    /// Whether ASCII text occurs, in any case. The pattern is in lower case.
    func holds(_ pattern: StaticString) -> Bool {
        pattern.withUTF8Buffer { bytes in unsafe holds(lowercased: bytes.span) }
    }

    /// Whether a pattern in lower case occurs, in any case.
    func holds(lowercased pattern: Span<UInt8>) -> Bool {
        guard !pattern.isEmpty, count >= pattern.count else { return false }
        let first = pattern[0]
        for start in 0...(count - pattern.count) where self[start].asciiLowercased == first {
            if matches(pattern, at: start) { return true }
        }
        return false
    }

    /// Whether a pattern in lower case stands at a place, in any case.
    func matches(_ pattern: Span<UInt8>, at start: Int) -> Bool {
        guard pattern.count <= count - start else { return false }
        for offset in pattern.indices where self[start + offset].asciiLowercased != pattern[offset] { return false }
        return true
    }

    /// Whether a host is a domain or stands below it. The domain is in lower case.
    func isAtOrBelow(_ domain: Span<UInt8>) -> Bool {
        let start = count - domain.count
        return start >= 0 && (start == 0 || self[start - 1] == 0x2E) && matches(domain, at: start)
    }

    var isASCII: Bool {
        var seen: UInt64 = 0
        var index = 0
        while index + 8 <= count {
            seen |= unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < count {
            seen |= UInt64(self[index])
            index += 1
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// Whether each octet is a character of ASCII that is no control.
    var isPrintable: Bool {
        for index in indices where self[index] &- 0x20 >= 0x5F { return false }
        return true
    }

    /// Where an octet stands, from `start` on.
    func first(_ octet: UInt8, from start: Int) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe withUnsafeBytes { octets in
            guard let base = octets.baseAddress, let found = unsafe memchr(base + start, Int32(octet), octets.count - start) else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Where the first of two octets stands, from `start` on; eight are looked at together.
    @inline(__always) func first(_ octet: UInt8, or other: UInt8, from start: Int) -> Int? {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (wanted, wantedToo) = (UInt64(octet) * ones, UInt64(other) * ones)
        while index + 8 <= count {
            let octets = unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let (one, two) = (octets ^ wanted, octets ^ wantedToo)
            // Where they are the same there is a zero, and only a zero borrows into its own high bit, or one above it.
            let found = ((one &- ones) & ~one | (two &- ones) & ~two) & (ones << 7)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            if self[index] == octet || self[index] == other { return index }
            index += 1
        }
        return nil
    }
}

extension Array where Element == UInt8 {
    var isASCII: Bool { span.isASCII }
    func holds(_ pattern: StaticString) -> Bool { span.holds(pattern) }
    func holds(lowercased pattern: [UInt8]) -> Bool { span.holds(lowercased: pattern.span) }
}

extension ArraySlice where Element == UInt8 {
    func holds(_ pattern: StaticString) -> Bool { span.holds(pattern) }
    func holds(lowercased pattern: [UInt8]) -> Bool { span.holds(lowercased: pattern.span) }
}

extension String {
    /// Whether ASCII text occurs, in any case, octet by octet. The pattern is in lower case.
    func holds(_ pattern: StaticString) -> Bool { utf8.span.holds(pattern) }

    /// Whether a host is a domain or stands below it. The domain is in lower case.
    func isAtOrBelow(_ domain: String) -> Bool { utf8.span.isAtOrBelow(domain.utf8.span) }
}

extension UInt8 {
    var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    var isHexadecimal: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
}
