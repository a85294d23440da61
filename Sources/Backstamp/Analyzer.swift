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

    /// - Parameters:
    ///   - octets: one message, with CRLF or LF as line ends.
    ///   - watch: is told whenever a stage is over; for the benchmark.
    ///   - source: where the message stands.
    ///   - dns: what was asked of the DNS, when all has been asked.
    package func analyze(
        _ octets: [UInt8], watch: StageWatch? = nil, source: MessageSource? = nil, dns: () -> DNSUse? = { nil }
    ) -> Report {
        let message = Message.read(octets)
        watch?.ended(.message)
        let route = Route.trace(message, trusted: trusted, locations: locations)
        watch?.ended(.route)
        let envelope = Envelope.derive(message, route, overriddenBy: policy.envelope)
        let clock = policy.clock(route)
        let authentication = authenticator.verify(message, route, envelope, policy: policy, clock: clock)
        watch?.ended(.authentication)
        var content = Content.inspect(message, recipients: policy.recipients, protected: protected)
        content.subscription = Subscription.judge(message, route, authentication, content)
        watch?.ended(.content)
        let evidence = Evidence(
            message: message, route: route, envelope: envelope, authentication: authentication, content: content,
            jurisdictions: Route.jurisdictions(message, route, authentication, content, locations: locations), clock: clock,
            baseline: policy.baseline)
        watch?.ended(.evidence)
        let findings = SignalCatalogue.standard.findings(evidence)
        let score = Score(findings)
        watch?.ended(.findings)
        let verdict = Verdict(evidence, findings, score)
        watch?.ended(.verdict)
        return Report(evidence: consume evidence, findings: findings, score: score, verdict: verdict, source: source, dns: dns())
    }
}
