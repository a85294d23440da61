/// An IPv4 or IPv6 address (RFC 791, RFC 4291), parsed strictly and printed as RFC 5952 says.
package struct IPAddress: Hashable, Sendable, Comparable {
    /// The address as 128 bits; an IPv4 address stands in the low 32 bits of `low`.
    package let high: UInt64
    package let low: UInt64
    package let isV4: Bool

    package init(v4: UInt32) {
        high = 0
        low = UInt64(v4)
        isV4 = true
    }

    package init(v6 high: UInt64, _ low: UInt64) {
        self.high = high
        self.low = low
        isV4 = false
    }

    package var bitWidth: Int { isV4 ? 32 : 128 }

    /// The octets in network order: 4 or 16.
    package var octets: [UInt8] {
        let count = isV4 ? 4 : 16
        return [UInt8](unsafeUninitializedCapacity: count) { octets, filled in
            for index in 0..<count { octets[index] = octet(fromLast: count - 1 - index) }
            filled = count
        }
    }

    /// - Parameter index: 0 for the last octet, up to 15.
    private func octet(fromLast index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: index < 8 ? low >> UInt64(8 * index) : high >> UInt64(8 * (index - 8)))
    }

    /// An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) as the IPv4 address that it stands for.
    package var unmapped: IPAddress {
        !isV4 && high == 0 && low >> 32 == 0xFFFF ? IPAddress(v4: UInt32(truncatingIfNeeded: low)) : self
    }

    /// Whether both addresses agree in their first `prefix` bits. Addresses of different families never match.
    package func matches(_ other: IPAddress, prefix: Int) -> Bool {
        guard isV4 == other.isV4, prefix >= 0, prefix <= bitWidth else { return false }
        if isV4 { return prefix == 0 || (low ^ other.low) >> UInt64(32 - prefix) == 0 }
        if prefix == 0 { return true }
        if prefix <= 64 { return (high ^ other.high) >> UInt64(64 - prefix) == 0 }
        return high == other.high && (low ^ other.low) >> UInt64(128 - prefix) == 0
    }

    package static func < (a: IPAddress, b: IPAddress) -> Bool {
        (a.isV4 ? 0 : 1, a.high, a.low) < (b.isV4 ? 0 : 1, b.high, b.low)
    }

    /// The name under which the address's PTR records stand: `4.3.2.1.in-addr.arpa` or nibbles under `ip6.arpa`.
    package var reverseName: String {
        var name: [UInt8] = []
        name.reserveCapacity(72)
        for index in 0..<(isV4 ? 4 : 16) {
            let octet = octet(fromLast: index)
            if isV4 {
                Self.append(decimal: octet, to: &name)
            } else {
                name.append(Self.digit(octet & 15))
                name.append(0x2E)
                name.append(Self.digit(octet >> 4))
            }
            name.append(0x2E)
        }
        return String(decoding: name, as: UTF8.self) + (isV4 ? "in-addr.arpa" : "ip6.arpa")
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    private static func append(decimal octet: UInt8, to text: inout [UInt8]) {
        if octet >= 100 { text.append(0x30 + octet / 100) }
        if octet >= 10 { text.append(0x30 + octet / 10 % 10) }
        text.append(0x30 + octet % 10)
    }
}

// MARK: Text

extension IPAddress: CustomStringConvertible {
    package init?(_ text: String) {
        // The longest form that there is; mostly it is a name and no address.
        guard text.utf8.count <= 45 else { return nil }
        self.init(utf8: Array(text.utf8)[...])
    }

    package init?(_ text: Substring) { self.init(String(text)) }

    /// Dotted quad without leading zeros, or the forms of RFC 4291 §2.2. No brackets, no zone, no prefix.
    package init?(utf8 text: ArraySlice<UInt8>) {
        if text.contains(0x3A) {
            guard let groups = Self.groups(text) else { return nil }
            var high: UInt64 = 0
            var low: UInt64 = 0
            for group in groups[..<4] { high = high << 16 | UInt64(group) }
            for group in groups[4...] { low = low << 16 | UInt64(group) }
            self.init(v6: high, low)
        } else {
            guard let value = Self.quad(text) else { return nil }
            self.init(v4: value)
        }
    }

    private static func quad(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard (7...15).contains(text.count) else { return nil }
        var value: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in text {
            if byte == 0x2E {
                guard digits > 0, dots < 3 else { return nil }
                value = value << 8 | octet
                octet = 0
                digits = 0
                dots += 1
            } else {
                guard byte >= 0x30, byte <= 0x39, digits == 0 || octet > 0 else { return nil }
                octet = octet * 10 + UInt32(byte - 0x30)
                digits += 1
                guard octet < 256 else { return nil }
            }
        }
        return dots == 3 && digits > 0 ? value << 8 | octet : nil
    }

    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        guard text.count <= 45 else { return nil }
        var head: [UInt16] = []
        var tail: [UInt16]?
        var index = text.startIndex
        if text.starts(with: [0x3A, 0x3A]) {
            tail = []
            index += 2
        }
        while index < text.endIndex {
            let end = text[index...].firstIndex(of: 0x3A) ?? text.endIndex
            let part = text[index..<end]
            if part.contains(0x2E) {
                guard end == text.endIndex, let value = quad(part) else { return nil }
                let pair = [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
                if tail != nil { tail! += pair } else { head += pair }
                index = end
                break
            }
            guard (1...4).contains(part.count), let value = hexadecimal(part) else { return nil }
            if tail != nil { tail!.append(value) } else { head.append(value) }
            index = end
            guard index < text.endIndex else { break }
            index += 1
            guard index < text.endIndex else { return nil }
            if text[index] == 0x3A {
                guard tail == nil else { return nil }
                tail = []
                index += 1
            }
        }
        guard let tail else { return head.count == 8 ? head : nil }
        guard head.count + tail.count < 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
        var value: UInt16 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt16(digit - 0x30)
            case 0x41...0x46: value = value << 4 | UInt16(digit - 0x37)
            case 0x61...0x66: value = value << 4 | UInt16(digit - 0x57)
            default: return nil
            }
        }
        return value
    }

    private static func put(_ octet: UInt8, _ text: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        text[count] = octet
        count += 1
    }

    package var description: String {
        if isV4 {
            return String(unsafeUninitializedCapacity: 15) { text in
                var count = 0
                for index in 0..<4 {
                    let octet = octet(fromLast: 3 - index)
                    if index > 0 { Self.put(0x2E, text, &count) }
                    if octet >= 100 { Self.put(0x30 + octet / 100, text, &count) }
                    if octet >= 10 { Self.put(0x30 + octet / 10 % 10, text, &count) }
                    Self.put(0x30 + octet % 10, text, &count)
                }
                return count
            }
        }
        if high == 0, low >> 32 == 0xFFFF { return "::ffff:" + unmapped.description }
        let bytes = octets
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        // RFC 5952 §4.2: the longest run of two or more zero groups is shortened, the first of equals.
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let text = { (slice: ArraySlice<UInt16>) in slice.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !best.isEmpty else { return text(groups[...]) }
        return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }
}
