/// What changed in a sender's infrastructure, and how sure that is.

package import Backstamp

package struct Change: Sendable {
    package enum Kind: String, Sendable {
        /// The new takes the place of the old.
        case replacement = "switch"
        /// The new comes beside the old, which goes on.
        case addition
        /// One of several is seen no more.
        case end
    }

    package struct Part: Sendable {
        package var facet: Infrastructure.Facet
        package var before: [String]
        package var after: [String]
        /// Messages that show it.
        package var countBefore: Int
        package var countAfter: Int
        /// How likely it is that values which come in turn would fall so by chance.
        package var chance: Double
        /// The entry in which the new is seen first (for an end: the first one without the old).
        package var entry: Int
    }

    /// How sure it is that this is a change and no alternation.
    package enum Confidence: String, Sendable, CaseIterable { case low, medium, high }

    package var kind: Kind
    /// Of the first message that shows the new; of the last that shows the old, for an end.
    package var date: Int
    /// The last message that shows the old before it.
    package var lastBefore: Int?
    package var parts: [Part]

    package var confidence: Confidence {
        let chance = parts.map(\.chance).min() ?? 1
        return chance <= 0.01 ? .high : chance <= 0.05 ? .medium : .low
    }

    package func part(_ facet: Infrastructure.Facet) -> Part? { parts.first { $0.facet == facet } }
}

/// A single message that is not like the others.
package struct Deviation: Sendable {
    package struct Part: Sendable {
        package var facet: Infrastructure.Facet
        package var value: String
        package var usual: String
    }

    package var date: Int
    /// No message of the sender came after it: it may be the first of many.
    package var isLast: Bool
    package var parts: [Part]
}
