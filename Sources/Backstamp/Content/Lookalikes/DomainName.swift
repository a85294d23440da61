/// A domain name taken apart the way a comparison needs it.
import Domains

struct DomainName: Sendable {
    /// A-labels, lower case, without the final dot.
    let ascii: String
    let unicode: String
    /// What somebody registered; the whole name where nobody can (`localhost`).
    let registrable: String
    /// The first label of the registrable domain, in Unicode: `paypal`.
    let label: String
    /// What follows it: `com`, `co.uk`.
    let suffix: String
    /// The labels before the registrable domain, leftmost first.
    let before: [Substring]
    /// Whether the registrable domain is one by the Public Suffix List.
    let isRegistrable: Bool

    /// nil for what is no domain name at all.
    init?(_ name: String) {
        guard name.utf8.count <= 1_000 else { return nil }
        var trimmed = Substring(name)
        if trimmed.hasSuffix(".") { trimmed = trimmed.dropLast() }
        guard let ascii = IDNA.toASCII(String(trimmed)), !ascii.isEmpty, ascii.utf8.count <= 253,
            !ascii.utf8.contains(where: { $0 <= 0x20 || $0 == 0x2F || $0 == 0x40 || $0 == 0x3A })
        else { return nil }
        self.ascii = ascii
        unicode = IDNA.toUnicode(ascii)
        let known = PublicSuffix.registrableDomain(of: ascii)
        isRegistrable = known != nil
        registrable = known ?? ascii
        let parts = registrable.utf8.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: true)
        guard let first = parts.first else { return nil }
        label = Self.shown(Substring(first))
        suffix = parts.count > 1 ? String(Substring(parts[1])) : ""
        let prefix = ascii.utf8.count - registrable.utf8.count
        before = ascii.utf8.prefix(max(0, prefix)).split(separator: 0x2E).map { Substring($0) }
    }

    /// An A-label as a careless client shows it, be it valid by IDNA or not.
    private static func shown(_ label: Substring) -> String {
        guard label.hasPrefix("xn--") else { return String(label) }
        let valid = IDNA.toUnicode(String(label))
        guard valid.hasPrefix("xn--") || valid.unicodeScalars.contains("\u{FFFD}") else { return valid }
        return Punycode.decodedLabel(label) ?? String(label)
    }
}
