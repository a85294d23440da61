/// What is known of a host by its name alone, whoever a message protects: its domain, and which brand it imitates.
/// Worked out once for each name in a run.
import Domains

final class KnownHost: Sendable {
    /// nil for what is no domain name.
    let suspect: Suspect?
    /// A brand's own, which imitates nobody.
    let isBrand: Bool
    /// The first of the rules, in their order, by which it imitates a brand.
    let brand: (rule: Int, likeness: Likeness)?
    /// What needs no name to be seen.
    let withoutName: Likeness?
    /// Ends in a suffix that exists, or in one that is reserved for examples (RFC 2606, RFC 6761): a line broken in the
    /// middle of a URL makes names that are none.
    let isName: Bool

    private init(_ name: String) {
        isName = PublicSuffix.endsInKnownSuffix(name) || Self.isReserved(name)
        guard let known = KnownName.of(name) else {
            (suspect, isBrand, brand, withoutName) = (nil, false, nil, nil)
            return
        }
        let suspect = Suspect(known)
        self.suspect = suspect
        isBrand = Self.brands.isHonest(known.domain.registrable)
        var found: (rule: Int, likeness: Likeness)?
        if !isBrand, Self.brands.mayBeImitated(by: suspect) {
            for (index, rule) in LookalikeRules.inOrder.enumerated() {
                guard let likeness = rule(suspect, Self.brands) else { continue }
                found = (index, likeness)
                break
            }
        }
        brand = found
        withoutName = isBrand ? nil : LookalikeRules.withoutProtectedName(suspect)
    }

    private static func isReserved(_ name: String) -> Bool {
        switch name.split(separator: ".").last ?? "" {
        case "example", "test", "invalid", "localhost": true
        default: false
        }
    }

    static func of(_ name: String) -> KnownHost { hosts.value(for: name) { KnownHost($0) } }

    private static let hosts = BoundedCache<KnownHost>()

    private static let brands: ProtectedNames = {
        var names = ProtectedNames(isGiven: false)
        for brand in BrandCatalogue.brands {
            if let domain = DomainName(brand.domain) { names.insert(KnownName(domain, isWord: brand.isEverydayWord)) }
            for owned in brand.owned { names.insertHonest(owned) }
        }
        return names
    }()
}
