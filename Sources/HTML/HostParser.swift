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
        var isPlain = true
        for byte in input where !isPlainInDomain(byte) {
            isPlain = false
            break
        }
        if isPlain, !input.isEmpty { return input }
        var octets = input.contains(0x25) ? PercentEncoding.decode(input)[...] : input
        if octets.contains(where: { $0 >= 0x80 }) {
            guard let ascii = IDNA.toASCII(String(decoding: octets, as: UTF8.self)) else { return nil }
            octets = Array(ascii.utf8)[...]
        } else {
            octets = octets.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...]
        }
        return octets.isEmpty || octets.contains(where: isForbiddenInDomain) ? nil : octets
    }

    /// Small letters, digits, hyphen and dot: they stay what they are.
    private static func isPlainInDomain(_ byte: UInt8) -> Bool {
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E
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
