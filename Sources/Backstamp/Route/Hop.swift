package import DNS
package import Geography
package import MIME

/// One Received field (RFC 5321 §4.4): what a relay says of how the message reached it. Each name stays what it is:
/// `helo` is what the client called itself, `rdns` what the relay found for the address, `ip` the address.
package struct Hop: Sendable {
    package struct From: Sendable, Hashable {
        package var helo: String?
        package var rdns: String?
        package var ip: IPAddress?
        package init(helo: String? = nil, rdns: String? = nil, ip: IPAddress? = nil) {
            self.helo = helo
            self.rdns = rdns
            self.ip = ip
        }
    }

    package struct By: Sendable, Hashable {
        package var name: String?
        package var ip: IPAddress?
        package init(name: String? = nil, ip: IPAddress? = nil) {
            self.name = name
            self.ip = ip
        }
    }

    package struct TLS: Sendable, Hashable {
        /// nil where the field does not tell.
        package var used: Bool?
        /// Such as `TLSv1.3`, as RFC 8446 and its forerunners spell them.
        package var version: String?
        /// The cipher suite's name as written.
        package var cipher: String?
        package var bits: Int?
        /// A+ to F; nil where nothing is known of the transport.
        package var grade: TransportGrade?
        /// Why the grade, with its reference.
        package var reason: String?
        package init(
            used: Bool? = nil, version: String? = nil, cipher: String? = nil, bits: Int? = nil,
            grade: TransportGrade? = nil, reason: String? = nil
        ) {
            self.used = used
            self.version = version
            self.cipher = cipher
            self.bits = bits
            self.grade = grade
            self.reason = reason
        }
    }

    /// What a hop says.
    package struct Facts: Sendable {
        /// From 0, origin first.
        package var index = 0
        /// The header field's index in the header section.
        package var field = 0
        package var from = From()
        package var by = By()
        /// The protocol, such as `ESMTPS` (RFC 3848).
        package var with: String?
        package var id: String?
        package var `for`: String?
        package var envelopeFrom: String?
        /// The authenticated user, or `true` in words where only the fact is stated.
        package var auth: String?
        /// The relay's software and version.
        package var software: String?
        package var date: MailDate?
        /// Seconds since the hop before; negative where clocks disagree; nil where a date is missing.
        package var delaySeconds: Int?
        /// How far this relay's clock is off, as its neighbours show: positive when it runs ahead. nil where nothing shows it.
        package var clockSkewSeconds: Int?
        /// How long the message lay before this hop, with the skew of both clocks taken out; never negative.
        package var heldSeconds: Int?
        package var tls = TLS()
        package var location: Location?
        /// Whether the receiver itself vouches for this field: it stands at or above the boundary.
        package var trusted = false
        /// Whose way of writing this is, such as `postfix`; `unknown` where no known one.
        package var dialect = "unknown"
        /// The relay says that `from.rdns` does not lead back to the address (Sendmail's "may be forged").
        package var nameMayBeForged = false
        /// What is odd about it, in words.
        package var oddities: [String] = []

        package init() {}
    }

    /// Two dozen texts are held in one piece, because hops go from hand to hand: each takes one reference with him.
    private var held: Held<Facts>

    package init(_ facts: Facts = Facts()) { held = Held(facts) }

    package mutating func change(_ body: (inout Facts) -> Void) {
        var facts = held.value
        body(&facts)
        held = Held(facts)
    }
}

extension Hop {
    package var index: Int { held.value.index }
    package var field: Int { held.value.field }
    package var from: From { held.value.from }
    package var by: By { held.value.by }
    package var with: String? { held.value.with }
    package var id: String? { held.value.id }
    package var `for`: String? { held.value.`for` }
    package var envelopeFrom: String? { held.value.envelopeFrom }
    package var auth: String? { held.value.auth }
    package var software: String? { held.value.software }
    package var date: MailDate? { held.value.date }
    package var delaySeconds: Int? { held.value.delaySeconds }
    package var clockSkewSeconds: Int? { held.value.clockSkewSeconds }
    package var heldSeconds: Int? { held.value.heldSeconds }
    package var tls: TLS { held.value.tls }
    package var location: Location? { held.value.location }
    package var trusted: Bool { held.value.trusted }
    package var dialect: String { held.value.dialect }
    package var nameMayBeForged: Bool { held.value.nameMayBeForged }
    package var oddities: [String] { held.value.oddities }
}

/// How well a hop's transport was protected, best first.
package enum TransportGrade: String, Sendable, Hashable, CaseIterable, Comparable {
    case aPlus = "A+"
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case f = "F"

    /// Worse is less.
    package static func < (one: TransportGrade, other: TransportGrade) -> Bool { one.rank > other.rank }

    private var rank: Int {
        switch self {
        case .aPlus: 0
        case .a: 1
        case .b: 2
        case .c: 3
        case .d: 4
        case .f: 5
        }
    }
}
