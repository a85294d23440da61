import ARC
import DKIM
package import DNS
package import MIME
import SPF

/// The authentication step: SPF for the envelope, DKIM and ARC for the message, DMARC for its author, and apart from
/// these what other hosts recorded. One for a run: it keeps the keys and records that it has parsed.
///
/// Nothing here fails. Where the envelope is not known, SPF is left out, and DMARC draws no conclusion from that.
package final class Authenticator {
    private let resolver: any Resolver
    private let dkim: DKIMVerifier
    private let arc: ARCVerifier
    private let spfRecords = SPFRecordCache()
    private let spfChecks = SPFCheckMemory()
    private let policies = DMARCRecords.Memory()

    package init(resolver: any Resolver) {
        self.resolver = resolver
        let keys = KeyStore(resolver: resolver)
        dkim = DKIMVerifier(keys: keys)
        arc = ARCVerifier(keys: keys)
    }

    /// - Parameter clock: the moment that the expiry of signatures is judged at.
    package func verify(
        _ message: Message, _ route: Route, _ envelope: Envelope, policy: Policy, clock: MailDate
    ) -> Authentication {
        resolver.beginMessage()
        var authentication = Authentication()
        (authentication.spfHelo, authentication.spfMailFrom) = checkSPF(envelope, route, clock)
        let hashes = MessageHashes(message.header)
        authentication.dkim = dkim.verify(message.header, hashes, at: clock.seconds)
        authentication.arc = arc.verify(message.header, hashes, at: clock.seconds)
        authentication.dmarc = DMARCCheck.evaluate(
            AuthorDomain(message), spf: Self.evidence(envelope, authentication.spfMailFrom), dkim: authentication.dkim,
            resolver: resolver, memory: policies)
        // Last of the look-ups: it says least.
        authentication.iprev = ReverseCheck.evaluate(envelope.clientIP, resolver)
        authentication.recorded = RecordedResults.collect(message, route, authservIDs: policy.authservIDs)
        authentication.differences = RecordedComparison.differences(authentication, message.header)
        return authentication
    }

    private func checkSPF(
        _ envelope: Envelope, _ route: Route, _ clock: MailDate
    ) -> (helo: SPFCheck?, mailFrom: SPFCheck?) {
        guard let clientIP = envelope.clientIP else { return (nil, nil) }
        let helo = envelope.helo ?? ""
        let verifier = SPFVerifier(
            resolver: resolver, receiver: route.borderHop?.by.name ?? "unknown", now: clock.seconds, records: spfRecords,
            memory: spfChecks)
        guard let mailFrom = envelope.mailFrom else {
            return (helo.isEmpty ? nil : verifier.checkHelo(ip: clientIP, helo: helo), nil)
        }
        let checks = verifier.check(ip: clientIP, helo: helo, mailFrom: mailFrom)
        return (checks.helo, checks.mailfrom)
    }

    /// RFC 9989 §4.4.2.
    private static func evidence(_ envelope: Envelope, _ check: SPFCheck?) -> DMARCCheck.SPFEvidence {
        if let check { return .check(check) }
        guard let mailFrom = envelope.mailFrom else { return .unknown(domain: nil) }
        // RFC 7208 §2.4: the null reverse-path stands for postmaster at the HELO name.
        if mailFrom.isEmpty { return envelope.helo.map { .unknown(domain: $0) } ?? .absent }
        return Mailbox(address: mailFrom).domain.map { .unknown(domain: $0) } ?? .absent
    }
}
