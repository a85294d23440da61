package import DNS
package import Geography

/// The way a message took, from its Received fields.
package struct Route: Sendable {
    /// Who runs a host, and from where: from the catalogue of operators, nothing guessed.
    package struct Operator: Sendable, Hashable {
        package var name: String
        /// Where the company is established, ISO 3166-1 alpha-2.
        package var country: String?
        /// The company's name as registered, where it is another.
        package var legalName: String?
        /// Who owns the company: that company's law reaches it as well.
        package var parent: Parent?

        package struct Parent: Sendable, Hashable {
            package var name: String
            package var country: String?
            package init(name: String, country: String? = nil) {
                self.name = name
                self.country = country
            }
        }

        package init(name: String, country: String? = nil, legalName: String? = nil, parent: Parent? = nil) {
            self.name = name
            self.country = country
            self.legalName = legalName
            self.parent = parent
        }
    }

    package struct Origin: Sendable {
        package var ip: IPAddress
        package var location: Location?
        package var `operator`: Operator?
        package init(ip: IPAddress, location: Location? = nil, operator: Operator? = nil) {
            self.ip = ip
            self.location = location
            self.operator = `operator`
        }
    }

    package struct Jurisdiction: Sendable, Hashable {
        package enum Role: String, Sendable { case author, `operator`, server, beacon, link, registrar, certificate }
        package var country: String
        /// The regimes that apply there, such as `UK GDPR` or `US CLOUD Act`.
        package var regimes: [String]
        package var role: Role
        /// The domain, company or address that brings the country in.
        package var who: String
        /// Only a field below the boundary says so, which anybody can write.
        package var isClaimed: Bool
        package init(country: String, regimes: [String], role: Role, who: String, isClaimed: Bool = false) {
            self.isClaimed = isClaimed
            self.country = country
            self.regimes = regimes
            self.role = role
            self.who = who
        }
    }

    /// An address that a field other than Received gives for the author's computer. Anybody can write it: nothing rests
    /// on it.
    package struct OriginClaim: Sendable, Hashable {
        /// The header field's name as written, and its index in the header section.
        package var field: String
        package var index: Int
        package var ip: IPAddress
        package var location: Location?
        package init(field: String, index: Int, ip: IPAddress, location: Location? = nil) {
            self.field = field
            self.index = index
            self.ip = ip
            self.location = location
        }
    }

    /// The hop before which a message lay longest.
    package struct LongestDelay: Sendable, Hashable {
        package var hop: Int
        package var seconds: Int
        package init(hop: Int, seconds: Int) {
            self.hop = hop
            self.seconds = seconds
        }
    }

    package struct WeakestTransport: Sendable {
        package var hop: Int
        package var grade: TransportGrade
        package var reason: String
        package init(hop: Int, grade: TransportGrade, reason: String) {
            self.hop = hop
            self.grade = grade
            self.reason = reason
        }
    }

    /// Origin first.
    package var hops: [Hop] = []
    /// The index of the last hop (towards the origin) that the receiver itself vouches for; nil without any.
    /// That hop's `from` is the border: the client that handed the message in.
    package var boundary: Int?
    /// Why the boundary lies there, in words.
    package var boundaryReason: String?
    /// The address from which the message came into the world, as far as the fields say.
    package var origin: Origin?
    package var weakestTransport: WeakestTransport?
    /// The hop that held the message longest, clocks that are wrong set right; nil where no hop took a minute.
    package var longestDelay: LongestDelay?
    /// X-Originating-IP and its kin, in header order.
    package var originClaims: [OriginClaim] = []

    package init() {}

    package var borderHop: Hop? { boundary.flatMap { hops.indices.contains($0) ? hops[$0] : nil } }
}
