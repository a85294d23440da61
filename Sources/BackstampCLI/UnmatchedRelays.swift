import Backstamp

/// What `--trusted` names and no Received field does: most likely a slip of the pen, which would move the boundary silently.
struct UnmatchedRelays {
    private var items: [(text: String, relays: TrustedRelays)]

    init(_ policy: Policy) { items = policy.trusted.map { ($0, TrustedRelays([$0])) } }

    mutating func see(_ route: Route) { items.removeAll { $0.relays.isNamed(in: route) } }

    /// One line each, when everything has been seen.
    func tell() {
        for item in items { Console.complain("--trusted \(item.text): no Received field names it, so it changed nothing.") }
    }
}
