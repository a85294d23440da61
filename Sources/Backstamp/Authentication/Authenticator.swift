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

    /// One message.
    /// - Parameter clock: the moment that the expiry of signatures is judged at.
    package func verify(
        _ message: Message, _ route: Route, _ envelope: Envelope, policy: Policy, clock: MailDate
    ) -> Authentication {
        verify([message], [route], [envelope], policy: policy, moments: [clock], clock: StageClock(messages: 1))[0]
    }

    /// A batch of messages, step by step. In each message SPF asks first of the DNS, then DKIM, ARC and DMARC; the reverse check
    /// is the last, because it says least.
    /// - Parameter moments: when the expiry of signatures is judged at.
    package func verify(
        _ messages: [Message], _ routes: [Route], _ envelopes: [Envelope], policy: Policy, moments: [MailDate], clock: StageClock
    ) -> [Authentication] {
        resolver.beginMessage()
        var found = clock.each(.authentication) {
            resolver.turn(to: $0)
            var authentication = Authentication()
            (authentication.spfHelo, authentication.spfMailFrom) = checkSPF(envelopes[$0], routes[$0], moments[$0])
            return authentication
        }
        var signatures = clock.each(.authentication) { MessageSignatures(messages[$0].header, at: moments[$0].seconds) }
        let hashes = clock.each(.authentication) {
            let hashes = MessageHashes(messages[$0].header)
            signatures[$0].hash(hashes)
            return hashes
        }
        clock.each(.authentication) {
            resolver.turn(to: $0)
            found[$0].dkim = dkim.verify(signatures[$0], at: moments[$0].seconds)
            found[$0].arc = arc.verify(messages[$0].header, hashes[$0], at: moments[$0].seconds)
        }
        clock.each(.authentication) {
            resolver.turn(to: $0)
            found[$0].dmarc = DMARCCheck.evaluate(
                AuthorDomain(messages[$0]), spf: Self.evidence(envelopes[$0], found[$0].spfMailFrom), dkim: found[$0].dkim,
                resolver: resolver, memory: policies)
        }
        clock.each(.authentication) {
            resolver.turn(to: $0)
            found[$0].iprev = ReverseCheck.evaluate(envelopes[$0].clientIP, resolver)
            found[$0].recorded = RecordedResults.collect(messages[$0], routes[$0], authservIDs: policy.authservIDs)
            found[$0].differences = RecordedComparison.differences(found[$0], messages[$0].header)
        }
        return found
    }

    /// What the DNS is asked, or was asked, is about this message of the batch.
    package func turn(to message: Int) { resolver.turn(to: message) }

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
