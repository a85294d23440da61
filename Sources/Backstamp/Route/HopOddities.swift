/// What does not fit about a hop, in words. An oddity is no verdict: honest mail has many. Each is stated with the
/// names and figures that show it.

import DNS
import Domains
import MIME

enum HopOddities {
    /// Clocks of servers differ by seconds; five minutes is more than skew.
    static let clockTolerance = 300

    /// - Parameter hops: origin first.
    static func add(to hops: inout [Hop]) {
        for index in hops.indices {
            let before = index > 0 ? hops[index - 1] : nil
            hops[index].oddities += rules.compactMap { $0(hops[index], before) }
        }
    }

    private static let rules: [@Sendable (Hop, Hop?) -> String?] = [
        { hop, _ in
            guard let skew = hop.clockSkewSeconds, abs(skew) > clockTolerance else { return nil }
            return skew > 0
                ? "its clock is at least \(duration(skew)) ahead of the later hops"
                : "its clock is at least \(duration(-skew)) behind the earlier hops"
        },
        { hop, _ in
            guard let ip = hop.from.ip, AddressScope(ip) == .bogon else { return nil }
            return "no host on the internet has the address \(ip)"
        },
        // RFC 5321 §4.1.3: an address literal in HELO is the client's own address.
        { hop, _ in
            guard let helo = hop.from.helo, let ip = hop.from.ip, AddressScope(ip) == .public,
                let claimed = AddressLiteral.read(Array(helo.utf8)[...]), claimed != ip
            else { return nil }
            if AddressScope(claimed) != .public { return nil }
            return "the client called itself \(claimed), but its address is \(ip)"
        },
        { hop, _ in
            guard let helo = hop.from.helo?.lowercased(), let ip = hop.from.ip, AddressScope(ip) == .public,
                let by = hop.by.name?.lowercased(), helo == by, hop.from.rdns?.lowercased() != by, hop.by.ip != ip
            else { return nil }
            return "the client called itself by the relay's own name, \(by)"
        },
        { hop, _ in
            guard let helo = domain(hop.from.helo), let name = domain(hop.from.rdns), helo != name,
                !isOneOperator(helo, name)
            else { return nil }
            return "the client called itself \(helo), but its address belongs to \(name)"
        },
        // A private address is a move within a house: then the field below is of that house.
        { hop, before in
            guard let ip = hop.from.ip, AddressScope(ip) == .private, let before,
                let writer = domain(before.by.name), let here = domain(hop.by.name), writer != here,
                !isOneOperator(writer, here)
            else { return nil }
            return "it came from the private address \(ip), though the hop before was written by \(writer)"
        },
        { hop, before in
            guard let before, let ip = hop.from.ip, AddressScope(ip) == .public, before.by.ip != ip,
                let writer = domain(before.by.name)
            else { return nil }
            let names = [domain(hop.from.rdns), domain(hop.from.helo)].compactMap { $0 }
            guard !names.isEmpty, !names.contains(writer), !names.contains(where: { isOneOperator($0, writer) }) else {
                return nil
            }
            return "the hop before was written by \(writer), but this one came from \(names[0])"
        },
        { hop, _ in ProviderFormat.contradiction(hop) },
        // Protocols of one house, which forgers of the early years liked.
        { hop, _ in
            guard hop.with?.uppercased() == "NNFMP", domain(hop.by.name)?.hasPrefix("yahoo.") != true else {
                return nil
            }
            return "NNFMP is spoken within Yahoo only, and \(hop.by.name ?? "this host") is none of its hosts"
        },
        { hop, _ in
            guard let date = hop.date, date.year < 1982 || date.year > 2100 else { return nil }
            return "its date is of the year \(date.year)"
        },
    ]

    /// The registrable domain. Without a public suffix a name says nothing of who it belongs to, nor does one that
    /// every network may use (RFC 6761, RFC 6762, and what is in use).
    private static func domain(_ name: String?) -> String? {
        guard let domain = name.flatMap({ PublicSuffix.registrableDomain(of: $0) }) else { return nil }
        let own = [".local", ".localdomain", ".lan", ".internal", ".home", ".corp", ".intern", ".arpa", ".localhost"]
        return own.contains { domain.hasSuffix($0) } ? nil : domain
    }

    private static func isOneOperator(_ one: String, _ other: String) -> Bool {
        guard let entry = OperatorCatalogue.standard.entry(ofHost: one) else { return false }
        return entry == OperatorCatalogue.standard.entry(ofHost: other)
    }

    static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) seconds"
        case ..<7200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3600) hours"
        default: "\(seconds / 86400) days"
        }
    }
}
