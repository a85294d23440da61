/// A brand's name in the author's display name while the address is somebody else's: `PayPal Service <x@qzw.example>`.
enum BrandInName {
    /// - Parameters:
    ///   - name: of the author.
    ///   - domain: of the author's address.
    /// - Returns: the domain of the brand.
    static func find(_ name: String?, _ domain: String) -> String? {
        guard let name, name.utf8.count <= 200, speaksOfBrand(name) else { return nil }
        let words = words(name)
        // "Ann via LinkedIn", "shared with Dropbox": the name speaks of the brand, not as the brand.
        guard words.contains(where: { brands[$0] != nil }), words.isDisjoint(with: between),
            let domain = DomainName(domain)
        else { return nil }
        for word in words.sorted() {
            guard let brand = brands[word], !brand.isEverydayWord || speaksAsService(words) else { continue }
            let isOwn = brand.domain == domain.registrable || brand.owned.contains(domain.registrable)
            return isOwn || holds(domain.label, word) ? nil : brand.domain
        }
        return nil
    }

    /// In lower case.
    private static func words(_ name: String) -> Set<String> {
        let name = name.lowercased()
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            return Set(name.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        }
        return Set(name.pieces { !isLetterOrDigit($0) }.map(String.init))
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10 }

    /// Octet by octet where the label is ASCII, as the names of brands are: the search for characters takes long.
    private static func holds(_ label: String, _ word: String) -> Bool {
        guard label.utf8.allSatisfy({ $0 < 0x80 }) else { return label.contains(word) }
        return Array(label.utf8).holds(lowercased: Array(word.utf8))
    }

    /// "Norton" may be a person; "Norton Security" is not.
    private static func speaksAsService(_ words: Set<String>) -> Bool {
        !words.isDisjoint(with: HostWords.beside) || !words.isDisjoint(with: services)
    }

    /// A cheap look: the names of brands are ASCII letters and digits.
    private static func speaksOfBrand(_ name: String) -> Bool {
        let octets = name.utf8.span
        let labels = labels
        var word = WordSet.Word()
        for index in octets.indices {
            let octet = octets[index]
            if isLetterOrDigit(octet) {
                word.append(octet | 0x20)
                continue
            }
            // U+212A, the sign of kelvins, is a `k` in another form, and the only letter that is.
            if octet == 0xE2, index + 2 < octets.count, octets[index + 1] == 0x84, octets[index + 2] == 0xAA { return true }
            if labels.contains(word) { return true }
            word = WordSet.Word()
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
            guard let label = brand.domain.pieces(between: { $0 == 0x2E }).first, label.utf8.count >= 5 else { continue }
            table[String(label)] = brand
        }
        return table
    }()
}
