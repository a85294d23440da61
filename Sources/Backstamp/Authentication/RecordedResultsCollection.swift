import MIME

/// The recorded results of a message, and which of them may be believed (RFC 8601 §5).
///
/// Anybody can write such a field into a message. Those above the border hop's Received field were added after the
/// receiver had taken the message in; all others came with it, or may have. Just below it a field is believed only
/// where the user names its authserv-id and the receiver is known to write there.
extension RecordedResults {
    static let fieldLimit = 100
    private static let names = ["authentication-results", "arc-authentication-results", "received-spf"]

    static func collect(_ message: Message, _ route: Route, authservIDs: [String]) -> [RecordedResults] {
        let header = message.header
        let fields = names.flatMap { header.fields($0) }.sorted { $0.index < $1.index }
        if fields.isEmpty { return [] }
        let trust = Trust(header, route, authservIDs)
        var collected: [RecordedResults] = []
        var hasOneBelow = false
        for field in fields {
            var recorded: RecordedResults
            switch field.key {
            case "received-spf": recorded = ReceivedSPFParser.parse(header.unfolded(field))
            default: recorded = AuthenticationResultsParser.parse(header.unfolded(field))
            }
            recorded.header = field.key
            recorded.field = field.index
            recorded.trusted = trust.believes(recorded, at: field.index)
            // The receiver adds on top: of several below its Received field the others came with the message.
            if recorded.trusted, field.index > trust.boundary {
                recorded.trusted = !hasOneBelow
                hasOneBelow = true
            }
            recorded.isNamed = recorded.trusted && trust.named.contains(recorded.authservID ?? "")
            collected.append(recorded)
            if collected.count == fieldLimit { break }
        }
        return collected
    }

    private struct Trust {
        /// Fields above this index were added by the receiver.
        let boundary: Int
        /// The next Received field below the boundary.
        let next: Int
        /// Whether the border relay is known to write its results below its own Received field.
        let writesBelow: Bool
        let named: Set<String>

        init(_ header: HeaderSection, _ route: Route, _ authservIDs: [String]) {
            let border = route.borderHop?.field ?? 0
            boundary = border
            next = header.fields("received").first { $0.index > border }?.index ?? Int.max
            writesBelow = route.borderHop?.dialect == "gmail"
            named = Set(authservIDs.map { $0.lowercased() })
        }

        func believes(_ recorded: RecordedResults, at index: Int) -> Bool {
            // An ARC set travels with the message: its seal has to vouch for it, not its place.
            guard recorded.header != "arc-authentication-results" else { return false }
            if index < boundary { return true }
            // RFC 8601 §5: a receiver removes fields that arrive under its own name. Gmail adds its own below its own
            // Received field; further down, or below another receiver's, everything came with the message.
            guard let id = recorded.authservID, named.contains(id) else { return false }
            return writesBelow && index < next
        }
    }
}
