package import MIME

/// All that is known of a message when look-ups have ended. Signals, score and verdict are pure functions of it.
package struct Evidence: Sendable {
    private struct Parts: Sendable {
        var message: Message
        var route: Route
        var envelope: Envelope
        var authentication: Authentication
        var content: Content
        var jurisdictions: [Route.Jurisdiction]
        var clock: MailDate
        var departures: [Departure] = []
        let wording: Wording
    }

    // Two hundred fields are held in two pieces, because evidence goes from step to step and from hand to hand.
    private var held: Held<Parts>
    private var answered = Held(EvidenceFacts())

    package init(
        message: Message, route: Route, envelope: Envelope, authentication: Authentication, content: Content,
        jurisdictions: [Route.Jurisdiction], clock: MailDate, baseline: Baseline? = nil
    ) {
        let wording = Wording(subject: message.parsed.subject ?? "", text: content.visibleOctets, html: content.htmlBesidePlain)
        var content = content
        if let versions = content.versions {
            let compared = versions.texts.map { ComparedVersions(plain: $0.plain, html: $0.html) } ?? wording.versions
            content.alternatives = compared.flatMap { Content.Alternatives($0, versions.place) }
            content.versions = nil
        }
        held = Held(
            Parts(
                message: message, route: route, envelope: envelope, authentication: authentication, content: content,
                jurisdictions: jurisdictions, clock: clock, wording: wording))
        answered = Held(EvidenceFacts(self))
        if let baseline { departures = baseline.departures(of: self) }
    }

    private mutating func change(_ body: (inout Parts) -> Void) {
        var parts = held.value
        body(&parts)
        held = Held(parts)
        answered = Held(EvidenceFacts(self))
    }

    /// For whom the receiver took the message, else to whom it is addressed.
    package var recipient: String? {
        route.hops.last { $0.trusted && $0.for != nil }?.for ?? message.parsed.to.first?.address
    }
}

extension Evidence {
    package var message: Message {
        get { held.value.message }
        set { change { $0.message = newValue } }
    }
    package var route: Route {
        get { held.value.route }
        set { change { $0.route = newValue } }
    }
    package var envelope: Envelope {
        get { held.value.envelope }
        set { change { $0.envelope = newValue } }
    }
    package var authentication: Authentication {
        get { held.value.authentication }
        set { change { $0.authentication = newValue } }
    }
    package var content: Content {
        get { held.value.content }
        set { change { $0.content = newValue } }
    }
    package var jurisdictions: [Route.Jurisdiction] {
        get { held.value.jurisdictions }
        set { change { $0.jurisdictions = newValue } }
    }
    /// The moment that expiry and age are judged at.
    package var clock: MailDate {
        get { held.value.clock }
        set { change { $0.clock = newValue } }
    }
    /// What is not as it was in the messages of the sender that were learned from; empty without a baseline.
    package var departures: [Departure] {
        get { held.value.departures }
        set { change { $0.departures = newValue } }
    }
    /// What the words of the subject and of the text are like.
    package var wording: Wording { held.value.wording }
    /// What many signals ask, answered once.
    var facts: EvidenceFacts { answered.value }
}
