/// All signals, in the order of their families.
package struct SignalCatalogue: Sendable {
    package let signals: [Signal]

    package init(_ signals: [Signal]) { self.signals = signals }

    package static let standard = SignalCatalogue([])

    package func findings(_ evidence: Evidence) -> [Finding] {
        signals.compactMap { signal in
            let places = signal.places(evidence)
            return places.isEmpty ? nil : Finding(signal: signal, evidence: places)
        }
    }
}
