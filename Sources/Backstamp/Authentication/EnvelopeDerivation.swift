import DNS
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
            mailFrom: known.mailFrom ?? border?.envelopeFrom ?? returnPath(message, border))
    }

    private static func foreignClient(_ hop: Hop) -> IPAddress? {
        guard let ip = hop.from.ip, hop.auth == nil, !AddressScope.isInternal(ip) else { return nil }
        // RFC 3848: the A says that the client authenticated itself.
        let isSubmission = ["ESMTPA", "ESMTPSA", "LMTPA", "LMTPSA"].contains(hop.with?.uppercased() ?? "")
        return isSubmission ? nil : ip
    }

    private static func returnPath(_ message: Message, _ border: Hop?) -> String? {
        let fields = message.header.fields("return-path")
        guard let first = fields.first else { return nil }
        guard let border else { return message.returnPath }
        if first.index < border.field { return message.returnPath }
        let writesBelow = ["exchange-online", "gmail"].contains(border.dialect)
        return writesBelow && fields.count == 1 ? message.returnPath : nil
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
