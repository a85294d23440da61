import ARC
import DKIM
package import DNS
package import MIME
import SPF

/// The authentication step: SPF for the envelope, DKIM and ARC for the message, DMARC for its author, and apart from
/// these what other hosts recorded.
///
/// Nothing here fails. Where the envelope is not known, SPF is left out, and DMARC draws no conclusion from that.
extension Authentication {
    /// - Parameter clock: the moment that the expiry of signatures is judged at.
    package static func verify(
        _ message: Message, _ route: Route, _ envelope: Envelope, policy: Policy, clock: MailDate,
        resolver: any Resolver
    ) -> Authentication {
        let keys = KeyStore(resolver: resolver)
        var authentication = Authentication()
        (authentication.spfHelo, authentication.spfMailFrom) = checkSPF(envelope, route, clock, resolver)
        authentication.dkim = DKIMVerifier(keys: keys).verify(message.header, at: clock.seconds)
        authentication.arc = ARCVerifier(keys: keys).verify(message.header, at: clock.seconds)
        authentication.dmarc = DMARCCheck.evaluate(
            AuthorDomain(message), spf: evidence(envelope, authentication.spfMailFrom), dkim: authentication.dkim,
            resolver: resolver)
        authentication.recorded = RecordedResults.collect(message, route, authservIDs: policy.authservIDs)
        return authentication
    }

    private static func checkSPF(
        _ envelope: Envelope, _ route: Route, _ clock: MailDate, _ resolver: any Resolver
    ) -> (helo: SPFCheck?, mailFrom: SPFCheck?) {
        guard let clientIP = envelope.clientIP else { return (nil, nil) }
        let helo = envelope.helo ?? ""
        let verifier = SPFVerifier(
            resolver: resolver, receiver: route.borderHop?.by.name ?? "unknown", now: clock.seconds)
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
