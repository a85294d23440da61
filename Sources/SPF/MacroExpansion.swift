import DNS

/// Macro expansion (RFC 7208 §7): values, parts kept and reversed, URL escapes.
struct MacroExpansion {
    /// Records are hostile: an expansion that grows beyond this is no name and no explanation.
    static let maximumLength = 16_384

    let sender: SPFSender
    /// `<domain>` of the record in which the macro stands.
    let domain: String

    /// The expansion; nil where it would grow beyond all bounds.
    /// - Parameter validatedName: asked where there is a `%{p}`.
    func octets(_ text: MacroString, validatedName: () throws(SPFStop) -> String) throws(SPFStop) -> [UInt8]? {
        var octets: [UInt8] = []
        for part in text.parts {
            switch part {
            case .literal(let literal): octets += literal
            case .macro(let macro):
                let value = macro.letter == UInt8(ascii: "p") ? try validatedName() : value(macro.letter)
                let transformed = Self.transformed(Array(value.utf8), macro)
                octets += macro.isEscaped ? Self.escaped(transformed) : transformed
            }
            if octets.count > Self.maximumLength { return nil }
        }
        return octets
    }

    /// RFC 7208 §7.2.
    private func value(_ letter: UInt8) -> String {
        switch letter {
        case UInt8(ascii: "s"): sender.localPart + "@" + sender.domain
        case UInt8(ascii: "l"): sender.localPart
        case UInt8(ascii: "o"): sender.domain
        case UInt8(ascii: "d"): domain
        case UInt8(ascii: "i"): Self.dotted(sender.ip)
        case UInt8(ascii: "v"): sender.ip.isV4 ? "in-addr" : "ip6"
        case UInt8(ascii: "h"): sender.helo
        case UInt8(ascii: "c"): sender.ip.description
        case UInt8(ascii: "r"): sender.receiver
        default: String(sender.now)
        }
    }

    /// RFC 7208 §7.3: a dotted quad, or the 32 nibbles of an IPv6 address with dots between them.
    private static func dotted(_ ip: IPAddress) -> String {
        if ip.isV4 { return ip.description }
        // In upper case, as the OpenSPF test suite has it; a look-up does not care.
        let nibbles = ip.octets.flatMap { [$0 >> 4, $0 & 15] }
        return nibbles.map { String($0, radix: 16, uppercase: true) }.joined(separator: ".")
    }

    /// RFC 7208 §7.3: split at the delimiters, reversed, the right-hand parts kept, joined by dots.
    private static func transformed(_ value: [UInt8], _ macro: MacroString.Macro) -> [UInt8] {
        let isPlain = macro.keep == nil && !macro.isReversed && macro.delimiters == [UInt8(ascii: ".")]
        if isPlain { return value }
        var parts: [ArraySlice<UInt8>] = value.split(omittingEmptySubsequences: false, whereSeparator: macro.delimiters.contains)
        if macro.isReversed { parts.reverse() }
        if let keep = macro.keep { parts = parts.suffix(keep) }
        return Array(parts.joined(separator: [UInt8(ascii: ".")]))
    }

    /// RFC 3986 §2.3: everything but the unreserved characters.
    private static func escaped(_ value: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for octet in value {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                escaped.append(octet)
            default: escaped += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            }
        }
        return escaped
    }
}
