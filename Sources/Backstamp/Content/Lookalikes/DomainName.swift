/// A domain name taken apart the way a comparison needs it. A class, because it is
/// handed on to every rule.
import Domains

final class DomainName: Sendable {
    /// A-labels, lower case, without the final dot.
    let ascii: String
    let unicode: String
    /// What somebody registered; the whole name where nobody can (`localhost`).
    let registrable: String
    /// The first label of the registrable domain, in Unicode: `paypal`.
    let label: String
    /// What follows it: `com`, `co.uk`.
    let suffix: String
    /// Whether the registrable domain is one by the Public Suffix List.
    let isRegistrable: Bool

    /// nil for what is no domain name at all.
    init?(_ name: String) {
        guard name.utf8.count <= 1_000 else { return nil }
        let trimmed = name.utf8.last == 0x2E ? String(name.unicodeScalars.dropLast()) : name
        guard let ascii = IDNA.toASCII(trimmed), !ascii.isEmpty, ascii.utf8.count <= 253, Self.isName(ascii.utf8.span) else { return nil }
        self.ascii = ascii
        unicode = IDNA.toUnicode(ascii)
        let known = PublicSuffix.registrableDomain(of: ascii)
        isRegistrable = known != nil
        registrable = known ?? ascii
        let named = registrable.utf8.drop { $0 == 0x2E }
        guard !named.isEmpty else { return nil }
        let dot = named.firstIndex(of: 0x2E) ?? named.endIndex
        label = Self.shown(Substring(named[..<dot]))
        suffix = String(Substring(named[dot...].dropFirst()))
    }

    /// The labels before the registrable domain, leftmost first. Of most names nobody asks for them.
    var before: [Substring] {
        let prefix = ascii.utf8.count - registrable.utf8.count
        return prefix > 0 ? String(Substring(ascii.utf8.prefix(prefix))).pieces { $0 == 0x2E } : []
    }

    private static func isName(_ octets: Span<UInt8>) -> Bool {
        for index in octets.indices {
            let octet = octets[index]
            if octet <= 0x20 || octet == 0x2F || octet == 0x40 || octet == 0x3A { return false }
        }
        return true
    }

    /// An A-label as a careless client shows it, be it valid by IDNA or not.
    private static func shown(_ label: Substring) -> String {
        guard label.utf8.first == UInt8(ascii: "x"), label.hasPrefix("xn--") else { return String(label) }
        let valid = IDNA.toUnicode(String(label))
        guard valid.hasPrefix("xn--") || valid.unicodeScalars.contains("\u{FFFD}") else { return valid }
        return Punycode.decodedLabel(label) ?? String(label)
    }
}

extension String {
    /// What stands between white space of ASCII.
    var words: [Substring] { pieces { $0 <= 0x20 } }

    /// What stands between separators of ASCII, without empty pieces; faster than `split`.
    func pieces(between isSeparator: (UInt8) -> Bool) -> [Substring] {
        let octets = utf8.span
        var found: [Substring] = []
        found.reserveCapacity(4)
        var start = 0
        for index in 0...octets.count where index == octets.count || isSeparator(octets[index]) {
            if index > start {
                let piece = utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: index)
                found.append(Substring(utf8[piece]))
            }
            start = index + 1
        }
        return found
    }
}
