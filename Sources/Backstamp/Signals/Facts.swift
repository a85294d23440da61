import DKIM
import Domains
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

    /// Signatures that verify and whose SDID is of the author's organization.
    var alignedSignatures: [DKIMSignature] {
        authentication.dkim.filter { $0.result == .pass && sameOrganization($0.domain, message.authorDomain) }
    }

    /// Aligned signatures that cover the whole text; after `l=` anybody can add what he likes (RFC 6376 §8.2).
    var wholeAlignedSignatures: [DKIMSignature] { alignedSignatures.filter { ($0.unsignedBytes ?? 0) == 0 } }

    /// A signature of the author's organization that shows the text was changed or added to since, where no other one
    /// of theirs covers the whole.
    var contradictedSignature: DKIMSignature? {
        guard wholeAlignedSignatures.isEmpty else { return nil }
        return alignedSignatures.first
            ?? authentication.dkim.first { $0.result == .fail && sameOrganization($0.domain, message.authorDomain) }
    }

    /// Whether SPF passes for a name of the author's organization.
    var isSPFAligned: Bool {
        guard let spf = authentication.spfMailFrom else { return false }
        return spf.result == .pass && sameOrganization(spf.domain, message.authorDomain)
    }

    /// The results that the receiver itself recorded for a method, in order.
    func recorded(_ method: String) -> [RecordedResults.Result] {
        authentication.recorded.filter(\.trusted).flatMap(\.results).filter { $0.method == method }
    }

    /// Whether the author's domain vouches for the message: verified here, never merely claimed. Where the domain has a
    /// policy, its rules of alignment decide; else a sound signature or SPF of the same organization does.
    var isAuthorVerified: Bool {
        switch authentication.dmarc.result {
        case .pass: true
        case .fail, .permerror: false
        case .none, .temperror: !alignedSignatures.isEmpty || isSPFAligned
        }
    }

    /// Whether the receiver recorded at delivery that DMARC passed for the author domain. A field that stands where
    /// the receiver's would is believed; whether it is theirs only the user knows, who can name their authserv-id.
    var isAuthorRecordedVerified: Bool { recordsPass(authentication.recorded.filter(\.trusted)) }

    /// The same, by a receiver that the user named.
    var isAuthorVerifiedByNamedReceiver: Bool { recordsPass(authentication.recorded.filter(\.isNamed)) }

    private func recordsPass(_ records: [RecordedResults]) -> Bool {
        records.flatMap(\.results).contains { result in
            guard result.method == "dmarc", result.result == "pass" else { return false }
            let from = result.properties.first { $0.name.lowercased() == "header.from" }?.value
            return from == nil || sameOrganization(from?.lowercased(), message.authorDomain)
        }
    }

    /// Whether every check that could vouch for the author was made; without DNS nothing follows from silence.
    var isAuthenticationComplete: Bool {
        authentication.dmarc.result != .temperror
            && !authentication.dkim.contains { $0.result == .temperror }
            && authentication.spfMailFrom.map { $0.result != .temperror } ?? true
    }

    /// Whether the message says that it went to many: a list, a newsletter, a bulk mailer.
    var isBulk: Bool {
        let keys = ["list-unsubscribe", "list-id", "list-post", "feedback-id", "x-campaign", "x-campaignid"]
        if header.fields.contains(where: { keys.contains($0.key) }) { return true }
        return header.first("precedence").map { ["bulk", "list", "junk"].contains(header.text($0).lowercased()) } ?? false
    }

    /// Whether a discussion list passed the message on.
    var isDiscussionList: Bool { header.fields.contains { $0.key == "list-post" || $0.key == "list-id" } }

    /// The country that the author's domain stands for; nil for generic domains.
    var authorCountry: String? { jurisdictions.first { $0.role == .author }?.country }

    /// The domain of the reverse-path, lower case.
    var mailFromDomain: String? {
        guard let path = envelope.mailFrom, let at = path.lastIndex(of: "@") else { return nil }
        return path[path.index(after: at)...].lowercased()
    }

    /// Whether the author's domain is one under which only a government and its bodies register.
    var isAuthorGovernment: Bool {
        guard let domain = message.authorDomain else { return false }
        return BrandCatalogue.governmentSuffixes.contains { domain == $0 || domain.hasSuffix("." + $0) }
    }

    /// The known companies that carried the message for the author: who handed it to the receiver, who gets its error
    /// messages, who signed it. The receiver's own relays are not among them, nor is who merely rents out machines.
    var carriers: [(host: String, operator: Route.Operator)] {
        var hosts = [route.borderHop?.from.rdns, mailFromDomain].compactMap { $0 }
        hosts += authentication.dkim.filter { $0.result == .pass }.compactMap(\.domain)
        var seen: Set<String> = []
        return hosts.compactMap { host in
            guard let entry = OperatorCatalogue.standard.entry(ofHost: host), entry.kind != .hosting, seen.insert(entry.name).inserted else { return nil }
            return (host, entry.operator)
        }
    }

    /// Hosts that belong neither to the author's organization nor to the recipient's.
    func isThirdParty(_ host: String?) -> Bool {
        guard let host else { return false }
        if sameOrganization(host, message.authorDomain) { return false }
        return !message.parsed.to.contains { sameOrganization($0.domain, host) }
    }
}
