public import Synchronization

/// What was worked out before, by name, for the life of the process: hosts and domains come again and again, in one
/// message and in the next. Full, it starts anew, so that an archive of names made to be different costs no memory.
@usableFromInline package struct BoundedCache<Value: Sendable>: Sendable, ~Copyable {
    @usableFromInline let limit: Int
    @usableFromInline let entries = Mutex(NamedValues<Value>())

    /// Names of domains are shorter; what is longer is not kept.
    @usableFromInline static var maximumKey: Int { 300 }

    @inlinable package init(limit: Int) { self.limit = limit }

    @inlinable package func value(for key: String, _ make: (String) -> Value) -> Value {
        guard key.utf8.count <= Self.maximumKey else { return make(key) }
        let hash = NamedValues<Value>.hash(key)
        if let known = entries.withLock({ $0.value(key, hash) }) { return known }
        let value = make(key)
        entries.withLock { entries in
            if entries.count >= limit { entries = NamedValues() }
            entries.insert(key, hash, value)
        }
        return value
    }
}

/// A hash table that is looked up at a third of what Dictionary costs, for it is asked a hundred times a message: its
/// hash (FNV-1a) is simple. Who makes names that share a hash only makes them push each other out, because a name has
/// but eight places.
@usableFromInline struct NamedValues<Value: Sendable>: Sendable {
    /// 0 where nothing is kept. Their number is a power of two.
    @usableFromInline var hashes: [UInt64]
    @usableFromInline var keys: [String]
    @usableFromInline var values: [Value?]
    @usableFromInline var count = 0

    @usableFromInline static var placesOfName: Int { 8 }

    @inlinable init(places: Int = 64) {
        hashes = [UInt64](repeating: 0, count: places)
        keys = [String](repeating: "", count: places)
        values = [Value?](repeating: nil, count: places)
    }

    /// Never 0.
    @inlinable static func hash(_ key: String) -> UInt64 {
        key.utf8.span.quickHash | 1
    }

    @inlinable func place(_ hash: UInt64, _ step: Int) -> Int {
        (Int(truncatingIfNeeded: hash &>> 20) &+ step) & (hashes.count &- 1)
    }

    @inlinable func value(_ key: String, _ hash: UInt64) -> Value? {
        for step in 0..<Self.placesOfName {
            let place = place(hash, step)
            if hashes[place] == hash, keys[place] == key { return values[place] }
            if hashes[place] == 0 { return nil }
        }
        return nil
    }

    @inlinable mutating func insert(_ key: String, _ hash: UInt64, _ value: Value) {
        if count * 2 >= hashes.count { grow() }
        var free = place(hash, 0)
        for step in 0..<Self.placesOfName {
            let place = place(hash, step)
            guard hashes[place] == 0 || hashes[place] == hash && keys[place] == key else { continue }
            free = place
            break
        }
        if hashes[free] == 0 { count += 1 }
        (hashes[free], keys[free], values[free]) = (hash, key, value)
    }

    @inlinable mutating func grow() {
        var larger = NamedValues(places: hashes.count * 2)
        for (place, hash) in hashes.enumerated() where hash != 0 {
            guard let value = values[place] else { continue }
            larger.insert(keys[place], hash, value)
        }
        self = larger
    }
}
