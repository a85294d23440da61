/// All signals, in the order of their families. The engine never changes: it asks every signal.
package struct SignalCatalogue: Sendable {
    package let signals: [Signal]

    package init(_ signals: [Signal]) { self.signals = signals }

    package static let standard = SignalCatalogue(
        originator + authorName + identification + trace + border + transport + authentication + subject + wording + structure
            + content + links + linkHosts + bulk + departures)

    /// How many places of one finding are kept; the first say enough.
    static let placesLimit = 20

    package func findings(_ evidence: Evidence) -> [Finding] {
        signals.compactMap { signal in
            let places = signal.places(evidence)
            return places.isEmpty ? nil : Finding(signal: signal, evidence: Array(places.prefix(Self.placesLimit)))
        }
    }

    package subscript(id id: String) -> Signal? { signals.first { $0.id == id } }
}
