import Domains

/// What the name of a host or a domain alone tells a signal, wherever it stands. Worked out once for each name in a run.
final class HostFacts: Sendable {
    /// The registrable domain; the name itself where the Public Suffix List knows no better, nil for an empty name.
    let organization: String?
    /// Anybody puts up pages there for nothing.
    let isFreeHosting: Bool
    /// Its owner is a customer of one who gives away or sells names below his own.
    let isTenant: Bool
    /// A machine that is let, by the name that its landlord gave it.
    let isRented: Bool
    /// It gives a name to a changing address.
    let isDynamic: Bool
    let isShortener: Bool
    /// The starts of its paths that forward to whatever address they are given.
    let redirectPaths: [String]
    /// The ending is used for abuse more than for anything else.
    let hasSuspiciousSuffix: Bool
    /// A label is written in Punycode (RFC 3492).
    let isEncoded: Bool
    /// The name of the organization is letters and digits in confusion.
    let isNoisy: Bool
    /// The same, as far as it is asked of links.
    let linkTraits: JudgedLink.Traits
    /// Anybody gets a mailbox there.
    let isFreeMail: Bool
    /// No such top-level domain exists.
    let isImpossible: Bool
    /// Of a government, a school or a university.
    let isPublicBody: Bool
    let isGovernment: Bool

    private init(_ host: String) {
        organization = Evidence.organization(host)
        isFreeHosting = FreeHosting.contains(host)
        isTenant = FreeHosting.isTenant(host)
        isRented = RentedMachine.matches(host)
        isDynamic = DynamicDNS.contains(host)
        isShortener = Shorteners.contains(host)
        redirectPaths = OpenRedirects.paths(on: host)
        let labels = host.split(separator: ".")
        hasSuspiciousSuffix = labels.last.map { SuspiciousSuffixes.all.contains(String($0)) } ?? false
        isEncoded = labels.contains { $0.hasPrefix("xn--") }
        isNoisy = organization.map { HostNoise.isNoisy($0.utf8.prefix { $0 != 0x2E }) } ?? false
        isImpossible = AuthorDomainKind.isImpossible(host, labels)
        isPublicBody = AuthorDomainKind.isPublicBody(labels)
        isGovernment = BrandCatalogue.isGovernment(host)
        isFreeMail = FreeMail.isProvider(host)
        var traits: JudgedLink.Traits = []
        if isFreeHosting { traits.insert(.isFreeHosting) }
        if isDynamic { traits.insert(.isDynamic) }
        if isRented { traits.insert(.isRented) }
        if isShortener { traits.insert(.isShortener) }
        if isEncoded { traits.insert(.isEncoded) }
        if isNoisy { traits.insert(.isNoisy) }
        if hasSuspiciousSuffix { traits.insert(.hasSuspiciousSuffix) }
        if !redirectPaths.isEmpty { traits.insert(.mayForward) }
        linkTraits = traits
    }

    static func of(_ host: String) -> HostFacts { known.value(for: host) { HostFacts($0) } }

    private static let known = BoundedCache<HostFacts>()
}
