import Synchronization

/// Names that come again and again, as one string each for the life of the process: making a string takes longer than
/// finding it, and two that are one are the same at a glance. Of two names that share a place the later one is kept, so
/// that it never grows.
package struct NamePool: Sendable, ~Copyable {
    private let places = Mutex([String](repeating: "", count: placeCount))
    private static let placeCount = 2_048
    /// Names of domains are shorter; what is longer is not kept.
    private static let maximumLength = 253

    package init() {}

    /// - Parameter octets: UTF-8; what is none becomes U+FFFD.
    package func name(_ octets: Span<UInt8>) -> String {
        guard octets.count <= Self.maximumLength else { return Self.string(octets) }
        let hash = octets.quickHash
        let place = Int(truncatingIfNeeded: hash ^ hash &>> 32) & (Self.placeCount - 1)
        // A name is asked for and given back under one lock, because it is held for so short a time.
        return places.withLock { places in
            if places[place].utf8.span.isSame(as: octets) { return places[place] }
            let name = Self.string(octets)
            places[place] = name
            return name
        }
    }

    private static func string(_ octets: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        copy.reserveCapacity(octets.count)
        for index in octets.indices { copy.append(octets[index]) }
        return String(decoding: copy, as: UTF8.self)
    }
}
