public import Synchronization

/// What was worked out before, by name, for the life of the process: hosts and domains come again and again, in one
/// message and in the next. Full, it starts anew, so that an archive of names made to be different costs no memory.
@usableFromInline package struct BoundedCache<Value: Sendable>: Sendable, ~Copyable {
    @usableFromInline let limit: Int
    @usableFromInline let entries = Mutex<[String: Value]>([:])

    /// Names of domains are shorter; what is longer is not kept.
    @usableFromInline static var maximumKey: Int { 300 }

    @inlinable package init(limit: Int) { self.limit = limit }

    @inlinable package func value(for key: String, _ make: (String) -> Value) -> Value {
        if let known = entries.withLock({ $0[key] }) { return known }
        let value = make(key)
        guard key.utf8.count <= Self.maximumKey else { return value }
        entries.withLock { entries in
            if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
            entries[key] = value
        }
        return value
    }
}
