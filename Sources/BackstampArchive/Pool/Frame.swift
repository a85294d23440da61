/// What a worker says to the pool that drives it (`worker --frames`): a line that starts with a letter, and for some an
/// octet string of the length that it gives, with a line end behind it. Lengths come first, so that the pool reads no JSON.
///
///     r                                        ready: the worker has read its snapshot and waits for splits
///     m LENGTH TAB OCTETS TAB MICROSECONDS     a message's line follows; after further TABs the facts of it, `name=value`
///     d LENGTH                                 a line of a DNS snapshot follows: an answer that is new
///     e                                        the end of a split
package enum Frame: Hashable {
    case ready
    case message(MessageFacts)
    case answer
    case end

    /// - Parameter line: of a message or an answer.
    package func octets(_ line: [UInt8] = []) -> [UInt8] {
        switch self {
        case .ready: Array("r\n".utf8)
        case .end: Array("e\n".utf8)
        case .answer: Array("d \(line.count)\n".utf8) + line + [0x0A]
        case .message(let facts): Self.head(line.count, facts) + line + [0x0A]
        }
    }

    /// What comes before a message's line; a line end comes behind it.
    /// - Parameter length: of the line.
    package static func head(_ length: Int, _ facts: MessageFacts) -> [UInt8] {
        let head = "m \(length)\t\(facts.octets)\t\(facts.microseconds)"
        return Array((facts.text.isEmpty ? head + "\n" : head + "\t" + facts.text + "\n").utf8)
    }
}

/// What the summary of a scan counts of a message.
package struct MessageFacts: Hashable, Sendable {
    /// Of the message.
    package var octets: Int
    package var microseconds: Int
    /// The facts with a tab between two, as they come from a worker: most messages share all of theirs with others, and
    /// are counted by them as a whole (`ScanTally`).
    package let text: String

    private static let factLimit = 1000

    package init(octets: Int, microseconds: Int, text: String) {
        self.octets = octets
        self.microseconds = microseconds
        self.text = text
    }

    package init(octets: Int, microseconds: Int, facts: [String]) {
        let facts = facts.map { fact in
            // The head of a frame is short (`FrameReader`), and some facts are names that a message made up.
            let fact = fact.utf8.count > Self.factLimit ? String(decoding: fact.utf8.prefix(Self.factLimit), as: UTF8.self) : fact
            // A tab or a line end would end the fact.
            return fact.utf8.contains { $0 < 0x20 } ? String(fact.filter { $0 >= " " }) : fact
        }
        self.init(octets: octets, microseconds: microseconds, text: facts.joined(separator: "\t"))
    }

    /// Of a place where there was nothing to analyse.
    package init(_ error: ArchiveError, octets: Int = 0) { self.init(error: error.code, error.reason, octets: octets) }

    init(error code: String, _ reason: String, octets: Int) {
        self.init(octets: octets, microseconds: 0, facts: ["error=\(code)", "reason=\(reason)"])
    }

    /// `name=value`, such as `verdict=genuine` or `country=GB`; without control characters.
    package var facts: [Substring] { Self.facts(text) }

    /// The facts in a text of them.
    static func facts(_ text: String) -> [Substring] { text.utf8.split(separator: 0x09).map { Substring($0) } }

    /// Whether there is no report: that is the first that is said of such a message.
    package var isError: Bool { text.utf8.starts(with: "error=".utf8) }

    package var isMissing: Bool { isError && facts.first == "error=\(ArchiveError.missing.code)" }

    /// Why there is no report.
    package var reason: String? {
        guard isError else { return nil }
        return facts.first { $0.hasPrefix("reason=") }.map { String($0.dropFirst("reason=".count)) }
    }
}
