/// A way of writing Received fields: how it is recognised, and what its words mean where the grammar leaves that open.
/// A new dialect is a new entry of `table`; the order matters, the first that recognises a field reads it. A class, so that a
/// look into the table copies nothing.

final class ReceivedDialect: Sendable {
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
    let loneName: LoneName
    let encryption: Encryption
    /// A note of a local program, no record of a client: its addresses are not a relay's.
    let isLocal: Bool
    /// How the software is called where its comment gives the version alone.
    let software: String?
    /// How a comment behind `by` or `with` begins that names the software; ASCII in lower case.
    let notes: [String]
    /// Domains of the relay's host, each with its leading dot.
    let hosts: [String]
    /// `with` clauses begin so.
    let protocols: [String]
    /// `recognises` is asked only where the field has all of these.
    let needs: ReceivedSigns.Parts
    /// What the lists above cannot say.
    let recognises: (@Sendable (ReceivedSigns) -> Bool)?
    /// What the grammar cannot know.
    let refine: (@Sendable (ReceivedSigns, inout Hop.Facts) -> Void)?

    init(
        name: String, loneName: LoneName = .helo, encryption: Encryption = .notRecorded, isLocal: Bool = false, software: String? = nil,
        notes: [String] = [], hosts: [String] = [], protocols: [String] = [], needs: ReceivedSigns.Parts = [],
        recognises: (@Sendable (ReceivedSigns) -> Bool)? = nil, refine: (@Sendable (ReceivedSigns, inout Hop.Facts) -> Void)? = nil
    ) {
        self.name = name
        self.loneName = loneName
        self.encryption = encryption
        self.isLocal = isLocal
        self.software = software
        self.notes = notes
        self.hosts = hosts
        self.protocols = protocols
        self.needs = needs
        self.recognises = recognises
        self.refine = refine
    }

    static let unknown = ReceivedDialect(name: "unknown")

    static func of(_ signs: ReceivedSigns) -> ReceivedDialect {
        let openings = openings.span
        for index in openings.indices {
            let isRecognised =
                openings[index].notes.meets(signs.noteOpenings) && table[index].notes.contains { signs.note($0) }
                || openings[index].protocols.meets(signs.withOpening) && table[index].protocols.contains { signs.with.hasPrefix($0) }
                || openings[index].hosts.meets(signs.byEnd) && table[index].hosts.contains { signs.isBy($0) }
                || openings[index].needs?.isSubset(of: signs.parts) == true && table[index].recognises?(signs) == true
            if isRecognised { return table[index] }
        }
        return unknown
    }

    /// Dialects that only local programs write.
    static let localNames: Set<String> = Set(localDialects.map(\.name)).subtracting([
        "postfix", "exim", "sendmail", "mercury",
    ])

    static let table = localDialects + serverDialects + serviceDialects + shapeDialects

    private static let openings = table.map { DialectOpenings($0) }
}

/// What a dialect's lists begin and end with, and what it needs: most entries are passed over by these alone, without
/// touching what they own.
private struct DialectOpenings {
    let notes: OctetSet
    let protocols: OctetSet
    let hosts: OctetSet
    /// nil where nothing but the lists recognises it.
    let needs: ReceivedSigns.Parts?

    init(_ dialect: ReceivedDialect) {
        notes = OctetSet(dialect.notes.compactMap(\.utf8.first))
        protocols = OctetSet(dialect.protocols.compactMap(\.utf8.first))
        hosts = OctetSet(dialect.hosts.compactMap(\.utf8.last))
        needs = dialect.recognises == nil ? nil : dialect.needs
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
    /// What a field may have or lack.
    struct Parts: OptionSet, Sendable {
        let rawValue: UInt8
        static let lead = Parts(rawValue: 1)
        static let notes = Parts(rawValue: 2)
        static let id = Parts(rawValue: 4)
        static let via = Parts(rawValue: 8)
        static let uid = Parts(rawValue: 16)
        static let noID = Parts(rawValue: 32)
        static let noProtocol = Parts(rawValue: 64)
    }

    let clauses: ReceivedClauses
    let parts: Parts
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
        notes = Array(clauses.notes)
        lead = clauses.items.first.flatMap { $0.keyword == .lead ? clauses.octets[$0.range] : nil }
        id = clauses.word(.id)
        noteOpenings = OctetSet(openingsOf: notes)
        withOpening = OctetSet(with.prefix(1))
        byEnd = OctetSet(by.suffix(1))
        var parts: Parts = id == nil ? .noID : .id
        if lead != nil { parts.insert(.lead) }
        if !notes.isEmpty { parts.insert(.notes) }
        if with.isEmpty { parts.insert(.noProtocol) }
        if clauses.hasWord(.via) { parts.insert(.via) }
        if clauses.hasWord(.uid) { parts.insert(.uid) }
        self.parts = parts
        self.clauses = clauses
    }

    private static func joined(_ words: Slice<OctetList>) -> Octets {
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
