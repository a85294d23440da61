/// Under whose law a message was written, carried and watched: countries with the regimes that apply there, each with
/// its role and who brings it in. Facts are taken from look-ups and the catalogue alone: an author's country from the
/// country code of the Author Domain, a server's from its address, an operator's from where it is established. What
/// only a field below the boundary says is marked as a claim.

import DKIM
import DNS
package import Geography
import SPF

extension Route {
    package static func jurisdictions(
        _ message: Message, _ route: Route, _ authentication: Authentication, _ content: Content, locations: (any LocationDatabase)?
    ) -> [Jurisdiction] {
        var found = JurisdictionList()
        if let domain = message.authorDomain, let country = CountryCode.country(ofDomain: domain) {
            found.add(.author, country, domain)
        }
        // What the receiver saw comes first, so that who is known both ways counts as a fact.
        found.addOperators(of: route.hops, trusted: true)
        for signature in authentication.dkim where signature.result == .pass {
            found.add(.operator, operatorOf: signature.domain)
        }
        if let path = message.returnPath, let at = path.utf8.lastIndex(of: 0x40) {
            let isVouched = authentication.spfMailFrom?.result == .pass
            found.add(.operator, operatorOf: String(path[path.utf8.index(after: at)...]), isClaimed: !isVouched)
        }
        found.addOperators(of: route.hops, trusted: false)
        for trusted in [true, false] { found.addServers(of: route.hops, trusted: trusted, locations) }
        for beacon in content.beacons {
            let catalogue = OperatorCatalogue.standard
            let owner = beacon.host.flatMap(catalogue.entry(ofHost:)) ?? beacon.vendor.flatMap(catalogue.entry(named:))
            if let owner, let country = owner.country { found.add(.beacon, country, owner.name) }
        }
        // Links to one host often stand one after the other.
        var last: String?
        let links = content.links.span
        for index in links.indices {
            guard let host = links[index].host, host != last else { continue }
            found.add(.link, operatorOf: host)
            last = host
        }
        return found.list
    }
}

/// Without repetition, in the order of arrival; bounded, since a message can name thousands of hosts.
private struct JurisdictionList {
    private(set) var list: [Route.Jurisdiction] = []
    static let limit = 200

    /// Each has one country.
    mutating func add(_ role: Route.Jurisdiction.Role, _ country: String, _ who: String, isClaimed: Bool = false) {
        guard list.count < Self.limit else { return }
        if Self.holds(list, role, who) { return }
        list.append(Route.Jurisdiction(country: country, regimes: Regime.names(in: country), role: role, who: who, isClaimed: isClaimed))
    }

    /// They are few, so that comparing is cheaper than hashing.
    private static func holds(_ list: [Route.Jurisdiction], _ role: Route.Jurisdiction.Role, _ who: String) -> Bool {
        let list = list.span
        for index in list.indices where list[index].role == role && list[index].who == who { return true }
        return false
    }

    mutating func addOperators(of hops: [Hop], trusted: Bool) {
        let hops = hops.span
        for index in hops.indices where hops[index].trusted == trusted {
            // HELO is not asked: everybody can call himself anything.
            add(.operator, operatorOf: hops[index].from.rdns, isClaimed: !trusted)
            add(.operator, operatorOf: hops[index].by.name, isClaimed: !trusted)
        }
    }

    mutating func addServers(of hops: [Hop], trusted: Bool, _ locations: (any LocationDatabase)?) {
        let hops = hops.span
        for index in hops.indices where hops[index].trusted == trusted {
            let client = hops[index].from.ip
            if let client, AddressScope(client) == .public { addServer(client, hops[index].location, isClaimed: !trusted) }
            guard let writer = hops[index].by.ip, AddressScope(writer) == .public else { continue }
            addServer(writer, writer == client ? hops[index].location : locations?.location(of: writer), isClaimed: !trusted)
        }
    }

    private mutating func addServer(_ ip: IPAddress, _ location: Location?, isClaimed: Bool) {
        // An anycast address is in many countries at once.
        guard let location, !location.isAnycast, let country = location.country else { return }
        add(.server, country, ip.description, isClaimed: isClaimed)
    }

    mutating func add(_ role: Route.Jurisdiction.Role, operatorOf host: String?, isClaimed: Bool = false) {
        guard let host, let entry = OperatorCatalogue.standard.entry(ofHost: host) else { return }
        if let country = entry.country { add(role, country, entry.name, isClaimed: isClaimed) }
        // Who owns a company can be made to hand out what it holds.
        if let parent = entry.parent, let country = parent.country, country != entry.country {
            add(role, country, "\(parent.name), owner of \(entry.name)", isClaimed: isClaimed)
        }
    }
}

/// The country that a domain's top-level label stands for.
package enum CountryCode {
    /// nil for generic top-level domains, and for codes of countries that are sold to all the world.
    package static func country(ofDomain domain: String) -> String? {
        let name = domain.hasSuffix(".") ? domain.dropLast() : domain[...]
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let label = name[name.index(after: dot)...].lowercased()
        switch label {
        case "gov", "mil": return "US"
        case "uk": return "GB"
        case "xn--p1ai": return "RU"
        case "su", "eu": return nil
        default:
            guard label.utf8.count == 2, !soldToAll.contains(label) else { return nil }
            let code = label.uppercased()
            return Country.name(ofCode: code) == nil ? nil : code
        }
    }

    /// As of 2026, by their registries' own advertising.
    private static let soldToAll: Set<String> = [
        "ac", "ag", "ai", "as", "bz", "cc", "cd", "cf", "co", "cx", "dj", "fm", "ga", "gd", "gg", "gl", "gq", "gs",
        "im",
        "io", "je", "la", "lc", "ly", "me", "ml", "ms", "mu", "nu", "pw", "sc", "sh", "so", "st", "sx", "tc", "tf",
        "tk",
        "tl", "tm", "to", "tv", "vc", "vg", "ws",
    ]
}
