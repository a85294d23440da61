/// The host parser (WHATWG URL §3.5): domains by UTS 46, IPv4 in every notation, IPv6, opaque hosts. Nil is failure.
import Domains

enum HostParser {
    static func parse(_ input: ArraySlice<UInt8>, isOpaque: Bool) -> URLHost? {
        if input.first == 0x5B {
            guard input.count > 1, input.last == 0x5D else { return nil }
            return IPv6Parser.parse(input.dropFirst().dropLast()).map(URLHost.ipv6)
        }
        if isOpaque {
            guard !input.contains(where: isForbiddenInHost) else { return nil }
            return input.isEmpty ? .empty : .opaque(PercentEncoding.encode(input, .c0Control))
        }
        guard let domain = asciiDomain(input) else { return nil }
        guard IPv4Parser.endsInNumber(domain) else { return .domain(String(decoding: domain, as: UTF8.self)) }
        return IPv4Parser.parse(domain).map(URLHost.ipv4)
    }

    /// Percent-decoded, and through domain to ASCII.
    private static func asciiDomain(_ input: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var octets = input.contains(0x25) ? PercentEncoding.decode(input)[...] : input
        if octets.contains(where: { $0 >= 0x80 }) {
            guard let ascii = IDNA.toASCII(String(decoding: octets, as: UTF8.self)) else { return nil }
            octets = Array(ascii.utf8)[...]
        } else {
            octets = octets.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...]
        }
        return octets.isEmpty || octets.contains(where: isForbiddenInDomain) ? nil : octets
    }

    private static func isForbiddenInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09, 0x0A, 0x0D, 0x20, 0x23, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x5B...0x5E, 0x7C: true
        default: false
        }
    }

    private static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x25 || byte == 0x7F || isForbiddenInHost(byte)
    }
}

/// §3.5, IPv4 parser: one to four numbers, decimal, octal or hexadecimal.
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

/// §3.5, IPv6 parser.
enum IPv6Parser {
    static func parse(_ input: ArraySlice<UInt8>) -> [UInt16]? {
        var pieces: [UInt16] = []
        var compress: Int?
        var index = input.startIndex
        let end = input.endIndex
        if input.first == 0x3A {
            guard input.count > 1, input[index + 1] == 0x3A else { return nil }
            index += 2
            compress = 0
        }
        while index < end {
            guard pieces.count < 8 else { return nil }
            if input[index] == 0x3A {
                guard compress == nil else { return nil }
                index += 1
                compress = pieces.count
                continue
            }
            let start = index
            var value: UInt16 = 0
            while index < end, index - start < 4, let digit = PercentEncoding.digit(input[index]) {
                value = value << 4 | UInt16(digit)
                index += 1
            }
            if index < end, input[index] == 0x2E {
                guard pieces.count <= 6, let address = quad(input[start...]) else { return nil }
                pieces.append(UInt16(address >> 16))
                pieces.append(UInt16(truncatingIfNeeded: address))
                break
            }
            if index < end {
                guard input[index] == 0x3A, index + 1 < end else { return nil }
                index += 1
            }
            pieces.append(value)
        }
        guard let compress else { return pieces.count == 8 ? pieces : nil }
        guard pieces.count < 8 else { return nil }
        pieces.insert(contentsOf: [UInt16](repeating: 0, count: 8 - pieces.count), at: compress)
        return pieces
    }

    /// Four decimal numbers without leading zeros.
    private static func quad(_ input: ArraySlice<UInt8>) -> UInt32? {
        let parts = input.split(separator: 0x2E, maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30 else { return nil }
            var value: UInt32 = 0
            for byte in part {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + UInt32(byte - 0x30)
            }
            guard value < 256 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    /// §3.6: the first longest run of two or more zero pieces is shortened.
    static func serialise(_ pieces: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        while start < pieces.count {
            var end = start
            while end < pieces.count, pieces[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let text = { (slice: ArraySlice<UInt16>) in slice.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !best.isEmpty else { return text(pieces[...]) }
        return text(pieces[..<best.lowerBound]) + "::" + text(pieces[best.upperBound...])
    }
}
