import DKIM
import Domains
import Geography
import MIME
import SPF

/// What several signals and the verdict ask of the evidence, said once.
extension Evidence {
    /// The registrable domain of the author's address.
    var authorOrganization: String? { facts.author?.organization }

    /// The registrable domain of a name; the name itself where the Public Suffix List knows no better.
    static func organization(_ domain: String?) -> String? {
        guard let domain, !domain.isEmpty else { return nil }
        return PublicSuffix.registrableDomain(of: domain) ?? domain
    }

    /// Whether two names belong to one registrant.
    func sameOrganization(_ a: String?, _ b: String?) -> Bool {
        guard let a = Self.organization(a), let b = Self.organization(b) else { return false }
        return a == b
    }

    /// Whether the message says that it went to many: a list, a newsletter, a bulk mailer.
    var isBulk: Bool { facts.isBulk }

    /// The same, worked out.
    var isMarkedBulk: Bool {
        // Feedback-ID is not among them: mailers put it on single messages, such as receipts, as well.
        let keys = ["list-unsubscribe", "list-id", "list-post", "x-campaign", "x-campaignid"]
        if keys.contains(where: { header.holds($0) }) { return true }
        return header.first("precedence").map { ["bulk", "list", "junk"].contains(header.text($0).lowercased()) } ?? false
    }

    /// The country that the author's domain stands for; nil for generic domains.
    var authorCountry: String? { jurisdictions.first { $0.role == .author }?.country }

    /// The domain of the reverse-path, lower case.
    var mailFromDomain: String? {
        guard let path = envelope.mailFrom, let at = path.utf8.lastIndex(of: 0x40) else { return nil }
        return path[path.utf8.index(after: at)...].lowercased()
    }

    /// Whether the author's domain is one under which only a government and its bodies register.
    var isAuthorGovernment: Bool { facts.author?.isGovernment ?? false }

    /// The known companies that carried the message for the author: who handed it to the receiver, who gets its error
    /// messages, who signed it. The receiver's own relays are not among them, nor is who merely rents out machines or
    /// lines.
    var carriers: [(host: String, operator: Route.Operator)] {
        // Anybody can write a reverse-path; SPF tells whose it is.
        let path = authentication.spfMailFrom?.result == .pass ? mailFromDomain : nil
        let server = facts.isBorderOnLine ? nil : route.borderHop?.from.rdns
        var found: [(host: String, operator: Route.Operator)] = []
        func add(_ host: String?) {
            guard let host, let entry = OperatorCatalogue.standard.entry(ofHost: host), entry.kind.isMailer,
                !found.contains(where: { $0.operator.name == entry.name })
            else { return }
            found.append((host, entry.operator))
        }
        add(server)
        add(path)
        let signatures = authentication.dkim.span
        for index in signatures.indices where signatures[index].result == .pass { add(signatures[index].domain) }
        return found
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
    func isThirdParty(_ host: String?) -> Bool { host.map { facts.isThirdParty(Self.organization($0)) } ?? false }

    /// The places of the remote loads whose kind begins so.
    func loads(_ kind: String) -> [Place] {
        var places: [Place] = []
        let loads = content.remoteLoads.span
        for index in loads.indices where loads[index].kind.utf8.span.matches(kind.utf8.span, at: 0) { places.append(loads[index].place) }
        return places
    }
}

/// Derived from the header for signals.
extension Evidence {
    /// The recipients' addresses, in lower case. Worked out where one asks, because hardly any message gives occasion to.
    var recipientAddresses: [[UInt8]] {
        Recipients.addresses(message).prefix(10).filter { $0.utf8.contains(0x40) && $0.utf8.count > 5 }.map { Array($0.lowercased().utf8) }
    }

    /// A Message-ID's field and its two sides, the right one in lower case.
    struct MessageID: Sendable {
        let field: HeaderField
        let left: String
        let right: String
    }

    /// nil where it does not have the form.
    var messageIDField: MessageID? { facts.messageIDField }

    /// The same, worked out.
    func readMessageID() -> MessageID? {
        guard let field = header.first("message-id") else { return nil }
        let value = header.unfolded(field)
        guard value.first == 0x3C, value.last == 0x3E, let at = value.lastIndex(of: 0x40) else { return nil }
        let left = String(decoding: value[..<at].dropFirst(), as: UTF8.self)
        return MessageID(field: field, left: left, right: String(decoding: value[(at + 1)...].dropLast(), as: UTF8.self).lowercased())
    }
}
