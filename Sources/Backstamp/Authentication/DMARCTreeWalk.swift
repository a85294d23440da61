import DNS

/// The DNS Tree Walk (RFC 9989 §4.10): which policy records stand above a name, and which Organizational Domain
/// follows from them. At most eight queries a walk; a name is asked for once in a message, however many walks pass it.
///
/// A query without answer ends the walk with `failure`: nothing may be concluded from it.

/// `_dmarc` records of names, as the DNS gives them.
struct DMARCRecords {
    enum Outcome: Sendable, Equatable {
        case record(DMARCRecord, text: String)
        /// No record, or records that are all to be discarded; then `why` says so.
        case none(why: String?)
        /// The DNS gave no answer.
        case failure(String)
    }

    /// Texts that were read, and what they say: nil for what is no policy record.
    final class Memory {
        private var known = RecentValues<RecordText, Read?>(limit: 2048)
        /// Longer ones are read anew each time.
        private static let maximumLength = 4096

        fileprivate func read(_ octets: [UInt8]) -> Read? {
            let text = RecordText(octets)
            if let known = known.value(text) { return known }
            let read = DMARCRecord(octets).map { Read(record: $0, text: String(decoding: octets, as: UTF8.self)) }
            if octets.count <= Self.maximumLength { known.keep(read, text) }
            return read
        }
    }

    fileprivate struct Read {
        let record: DMARCRecord
        /// As published, shortened.
        let text: String

        init(record: DMARCRecord, text: String) {
            self.record = record
            self.text = String(text.prefix(DMARCCheck.recordLimit))
        }
    }

    private let resolver: any Resolver
    private let memory: Memory
    private var outcomes: [String: Outcome] = [:]
    /// How many queries were made.
    private(set) var queries = 0

    /// - Parameter memory: share one between the messages of a run.
    init(_ resolver: any Resolver, memory: Memory = Memory()) {
        self.resolver = resolver
        self.memory = memory
    }

    mutating func record(at domain: String) -> Outcome {
        if let known = outcomes[domain] { return known }
        queries += 1
        let outcome = outcome(resolver.resolve("_dmarc." + domain, .txt), at: domain)
        outcomes[domain] = outcome
        return outcome
    }

    private func outcome(_ answer: DNSAnswer, at domain: String) -> Outcome {
        if let failure = answer.failureReason { return .failure("the policy record of \(domain): \(failure)") }
        let found = answer.texts.compactMap(memory.read)
        // RFC 9989 §4.10: several records for one name are all discarded.
        guard found.count <= 1 else { return .none(why: "\(domain) has \(found.count) policy records, so none counts") }
        guard let read = found.first else { return .none(why: nil) }
        return .record(read.record, text: read.text)
    }
}

struct DMARCTreeWalk: Sendable {
    struct Step: Sendable {
        var domain: String
        var record: DMARCRecord
        var text: String
    }

    let start: String
    /// The records found, longest name first.
    private(set) var found: [Step] = []
    /// Why the walk could not be finished; nil where it was.
    private(set) var failure: String?
    /// What was discarded on the way.
    private(set) var notes: [String] = []

    init(from start: String, _ records: inout DMARCRecords) {
        self.start = start
        for domain in Self.targets(from: start) {
            switch records.record(at: domain) {
            case .none(let why):
                if let why { notes.append(why) }
            case .failure(let why):
                failure = why
                return
            case .record(let record, let text):
                found.append(Step(domain: domain, record: record, text: text))
                // RFC 9989 §4.10, steps 2 and 6.
                if record.psd != .unknown { return }
            }
        }
    }

    /// The names that are asked for, in order.
    static func targets(from start: String) -> [String] {
        let labels = start.split(separator: ".", omittingEmptySubsequences: true)
        guard !labels.isEmpty else { return [] }
        // RFC 9989 §4.10, step 4: after the name itself, at most seven labels.
        return [start]
            + (1...max(1, min(labels.count - 1, 7))).reversed().compactMap { count in
                count < labels.count ? labels.suffix(count).joined(separator: ".") : nil
            }
    }

    /// RFC 9989 §4.10.2.
    var organizationalDomain: String {
        for step in found {
            if step.record.psd == .no { return step.domain }
            if step.record.psd == .yes, step.domain != start {
                let labels = step.domain.split(separator: ".").count + 1
                return start.split(separator: ".").suffix(labels).joined(separator: ".")
            }
        }
        return found.last?.domain ?? start
    }

    /// The record that applies to mail of `start`: its own, its Organizational Domain's, or its Public Suffix
    /// Domain's, in this order (RFC 9989 §4.10.1).
    var policyRecord: Step? {
        if let own = found.first, own.domain == start { return own }
        let organization = organizationalDomain
        return found.first { $0.domain == organization } ?? found.last { $0.record.psd == .yes }
    }
}
