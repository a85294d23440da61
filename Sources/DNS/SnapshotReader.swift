import JSON

/// The lines of a DNS snapshot, read strictly: what is wrong is said with its line.
struct SnapshotReader {
    let file: String
    /// Of one type at one name, spread over lines.
    private static let maximumRecords = 1000

    private(set) var names: [String: RecordedName] = [:]
    private(set) var absent = SnapshotResolver.Absent.unknown
    private(set) var recorded: String?
    private var line = 0

    init(file: String) { self.file = file }

    mutating func read(_ bytes: [UInt8]) throws(SnapshotError) {
        names.reserveCapacity(bytes.count / 128)
        var start = 0
        var sawHeader = false
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            line += 1
            let text = bytes[start..<end]
            start = end + 1
            if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            let value = try object(text, isUnterminated: end == bytes.count)
            if sawHeader { try answer(value) } else { try header(value) }
            sawHeader = true
        }
        if !sawHeader { throw SnapshotError(file: file, line: 0, problem: .empty) }
    }

    /// Every name above one that exists, unless it is listed itself.
    func nonTerminals() -> Set<String> {
        var found: Set<String> = []
        for (name, recorded) in names where recorded.answers.contains(where: { $0.answer.status != .nxDomain }) {
            var current = name
            while let parent = DomainName.parent(current) {
                current = parent
                // What stands above a name that was found before has been walked already.
                if names[parent] == nil, !found.insert(parent).inserted { break }
            }
        }
        return found
    }

    private func error(_ problem: SnapshotError.Problem) -> SnapshotError {
        SnapshotError(file: file, line: line, problem: problem)
    }

    private func object(_ text: ArraySlice<UInt8>, isUnterminated: Bool) throws(SnapshotError) -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONReader.value(text)
        } catch {
            if error.isTruncated, isUnterminated { throw self.error(.truncated) }
            throw self.error(line == 1 ? .badHeader(error.description) : .notJSON(error.description))
        }
        guard value.isObject else {
            throw error(line == 1 ? .badHeader("not an object") : .notJSON("another kind of value"))
        }
        return value
    }

    private mutating func header(_ value: JSONValue) throws(SnapshotError) {
        guard let version = value["snapshot"]?.int else { throw error(.badHeader("\"snapshot\" is missing")) }
        guard version == 1 else { throw error(.unknownVersion(version)) }
        guard let text = value["absent"]?.string, let absent = SnapshotResolver.Absent(rawValue: text) else {
            throw error(.badHeader("\"absent\" must be \"nxdomain\" or \"unknown\""))
        }
        self.absent = absent
        recorded = value["recorded"]?.string
    }

    private mutating func answer(_ value: JSONValue) throws(SnapshotError) {
        guard let name = value["name"]?.string else { throw error(.badField("\"name\" is missing")) }
        guard let typeName = value["type"]?.string else { throw error(.badField("\"type\" is missing")) }
        let key = DomainName.normalized(name)
        // A type that nobody here asks for still says that the name exists.
        guard let type = RecordType(rawValue: typeName.uppercased()) else {
            if names[key] == nil { names[key] = RecordedName() }
            return
        }
        var answer = try answer(value, type)
        // A record set may be spread over lines. It is a set (RFC 2181 §5): a line that stands twice counts once.
        if answer.status == .noError, let before = names[key]?[type], before.status == .noError {
            guard before.records.count <= Self.maximumRecords else {
                throw error(.badField("more than \(Self.maximumRecords) records of one type at one name"))
            }
            answer.records = before.records + answer.records.filter { !before.records.contains($0) }
        }
        names[key, default: RecordedName()][type] = answer
    }

    private static let statuses: [String: DNSAnswer.Status] = [
        "NOERROR": .noError, "NXDOMAIN": .nxDomain, "SERVFAIL": .serverFailure, "REFUSED": .serverFailure,
        "TIMEOUT": .timeout,
    ]

    private func answer(_ value: JSONValue, _ type: RecordType) throws(SnapshotError) -> DNSAnswer {
        guard let rcode = value["rcode"]?.string, let status = Self.statuses[rcode] else {
            throw error(.badField("\"rcode\" must be NOERROR, NXDOMAIN, SERVFAIL or TIMEOUT"))
        }
        var security = DNSAnswer.Security.indeterminate
        if let text = value["dnssec"]?.string {
            guard let known = DNSAnswer.Security(rawValue: text) else {
                throw error(.badField("\"dnssec\" must be secure, insecure, bogus or indeterminate"))
            }
            security = known
        }
        var records: [DNSRecord] = []
        for answer in value["answers"]?.array ?? [] {
            guard let text = answer.string else { throw error(.badField("\"answers\" must be a list of strings")) }
            guard let record = Presentation.record(type, text) else {
                throw error(.badAnswer("\(JSONQuoted(text)) is no \(type.rawValue) answer"))
            }
            records.append(record)
        }
        let ttl = UInt32(clamping: max(0, value["ttl"]?.int ?? 0))
        // A bogus answer is none (RFC 4035 §5.5).
        return security == .bogus
            ? DNSAnswer(.serverFailure, ttl: ttl, security: .bogus)
            : DNSAnswer(status, status == .noError ? records : [], ttl: ttl, security: security)
    }
}

/// What a snapshot holds of a name: an answer for each of a few types.
struct RecordedName: Sendable {
    private(set) var answers: [(type: RecordType, answer: DNSAnswer)] = []

    subscript(type: RecordType) -> DNSAnswer? {
        get { answers.first { $0.type == type }?.answer }
        set {
            answers.removeAll { $0.type == type }
            if let newValue { answers.append((type, newValue)) }
        }
    }
}

/// Text out of a file, made safe to print.
private struct JSONQuoted: CustomStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    var description: String {
        var json = JSONWriter(capacity: 64)
        json.value(String(text.prefix(60)))
        return json.string
    }
}
