/// What is usual for each sender that the user knows, learned from an archive (`drift --learn`), and how a message
/// departs from it.
///
/// A new value counts where the old ones are few for the number of messages; a sender whose network is another in every
/// second message has none that could be new. What a message does not show departs from nothing, but for two things: a
/// sender that always signed or always passed DMARC, and does not.

package struct Baseline: Sendable {
    package struct Value: Sendable, Hashable {
        package var count: Int
        /// Seconds since 1970.
        package var first: Int
        package var last: Int

        package init(count: Int, first: Int, last: Int) {
            self.count = count
            self.first = first
            self.last = last
        }
    }

    package struct Sender: Sendable, Hashable {
        package var messages: Int
        /// How many of them show a facet at all.
        package var shown: [Infrastructure.Facet: Int] = [:]
        package var values: [Infrastructure.Facet: [String: Value]] = [:]

        package init(messages: Int) { self.messages = messages }

        package var first: Int? { values.values.lazy.flatMap(\.values).map(\.first).min() }
        package var last: Int? { values.values.lazy.flatMap(\.values).map(\.last).max() }
    }

    /// By author domain, or by list.
    package var senders: [String: Sender] = [:]

    package init() {}

    package func departures(of evidence: Evidence) -> [Departure] {
        guard let name = evidence.senderNames.first(where: { senders[$0] != nil }), let sender = senders[name] else { return [] }
        return sender.departures(Infrastructure(evidence), name: name)
    }
}

/// One thing that is not as it was.
package struct Departure: Sendable, Hashable {
    package let facet: Infrastructure.Facet
    /// What the message shows; empty where it lacks what the others have.
    package let found: [String]
    /// In words, with what is usual.
    package let text: String

    package init(facet: Infrastructure.Facet, found: [String], text: String) {
        self.facet = facet
        self.found = found
        self.text = text
    }
}

extension Baseline.Sender {
    func departures(_ message: Infrastructure, name: String) -> [Departure] {
        var departures: [Departure] = []
        for facet in Infrastructure.Facet.allCases {
            guard let change = departure(facet, message[facet]) else { continue }
            let text = "\(name): \(change) (\(messages) \(messages == 1 ? "message" : "messages") learned from)"
            departures.append(Departure(facet: facet, found: message[facet], text: text))
        }
        // A key of another signer is new because its signer is.
        if departures.contains(where: { $0.facet == .dkimDomain }) { departures.removeAll { $0.facet == .dkimSelector } }
        return departures
    }

    private func departure(_ facet: Infrastructure.Facet, _ found: [String]) -> String? {
        let known = values[facet] ?? [:]
        let seen = shown[facet] ?? 0
        switch facet {
        case .spf, .dkim: return nil
        case .dmarc:
            let passed = known["pass"]?.count ?? 0
            guard passed > 0, passed == seen, let result = found.first, result != "pass" else { return nil }
            return "DMARC always passed, now: \(result)"
        case .dkimDomain where found.isEmpty:
            // In one of twenty it may have been lost on the way.
            return seen > 0 && seen * 20 >= messages * 19 ? "always signed (\(usual(known))), now not" : nil
        case .beaconHost where seen == 0:
            return found.isEmpty ? nil : "never told anybody of being opened, now \(Self.list(found))"
        case .transport:
            guard let grade = found.first.flatMap(TransportGrade.init), !known.isEmpty,
                known.keys.allSatisfy({ TransportGrade(rawValue: $0).map { grade < $0 } ?? false })
            else { return nil }
            return "never came over a connection as weak as \(grade.rawValue) (\(usual(known)))"
        default:
            let isSettled = seen < 4 || known.count * 2 <= seen
            guard !found.isEmpty, !known.isEmpty, isSettled, found.allSatisfy({ known[$0] == nil }) else { return nil }
            return "\(Self.list(found)) instead of \(usual(known))"
        }
    }

    /// The most frequent values.
    private func usual(_ known: [String: Baseline.Value]) -> String {
        let names = known.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.key)
        return Self.list(names)
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 3 ? names.joined(separator: ", ") : names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
    }
}
