/// All signals, in the order of their families. The engine never changes: it asks every signal.
package struct SignalCatalogue: Sendable {
    package let signals: [Signal]

    package init(_ signals: [Signal]) { self.signals = signals }

    package static let standard = SignalCatalogue(
        originator + authorName + identification + trace + border + transport + authentication + subject + wording + structure
            + content + concealment + links + linkHosts + bulk + subscription + departures)

    /// How many places of one finding are kept; the first say enough.
    static let placesLimit = 20

    package func findings(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        let signals = signals.span
        for index in signals.indices {
            let places = signals[index].places(evidence)
            if places.isEmpty { continue }
            let isFew = places.count <= Self.placesLimit
            findings.append(Finding(signal: signals[index], evidence: isFew ? places : Array(places.prefix(Self.placesLimit))))
        }
        return findings
    }

    package subscript(id id: String) -> Signal? { signals.first { $0.id == id } }
}
