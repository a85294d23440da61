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
    let recognises: @Sendable (ReceivedSigns) -> Bool
    /// What the grammar cannot know.
    var refine: (@Sendable (ReceivedSigns, inout Hop) -> Void)?

    static let unknown = ReceivedDialect(name: "unknown", recognises: { _ in true })

    static func of(_ signs: ReceivedSigns) -> ReceivedDialect {
        table.first { $0.recognises(signs) } ?? unknown
    }

    /// Dialects that only local programs write.
    static let localNames: Set<String> = Set(localDialects.map(\.name)).subtracting(["postfix", "exim", "sendmail", "mercury"])

    static let table = localDialects + serverDialects + serviceDialects + shapeDialects
}

/// What dialects are recognised by, taken once from a field.
struct ReceivedSigns {
    let clauses: ReceivedClauses
    /// The words of the `with` clause, in lower case, in one piece.
    let with: String
    /// The name behind `by`, in lower case.
    let by: String
    /// The comments of `by`, then of `with`, then those behind them that name no client: where software is named.
    let notes: [Octets]
    let lead: Octets?
    let id: Octets?

    init(_ clauses: ReceivedClauses) {
        self.clauses = clauses
        with = clauses.words(.with).prefix(5).map { $0.prefix(60).text }.joined(separator: " ").lowercased()
        by = clauses.word(.by).map { $0.prefix(255).text.lowercased() } ?? ""
        notes = clauses.items.filter { $0.isComment && $0.keyword != .from && $0.keyword != .lead }
            .prefix(8).map { $0.octets.trimmed }
        lead = clauses.items.first { $0.keyword == .lead }?.octets
        id = clauses.word(.id)
    }

    func note(_ opening: String) -> Bool { notes.contains { $0.hasPrefix(opening) } }

    /// The relay's host is of the domain, which is given with its leading dot.
    func isBy(_ domain: String) -> Bool { by.hasSuffix(domain) }
}
