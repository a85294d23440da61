/// From Received fields to the way a message took: hops in the order of the journey, delays, the boundary of trust,
/// the place of each address, what is odd, and the weakest transport.

package import Geography
import MIME

extension Route {
    /// More are not read: a loop of relays ends far below (RFC 5321 §6.3 has 100), and the topmost are the ones that
    /// count.
    static let hopLimit = 200

    /// - Parameter trusted: the receiver's own relays, as CIDR ranges or names.
    package static func trace(_ message: Message, trusted: [String], locations: (any LocationDatabase)?) -> Route {
        trace(message, trusted: TrustedRelays(trusted), locations: locations)
    }

    package static func trace(_ message: Message, trusted: TrustedRelays, locations: (any LocationDatabase)?) -> Route {
        trace([message], trusted: trusted, locations: locations, clock: StageClock(messages: 1))[0]
    }

    /// The routes of a batch of messages, step by step.
    package static func trace(
        _ messages: [Message], trusted: TrustedRelays, locations: (any LocationDatabase)?, clock: StageClock
    ) -> [Route] {
        var fields = clock.each(.route) { parsers(of: messages[$0]) }
        clock.each(.route) { for index in fields[$0].indices { fields[$0][index].readClauses() } }
        clock.each(.route) { for index in fields[$0].indices { fields[$0][index].readNotes() } }
        let hops = clock.each(.route) { placed(messages[$0], fields[$0], locations) }
        return clock.each(.route) {
            var route = Route(hops[$0], trusted: trusted)
            route.originClaims = OriginClaims.read(messages[$0], locations)
            return route
        }
    }

    /// One for each Received field, origin first.
    private static func parsers(of message: Message) -> [ReceivedParser] {
        message.header.fields("received").prefix(hopLimit).reversed().map { ReceivedParser(message.header.body($0)) }
    }

    /// What was read, with the grades of transport and the places of addresses.
    private static func placed(_ message: Message, _ parsers: [ReceivedParser], _ locations: (any LocationDatabase)?) -> [Hop] {
        let fields = message.header.places("received")
        var hops: [Hop] = []
        hops.reserveCapacity(parsers.count)
        for index in parsers.indices {
            var hop = parsers[index].hop
            hop.index = hops.count
            // The topmost field was read last.
            hop.field = message.header.field(at: fields.lowerBound + parsers.count - 1 - hops.count).index
            hop.gradeTransport()
            if let ip = hop.from.ip, AddressScope(ip) == .public { hop.location = locations?.location(of: ip) }
            hops.append(Hop(hop))
        }
        if fields.count > hopLimit, !hops.isEmpty {
            hops[0].change { $0.oddities.append("\(fields.count - hopLimit) Received fields below this one were not read") }
        }
        return hops
    }

    /// - Parameter hops: as read, origin first, with their addresses placed.
    init(_ hops: consuming [Hop], trusted: TrustedRelays) {
        self.init()
        self.hops = hops
        if let found = TrustBoundary.find(self.hops, trusted) {
            boundary = found.index
            boundaryReason = found.reason
        }
        let first = boundary ?? self.hops.count
        let times = ClockSkew.times(of: self.hops, trustedFrom: first)
        var before: MailDate?
        for index in self.hops.indices {
            let here = self.hops[index].date
            var delay: Int?
            if let here, let before, here.isExact, before.isExact { delay = here.seconds - before.seconds }
            before = here
            self.hops[index].change {
                $0.delaySeconds = delay
                $0.trusted = index >= first
                $0.clockSkewSeconds = times[index].skew
                $0.heldSeconds = times[index].held
            }
        }
        longestDelay = Self.longest(self.hops)
        HopOddities.add(to: &self.hops)
        origin = Self.origin(self.hops)
        weakestTransport = Self.weakest(self.hops)
    }

    private static func longest(_ hops: [Hop]) -> LongestDelay? {
        var longest: LongestDelay?
        let hops = hops.span
        for index in hops.indices {
            guard let held = hops[index].heldSeconds, held >= 60, held > longest?.seconds ?? 0 else { continue }
            longest = LongestDelay(hop: hops[index].index, seconds: held)
        }
        return longest
    }

    private static func origin(_ hops: [Hop]) -> Origin? {
        guard let index = hops.indices.first(where: { hops[$0].from.ip.map { AddressScope($0) == .public } ?? false }),
            let ip = hops[index].from.ip
        else { return nil }
        // HELO is the client's own word, so that only a looked-up name tells who runs the host.
        let entry = hops[index].from.rdns.flatMap { OperatorCatalogue.standard.entry(ofHost: $0) }
        return Origin(ip: ip, location: hops[index].location, operator: entry?.operator)
    }

    /// The first hop of the lowest grade; of these, what the receiver saw counts before what others say, and no encryption
    /// at all is weaker than one that can be broken.
    private static func weakest(_ hops: [Hop]) -> WeakestTransport? {
        let hops = hops.span
        var weakest: (index: Int, grade: TransportGrade, rank: Int)?
        for index in hops.indices {
            guard let grade = hops[index].tls.grade else { continue }
            let rank = (hops[index].trusted ? 2 : 0) + (hops[index].tls.used == false ? 1 : 0)
            if let known = weakest, known.grade < grade || known.grade == grade && known.rank >= rank { continue }
            weakest = (index, grade, rank)
        }
        return weakest.map { WeakestTransport(hop: hops[$0.index].index, grade: $0.grade, reason: hops[$0.index].tls.reason ?? "") }
    }
}
