package import MIME

/// All that is known of a message when look-ups have ended. Signals, score and verdict are pure functions of it.
package struct Evidence: Sendable {
    package var message: Message { didSet { facts = EvidenceFacts(self) } }
    package var route: Route { didSet { facts = EvidenceFacts(self) } }
    package var envelope: Envelope
    package var authentication: Authentication { didSet { facts = EvidenceFacts(self) } }
    package var content: Content { didSet { facts = EvidenceFacts(self) } }
    package var jurisdictions: [Route.Jurisdiction]
    /// The moment that expiry and age are judged at.
    package var clock: MailDate
    /// What is not as it was in the messages of the sender that were learned from; empty without a baseline.
    package var departures: [Departure] = []
    /// What the words of the subject and of the text are like.
    package let wording: Wording
    /// What many signals ask, answered once.
    private(set) var facts = EvidenceFacts()

    package init(
        message: Message, route: Route, envelope: Envelope, authentication: Authentication, content: Content,
        jurisdictions: [Route.Jurisdiction], clock: MailDate, baseline: Baseline? = nil
    ) {
        self.message = message
        self.route = route
        self.envelope = envelope
        self.authentication = authentication
        self.content = content
        self.jurisdictions = jurisdictions
        self.clock = clock
        wording = Wording(
            subject: message.parsed.subject ?? "", text: content.visibleText, html: content.htmlTextBesidePlain)
        facts = EvidenceFacts(self)
        if let baseline { departures = baseline.departures(of: self) }
    }

    /// For whom the receiver took the message, else to whom it is addressed.
    package var recipient: String? {
        route.hops.last { $0.trusted && $0.for != nil }?.for ?? message.parsed.to.first?.address
    }
}
