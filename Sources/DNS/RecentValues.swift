/// What was worked out last, by key, while a run lasts. Once there is too much, that goes which was not asked for since the
/// last time: what always comes stays, and neither an archive of any size nor keys made to be different cost more memory.
@usableFromInline package struct RecentValues<Key: Hashable, Value> {
    @usableFromInline var recent: [Key: Value] = [:]
    /// What was kept before that.
    @usableFromInline var older: [Key: Value] = [:]
    /// The size of what is recent.
    @usableFromInline var held = 0
    @usableFromInline let limit: Int
    @usableFromInline let size: (Value) -> Int

    /// - Parameters:
    ///   - limit: how much is kept at most.
    ///   - size: what a value counts of it.
    @inlinable package init(limit: Int, size: @escaping (Value) -> Int = { _ in 1 }) {
        self.limit = limit
        self.size = size
    }

    @inlinable package mutating func value(_ key: Key) -> Value? {
        if let value = recent[key] { return value }
        guard let value = older[key] else { return nil }
        keep(value, key)
        return value
    }

    @inlinable package mutating func keep(_ value: Value, _ key: Key) {
        let size = size(value)
        if held + size > limit / 2 {
            swap(&recent, &older)
            recent.removeAll(keepingCapacity: true)
            held = 0
        }
        held += size
        recent[key] = value
    }
}
