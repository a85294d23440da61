/// The envelope that SPF is asked about, from the user and from what the receiver wrote (RFC 7208 §2.4).

import DNS
import Domains
import MIME

extension Envelope {
    /// The envelope as the border relay saw it. What the user gives wins; then what the receiver itself wrote: the
    /// client of the border hop (its address and HELO), and the reverse-path from that hop's own comment or from a
    /// Return-Path that was added above it (RFC 5321 §4.4). Below the border anybody can write a Return-Path; it is
    /// taken only from a receiver that is known to write its own there, and only where it is the only one.
    ///
    /// A client within the receiver's house, or one that proved a user's identity, is no question of SPF: its address
    /// stays out.
    static func derive(_ message: Message, _ route: Route, overriddenBy known: Envelope) -> Envelope {
        let border = route.borderHop
        return Envelope(
            clientIP: known.clientIP ?? border.flatMap(foreignClient),
            helo: known.helo ?? border?.from.helo,
            mailFrom: known.mailFrom ?? border?.envelopeFrom ?? returnPath(message, route))
    }

    private static func foreignClient(_ hop: Hop) -> IPAddress? {
        guard let ip = hop.from.ip, hop.auth == nil, !AddressScope.isInternal(ip) else { return nil }
        // RFC 3848: the A says that the client authenticated itself.
        let isSubmission = ["ESMTPA", "ESMTPSA", "LMTPA", "LMTPSA"].contains(hop.with?.uppercased() ?? "")
        return isSubmission ? nil : ip
    }

    private static func returnPath(_ message: Message, _ route: Route) -> String? {
        let fields = message.header.fields("return-path")
        guard let path = message.returnPath, let first = fields.first else { return nil }
        guard let border = route.borderHop else { return path }
        if isWrittenBehind(border, path, route) { return nil }
        if first.index < border.field { return path }
        let writesBelow = ["exchange-online", "gmail"].contains(border.dialect)
        return writesBelow && fields.count == 1 ? path : nil
    }

    /// A Return-Path tells of the last transmission (RFC 5321 §4.4). Where a mailing list stands behind the border,
    /// because the user trusts its host, and the path is the list's own, then the border saw another one.
    private static func isWrittenBehind(_ border: Hop, _ path: String, _ route: Route) -> Bool {
        guard let writer = organization(Mailbox(address: path).domain) else { return false }
        return writer != organization(border.from.rdns) && writer != organization(route.hops.last?.by.name)
            && route.hops.contains { $0.trusted && organization($0.by.name) == writer }
    }

    private static func organization(_ domain: String?) -> String? {
        domain.map { PublicSuffix.registrableDomain(of: $0) ?? $0 }
    }
}

extension Policy {
    /// The moment that expiry and age are judged at.
    func clock(_ route: Route) -> MailDate {
        switch clock {
        case .at(let date): date
        case .received: route.hops.last?.date ?? now
        }
    }
}
