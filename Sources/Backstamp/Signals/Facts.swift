import DKIM
import Domains
import Geography
import MIME
import SPF

/// What several signals and the verdict ask of the evidence, said once.
extension Evidence {
    /// The registrable domain of the author's address.
    var authorOrganization: String? { organization(message.authorDomain) }

    /// The registrable domain of a name; the name itself where the Public Suffix List knows no better.
    func organization(_ domain: String?) -> String? {
        guard let domain, !domain.isEmpty else { return nil }
        return PublicSuffix.registrableDomain(of: domain) ?? domain
    }

    /// Whether two names belong to one registrant.
    func sameOrganization(_ a: String?, _ b: String?) -> Bool {
        guard let a = organization(a), let b = organization(b) else { return false }
        return a == b
    }

    /// Whether the message says that it went to many: a list, a newsletter, a bulk mailer.
    var isBulk: Bool {
        // Feedback-ID is not among them: mailers put it on single messages, such as receipts, as well.
        let keys = ["list-unsubscribe", "list-id", "list-post", "x-campaign", "x-campaignid"]
        if header.fields.contains(where: { keys.contains($0.key) }) { return true }
        return header.first("precedence").map { ["bulk", "list", "junk"].contains(header.text($0).lowercased()) } ?? false
    }

    /// The country that the author's domain stands for; nil for generic domains.
    var authorCountry: String? { jurisdictions.first { $0.role == .author }?.country }

    /// The domain of the reverse-path, lower case.
    var mailFromDomain: String? {
        guard let path = envelope.mailFrom, let at = path.lastIndex(of: "@") else { return nil }
        return path[path.index(after: at)...].lowercased()
    }

    /// Whether the author's domain is one under which only a government and its bodies register.
    var isAuthorGovernment: Bool {
        message.authorDomain.map(BrandCatalogue.isGovernment) ?? false
    }

    /// The known companies that carried the message for the author: who handed it to the receiver, who gets its error
    /// messages, who signed it. The receiver's own relays are not among them, nor is who merely rents out machines or
    /// lines.
    var carriers: [(host: String, operator: Route.Operator)] {
        // Anybody can write a reverse-path; SPF tells whose it is.
        let path = authentication.spfMailFrom?.result == .pass ? mailFromDomain : nil
        let server = route.borderHop.flatMap { isOnLine($0) ? nil : $0.from.rdns }
        var hosts = [server, path].compactMap { $0 }
        hosts += authentication.dkim.filter { $0.result == .pass }.compactMap(\.domain)
        var seen: Set<String> = []
        return hosts.compactMap { host in
            guard let entry = OperatorCatalogue.standard.entry(ofHost: host), entry.kind.isMailer, seen.insert(entry.name).inserted else { return nil }
            return (host, entry.operator)
        }
    }

    /// Whether the client looks like a home connection: the name is its provider's, who sent nothing.
    func isOnLine(_ hop: Hop) -> Bool {
        guard hop.auth == nil, let ip = hop.from.ip, let name = hop.from.rdns, hop.location?.isHosting != true else { return false }
        return DynamicName.matches(name, ip) && !DynamicName.isRented(name)
    }

    /// Whether a host belongs to who sent the message for the author and vouches for that (DKIM).
    func isOfMailer(_ host: String?) -> Bool {
        authentication.dkim.contains { $0.result == .pass && sameOrganization($0.domain, host) }
    }

    /// Hosts that belong neither to the author's organization nor to the recipient's.
    func isThirdParty(_ host: String?) -> Bool {
        guard let host else { return false }
        if sameOrganization(host, message.authorDomain) { return false }
        return !message.parsed.to.contains { sameOrganization($0.domain, host) }
    }
}

/// Derived from the header for signals.
extension Evidence {
    /// The recipients' addresses, in lower case.
    var recipientAddresses: [[UInt8]] {
        Recipients.addresses(message).prefix(10).filter { $0.contains("@") && $0.utf8.count > 5 }.map { Array($0.lowercased().utf8) }
    }

    /// The Message-ID's field and its two sides, the right one in lower case; nil where it does not have the form.
    var messageIDField: (field: HeaderField, left: String, right: String)? {
        guard let field = header.first("message-id") else { return nil }
        let value = header.text(field)
        guard value.hasPrefix("<"), value.hasSuffix(">"), let at = value.lastIndex(of: "@") else { return nil }
        return (field, String(value[..<at].dropFirst()), value[value.index(after: at)...].dropLast().lowercased())
    }

    /// The links of a kind as places, where they weigh: a digest of many sites links to all sorts of hosts, so that one
    /// such host among more than four others says nothing.
    func weightyLinks(_ isOfKind: (Content.Link) -> Bool) -> [Place] {
        let web = content.links.prefix(300).filter { $0.host != nil && $0.kind != "mailto" }
        let found = web.filter(isOfKind)
        guard !found.isEmpty else { return [] }
        let hosts = Set(web.compactMap(\.host)).count
        return Set(found.compactMap(\.host)).count * 5 >= hosts ? found.prefix(10).map(\.place) : []
    }
}
