/// The hosts that wrote the trusted fields so far, to say of the next writer whether he is one of them. A name proves
/// nothing here: who submits a message can write any. That is why a move must also look like one within the house.

import Domains

struct House {
    // They are few, so that comparing is cheaper than hashing.
    private var hosts: [String] = []
    private var domains: [String] = []

    var isEmpty: Bool { hosts.isEmpty }

    mutating func add(_ host: String?) {
        guard let host = host.map(Self.lowered), !hosts.contains(host) else { return }
        hosts.append(host)
        if let domain = Self.domain(host), !domains.contains(domain) { domains.append(domain) }
    }

    /// The same host, or one of the same registrable domain.
    func contains(_ host: String?) -> Bool {
        guard let host = host.map(Self.lowered) else { return false }
        return hosts.contains(host) || Self.domain(host).map { domains.contains($0) } ?? false
    }

    /// Whether it names somebody else: a host of the internet that is not of this house.
    func isForeign(_ host: String) -> Bool {
        PublicSuffix.endsInKnownSuffix(host) && host.contains(".") && !contains(host)
    }

    /// Whether a client of this name wrote as this host: the same name, or one of them without its domain.
    static func isSame(_ client: String, _ writer: String) -> Bool {
        let (one, other) = (lowered(client), lowered(writer))
        if one == other { return true }
        guard isInternal(one) || isInternal(other) else { return false }
        return one.prefix { $0 != "." } == other.prefix { $0 != "." }
    }

    /// No name of the internet: without a dot, or under a suffix that nobody gives out.
    static func isInternal(_ host: String) -> Bool { !host.contains(".") || !PublicSuffix.endsInKnownSuffix(host) }

    static func isLoopback(_ host: String) -> Bool {
        let host = lowered(host)
        switch host {
        case "localhost", "127.0.0.1", "[127.0.0.1]", "::1": return true
        default: return host.hasPrefix("localhost.")
        }
    }

    /// In lower case; mostly it is already.
    private static func lowered(_ host: String) -> String {
        host.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) } ? host : host.lowercased()
    }

    static func areOne(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other, let domain = PublicSuffix.registrableDomain(of: one) else { return false }
        return domain == PublicSuffix.registrableDomain(of: other)
    }

    /// `localhost` and `localhost.localdomain` are everybody's.
    private static func domain(_ host: String) -> String? {
        isLoopback(host) ? nil : PublicSuffix.registrableDomain(of: host)
    }
}
