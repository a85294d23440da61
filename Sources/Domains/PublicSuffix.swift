import CPSL

/// Which part of a domain name somebody registered: the public suffix and one label more (Public Suffix List, by
/// libpsl with the list of Debian's `publicsuffix`, or the one built into libpsl where that is newer or alone).
///
/// Names may come as Unicode or A-labels, in any case, with or without the final dot. What is no domain name (an
/// empty label, an address, a name longer than 253 octets) has no registrable domain.
package enum PublicSuffix {
    /// The registrable domain of a name, in lower-case A-labels; nil where the name is itself a public suffix, or no domain name.
    package static func registrableDomain(of name: String) -> String? {
        registrable.value(for: name, lookUp)
    }

    private static let registrable = BoundedCache<String?>(limit: 8192)

    private static func lookUp(_ name: String) -> String? {
        guard let name = normalized(name), let list = list.pointer else { return nil }
        return name.withCString { start in
            guard let registrable = psl_registrable_domain(list, start) else { return nil }
            return String(cString: registrable)
        }
    }

    /// Whether the name is one under which others register: `com`, `co.uk`, but also `github.io`.
    package static func isPublicSuffix(_ name: String) -> Bool {
        guard let name = normalized(name), let list = list.pointer else { return false }
        return name.withCString { psl_is_public_suffix(list, $0) != 0 }
    }

    /// Whether the last label is in the list at all; the list's own rule `*` lets any label pass elsewhere.
    package static func endsInKnownSuffix(_ name: String) -> Bool {
        guard let name = normalized(name) else { return false }
        let octets = name.utf8
        let start = octets.lastIndex(of: 0x2E).map { octets.index(after: $0) } ?? octets.startIndex
        return known.value(for: String(name[start...])) { last in
            guard let list = list.pointer else { return false }
            return last.withCString { psl_is_public_suffix2(list, $0, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0 }
        }
    }

    private static let known = BoundedCache<Bool>()

    /// Lower case A-labels, without the final dot; nil for what cannot be a domain name.
    private static func normalized(_ name: String) -> String? {
        let all = name.utf8.span
        let octets = all.count > 0 && all[all.count - 1] == 0x2E ? all.extracting(droppingLast: 1) : all
        guard !octets.isEmpty, octets.count <= maximumLength else { return nil }
        var isASCII = true
        var hasCapital = false
        var labelLength = 0
        var labelIsNumber = true
        for index in octets.indices {
            let octet = octets[index]
            switch octet {
            case 0x2E:
                guard labelLength > 0 else { return nil }
                labelLength = 0
                labelIsNumber = true
                continue
            case 0x41...0x5A: (hasCapital, labelIsNumber) = (true, false)
            case 0x30...0x39: break
            case 0x61...0x7A, 0x2D, 0x5F: labelIsNumber = false
            case 0x80...: (isASCII, labelIsNumber) = (false, false)
            default: return nil
            }
            labelLength += 1
        }
        // A last label of digits alone makes it an IPv4 address (URL standard, "ends in a number").
        guard labelLength > 0, !labelIsNumber else { return nil }
        let trimmed = octets.count == all.count ? name : String(name.unicodeScalars.dropLast())
        if isASCII { return hasCapital ? trimmed.lowercased() : trimmed }
        return IDNA.toASCII(trimmed).flatMap { $0.utf8.count <= maximumLength ? $0 : nil }
    }

    /// RFC 1035 §2.3.4, in presentation form without the final dot.
    private static let maximumLength = 253

    private static let list = SuffixList()
}

/// `@unchecked Sendable` because a `psl_ctx_t` is only read after it was loaded: every function used here takes it as
/// `const`. It lives as long as the process.
private final class SuffixList: @unchecked Sendable {
    let pointer: OpaquePointer?

    init() { pointer = psl_latest(nil) ?? psl_builtin() }
}
