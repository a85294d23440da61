import JSON

/// A signal is a rule; a finding is a signal that fired, with its evidence.
///
/// Writing an entry in a family's file registers it: nothing else needs to change but its test.
package final class Signal: Sendable {
    package enum Family: String, Sendable, CaseIterable {
        case originator, trace, transport, authentication, content, links, bulk
    }

    package enum Severity: String, Sendable, CaseIterable, Comparable {
        case info, low, medium, high, critical

        package static func < (a: Severity, b: Severity) -> Bool {
            a.rank < b.rank
        }

        private var rank: Int {
            switch self {
            case .info: 0
            case .low: 1
            case .medium: 2
            case .high: 3
            case .critical: 4
            }
        }
    }

    /// `family.kebab-phrase`, stable for ever.
    package let id: String
    package let family: Family
    package let severity: Severity
    /// Added to the score when the signal fires; negative for what speaks for a message.
    package let weight: Double
    /// What a message must show for the signal to be asked; nothing where it looks for itself.
    let occasion: Occasion
    /// An RFC section or a named practice.
    package let reference: String
    /// The sentence that a person reads.
    package let summary: String
    /// Why it matters, and what innocent mail may fire it: for `explain`.
    package let explanation: String
    /// What each finding of it says in a report, ready to be copied there.
    let members: JSONMembers
    /// The places that made it fire; empty where it does not fire.
    package let places: @Sendable (Evidence) -> [Place]

    package init(
        _ id: String, _ severity: Severity, weight: Double, on occasion: Occasion = [], reference: String,
        _ summary: String, explanation: String, places: @escaping @Sendable (Evidence) -> [Place]
    ) {
        self.id = id
        self.family = Family(rawValue: String(id.prefix { $0 != "." }))!
        self.severity = severity
        self.weight = weight
        self.occasion = occasion
        self.reference = reference
        self.summary = summary
        self.explanation = explanation
        self.places = places
        let family = family
        members = JSONMembers { json in
            Self.write(id, family, severity, weight: weight, summary: summary, reference: reference, to: &json)
        }
    }
}

/// A signal that fired.
package struct Finding: Sendable {
    package let signal: Signal
    package let evidence: [Place]

    package init(signal: Signal, evidence: [Place]) {
        self.signal = signal
        self.evidence = evidence
    }
}
