/// Tells which domains are made to look like others: like those that a caller protects (the author's, the recipient's,
/// those that link texts name), like well-known brands and governments, or like a common word.
///
/// A name that is itself protected or a brand's own is never a lookalike. Where nothing is imitated, or the likeness
/// is one that honest names have (another TLD only, another first letter, other digits), there is no finding.
package struct LookalikeDetector: Sendable {
    private let given: ProtectedNames
    /// Of the one it was made from.
    private let others: [ProtectedNames]

    /// - Parameter protected: domain names, as Unicode or A-labels; what is no domain name is passed over.
    package init(protected: [String] = []) {
        self.init(protected.prefix(Self.maximumProtected).compactMap(KnownName.of), others: [])
    }

    private init(_ names: [KnownName], others: [ProtectedNames]) {
        given = ProtectedNames(given: names)
        self.others = others
    }

    /// One that protects these names too. What this one knows is not indexed again.
    func protecting(_ names: [KnownName]) -> LookalikeDetector {
        LookalikeDetector(names, others: given.names.isEmpty ? others : others + [given])
    }

    package func judge(_ name: String) -> Lookalike? { judge(KnownHost.of(name)) }

    func judge(_ host: KnownHost) -> Lookalike? {
        guard let suspect = host.suspect, !host.isBrand else { return nil }
        let registrable = suspect.domain.registrable
        if given.isHonest(registrable) || others.contains(where: { $0.isHonest(registrable) }) { return nil }
        guard given.mayBeImitated(by: suspect) || others.contains(where: { $0.mayBeImitated(by: suspect) }) else {
            return (host.brand?.likeness ?? host.withoutName).map { lookalike(suspect.domain, $0) }
        }
        for (index, rule) in LookalikeRules.inOrder.enumerated() {
            if let likeness = rule(suspect, given) { return lookalike(suspect.domain, likeness) }
            for names in others {
                if let likeness = rule(suspect, names) { return lookalike(suspect.domain, likeness) }
            }
            if let brand = host.brand, brand.rule == index { return lookalike(suspect.domain, brand.likeness) }
        }
        return host.withoutName.map { lookalike(suspect.domain, $0) }
    }

    private func lookalike(_ domain: DomainName, _ likeness: Likeness) -> Lookalike {
        Lookalike(
            domain: domain.ascii, unicode: domain.unicode, registrable: domain.registrable, imitates: likeness.imitates,
            technique: likeness.technique, confidence: likeness.confidence, reasons: likeness.reasons)
    }

    private static let maximumProtected = 100_000
}
