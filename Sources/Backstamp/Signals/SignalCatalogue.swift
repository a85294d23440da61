/// All signals, in the order of their families. The engine never changes: it asks every signal for which there is occasion.
package struct SignalCatalogue: Sendable {
    package let signals: [Signal]

    /// What is needed to ask the signals, one after the other in memory.
    private let rules: [Rule]

    private struct Rule {
        let occasion: Occasion
        let places: @Sendable (Evidence) -> [Place]
    }

    package init(_ signals: [Signal]) {
        self.signals = signals
        rules = signals.map { Rule(occasion: $0.occasion, places: $0.places) }
    }

    package static let standard = SignalCatalogue(
        originator + authorName + identification + trace + border + transport + authentication + subject + wording + structure
            + content + concealment + links + linkHosts + bulk + subscription + departures)

    /// How many places of one finding are kept; the first say enough.
    static let placesLimit = 20

    package func findings(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        let (shown, rules) = (evidence.occasion, rules.span)
        for index in rules.indices where shown.isSuperset(of: rules[index].occasion) {
            let places = rules[index].places(evidence)
            if places.isEmpty { continue }
            let isFew = places.count <= Self.placesLimit
            findings.append(Finding(signal: signals[index], evidence: isFew ? places : Array(places.prefix(Self.placesLimit))))
        }
        return findings
    }

    package subscript(id id: String) -> Signal? { signals.first { $0.id == id } }
}
