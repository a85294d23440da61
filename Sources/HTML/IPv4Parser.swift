/// The IPv4 parser (WHATWG URL §3.5): one to four numbers, decimal, octal or hexadecimal, of which the last fills all
/// octets that are left. Nil is failure.
enum IPv4Parser {
    private static func parts(_ input: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        // Five are one too many, and enough to know it; the last keeps the rest.
        let body = input.last == 0x2E ? input.dropLast() : input
        return body.split(separator: 0x2E, maxSplits: 4, omittingEmptySubsequences: false)
    }

    /// Whether the last label is a number, so that the host is an IPv4 address or nothing.
    static func endsInNumber(_ input: ArraySlice<UInt8>) -> Bool {
        let body = input.last == 0x2E ? input.dropLast() : input
        let start = body.lastIndex(of: 0x2E).map { $0 + 1 } ?? body.startIndex
        let last = body[start...]
        guard !last.isEmpty else { return false }
        return last.allSatisfy { (0x30...0x39).contains($0) } || number(last) != nil
    }

    static func parse(_ input: ArraySlice<UInt8>) -> UInt32? {
        let numbers = parts(input).map(number)
        guard numbers.count <= 4 else { return nil }
        var address: UInt64 = 0
        for (index, number) in numbers.enumerated() {
            guard let number else { return nil }
            if index < numbers.count - 1 {
                guard number < 256 else { return nil }
                address |= number << UInt64(8 * (3 - index))
            } else {
                // The last one fills all octets that are left.
                guard number < 1 << UInt64(8 * (5 - numbers.count)) else { return nil }
                address |= number
            }
        }
        return UInt32(address)
    }

    /// The value, 2³² where it is larger.
    private static func number(_ input: ArraySlice<UInt8>) -> UInt64? {
        guard !input.isEmpty else { return nil }
        var digits = input
        var radix: UInt64 = 10
        if digits.count > 1, digits.first == 0x30 {
            radix = digits[digits.startIndex + 1] | 0x20 == 0x78 ? 16 : 8
            digits = digits.dropFirst(radix == 16 ? 2 : 1)
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = PercentEncoding.digit(byte), digit < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 32)
        }
        return value
    }

    static func serialise(_ address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }
}
