/// What kind of address it is: whether a stranger can have it. After the registries of special-purpose addresses
/// (RFC 6890, IANA, as of 2026).

package import DNS

package enum AddressScope: Sendable {
    /// Of the public internet.
    case `public`
    /// Of the own network or host: private use, link-local, shared, unique local, loopback.
    case `private`
    case loopback
    /// Reserved for documentation (RFC 5737, RFC 3849, RFC 9637): it stands in examples, and says so itself.
    case documentation
    /// Nobody's: unallocated, for benchmarks, multicast.
    case bogon

    package init(_ ip: IPAddress) {
        let ip = ip.unmapped
        self = .public
        for row in ip.isV4 ? Self.v4 : Self.v6 where row.range.matches(ip, prefix: row.prefix) {
            self = row.scope
            return
        }
    }

    /// Whether only the own network or host can have it: a hop from there never crossed the internet.
    package static func isInternal(_ ip: IPAddress) -> Bool {
        switch AddressScope(ip) {
        case .private, .loopback: true
        case .public, .documentation, .bogon: false
        }
    }

    private static let v4 = table.filter(\.range.isV4)
    private static let v6 = table.filter { !$0.range.isV4 }

    private static let table: [(range: IPAddress, prefix: Int, scope: AddressScope)] = {
        let rows: [(String, Int, AddressScope)] = [
            ("127.0.0.0", 8, .loopback), ("::1", 128, .loopback),
            ("10.0.0.0", 8, .private), ("172.16.0.0", 12, .private), ("192.168.0.0", 16, .private),  // RFC 1918
            ("169.254.0.0", 16, .private), ("fe80::", 10, .private),  // RFC 3927, RFC 4291
            ("100.64.0.0", 10, .private),  // RFC 6598
            ("fc00::", 7, .private),  // RFC 4193
            ("0.0.0.0", 8, .bogon), ("192.0.0.0", 24, .bogon), ("198.18.0.0", 15, .bogon),  // RFC 6890
            ("192.0.2.0", 24, .documentation), ("198.51.100.0", 24, .documentation),  // RFC 5737
            ("203.0.113.0", 24, .documentation),
            ("224.0.0.0", 4, .bogon), ("240.0.0.0", 4, .bogon),
            ("2001:db8::", 32, .documentation), ("3fff::", 20, .documentation),  // RFC 3849, RFC 9637
            ("64:ff9b::", 96, .public), ("2000::", 3, .public),  // RFC 6052; what IANA gives out of IPv6
            ("::", 0, .bogon),
        ]
        return rows.compactMap { text, prefix, scope in IPAddress(text).map { ($0, prefix, scope) } }
    }()
}
