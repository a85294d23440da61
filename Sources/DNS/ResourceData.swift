/// Record data in wire format (RFC 1035 §3.3, RFC 3596), as an answer brings it. Every length is checked; data that
/// does not hold what its type says is no record.
///
/// libunbound hands out data with its names decompressed, so a compression pointer is an error here.
enum ResourceData {
    static func record(_ type: RecordType, _ data: ArraySlice<UInt8>) -> DNSRecord? {
        switch type {
        case .a:
            guard data.count == 4 else { return nil }
            return .address(IPAddress(v4: data.reduce(0) { $0 << 8 | UInt32($1) }))
        case .aaaa:
            guard data.count == 16 else { return nil }
            let high = data.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            return .address(IPAddress(v6: high, data.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }))
        case .ns, .cname, .ptr:
            guard let (name, rest) = name(data), rest.isEmpty else { return nil }
            return .name(name)
        case .mx:
            guard data.count > 2, let (name, rest) = name(data.dropFirst(2)), rest.isEmpty else { return nil }
            let preference = data.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
            return .mx(preference: preference, exchange: name)
        case .txt, .spf: return strings(data).map(DNSRecord.text)
        case .soa:
            guard let (primary, rest) = name(data), let (mailbox, numbers) = name(rest), numbers.count == 20 else {
                return nil
            }
            var text = "\(primary). \(mailbox)."
            for index in 0..<5 {
                let word = numbers.dropFirst(index * 4).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                text += " \(word)"
            }
            return .other(text)
        }
    }

    /// A name in lower case and what follows it. A dot or backslash inside a label, and what is not printable
    /// ASCII, is written as in a zone file, so that no label can pass for two.
    static func name(_ data: ArraySlice<UInt8>) -> (String, rest: ArraySlice<UInt8>)? {
        var text: [UInt8] = []
        var rest = data
        var length = 1
        while let count = rest.first {
            rest = rest.dropFirst()
            if count == 0 {
                if text.last == 0x2E { text.removeLast() }
                return (String(decoding: text, as: UTF8.self), rest)
            }
            length += Int(count) + 1
            // RFC 1035 §2.3.4: 63 octets a label, 255 in all.
            guard count <= 63, length <= 255, rest.count >= Int(count) else { return nil }
            for octet in rest.prefix(Int(count)) { append(octet, to: &text) }
            text.append(0x2E)
            rest = rest.dropFirst(Int(count))
        }
        return nil
    }

    private static func append(_ octet: UInt8, to text: inout [UInt8]) {
        switch octet {
        case 0x41...0x5A: text.append(octet | 0x20)
        case 0x2E, 0x5C: text += [0x5C, octet]
        case 0x21...0x7E: text.append(octet)
        default: text += [0x5C, 0x30 + octet / 100, 0x30 + octet / 10 % 10, 0x30 + octet % 10]
        }
    }

    /// Character-strings joined (RFC 7208 §3.3); at least one.
    private static func strings(_ data: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = data
        guard !rest.isEmpty else { return nil }
        while let count = rest.first {
            rest = rest.dropFirst()
            guard rest.count >= Int(count) else { return nil }
            text += rest.prefix(Int(count))
            rest = rest.dropFirst(Int(count))
        }
        return text
    }

    /// `name` as libunbound reads it, every octet that is not plain escaped; nil where it can be no domain name.
    static func question(_ name: String) -> String? {
        guard DomainName.isWellFormed(name) else { return nil }
        var text: [UInt8] = []
        for octet in name.utf8 {
            if octet == 0x2E { text.append(octet) } else { append(octet, to: &text) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
