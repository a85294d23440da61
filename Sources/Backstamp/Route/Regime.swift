/// A body of law that decides who may read a message and what its reader is owed.
package struct Regime: Sendable, Hashable {
    package let name: String
    package let reference: String
    package let countries: Set<String>

    package static let all: [Regime] = data.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|").map(String.init)
        guard parts.count == 3 else { return nil }
        return Regime(name: parts[0], reference: parts[1], countries: Set(parts[2].split(separator: " ").map(String.init)))
    }

    /// The names of the regimes of a country, in the order of the data.
    package static func names(in country: String) -> [String] { byCountry[country] ?? [] }

    private static let byCountry: [String: [String]] = {
        var names: [String: [String]] = [:]
        for regime in all { for country in regime.countries { names[country, default: []].append(regime.name) } }
        return names
    }()
}
