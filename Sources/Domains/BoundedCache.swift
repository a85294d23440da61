public import Synchronization

/// What was worked out last, by name, for the life of the process: hosts and domains come again and again, in one
/// message and in the next. Once there are too many, those go that were not asked for since the last time, so that an
/// archive of names made to be different costs no memory, and those that always come stay.
@usableFromInline package struct BoundedCache<Value: Sendable>: Sendable, ~Copyable {
    @usableFromInline struct Kept: Sendable {
        @usableFromInline var recent = NamedValues<Value>()
        /// What was kept before that.
        @usableFromInline var older = NamedValues<Value>()

        @inlinable init() {}

        @inlinable mutating func value(_ key: String, _ hash: UInt64, _ limit: Int) -> Value? {
            if let value = recent.value(key, hash) { return value }
            guard let value = older.value(key, hash) else { return nil }
            keep(key, hash, value, limit)
            return value
        }

        @inlinable mutating func value(_ key: Span<UInt8>, _ hash: UInt64, _ limit: Int) -> Value? {
            if let place = recent.place(of: key, hash) { return recent.places[place].value }
            guard let place = older.place(of: key, hash), let value = older.places[place].value else { return nil }
            keep(older.places[place].key, hash, value, limit)
            return value
        }

        @inlinable mutating func keep(_ key: String, _ hash: UInt64, _ value: Value, _ limit: Int) {
            if recent.count >= limit / 2 {
                swap(&recent, &older)
                recent.removeAll()
            } else if recent.isFull {
                // Both at once: a run's memory does not grow any more when there is something older.
                recent.grow()
                older.grow()
            }
            recent.insert(key, hash, value)
        }
    }

    @usableFromInline let limit: Int
    @usableFromInline let kept = Mutex(Kept())

    /// Names of domains are shorter; what is longer is not kept.
    @usableFromInline static var maximumKey: Int { 300 }

    /// - Parameter limit: how many are kept at most. The usual one is a few thousand messages' worth: what comes again,
    ///   comes again by then, and the tables stay small.
    @inlinable package init(limit: Int = 4096) { self.limit = limit }

    @inlinable package func value(for key: String, _ make: (String) -> Value) -> Value {
        guard key.utf8.count <= Self.maximumKey else { return make(key) }
        let hash = NamedValues<Value>.hash(key.utf8.span)
        if let known = kept.withLock({ $0.value(key, hash, limit) }) { return known }
        let value = make(key)
        kept.withLock { $0.keep(key, hash, value, limit) }
        return value
    }

    /// Of the name with these octets, where it is known.
    @inlinable package func value(forOctets key: ArraySlice<UInt8>) -> Value? {
        guard key.count <= Self.maximumKey else { return nil }
        let hash = NamedValues<Value>.hash(key.span)
        return kept.withLock { $0.value(key.span, hash, limit) }
    }

    @inlinable package func keep(_ value: Value, for key: String) {
        guard key.utf8.count <= Self.maximumKey else { return }
        let hash = NamedValues<Value>.hash(key.utf8.span)
        kept.withLock { $0.keep(key, hash, value, limit) }
    }
}

/// A hash table that is looked up at a third of what Dictionary costs, for it is asked a hundred times a message: its
/// hash is simple. Who makes names that share a hash only makes them push each other out, because a name has
/// but eight places.
@usableFromInline struct NamedValues<Value: Sendable>: Sendable {
    /// All of a place together: a large table is not in the caches, and each look at it would miss them three times.
    @usableFromInline struct Place: Sendable {
        /// 0 where nothing is kept.
        @usableFromInline var hash: UInt64 = 0
        @usableFromInline var key = ""
        @usableFromInline var value: Value?

        @inlinable init() {}

        @inlinable init(_ key: String, _ hash: UInt64, _ value: Value) {
            (self.hash, self.key, self.value) = (hash, key, value)
        }
    }

    /// Their number is a power of two.
    @usableFromInline var places: [Place]
    @usableFromInline var count = 0

    @usableFromInline static var placesOfName: Int { 8 }

    @inlinable init(places: Int = 64) { self.places = [Place](repeating: Place(), count: places) }

    /// Never 0.
    @inlinable static func hash(_ key: Span<UInt8>) -> UInt64 { key.quickHash | 1 }

    @inlinable func place(_ hash: UInt64, _ step: Int) -> Int {
        (Int(truncatingIfNeeded: hash &>> 20) &+ step) & (places.count &- 1)
    }

    @inlinable func value(_ key: String, _ hash: UInt64) -> Value? {
        for step in 0..<Self.placesOfName {
            let place = place(hash, step)
            if places[place].hash == hash, places[place].key == key { return places[place].value }
            if places[place].hash == 0 { return nil }
        }
        return nil
    }

    @inlinable func place(of key: Span<UInt8>, _ hash: UInt64) -> Int? {
        for step in 0..<Self.placesOfName {
            let place = place(hash, step)
            if places[place].hash == hash, places[place].key.utf8.span.isSame(as: key) { return place }
            if places[place].hash == 0 { return nil }
        }
        return nil
    }

    /// Whether it has to grow: with half of the places taken, a name is found at once.
    @inlinable var isFull: Bool { count * 2 >= places.count }

    @inlinable mutating func insert(_ key: String, _ hash: UInt64, _ value: Value) {
        var free = place(hash, 0)
        for step in 0..<Self.placesOfName {
            let place = place(hash, step)
            guard places[place].hash == 0 || places[place].hash == hash && places[place].key == key else { continue }
            free = place
            break
        }
        if places[free].hash == 0 { count += 1 }
        places[free] = Place(key, hash, value)
    }

    /// Each is moved to its new place and not copied: what is counted need not be counted twice.
    @inlinable mutating func grow() {
        var old = [Place](repeating: Place(), count: places.count * 2)
        swap(&old, &places)
        count = 0
        for index in old.indices where old[index].hash != 0 {
            var free = place(old[index].hash, 0)
            for step in 0..<Self.placesOfName {
                let place = place(old[index].hash, step)
                guard places[place].hash == 0 else { continue }
                free = place
                break
            }
            if places[free].hash == 0 { count += 1 }
            swap(&old[index], &places[free])
        }
    }

    /// The table stays as large as it is: it will be filled again.
    @inlinable mutating func removeAll() {
        for place in places.indices where places[place].hash != 0 { places[place] = Place() }
        count = 0
    }
}
