/// The copies of one message that many got: the same author domain, subject and link texts. What differs between
/// otherwise equal URLs of what they load tells one copy from another, and so one reader from another: that is proof.
///
/// The weaker cases are told apart: where all copies went to one address, a value may name the issue and not the reader;
/// two short values of two readers may be two designs; where several readers share a value, it names nobody.
package import JSON

package struct Campaign: Sendable {
    package enum Judgement: String, Sendable {
        /// No two recipients share a value, of three recipients at least, or the values are long identifiers.
        case personal
        /// No two recipients share a value, but there are too few to tell.
        case unclear
        /// One recipient only, and each copy has a value of its own.
        case perCopy
        /// Recipients share values.
        case shared
    }

    /// One piece of one URL that is not the same in all copies.
    package struct Difference: Sendable {
        /// The URL, `{…}` where copies differ.
        package let template: String
        package let host: String
        /// `e in the query`, `piece 2 of the path`.
        package let piece: String
        package let values: Int
        package let judgement: Judgement
        package let proof: String
    }

    private struct Piece {
        /// The first value is a long identifier or an address.
        let isIdentifier: Bool
        /// Each value's hash, with that of the first recipient who had it.
        var owners: [UInt64: UInt64]
        var isShared = false
    }

    private struct Load {
        let first: URLPieces
        /// Index of the piece in the URL → the values that copies have there.
        var differing: [Int: Piece] = [:]
        /// Another URL altogether in some copy: not compared.
        var isOther = false
    }

    package let authorDomain: String
    /// Of its first copy.
    package let subject: String
    /// Where the first copy stands.
    package let source: String
    package private(set) var messages = 1
    private let firstRecipient: UInt64
    private var recipients: Set<UInt64>
    /// Of the messages that were compared.
    private var digests: Set<UInt64>
    private var loads: [Load]

    /// More values and recipients than this are not told apart: proof enough.
    static let valueLimit = 1_000
    /// URLs that differ in more pieces are different pictures.
    private static let differenceLimit = 3

    init(_ message: CampaignMessage) {
        authorDomain = message.authorDomain
        subject = message.subject
        source = message.source
        firstRecipient = message.recipient
        recipients = [message.recipient]
        digests = [message.digest]
        loads = message.loads.map { Load(first: $0) }
    }

    /// Octets that it holds, about.
    var size: Int {
        loads.reduce(256 + (recipients.count + digests.count) * 16) { size, load in
            load.differing.values.reduce(size + load.first.size) { $0 + $1.owners.count * 32 }
        }
    }

    mutating func add(_ message: CampaignMessage) {
        guard !digests.contains(message.digest) else { return }
        if digests.count < Self.valueLimit { digests.insert(message.digest) }
        for index in loads.indices where !loads[index].isOther && index < message.loads.count {
            compare(&loads[index], message.loads[index], message.recipient)
        }
        messages += 1
        if recipients.count < Self.valueLimit { recipients.insert(message.recipient) }
    }

    private func compare(_ load: inout Load, _ other: URLPieces, _ recipient: UInt64) {
        let first = load.first
        guard first.hasForm(of: other) else { return load.isOther = true }
        let found = first.pieces.indices.filter { first.pieces[$0].value != other.pieces[$0].value }
        let differing = Set(load.differing.keys).union(found)
        guard differing.count <= Self.differenceLimit else { return load.isOther = true }
        for index in differing {
            // Where nothing differed until now, all copies had the first one's value.
            let initial = first.pieces[index].value
            var piece = load.differing[index]
                ?? Piece(
                    isIdentifier: Self.isIdentifier(initial), owners: [OctetHash.value(initial): firstRecipient],
                    isShared: recipients.count > 1)
            let value = OctetHash.value(other.pieces[index].value)
            if let owner = piece.owners[value] {
                if owner != recipient { piece.isShared = true }
            } else if piece.owners.count < Self.valueLimit {
                piece.owners[value] = recipient
            }
            load.differing[index] = piece
        }
    }

    package var differences: [Difference] {
        var seen: Set<String> = []
        return loads.flatMap { load -> [Difference] in
            guard !load.isOther, !load.differing.isEmpty else { return [] }
            let template = load.first.template(Set(load.differing.keys))
            guard seen.insert(template).inserted else { return [] }
            let host = load.first.pieces.filter { if case .host = $0.kind { true } else { false } }.map(\.value).joined(separator: ".")
            return load.differing.sorted { $0.key < $1.key }.map { index, piece in
                let judgement = judgement(piece)
                return Difference(
                    template: template, host: host, piece: load.first.pieces[index].kind.name,
                    values: piece.owners.count, judgement: judgement, proof: proof(judgement, piece.owners.count))
            }
        }
    }

    private func judgement(_ piece: Piece) -> Judgement {
        if recipients.count > 1 {
            if piece.isShared { return .shared }
            return recipients.count > 2 || piece.isIdentifier ? .personal : .unclear
        }
        return piece.owners.count >= min(messages, Self.valueLimit) ? .perCopy : .shared
    }

    /// A picture's name is none, however long.
    private static func isIdentifier(_ value: Substring) -> Bool {
        if value.contains("@") || value.contains("%40") { return true }
        let pictures = [".gif", ".png", ".jpg", ".jpeg", ".webp"]
        return URLWords.isIdentifier(Array(value.utf8)[...]) && !pictures.contains { value.lowercased().hasSuffix($0) }
    }

    private func proof(_ judgement: Judgement, _ values: Int) -> String {
        switch judgement {
        case .personal: "\(messages) copies to \(recipients.count) recipients carry \(values) values, and no two recipients share one"
        case .unclear: "\(messages) copies to \(recipients.count) recipients carry \(values) values: too few to tell a reader's from a design's"
        case .perCopy: "\(messages) copies to one recipient carry \(values) values: each copy is told apart"
        case .shared: "\(values) values in \(messages) copies: recipients share them, so that they name nobody"
        }
    }
}

extension Campaign: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("authorDomain", authorDomain)
            json.field("subject", subject)
            json.field("source", source)
            json.field("messages", messages)
            json.field("recipients", recipients.count)
            json.field("differences", differences)
        }
    }
}

extension Campaign.Difference: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("url", template)
            json.field("host", host)
            json.field("piece", piece)
            json.field("values", values)
            json.field("judgement", judgement.rawValue)
            json.field("proof", proof)
        }
    }
}
