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
        var before: Parties?
        for index in hops.indices {
            let hop = hops[index]
            let parties = Parties(hop)
            let oddities = found(hop, parties, before)
            if !oddities.isEmpty { hops[index].change { $0.oddities += oddities } }
            before = parties
        }
    }

    private static func found(_ hop: Hop, _ parties: Parties, _ before: Parties?) -> [String] {
        var found: [String] = []
        for rule in rules {
            if let oddity = rule(hop, parties, before) { found.append(oddity) }
        }
        return found
    }

    /// The registrable domains of a hop's names, and the scope of its address: asked for by several rules.
    final class Parties {
        let helo: String?
        let name: String?
        let writer: String?
        let writerIP: IPAddress?
        let scope: AddressScope?

        init(_ hop: Hop) {
            helo = domain(hop.from.helo)
            name = domain(hop.from.rdns)
            writer = domain(hop.by.name)
            writerIP = hop.by.ip
            scope = hop.from.ip.map { AddressScope($0) }
        }
    }

    private static let rules: [@Sendable (Hop, Parties, Parties?) -> String?] = [
        { hop, _, _ in
            guard let skew = hop.clockSkewSeconds, abs(skew) > clockTolerance else { return nil }
            return skew > 0
                ? "its clock is at least \(duration(skew)) ahead of the later hops"
                : "its clock is at least \(duration(-skew)) behind the earlier hops"
        },
        // RFC 5322 §3.3: date-time has a time of day and a zone; one that is unknown says nothing (§4.3).
        { hop, _, _ in
            hop.date?.isExact == false ? "its date names no time or no zone that is known, so that no delay is taken from it" : nil
        },
        { hop, parties, _ in
            guard parties.scope == .bogon, let ip = hop.from.ip else { return nil }
            return "no host on the internet has the address \(ip)"
        },
        // RFC 5321 §4.1.3: an address literal in HELO is the client's own address.
        { hop, parties, _ in
            guard parties.scope == .public, let ip = hop.from.ip, let helo = hop.from.helo, let first = helo.utf8.first,
                first == 0x5B || first.isDigit || helo.utf8.contains(0x3A),
                let claimed = AddressLiteral.read(Array(helo.utf8)[...]), claimed != ip
            else { return nil }
            if AddressScope(claimed) != .public { return nil }
            return "the client called itself \(claimed), but its address is \(ip)"
        },
        { hop, parties, _ in
            guard parties.scope == .public, let helo = hop.from.helo, let by = hop.by.name, isSame(helo, by), !isSame(hop.from.rdns, by),
                hop.by.ip != hop.from.ip
            else { return nil }
            return "the client called itself by the relay's own name, \(by.lowercased())"
        },
        { _, parties, _ in
            guard let helo = parties.helo, let name = parties.name, helo != name, !isOneOperator(helo, name) else { return nil }
            return "the client called itself \(helo), but its address belongs to \(name)"
        },
        // A private address is a move within a house: then the field below is of that house.
        { hop, parties, before in
            guard parties.scope == .private, let ip = hop.from.ip, let writer = before?.writer, let here = parties.writer, writer != here,
                !isOneOperator(writer, here)
            else { return nil }
            return "it came from the private address \(ip), though the hop before was written by \(writer)"
        },
        { hop, parties, before in
            guard let before, parties.scope == .public, before.writerIP != hop.from.ip, let writer = before.writer,
                let shown = parties.name ?? parties.helo
            else { return nil }
            for name in [parties.name, parties.helo] {
                if let name, name == writer || isOneOperator(name, writer) { return nil }
            }
            return "the hop before was written by \(writer), but this one came from \(shown)"
        },
        { hop, _, _ in ProviderFormat.contradiction(hop) },
        // Protocols of one house, which forgers of the early years liked.
        { hop, parties, _ in
            guard let with = hop.with, isSame(with, "nnfmp"), parties.writer?.hasPrefix("yahoo.") != true else { return nil }
            return "NNFMP is spoken within Yahoo only, and \(hop.by.name ?? "this host") is none of its hosts"
        },
        { hop, _, _ in
            // The first day of 1982 and of 2101: the year itself is worked out only where it is to be told.
            guard let date = hop.date, date.seconds < 378_691_200 || date.seconds >= 4_133_980_800 - 86_400, date.year < 1982 || date.year > 2100
            else { return nil }
            return "its date is of the year \(date.year)"
        },
    ]

    /// ASCII letters compare without case.
    private static func isSame(_ one: String?, _ other: String) -> Bool {
        guard let one, one.utf8.count == other.utf8.count else { return false }
        return zip(one.utf8, other.utf8).allSatisfy { $0.lowered == $1.lowered }
    }

    /// The registrable domain. Without a public suffix a name says nothing of who it belongs to, nor does one that
    /// every network may use (RFC 6761, RFC 6762, and what is in use).
    private static func domain(_ name: String?) -> String? { name.flatMap { known.value(for: $0, lookUp) } }

    private static let known = BoundedCache<String?>()

    private static func lookUp(_ name: String) -> String? {
        guard let domain = PublicSuffix.registrableDomain(of: name) else { return nil }
        let own = [".local", ".localdomain", ".lan", ".internal", ".home", ".corp", ".intern", ".arpa", ".localhost"]
        return own.contains { domain.hasSuffix($0) } ? nil : domain
    }

    private static func isOneOperator(_ one: String, _ other: String) -> Bool {
        OperatorCatalogue.standard.areOne(one, other)
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
