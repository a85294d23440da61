/// What a location database knows of an address.
package struct Location: Hashable, Sendable {
    /// ISO 3166-1 alpha-2, upper case; nil where unknown.
    package var country: String?
    package var asn: Int?
    /// The name of the autonomous system, as the database writes it.
    package var network: String?
    package var isAnycast: Bool
    /// Whether the network lets servers to anybody, as far as known.
    package var isHosting: Bool

    package init(
        country: String? = nil, asn: Int? = nil, network: String? = nil, isAnycast: Bool = false,
        isHosting: Bool = false
    ) {
        self.country = country
        self.asn = asn
        self.network = network
        self.isAnycast = isAnycast
        self.isHosting = isHosting
    }

    /// With what only `other` knows. A name goes with its number.
    func completed(by other: Location) -> Location {
        var location = self
        location.country = country ?? other.country
        if asn == nil {
            location.asn = other.asn
            location.network = network ?? other.network
        } else if network == nil, asn == other.asn {
            location.network = other.network
        }
        location.isAnycast = isAnycast || other.isAnycast
        location.isHosting = isHosting || other.isHosting
        return location
    }
}
