/// What was made of the text of a record, by its octets: keys and policies are parsed once and read by every message of
/// their sender. Bounded; what is kept is a judgement of the octets, so that a record that changes is a new one.
///
/// Inlinable, because other modules fill in `Value`.
package final class TextMemory<Value> {
    /// Hashed at one go: `Array` hashes octet by octet.
    @usableFromInline struct Key: Hashable {
        @usableFromInline let octets: [UInt8]

        @inlinable init(_ octets: [UInt8]) { self.octets = octets }

        @inlinable func hash(into hasher: inout Hasher) { octets.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    @usableFromInline let capacity: Int
    @usableFromInline var values: [Key: Value] = [:]

    @inlinable package init(capacity: Int) { self.capacity = capacity }

    @inlinable package func value(of octets: [UInt8], _ make: ([UInt8]) -> Value) -> Value {
        let key = Key(octets)
        if let known = values[key] { return known }
        if values.count >= capacity { values.removeAll(keepingCapacity: true) }
        let value = make(octets)
        values[key] = value
        return value
    }
}
