/// The law in a report for people: which countries' rules reach those who wrote and carried the message, and through whom.
/// Facts only: what fields below the boundary claim, and who merely serves a link, stays in the JSON report.

enum Laws {
    private static let countryLimit = 4

    /// `The UK (mi5.gov.uk): UK GDPR; the US (WhatCounts): US CLOUD Act, US FISA 702.`; nil where nothing is known.
    static func sentence(_ jurisdictions: [Route.Jurisdiction]) -> String? {
        var countries: [(code: String, who: [String], regimes: [String])] = []
        for entry in jurisdictions where !entry.isClaimed && !entry.regimes.isEmpty {
            guard [.author, .operator, .server].contains(entry.role) else { continue }
            if let index = countries.firstIndex(where: { $0.code == entry.country }) {
                countries[index].who.append(entry.who)
            } else {
                countries.append((entry.country, [entry.who], entry.regimes))
            }
        }
        guard !countries.isEmpty else { return nil }
        let told = countries.prefix(countryLimit).map { country in
            "\(Words.country(country.code)) (\(Words.list(country.who, atMost: 3))): " + country.regimes.joined(separator: ", ")
        }
        let more = countries.count - told.count
        return Words.capitalized(told.joined(separator: "; ")) + (more > 0 ? "; \(more) more" : "") + "."
    }
}
