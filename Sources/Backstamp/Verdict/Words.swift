import Geography

/// How reports put things into words.
enum Words {
    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The first `limit` of them, and how many more there are: `a, b and 3 more`.
    static func list(_ items: [String], atMost limit: Int) -> String {
        items.count <= limit ? list(items) : list(items.prefix(limit) + ["\(items.count - limit) more"])
    }

    /// The country's name as it stands in a sentence, such as `the United States`.
    static func country(_ code: String) -> String { Country.name(ofCode: code) ?? code }

    /// One decimal.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
