/// Presentation format of record data (RFC 1035 §5.1), as the lines of a DNS snapshot hold it.
///
/// TXT strings stand joined and unquoted; `\DDD` is an octet by its number, `\X` the character X itself.
enum Presentation {
    /// The record that `text` says; nil where it says none of that type.
    static func record(_ type: RecordType, _ text: String) -> DNSRecord? {
        switch type {
        case .txt, .spf: return .text(octets(text))
        case .a:
            guard let address = IPAddress(text), address.isV4 else { return nil }
            return .address(address)
        case .aaaa:
            guard let address = IPAddress(text), !address.isV4 else { return nil }
            return .address(address)
        case .ns, .cname, .ptr: return .name(DomainName.normalized(text))
        case .mx:
            let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let preference = UInt16(parts[0]) else { return nil }
            return .mx(preference: preference, exchange: DomainName.normalized(String(parts[1])))
        case .soa: return .other(text)
        }
    }

    static func text(_ record: DNSRecord) -> String {
        switch record {
        case .address(let address): address.description
        case .mx(let preference, let exchange): "\(preference) \(exchange)"
        case .name(let name): name
        case .text(let octets): text(octets)
        case .other(let text): text
        }
    }

    /// What is not printable ASCII, and the backslash, as `\DDD`.
    static func text(_ octets: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(octets.count)
        for octet in octets {
            if (0x20...0x7E).contains(octet), octet != 0x5C {
                text.append(octet)
            } else {
                text.append(0x5C)
                for divisor: UInt8 in [100, 10, 1] { text.append(0x30 + octet / divisor % 10) }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func octets(_ text: String) -> [UInt8] {
        let text = Array(text.utf8)
        guard text.contains(0x5C) else { return text }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == 0x5C, index + 1 < text.count else {
                octets.append(text[index])
                index += 1
                continue
            }
            let digits = text[(index + 1)...].prefix(3)
            if digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
                let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
                if let octet = UInt8(exactly: number) {
                    octets.append(octet)
                    index += 4
                    continue
                }
            }
            octets.append(text[index + 1])
            index += 2
        }
        return octets
    }
}
