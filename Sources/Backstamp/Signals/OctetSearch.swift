/// Looking for ASCII text in octets, in any case: what many signals do, without making strings of what they read.
extension Collection where Element == UInt8, Index == Int {
    /// Whether ASCII text occurs, in any case. The pattern is in lower case.
    func holds(_ pattern: StaticString) -> Bool {
        pattern.withUTF8Buffer { bytes in unsafe holds(lowercased: Array(bytes)) }
    }

    /// Whether a pattern in lower case occurs, in any case.
    func holds(lowercased pattern: [UInt8]) -> Bool {
        guard let first = pattern.first, count >= pattern.count else { return false }
        var start = startIndex
        let last = endIndex - pattern.count
        while start <= last {
            if self[start].asciiLowercased == first, matches(pattern, at: start) { return true }
            start += 1
        }
        return false
    }

    private func matches(_ pattern: [UInt8], at start: Int) -> Bool {
        for offset in pattern.indices where self[start + offset].asciiLowercased != pattern[offset] { return false }
        return true
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isHexadecimal: Bool { isASCIIDigit || (0x61...0x66).contains(self | 0x20) }
}
