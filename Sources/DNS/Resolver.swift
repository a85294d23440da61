/// The one door to the DNS: SPF, DKIM, DMARC, ARC and the route ask through a `Resolver` and never otherwise.
/// Live look-ups, a recorded snapshot and "no DNS at all" are three implementations of it, so that every test
/// runs the real code offline.
///
/// A look-up never throws: what went wrong is the answer's `status`.
package protocol Resolver: AnyObject {
    /// What is known of `type` records at `name`. CNAMEs are followed.
    /// - Parameter name: an ASCII domain name without trailing dot, in any case.
    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer

    /// The answer where a complete zone is at hand that holds it; nil where somebody would have to be asked. It never
    /// depends on what was asked before, so that a report does not depend on the messages before it.
    func known(_ name: String, _ type: RecordType) -> DNSAnswer?

    /// These will be asked for soon: a resolver that has to wait for answers may ask now. Nothing depends on it but time.
    func foresee(_ questions: [DNSQuestion])

    /// A new message begins, or a batch of them: budgets and counts that are per message start anew.
    func beginMessage()

    /// Whoever asks goes on with this message of the batch, counted from 0: messages take turns, step by step. The first has
    /// the first turn.
    func turn(to message: Int)
}

extension Resolver {
    package func known(_ name: String, _ type: RecordType) -> DNSAnswer? { nil }

    package func foresee(_ questions: [DNSQuestion]) {}

    package func beginMessage() {}

    package func turn(to message: Int) {}
}

/// The record types that mail authentication asks for.
package enum RecordType: String, Sendable, Hashable, CaseIterable {
    case a = "A", ns = "NS", cname = "CNAME", soa = "SOA", ptr = "PTR", mx = "MX", txt = "TXT", aaaa = "AAAA"
    case spf = "SPF"

    /// The number in a query (IANA DNS parameters).
    package var code: Int {
        switch self {
        case .a: 1
        case .ns: 2
        case .cname: 5
        case .soa: 6
        case .ptr: 12
        case .mx: 15
        case .txt: 16
        case .aaaa: 28
        case .spf: 99
        }
    }

    /// Types are in every key of every memory of answers: their names are not hashed.
    package func hash(into hasher: inout Hasher) { hasher.combine(UInt8(truncatingIfNeeded: code)) }
}

/// What is asked of the DNS, as the key of answers.
package struct DNSQuestion: Hashable {
    /// As `DomainName.normalized` makes it.
    package let name: String
    package let type: RecordType

    package init(name: String, type: RecordType) {
        self.name = name
        self.type = type
    }
}

/// One record's data.
package enum DNSRecord: Hashable, Sendable {
    case address(IPAddress)
    case mx(preference: UInt16, exchange: String)
    /// NS, CNAME and PTR: a name, lower case, without trailing dot.
    case name(String)
    /// The character-strings of a TXT or SPF record, joined without anything between them (RFC 7208 §3.3).
    case text([UInt8])
    /// Presentation format of anything else.
    case other(String)
}

package struct DNSAnswer: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// The name exists; `records` may still be empty (no data of that type).
        case noError
        case nxDomain
        /// SERVFAIL, REFUSED, bogus by DNSSEC, or an answer that could not be read.
        case serverFailure
        case timeout
        /// A snapshot does not know the name, or no look-ups were wanted at all: nobody asked, so nobody knows.
        case notRecorded
    }

    /// RFC 4035 §4.3.
    package enum Security: String, Hashable, Sendable { case secure, insecure, bogus, indeterminate }

    package var status: Status
    package var records: [DNSRecord]
    /// Seconds.
    package var ttl: UInt32
    package var security: Security

    package init(_ status: Status, _ records: [DNSRecord] = [], ttl: UInt32 = 0, security: Security = .indeterminate) {
        self.status = status
        self.records = records
        self.ttl = ttl
        self.security = security
    }

    /// No answer could be had: whatever depends on it is `temperror`, never `fail`.
    package var isTemporaryFailure: Bool { status != .noError && status != .nxDomain }

    /// NXDOMAIN, or no record of the type (a void look-up, RFC 7208 §4.6.4).
    package var isVoid: Bool { status == .nxDomain || (status == .noError && records.isEmpty) }

    package var texts: [[UInt8]] { records.compactMap { if case .text(let octets) = $0 { octets } else { nil } } }
    package var addresses: [IPAddress] { records.compactMap { if case .address(let ip) = $0 { ip } else { nil } } }
    package var names: [String] { records.compactMap { if case .name(let name) = $0 { name } else { nil } } }
    package var exchanges: [(preference: UInt16, exchange: String)] {
        records.compactMap { if case .mx(let preference, let exchange) = $0 { (preference, exchange) } else { nil } }
    }

    /// Why there is no answer, in words for a report; nil where there is one.
    package var failureReason: String? {
        switch status {
        case .noError, .nxDomain: nil
        case .serverFailure: security == .bogus ? "the answer is bogus by DNSSEC" : "server failure"
        case .timeout: "no answer in time"
        case .notRecorded: "not recorded"
        }
    }
}
