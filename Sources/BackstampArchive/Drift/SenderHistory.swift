/// All that one sender's messages show, in little room: each value is kept once and counted, each message keeps the
/// numbers of its values.
///
/// Bounded, whatever the archive holds: a facet has at most `valueLimit` different values, later ones count as others;
/// of more than `entryLimit` messages every second is dropped, then every second of the rest, and so on, so that what is
/// left still covers the whole time. Counts, first and last dates are of all messages.

package import Backstamp

package struct SenderHistory: Sendable {
    package struct Entry: Sendable {
        package let date: Int
        /// Indices into `values`.
        package let values: [Int]
    }

    /// A value of a facet, and how often and when it was seen.
    package struct Value: Sendable {
        package let facet: Infrastructure.Facet
        package let text: String
        package fileprivate(set) var count = 0
        package fileprivate(set) var first: Int
        package fileprivate(set) var last: Int
    }

    package static let entryLimit = 8192
    package static let valueLimit = 200
    /// What stands for the values beyond the limit.
    package static let others = "others"

    package let name: String
    package private(set) var messages = 0
    package private(set) var entries: [Entry] = []
    package private(set) var values: [Value] = []
    /// Of how many messages one is kept as an entry.
    package private(set) var stride = 1
    /// How many messages show a facet at all.
    package private(set) var shown: [Infrastructure.Facet: Int] = [:]
    private var numbers: [Infrastructure.Facet: [String: Int]] = [:]

    package init(name: String) { self.name = name }

    package mutating func add(_ infrastructure: Infrastructure, date: Int) {
        var found: [Int] = []
        for facet in Infrastructure.Facet.allCases {
            if !infrastructure[facet].isEmpty { shown[facet, default: 0] += 1 }
            for text in infrastructure[facet] { found.append(number(facet, text, date)) }
        }
        for index in found {
            values[index].count += 1
            values[index].first = min(values[index].first, date)
            values[index].last = max(values[index].last, date)
        }
        if messages % stride == 0 { entries.append(Entry(date: date, values: found)) }
        messages += 1
        if entries.count > Self.entryLimit {
            entries = entries.indices.filter { $0.isMultiple(of: 2) }.map { entries[$0] }
            stride *= 2
        }
    }

    private mutating func number(_ facet: Infrastructure.Facet, _ text: String, _ date: Int) -> Int {
        if let known = numbers[facet]?[text] { return known }
        let text = numbers[facet, default: [:]].count < Self.valueLimit ? text : Self.others
        if let known = numbers[facet]?[text] { return known }
        values.append(Value(facet: facet, text: text, first: date, last: date))
        numbers[facet, default: [:]][text] = values.count - 1
        return values.count - 1
    }

    package var first: Int? { values.lazy.map(\.first).min() }
    package var last: Int? { values.lazy.map(\.last).max() }

    /// By date; those of one second in the order in which they were read.
    package var inOrder: [Entry] {
        entries.indices.sorted { (entries[$0].date, $0) < (entries[$1].date, $1) }.map { entries[$0] }
    }

    /// The values of a facet, the most frequent first.
    package func values(of facet: Infrastructure.Facet) -> [Value] {
        values.filter { $0.facet == facet }.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }
}

/// The histories of all senders of an archive.
package struct SenderHistories: Sendable {
    package static let senderLimit = 20_000

    package private(set) var bySender: [String: SenderHistory] = [:]
    /// Messages that count for a sender.
    package private(set) var messages = 0
    /// Lines without date or sender, and errors.
    package private(set) var skipped = 0
    /// Messages of senders that there was no room for.
    package private(set) var beyondLimit = 0

    package init() {}

    package mutating func add(_ observation: Observation?) {
        guard let observation else {
            skipped += 1
            return
        }
        messages += 1
        for name in observation.senders {
            guard bySender[name] != nil || bySender.count < Self.senderLimit else {
                beyondLimit += 1
                continue
            }
            bySender[name, default: SenderHistory(name: name)].add(observation.infrastructure, date: observation.date)
        }
    }

    /// Those with the most messages first.
    package var sorted: [SenderHistory] {
        bySender.values.sorted { ($1.messages, $0.name) < ($0.messages, $1.name) }
    }
}
