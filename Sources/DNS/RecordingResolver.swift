import FoundationEssentials
import JSON

/// `--record-dns`: passes every question on and remembers the answer, so that the run can be replayed from a
/// snapshot with the same results.
///
/// The first answer to a question is the one that counts, for the rest of the run as for the replay. What was
/// not recorded in the source stays unrecorded. Nothing is `known` beforehand here, because it is not in the replay.
package final class RecordingResolver: Resolver {
    private let base: any Resolver
    private var answers: [DNSQuestion: DNSAnswer] = [:]
    /// Is told each answer that is new, as a line of a snapshot.
    private let report: (([UInt8]) -> Void)?

    package init(_ base: any Resolver, report: (([UInt8]) -> Void)? = nil) {
        self.base = base
        self.report = report
    }

    package func foresee(_ questions: [DNSQuestion]) { base.foresee(questions) }

    package func beginMessage() { base.beginMessage() }

    package func turn(to message: Int) { base.turn(to: message) }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        if let known = answers[question] { return known }
        let answer = base.resolve(name, type)
        if answer.status != .notRecorded {
            answers[question] = answer
            report?(Self.line(question, answer))
        }
        return answer
    }

    /// The snapshot: sorted by name and type, so that the same answers give the same octets.
    /// - Parameter now: seconds since 1970, for the header line.
    package func snapshot(now: Int) -> [UInt8] {
        var octets = SnapshotMerge.header(now: now)
        let sorted = answers.sorted { ($0.key.name, $0.key.type.rawValue) < ($1.key.name, $1.key.type.rawValue) }
        for (question, answer) in sorted { octets += Self.line(question, answer) + [0x0A] }
        return octets
    }

    private static func line(_ question: DNSQuestion, _ answer: DNSAnswer) -> [UInt8] {
        var line = JSONWriter(capacity: 256)
        line.object { json in
            json.field("name", question.name)
            json.field("type", question.type.rawValue)
            json.field("rcode", rcode(answer.status))
            json.field("answers", answer.records.map(Presentation.text))
            json.field("ttl", Int(answer.ttl))
            json.field("dnssec", answer.security.rawValue)
        }
        return line.bytes
    }

    /// Written beside the file and renamed, so that a snapshot is there whole or not at all.
    package func write(to path: String, now: Int) throws {
        try Data(snapshot(now: now)).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    private static func rcode(_ status: DNSAnswer.Status) -> String {
        switch status {
        case .noError: "NOERROR"
        case .nxDomain: "NXDOMAIN"
        case .serverFailure, .notRecorded: "SERVFAIL"
        case .timeout: "TIMEOUT"
        }
    }
}
