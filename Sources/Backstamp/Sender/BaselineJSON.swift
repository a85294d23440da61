package import JSON
import MIME

/// The file of a baseline (Documentation/Archive.md). It may come from anywhere: whatever is not of its form is refused
/// with the reason, and nothing in it is larger than the limits.
extension Baseline: JSONWritable {
    package static let version = 1
    package static let senderLimit = 20_000
    /// Values of a facet.
    static let valueLimit = 201

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("baseline", Self.version)
            json.key("senders") { json in
                json.array { json in
                    for (name, sender) in senders.sorted(by: { $0.key < $1.key }) {
                        json.element { Self.write(name, sender, to: &$0) }
                    }
                }
            }
        }
    }

    private static func write(_ name: String, _ sender: Sender, to json: inout JSONWriter) {
        json.object { json in
            json.field("sender", name)
            json.field("messages", sender.messages)
            json.key("infrastructure") { json in
                json.object { json in
                    for facet in Infrastructure.Facet.allCases {
                        guard let values = sender.values[facet], !values.isEmpty else { continue }
                        json.key(facet.rawValue) { json in
                            json.object { json in
                                json.field("messages", sender.shown[facet] ?? 0)
                                json.key("values") { json in
                                    json.array { json in
                                        for (text, value) in values.sorted(by: { $0.key < $1.key }) {
                                            json.element { write(text, value, to: &$0) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func write(_ text: String, _ value: Value, to json: inout JSONWriter) {
        json.object { json in
            json.field("value", text)
            json.field("count", value.count)
            json.field("first", MailDate(seconds: value.first).iso8601)
            json.field("last", MailDate(seconds: value.last).iso8601)
        }
    }

    /// Why a file is no baseline.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        init(_ description: String) { self.description = description }
    }

    package init(_ octets: [UInt8]) throws(Failure) {
        let json: JSONValue
        do { json = try JSONReader.value(octets) } catch { throw Failure("this is no JSON: \(error)") }
        guard json["baseline"]?.int == Self.version, let all = json["senders"]?.array else {
            throw Failure("this is no baseline of version \(Self.version)")
        }
        guard all.count <= Self.senderLimit else { throw Failure("it has \(all.count) senders; at most \(Self.senderLimit) are read") }
        for entry in all {
            guard let name = entry["sender"]?.string, let messages = entry["messages"]?.int, messages > 0 else {
                throw Failure("a sender lacks its name or its number of messages")
            }
            senders[name.lowercased()] = try Self.sender(entry, messages: messages)
        }
    }

    private static func sender(_ entry: JSONValue, messages: Int) throws(Failure) -> Sender {
        var sender = Sender(messages: min(messages, countLimit))
        for facet in Infrastructure.Facet.allCases {
            guard let part = entry["infrastructure"]?[facet.rawValue] else { continue }
            guard let values = part["values"]?.array, values.count <= valueLimit else {
                throw Failure("\(facet.rawValue) lacks its values, or has more than \(valueLimit)")
            }
            sender.shown[facet] = min(max(part["messages"]?.int ?? 0, 0), countLimit)
            for value in values {
                guard let text = value["value"]?.string, let count = value["count"]?.int, count > 0,
                    let first = value["first"]?.string.flatMap({ MailDate(iso8601: $0) }),
                    let last = value["last"]?.string.flatMap({ MailDate(iso8601: $0) })
                else { throw Failure("a value of \(facet.rawValue) lacks value, count, first or last") }
                sender.values[facet, default: [:]][text] = Value(
                    count: min(count, countLimit), first: first.seconds, last: last.seconds)
            }
        }
        return sender
    }

    /// No archive has more messages; sums and products of such numbers do not overflow.
    private static let countLimit = 1 << 40
}
