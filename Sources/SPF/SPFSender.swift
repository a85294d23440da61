import DNS
import Domains

/// The arguments of `check_host()` (RFC 7208 §4.1) and what its macros need of the SMTP session.
struct SPFSender: Sendable {
    /// An IPv4-mapped IPv6 address counts as the IPv4 address (RFC 7208 §5).
    var ip: IPAddress
    var localPart: String
    /// Lower case, without trailing dot; as given where it is no domain name.
    var domain: String
    /// The HELO name as given, in ASCII where it is a name.
    var helo: String
    /// Who asks, for `%{r}`.
    var receiver: String
    /// Seconds since 1970, for `%{t}`.
    var now: Int

    /// Longer identities are cut in reports and never evaluated: RFC 5321 §4.5.3.1 allows 256 octets for a path.
    static let maximumIdentity = 2048

    /// RFC 7208 §4.3: the part after the last "@"; without a local-part it is "postmaster".
    static func split(_ address: String) -> (localPart: String, domain: String) {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return ("postmaster", address) }
        let localPart = String(address[..<at])
        return (localPart.isEmpty ? "postmaster" : localPart, String(address[address.utf8.index(after: at)...]))
    }

    /// RFC 8616 §4: U-labels of an identity become A-labels before anything is asked. A name that cannot stays as it is,
    /// and is no name that can be checked.
    static func ascii(_ name: String) -> String {
        name.utf8.allSatisfy { $0 < 0x80 } ? name : IDNA.toASCII(name) ?? name
    }

    /// RFC 7208 §4.3: an ASCII name of several well-formed labels, no address literal.
    static func isCheckable(_ domain: String) -> Bool {
        let octets = Array(domain.utf8)
        guard DomainName.isWellFormed(domain), octets.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        let name = octets.last == UInt8(ascii: ".") ? octets.dropLast() : octets[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return SPFGrammar.isTopLabel(name[(dot + 1)...])
    }
}
