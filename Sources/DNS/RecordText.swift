/// The octets of a record as the key of what was made of them: keys and policies are parsed once and read for every message
/// of their sender. Such a memory holds judgements of octets, so a record that changes is a new one.
package struct RecordText: Hashable, Sendable {
    package let octets: [UInt8]

    package init(_ octets: [UInt8]) { self.octets = octets }

    /// At one go: `Array` hashes octet by octet.
    package func hash(into hasher: inout Hasher) { octets.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
