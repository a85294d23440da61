/// The route as both pictures of it, the terminal's and the SVG, show it: stops (hosts) and legs (what carried the message
/// from one stop to the next), origin first. Text here is what a mail says, and not yet safe to print.

import DNS
import Geography
import MIME

struct RoutePicture {
    enum Lock { case closed, open, unknown }

    struct Stop {
        /// The best name that is known: looked up, then claimed, then the address.
        var name: String
        var address: String?
        /// Whether the name is the client's own word; it stands in quotation marks then.
        var isClaimed = false
        var country: String?
        /// Who runs the host, else the network that it is in.
        var operatorName: String?
        var isHosting = false
        var isAnycast = false
    }

    struct Leg {
        /// The hop's index, origin first.
        var hop: Int
        var lock: Lock
        var grade: TransportGrade?
        var transport: String
        /// How long the message took, where it is worth a word.
        var delay: String?
        var isWeakest = false
        var isLongest = false
        /// The receiver vouches for this leg's field.
        var isTrusted = false
        /// The field is the first that the receiver vouches for: above it everything is a claim.
        var isBoundary = false
        /// Who the hop before says it was, where that is somebody else than the stop: a break in the chain.
        var brokenFrom: String?
        var oddities = 0
    }

    /// An address that a field such as X-Originating-IP gives for the author's computer.
    struct Claim {
        var field: String
        var address: String
        var place: String
    }

    /// The first few, each address once.
    private(set) var claims: [Claim] = []
    private(set) var stops: [Stop] = []
    /// One less than the stops.
    private(set) var legs: [Leg] = []
    /// Hops in the middle that are left out.
    private(set) var omitted = 0
    /// The leg behind which they are left out.
    private(set) var omittedBehind: Int?

    static let hopLimit = 24

    init(_ route: Route) {
        // Programs' notes on one machine are no stops.
        let drawn = route.hops.filter { $0.from != Hop.From() || $0.by != Hop.By() }
        guard let last = drawn.last else { return }
        for claim in route.originClaims where claims.count < 3 && !claims.contains(where: { $0.address == "\(claim.ip)" }) {
            let place = [claim.location?.country, claim.location?.network].compactMap { $0 }.joined(separator: " ")
            claims.append(Claim(field: claim.field, address: "\(claim.ip)", place: place.isEmpty ? Self.place(claim.ip) ?? "" : place))
        }
        var shown = drawn
        if drawn.count > Self.hopLimit {
            let head = Self.hopLimit / 3
            omitted = drawn.count - Self.hopLimit
            omittedBehind = head - 1
            shown = Array(drawn.prefix(head) + drawn.suffix(Self.hopLimit - head))
        }
        var before: Hop?
        for hop in shown {
            stops.append(Self.client(of: hop, after: before))
            var leg = Leg(hop: hop.index, lock: Self.lock(hop), grade: hop.tls.grade, transport: Self.transport(hop))
            leg.delay = Self.delay(hop)
            leg.isWeakest = route.weakestTransport?.hop == hop.index && (hop.tls.grade ?? .aPlus) < .a
            leg.isLongest = route.longestDelay?.hop == hop.index
            leg.isTrusted = hop.trusted
            // The boundary's own hop may be a note that is not drawn.
            leg.isBoundary = hop.trusted && before?.trusted != true
            // Where the client bears the very name, it is the address that does not fit, and the picture shows that.
            let name = before?.by.name
            leg.brokenFrom = Self.isBroken(hop) && name != hop.from.helo && name != hop.from.rdns ? name : nil
            leg.oddities = hop.oddities.count
            legs.append(leg)
            before = hop
        }
        stops.append(Self.writer(of: last))
    }

    // MARK: Stops

    private static func client(of hop: Hop, after before: Hop?) -> Stop {
        let ip = hop.from.ip.map { "\($0)" }
        var stop = Stop(name: hop.from.rdns ?? hop.from.helo ?? ip ?? "", address: ip)
        stop.isClaimed = hop.from.rdns == nil && hop.from.helo != nil
        if let before, let name = before.by.name, hop.from.ip.map({ AddressScope($0) }) == .loopback {
            // `localhost` is the host that the hop before came to.
            stop.name = name
            stop.isClaimed = false
        }
        if stop.name.isEmpty, let before, let name = before.by.name ?? before.by.ip.map({ "\($0)" }) {
            stop.name = name
        } else if stop.name.isEmpty {
            stop.name = "(not named)"
        }
        if stop.address == stop.name || ip.map({ stop.name == "[\($0)]" }) == true {
            stop.name = ip ?? stop.name
            stop.address = nil
        }
        // In quotation marks: what the client called itself.
        if stop.isClaimed, stop.name != ip { stop.name = "\"\(stop.name)\"" }
        stop.country = hop.location?.country
        stop.isHosting = hop.location?.isHosting ?? false
        stop.isAnycast = hop.location?.isAnycast ?? false
        // HELO is not asked: everybody can call himself anything.
        let entry = hop.from.rdns.flatMap { OperatorCatalogue.standard.entry(ofHost: $0) }
        stop.operatorName = entry.map(Self.runner) ?? hop.location?.network ?? place(hop.from.ip)
        return stop
    }

    private static func writer(of hop: Hop) -> Stop {
        let ip = hop.by.ip.map { "\($0)" }
        var stop = Stop(name: hop.by.name ?? ip ?? "(not named)", address: hop.by.name == nil ? nil : ip)
        stop.operatorName =
            hop.by.name.flatMap { OperatorCatalogue.standard.entry(ofHost: $0) }.map(runner) ?? place(hop.by.ip)
        return stop
    }

    /// Who runs the host; a landlord or a carrier only has it in its house or on its line.
    private static func runner(_ entry: OperatorCatalogue.Entry) -> String {
        switch entry.kind {
        case .hosting: "at " + entry.name
        case .network: "on a line of " + entry.name
        case .esp, .mailbox, .government, .tracker, .list, .security: entry.name
        }
    }

    private static func place(_ ip: IPAddress?) -> String? {
        switch ip.map({ AddressScope($0) }) {
        case .loopback: "same host"
        case .private: "private network"
        case .documentation: "reserved for documentation"
        case .bogon: "no such address"
        case .public, nil: nil
        }
    }

    /// The oddities that name the writer of the hop before.
    private static func isBroken(_ hop: Hop) -> Bool {
        hop.oddities.contains {
            $0.hasPrefix("the hop before was written by") || $0.contains("though the hop before was")
        }
    }

    // MARK: Legs

    private static func lock(_ hop: Hop) -> Lock {
        switch hop.tls.used {
        case true?: .closed
        case false?: hop.tls.grade == nil ? .unknown : .open
        case nil: .unknown
        }
    }

    private static func transport(_ hop: Hop) -> String {
        switch hop.tls.used {
        case true?: hop.tls.version ?? "TLS"
        case false? where hop.tls.grade != nil: "no TLS"
        case false?: "inside"
        case nil where hop.with.map({ $0.lowercased().hasPrefix("lmtp") }) == true: "delivery"
        case nil: hop.from.ip.map { AddressScope.isInternal($0) } == true ? "inside" : "TLS not recorded"
        }
    }

    private static func delay(_ hop: Hop) -> String? {
        if let skew = hop.clockSkewSeconds {
            return "clock \(duration(abs(skew))) \(skew > 0 ? "ahead" : "behind")"
        }
        guard let held = hop.heldSeconds ?? hop.delaySeconds, held > 0 else { return nil }
        return "after \(duration(held))"
    }

    /// Short: `45 s`, `12 min`, `3 h`, `2 d`.
    static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86400) d"
        }
    }
}
