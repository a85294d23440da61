/// A brand's name in the author's display name while the address is somebody else's: `PayPal Service <x@qzw.example>`.
import MIME

enum BrandInName {
    /// - Returns: the domain of the brand.
    static func find(_ author: Mailbox) -> String? {
        guard let name = author.name, name.utf8.count <= 200, speaksOfBrand(name) else { return nil }
        let words = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        // "Ann via LinkedIn", "shared with Dropbox": the name speaks of the brand, not as the brand.
        guard words.contains(where: { brands[$0] != nil }), words.isDisjoint(with: between),
            let domain = author.domain.flatMap({ DomainName($0) })
        else { return nil }
        for word in words.sorted() {
            guard let brand = brands[word], !brand.isEverydayWord || speaksAsService(words) else { continue }
            let isOwn = brand.domain == domain.registrable || brand.owned.contains(domain.registrable)
            return isOwn || domain.label.contains(word) ? nil : brand.domain
        }
        return nil
    }

    /// "Norton" may be a person; "Norton Security" is not.
    private static func speaksAsService(_ words: Set<String>) -> Bool {
        !words.isDisjoint(with: HostWords.beside) || !words.isDisjoint(with: services)
    }

    /// A cheap look at names of ASCII letters; others may speak of anything.
    private static func speaksOfBrand(_ name: String) -> Bool {
        var word = WordSet.Word()
        for octet in name.utf8 {
            if octet >= 0x80 { return true }
            if (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10 {
                word.append(octet | 0x20)
            } else {
                if labels.contains(word) { return true }
                word = WordSet.Word()
            }
        }
        return labels.contains(word)
    }

    private static let labels = WordSet(Array(brands.keys))

    private static let services: Set<String> = ["anti", "virus", "antivirus", "renewal", "bank", "llc", "inc", "corp"]
    private static let between: Set<String> = ["via", "from", "for", "with", "at", "on", "by"]

    /// By the first label of their domain, where that is long enough to name somebody.
    private static let brands: [String: BrandCatalogue.Brand] = {
        var table: [String: BrandCatalogue.Brand] = [:]
        for brand in BrandCatalogue.brands {
            guard let label = brand.domain.split(separator: ".").first, label.utf8.count >= 5 else { continue }
            table[String(label)] = brand
        }
        return table
    }()
}
