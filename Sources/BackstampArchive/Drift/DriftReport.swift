/// What `drift` says of an archive: each sender with its history, changes and deviations.

import Backstamp
package import JSON
import MIME

package struct DriftReport: Sendable {
    package struct Sender: Sendable {
        package let history: SenderHistory
        package let changes: [Change]
        package let deviations: [Deviation]

        package init(_ history: SenderHistory) {
            let detector = ChangeDetector(history)
            self.history = history
            changes = detector.changes()
            deviations = detector.deviations()
        }
    }

    package let senders: [Sender]
    package let messages: Int
    package let skipped: Int
    package let beyondLimit: Int

    /// - Parameters:
    ///   - least: senders with fewer messages are left out.
    ///   - only: senders to be told of, in lower case; empty for all.
    package init(_ histories: SenderHistories, least: Int, only: Set<String> = []) {
        senders = histories.sorted.filter { $0.messages >= least && (only.isEmpty || only.contains($0.name)) }.map(Sender.init)
        messages = histories.messages
        skipped = histories.skipped
        beyondLimit = histories.beyondLimit
    }
}

extension DriftReport: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("schema", "backstamp-drift/1")
            json.field("messages", messages)
            json.field("skipped", skipped)
            json.field("beyondLimit", beyondLimit == 0 ? nil : beyondLimit)
            json.field("senders", senders)
        }
    }
}

extension DriftReport.Sender: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("sender", history.name)
            json.field("messages", history.messages)
            json.field("first", history.first.map(Self.stamp))
            json.field("last", history.last.map(Self.stamp))
            json.field("oneOf", history.stride == 1 ? nil : history.stride)
            json.field("changes", changes)
            json.field("deviations", deviations)
            json.key("infrastructure") { json in
                json.object { json in
                    for facet in Infrastructure.Facet.allCases {
                        let values = history.values(of: facet)
                        guard !values.isEmpty else { continue }
                        json.key(facet.rawValue) { json in
                            json.array { json in for value in values { json.element { value.write(to: &$0) } } }
                        }
                    }
                }
            }
        }
    }

    static func stamp(_ seconds: Int) -> String { MailDate(seconds: seconds).iso8601 }
}

extension SenderHistory.Value: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("value", text)
            json.field("count", count)
            json.field("first", DriftReport.Sender.stamp(first))
            json.field("last", DriftReport.Sender.stamp(last))
        }
    }
}

extension Change: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("date", DriftReport.Sender.stamp(date))
            json.field("lastBefore", lastBefore.map(DriftReport.Sender.stamp))
            json.field("kind", kind.rawValue)
            json.field("confidence", confidence.rawValue)
            json.field("sentence", sentence)
            json.field("parts", parts)
        }
    }
}

extension Change.Part: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("what", facet.rawValue)
            json.field("before", before)
            json.field("after", after)
            json.field("messagesBefore", countBefore)
            json.field("messagesAfter", countAfter)
            json.field("chance", (chance * 1_000_000).rounded() / 1_000_000)
        }
    }
}

extension Deviation: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("date", DriftReport.Sender.stamp(date))
            json.field("last", isLast)
            json.field("sentence", sentence)
            json.field("parts", parts)
        }
    }
}

extension Deviation.Part: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("what", facet.rawValue)
            json.field("value", value)
            json.field("usual", usual)
        }
    }
}
