import MIME

/// libopendkim's hashes of a message, made only where ours make a signature wrong: one program's canonicalisation is no
/// proof that somebody altered a message. Ours comes first because it is the stricter and the faster one. Within its
/// scope the library differs in one thing, a CR in a body that no LF follows (`OpenDKIMTests`); many signers use it, so
/// its reading counts as well.
struct SecondOpinion {
    private let library: OpenDKIM?
    private let section: HeaderSection
    private let signatures: [ParsedSignature]
    private var known: [Int: SignatureHashes]?

    /// - Parameter signatures: all signatures of the message; none where the library is not to be asked.
    init(_ library: OpenDKIM?, _ section: HeaderSection, _ signatures: [ParsedSignature]) {
        self.library = library
        self.section = section
        self.signatures = signatures
    }

    /// - Parameter field: the index of the signature's field.
    /// - Returns: nil where the library was not asked, gave none, or agrees.
    mutating func hashes(of field: Int, otherThan own: SignatureHashes) -> SignatureHashes? {
        guard let other = all()[field], (other.header, other.body) != (own.header, own.body) else { return nil }
        return SignatureHashes(header: other.header, body: other.body, bodyLength: own.bodyLength)
    }

    private mutating func all() -> [Int: SignatureHashes] {
        if let known { return known }
        let isAsked = !signatures.isEmpty && OpenDKIMScope.covers(section, signatures)
        let made = isAsked ? library?.hashes(section) ?? [:] : [:]
        known = made
        return made
    }
}
