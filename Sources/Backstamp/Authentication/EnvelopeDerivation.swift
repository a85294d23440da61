import MIME

extension Envelope {
    /// The envelope as the border relay saw it. What the user gives wins; then the trace fields: the client that
    /// handed the message to the border relay (its address and HELO), and the reverse-path from Return-Path
    /// (RFC 5321 §4.4), else from the border hop's own comment.
    static func derive(_ message: Message, _ route: Route, overriddenBy known: Envelope) -> Envelope {
        let border = route.borderHop
        return Envelope(
            clientIP: known.clientIP ?? border?.from.ip,
            helo: known.helo ?? border?.from.helo,
            mailFrom: known.mailFrom ?? message.returnPath ?? border?.envelopeFrom)
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
