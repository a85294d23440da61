/// What a location database knows of an address.
package struct Location: Hashable, Sendable {
    /// ISO 3166-1 alpha-2, upper case; nil where unknown.
    package var country: String?
    package var asn: Int?
    /// The name of the autonomous system, as the database writes it.
    package var network: String?
    package var isAnycast: Bool

    package init(country: String? = nil, asn: Int? = nil, network: String? = nil, isAnycast: Bool = false) {
        self.country = country
        self.asn = asn
        self.network = network
        self.isAnycast = isAnycast
    }
}
