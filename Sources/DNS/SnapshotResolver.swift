import FoundationEssentials
import JSON

/// Answers from a recorded DNS snapshot: NDJSON, a header line and a line per answer. No look-up is made.
///
/// A name with a line of any type is known: types that have none of their own are "no data" where absent means
/// NXDOMAIN, and "not recorded" where it means unknown. A snapshot that cannot be read is a `SnapshotError`.
package final class SnapshotResolver: Resolver, Sendable {
    /// What a name that is not listed means.
    package enum Absent: String, Sendable { case nxdomain, unknown }

    /// RFC 1034 §3.6.2 asks for loops to be found; nobody's chain is longer than this.
    package static let maximumChain = 8

    private let names: [String: RecordedName]
    /// Names that exist because a name below them does (RFC 8020 §2).
    private let nonTerminals: Set<String>
    package let absent: Absent
    /// When the snapshot was taken, as written.
    package let recorded: String?

    package convenience init(path: String) throws(SnapshotError) {
        let bytes: [UInt8]
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            guard data.count <= 1 << 30 else { throw SnapshotError(file: path, line: 0, problem: .tooLarge) }
            bytes = [UInt8](data)
        } catch let error as SnapshotError {
            throw error
        } catch {
            throw SnapshotError(file: path, line: 0, problem: .unreadable(Self.reason(error)))
        }
        try self.init(bytes, file: path)
    }

    /// - Parameter file: the name to give in errors.
    package init(_ bytes: [UInt8], file: String) throws(SnapshotError) {
        var reader = SnapshotReader(file: file)
        try reader.read(bytes)
        names = reader.names
        absent = reader.absent
        recorded = reader.recorded
        nonTerminals = reader.nonTerminals()
    }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        var name = DomainName.normalized(name)
        var ttl = UInt32.max
        var security = DNSAnswer.Security.secure
        for _ in 0...Self.maximumChain {
            var (answer, isAlias) = step(name, type)
            ttl = min(ttl, answer.ttl)
            security = security.weaker(answer.security)
            answer.ttl = ttl
            answer.security = security
            guard isAlias, let target = answer.names.first else { return answer }
            name = target
        }
        return DNSAnswer(.serverFailure)
    }

    /// A recording holds what one run happened to ask, and in what order nobody knows; a complete zone holds all.
    package func known(_ name: String, _ type: RecordType) -> DNSAnswer? {
        absent == .nxdomain ? resolve(name, type) : nil
    }

    private func step(_ name: String, _ type: RecordType) -> (DNSAnswer, isAlias: Bool) {
        guard let recorded = names[name] else {
            if absent == .unknown { return (DNSAnswer(.notRecorded), false) }
            return (DNSAnswer(nonTerminals.contains(name) ? .noError : .nxDomain), false)
        }
        if let answer = recorded[type], answer.status != .noError || !answer.records.isEmpty { return (answer, false) }
        if type != .cname, let alias = recorded[.cname], !alias.names.isEmpty { return (alias, true) }
        if let answer = recorded[type] { return (answer, false) }
        // RFC 8020 §2: NXDOMAIN is said of the name, not of one type.
        if let denied = recorded.answers.first(where: { $0.answer.status == .nxDomain }) { return (denied.answer, false) }
        return (DNSAnswer(absent == .nxdomain ? .noError : .notRecorded), false)
    }

    private static func reason(_ error: any Error) -> String {
        guard let code = (error as? CocoaError)?.code else { return "\(error)" }
        return switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: "no such file"
        case .fileReadNoPermission: "no permission"
        default: "not a file with something to read"
        }
    }
}

extension DNSAnswer.Security {
    /// A chain is as good as its weakest link.
    func weaker(_ other: Self) -> Self {
        for weak in [Self.bogus, .indeterminate, .insecure] where self == weak || other == weak { return weak }
        return .secure
    }
}
