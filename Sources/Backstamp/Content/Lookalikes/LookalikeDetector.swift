/// Tells which domains are made to look like others: like those that a caller protects (the author's, the recipient's,
/// those that link texts name), like well-known brands and governments, or like a common word.
///
/// A name that is itself protected or a brand's own is never a lookalike. Where nothing is imitated, or the likeness
/// is one that honest names have (another TLD only, another first letter, other digits), there is no finding.
package struct LookalikeDetector: Sendable {
    private var given: ProtectedNames
    /// Of the one it was made from.
    private var others: [ProtectedNames] = []

    /// - Parameter protected: domain names, as Unicode or A-labels; what is no domain name is passed over.
    package init(protected: [String] = []) {
        var names = ProtectedNames(isGiven: true)
        for name in protected.prefix(Self.maximumProtected) {
            if let domain = DomainName(name) { names.insert(domain) }
        }
        given = names
    }

    /// One that protects these names too. What this one knows is not indexed again.
    package func protecting(_ names: [String]) -> LookalikeDetector {
        var detector = LookalikeDetector(protected: names)
        detector.others = others
        if !given.names.isEmpty { detector.others.append(given) }
        return detector
    }

    package func judge(_ name: String) -> Lookalike? {
        guard let domain = DomainName(name) else { return nil }
        return judge(domain)
    }

    func judge(_ domain: DomainName) -> Lookalike? {
        if given.isHonest(domain.registrable) || others.contains(where: { $0.isHonest(domain.registrable) }) { return nil }
        if Self.brands.isHonest(domain.registrable) { return nil }
        let suspect = Suspect(domain)
        for rule in LookalikeRules.inOrder {
            for names in [given] + others + [Self.brands] {
                if let likeness = rule(suspect, names) { return lookalike(domain, likeness) }
            }
        }
        return LookalikeRules.withoutProtectedName(suspect).map { lookalike(domain, $0) }
    }

    private func lookalike(_ domain: DomainName, _ likeness: Likeness) -> Lookalike {
        Lookalike(
            domain: domain.ascii, unicode: domain.unicode, registrable: domain.registrable, imitates: likeness.imitates,
            technique: likeness.technique, confidence: likeness.confidence, reasons: likeness.reasons)
    }

    private static let maximumProtected = 100_000

    private static let brands: ProtectedNames = {
        var names = ProtectedNames(isGiven: false)
        for brand in BrandCatalogue.brands {
            if let domain = DomainName(brand.domain) { names.insert(domain, isWord: brand.isEverydayWord) }
            for owned in brand.owned { names.insertHonest(owned) }
        }
        return names
    }()
}
