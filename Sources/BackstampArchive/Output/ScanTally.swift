package import Backstamp
package import JSON

/// What a scan has seen so far: counts for its progress line and its summary. A checkpoint keeps it, so that the summary
/// of a scan that was resumed is that of the whole.
package struct ScanTally: Sendable {
    package struct Slow: Hashable, Sendable {
        package let name: String
        package let microseconds: Int
    }

    /// More different values are counted together, under `other`.
    private static let valueLimit = 5000
    private static let textLimit = 4096
    private static let slowLimit = 5

    package private(set) var messages = 0
    package private(set) var errors = 0
    /// Of the messages.
    package private(set) var octets = 0
    /// By the fact as a whole, `name=value`: one look-up counts it.
    private var facts: [String: Int] = [:]
    /// How often the facts of a message came again all together, beyond what `facts` has counted: one look-up for all of
    /// them.
    private var texts: [String: Int] = [:]
    /// By the name of the fact: so many different values.
    private var values: [String: Int] = [:]
    /// The slowest, the first first.
    package private(set) var slowest: [Slow] = []

    package init() {}

    package mutating func add(_ facts: MessageFacts, _ source: MessageSource) {
        octets += facts.octets
        if facts.isError {
            errors += 1
            for fact in facts.facts where !fact.hasPrefix("reason=") { count(String(fact)) }
        } else {
            messages += 1
            count(text: facts.text)
        }
        let isSlow = slowest.count < Self.slowLimit || facts.microseconds > (slowest.last?.microseconds ?? 0)
        guard isSlow, facts.microseconds > 0 else { return }
        slowest.append(Slow(name: source.index.map { "\(source.path):\($0)" } ?? source.path, microseconds: facts.microseconds))
        slowest.sort { $0.microseconds > $1.microseconds }
        if slowest.count > Self.slowLimit { slowest.removeLast() }
    }

    /// Facts that come for the first time are counted one by one, so that it does not depend on how often they come again
    /// which values are counted under `other`.
    private mutating func count(text: String) {
        if let index = texts.index(forKey: text) {
            texts.values[index] += 1
            return
        }
        if texts.count == Self.textLimit { settle() }
        texts[text] = 0
        for fact in MessageFacts.facts(text) { count(String(fact)) }
    }

    /// Moves what `texts` has counted to where it belongs.
    private mutating func settle() {
        for (text, times) in texts where times > 0 {
            for fact in MessageFacts.facts(text) { count(String(fact), times: times) }
        }
        texts.removeAll(keepingCapacity: true)
    }

    private mutating func count(_ fact: String, times: Int = 1) {
        if let index = facts.index(forKey: fact) {
            facts.values[index] += times
            return
        }
        guard let (name, _) = Self.parts(of: fact) else { return }
        if values[name, default: 0] < Self.valueLimit {
            values[name, default: 0] += 1
            facts[fact] = times
        } else {
            facts[name + "=other", default: 0] += times
        }
    }

    private static func parts(of fact: String) -> (name: String, value: String)? {
        guard let equals = fact.utf8.firstIndex(of: 0x3D) else { return nil }
        return (String(fact[..<equals]), String(fact[fact.utf8.index(after: equals)...]))
    }

    /// By the name of the fact, then by its value.
    package var counts: [String: [String: Int]] {
        var settled = self
        settled.settle()
        var counts: [String: [String: Int]] = [:]
        for (fact, times) in settled.facts {
            if let (name, value) = Self.parts(of: fact) { counts[name, default: [:]][value] = times }
        }
        return counts
    }

    /// By the name of the fact, its values: the most frequent first.
    package var rankings: [String: [(value: String, count: Int)]] {
        counts.mapValues { values in
            values.map { (value: $0.key, count: $0.value) }
                .sorted { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
        }
    }
}

extension ScanTally: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("messages", messages)
            json.field("errors", errors)
            json.field("octets", octets)
            json.key("counts") { json in
                json.object { json in
                    for (name, values) in counts.sorted(by: { $0.key < $1.key }) {
                        json.key(name) { json in
                            json.object { json in
                                for (value, count) in values.sorted(by: { $0.key < $1.key }) { json.key(value) { $0.value(count) } }
                            }
                        }
                    }
                }
            }
            json.key("slowest") { json in
                json.array { json in
                    for slow in slowest {
                        json.element { json in
                            json.object { json in
                                json.field("name", slow.name)
                                json.field("microseconds", slow.microseconds)
                            }
                        }
                    }
                }
            }
        }
    }

    package init?(_ value: JSONValue?) {
        guard let value, let messages = value["messages"]?.int, let errors = value["errors"]?.int,
            let octets = value["octets"]?.int, case .object(let names)? = value["counts"]
        else { return nil }
        (self.messages, self.errors, self.octets) = (messages, errors, octets)
        for name in names {
            guard case .object(let values) = name.value else { return nil }
            self.values[name.key] = values.count
            for value in values { facts["\(name.key)=\(value.key)"] = value.value.int ?? 0 }
        }
        for slow in value["slowest"]?.array ?? [] {
            guard let name = slow["name"]?.string, let time = slow["microseconds"]?.int else { return nil }
            slowest.append(Slow(name: name, microseconds: time))
        }
    }
}
