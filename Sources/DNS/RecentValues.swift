/// What was worked out last, by key, while a run lasts. Once there are too many, those go that were not asked for since the
/// last time: what always comes stays, and neither an archive of any size nor keys made to be different cost more memory.
package struct RecentValues<Key: Hashable, Value> {
    private var recent: [Key: Value] = [:]
    /// What was kept before that.
    private var older: [Key: Value] = [:]
    private let limit: Int

    /// - Parameter limit: how many are kept at most.
    package init(limit: Int) { self.limit = limit }

    package mutating func value(_ key: Key) -> Value? {
        if let value = recent[key] { return value }
        guard let value = older[key] else { return nil }
        keep(value, key)
        return value
    }

    package mutating func keep(_ value: Value, _ key: Key) {
        if recent.count >= limit / 2 {
            swap(&recent, &older)
            recent.removeAll(keepingCapacity: true)
        }
        recent[key] = value
    }

    package var count: Int { recent.count + older.count }
}
