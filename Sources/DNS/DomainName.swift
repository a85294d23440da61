/// Domain names as text (RFC 1035 §2.3.1, §3.1): lower case without the trailing dot, lengths, and the way up.
///
/// Only lengths and empty labels are checked: the DNS allows any octet in a label, and names such as
/// `_dmarc.example.org` or what an SPF macro expands to are looked up as they are.
package enum DomainName {
    /// RFC 1035 §2.3.4, in text without the trailing dot.
    package static let maximumLength = 253
    package static let maximumLabelLength = 63

    /// ASCII letters in lower case, one trailing dot removed.
    package static func normalized(_ name: String) -> String {
        // Mostly it is in that form already: one look at its octets, and nothing is made anew.
        let isNormal = name.utf8.withContiguousStorageIfAvailable { octets in
            octets.last != 0x2E && !octets.contains { (0x41...0x5A).contains($0) }
        }
        if isNormal == true { return name }
        var octets = Array(name.utf8)
        if octets.last == 0x2E { octets.removeLast() }
        for index in octets.indices where (0x41...0x5A).contains(octets[index]) { octets[index] |= 0x20 }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Labels of 1 to 63 octets, 253 in all; a trailing dot is allowed.
    package static func isWellFormed(_ name: String) -> Bool {
        var length = 0
        var label = 0
        for octet in name.utf8 {
            length += 1
            // The dot at the end is one octet more.
            guard length <= maximumLength + 1 else { return false }
            if octet != 0x2E {
                label += 1
                guard label <= maximumLabelLength else { return false }
            } else {
                guard label > 0 else { return false }
                label = 0
            }
        }
        return length > 0 && (label == 0 || length <= maximumLength)
    }

    package static func labels(_ name: String) -> [String] {
        name.utf8.split(separator: 0x2E).map { String(decoding: Array($0), as: UTF8.self) }
    }

    /// The name without its first label; nil for a name of one label.
    package static func parent(_ name: String) -> String? {
        guard let dot = name.utf8.firstIndex(of: 0x2E) else { return nil }
        let rest = name[name.utf8.index(after: dot)...]
        return rest.isEmpty ? nil : String(rest)
    }

    /// Whether `name` is `ancestor` or stands below it. Both normalized.
    package static func isEqual(_ name: String, orBelow ancestor: String) -> Bool {
        if name == ancestor { return true }
        let name = name.utf8
        let ancestor = ancestor.utf8
        guard name.count > ancestor.count, !ancestor.isEmpty else { return false }
        let rest = name.suffix(ancestor.count + 1)
        return rest.first == 0x2E && rest.dropFirst().elementsEqual(ancestor)
    }
}
