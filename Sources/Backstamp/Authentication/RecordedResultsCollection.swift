import MIME

/// The recorded results of a message, and which of them may be believed (RFC 8601 §5).
///
/// Anybody can write such a field into a message. Those above the border hop's Received field were added after the
/// receiver had taken the message in; all others came with it, or may have. Below the boundary a field is believed
/// only where the user names its authserv-id.
extension RecordedResults {
    static let fieldLimit = 100

    static func collect(_ message: Message, _ route: Route, authservIDs: [String]) -> [RecordedResults] {
        let header = message.header
        let trust = Trust(header, route, authservIDs)
        var collected: [RecordedResults] = []
        for field in header.fields {
            var recorded: RecordedResults
            switch field.key {
            case "authentication-results", "arc-authentication-results":
                recorded = AuthenticationResultsParser.parse(header.unfolded(field))
            case "received-spf": recorded = ReceivedSPFParser.parse(header.unfolded(field))
            default: continue
            }
            recorded.header = field.key
            recorded.field = field.index
            recorded.trusted = trust.believes(recorded, at: field.index)
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
        let ownNames: Set<String>
        let named: Set<String>

        init(_ header: HeaderSection, _ route: Route, _ authservIDs: [String]) {
            let border = route.borderHop?.field ?? 0
            boundary = border
            next = header.fields.first { $0.key == "received" && $0.index > border }?.index ?? Int.max
            ownNames = Set(route.hops.filter(\.trusted).compactMap { $0.by.name?.lowercased() })
            named = Set(authservIDs.map { $0.lowercased() })
        }

        func believes(_ recorded: RecordedResults, at index: Int) -> Bool {
            // An ARC set travels with the message: its seal has to vouch for it, not its place.
            guard recorded.header != "arc-authentication-results" else { return false }
            if index < boundary { return true }
            guard let id = recorded.authservID, named.contains(id) else { return false }
            // RFC 8601 §5: a receiver removes fields that arrive under its own name. Some, Gmail for one, add theirs
            // below their own Received field, so a named one is believed there; further down it came from elsewhere.
            return ownNames.contains(id) ? index < next : true
        }
    }
}
