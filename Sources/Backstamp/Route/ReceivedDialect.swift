/// A way of writing Received fields: how it is recognised, and what its words mean where the grammar leaves that open.
/// A new dialect is a new entry of `table`; the order matters, the first that recognises a field reads it.

struct ReceivedDialect: Sendable {
    /// What the first name behind `from` is where the relay gives one name and an address alone.
    enum LoneName: Sendable {
        /// What the client called itself.
        case helo
        /// The name of the address; the client called itself the same, else both would stand there.
        case both
    }

    /// Whether its `with` clause or a comment would tell TLS, so that silence means that there was none.
    enum Encryption: Sendable {
        case recorded, notRecorded
        /// Only by releases that were in use from that year on.
        case recordedSince(Int)
    }

    let name: String
    var loneName = LoneName.helo
    var encryption = Encryption.notRecorded
    /// A note of a local program, no record of a client: its addresses are not a relay's.
    var isLocal = false
    /// How the software is called where its comment gives the version alone.
    var software: String?
    /// How a comment behind `by` or `with` begins that names the software; ASCII in lower case.
    var notes: [String] = []
    /// Domains of the relay's host, each with its leading dot.
    var hosts: [String] = []
    /// `with` clauses begin so.
    var protocols: [String] = []
    /// What the lists above cannot say.
    var recognises: (@Sendable (ReceivedSigns) -> Bool)?
    /// What the grammar cannot know.
    var refine: (@Sendable (ReceivedSigns, inout Hop) -> Void)?

    static let unknown = ReceivedDialect(name: "unknown")

    static func of(_ signs: ReceivedSigns) -> ReceivedDialect {
        let entries = index.span
        for index in entries.indices where entries[index].matches(signs) { return entries[index].dialect }
        return unknown
    }

    /// Dialects that only local programs write.
    static let localNames: Set<String> = Set(localDialects.map(\.name)).subtracting([
        "postfix", "exim", "sendmail", "mercury",
    ])

    static let table = localDialects + serverDialects + serviceDialects + shapeDialects

    private static let index = table.map { DialectEntry($0) }
}

/// A dialect with the octets that its lists begin and end with: most entries are passed over by these alone. A class, so
/// that going through the table copies nothing.
private final class DialectEntry: Sendable {
    let dialect: ReceivedDialect
    private let notes: OctetSet
    private let protocols: OctetSet
    private let hosts: OctetSet

    init(_ dialect: ReceivedDialect) {
        self.dialect = dialect
        notes = OctetSet(dialect.notes.compactMap(\.utf8.first))
        protocols = OctetSet(dialect.protocols.compactMap(\.utf8.first))
        hosts = OctetSet(dialect.hosts.compactMap(\.utf8.last))
    }

    func matches(_ signs: ReceivedSigns) -> Bool {
        if notes.meets(signs.noteOpenings), dialect.notes.contains(where: { signs.note($0) }) { return true }
        if protocols.meets(signs.withOpening), dialect.protocols.contains(where: { signs.with.hasPrefix($0) }) {
            return true
        }
        if hosts.meets(signs.byEnd), dialect.hosts.contains(where: { signs.isBy($0) }) { return true }
        return dialect.recognises?(signs) == true
    }
}

/// A set of ASCII octets without regard to case, blurred to 64 members: it may say that sets meet when they do not.
struct OctetSet: Sendable {
    private var bits: UInt64 = 0

    init(_ octets: some Sequence<UInt8>) { for octet in octets { insert(octet) } }

    init(openingsOf texts: [Octets]) { for text in texts { insert(text.first) } }

    mutating func insert(_ octet: UInt8?) {
        if let octet { bits |= 1 << UInt64(octet.lowered & 63) }
    }

    func meets(_ other: OctetSet) -> Bool { bits & other.bits != 0 }
}

/// What dialects are recognised by, taken once from a field.
struct ReceivedSigns {
    let clauses: ReceivedClauses
    /// The words of the `with` clause, in one piece.
    let with: Octets
    /// The name behind `by`.
    let by: Octets
    /// The comments of `by`, then of `with`, then those behind them that name no client: where software is named.
    let notes: [Octets]
    let lead: Octets?
    let id: Octets?
    let noteOpenings: OctetSet
    let withOpening: OctetSet
    let byEnd: OctetSet

    init(_ clauses: consuming ReceivedClauses) {
        let words = clauses.words(.with)
        with = words.count < 2 ? words.first?.prefix(60) ?? [] : Self.joined(words.prefix(5))
        by = clauses.word(.by)?.prefix(255) ?? []
        notes = clauses.notes
        lead = clauses.items.first.flatMap { $0.keyword == .lead ? $0.octets : nil }
        id = clauses.word(.id)
        noteOpenings = OctetSet(openingsOf: notes)
        withOpening = OctetSet(with.prefix(1))
        byEnd = OctetSet(by.suffix(1))
        self.clauses = clauses
    }

    private static func joined(_ words: ArraySlice<Octets>) -> Octets {
        var with: [UInt8] = []
        with.reserveCapacity(80)
        for word in words {
            if !with.isEmpty { with.append(0x20) }
            with.append(contentsOf: word.prefix(60))
        }
        return with[...]
    }

    func note(_ opening: String) -> Bool { notes.contains { $0.hasPrefix(opening) } }

    /// The relay's host is of the domain, which is given with its leading dot.
    func isBy(_ domain: String) -> Bool { by.hasSuffix(domain) }
}
