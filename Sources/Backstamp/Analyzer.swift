package import DNS
package import Geography

/// From the octets of a message to a verdict: the whole pipeline.
///
///     octets → Message → Route → Envelope → Authentication → Content → Evidence → Findings → Verdict → Report
///
/// Left of `Evidence` a step may look things up, through `resolver` and `locations`; right of it everything is a pure
/// function of the evidence. The route comes before authentication, because SPF needs the client's address, and a
/// stored message has that only in its trace fields.
///
/// One analyser serves any number of messages, one after the other.
package struct Analyzer {
    private let authenticator: Authenticator
    private let locations: (any LocationDatabase)?
    private let policy: Policy
    private let trusted: TrustedRelays
    private let protected: LookalikeDetector

    /// - Parameter resolver: the only way to the DNS.
    package init(resolver: any Resolver, locations: (any LocationDatabase)?, policy: Policy) {
        authenticator = Authenticator(resolver: resolver)
        self.locations = locations
        self.policy = policy
        trusted = TrustedRelays(policy.trusted)
        protected = LookalikeDetector(protected: policy.protected)
    }

    /// - Parameter octets: one message, with CRLF or LF as line ends.
    package func analyze(_ octets: [UInt8]) -> Report {
        let message = Message.read(octets)
        let route = Route.trace(message, trusted: trusted, locations: locations)
        let envelope = Envelope.derive(message, route, overriddenBy: policy.envelope)
        let clock = policy.clock(route)
        let authentication = authenticator.verify(message, route, envelope, policy: policy, clock: clock)
        var content = Content.inspect(message, recipients: policy.recipients, protected: protected)
        content.subscription = Subscription.judge(message, route, authentication, content)
        var evidence = Evidence(
            message: message, route: route, envelope: envelope, authentication: authentication, content: content,
            jurisdictions: Route.jurisdictions(message, route, authentication, content, locations: locations), clock: clock)
        if let baseline = policy.baseline { evidence.departures = baseline.departures(of: evidence) }
        let findings = SignalCatalogue.standard.findings(evidence)
        let score = Score(findings)
        let verdict = Verdict(evidence, findings, score)
        return Report(evidence: evidence, findings: findings, score: score, verdict: verdict)
    }
}
