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
/// One analyser serves any number of messages, a batch at a time.
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
    ///   - batch: messages that have nothing to do with one another. Each report is what it would be alone.
    ///   - clock: is told how long each stage and each message takes.
    ///   - dns: what was asked of the DNS for the message whose turn it is, asked for when all of that has been asked.
    package func analyze(
        _ batch: [RawMessage], clock: StageClock = StageClock(), dns: () -> DNSUse? = { nil }
    ) -> [Report] {
        // Step by step, and in each step message by message: the code of a step is then in the processor's caches for all
        // messages but the first. Large stages are made of several steps, and run these themselves.
        clock.begin(messages: batch.count)
        let messages = Message.read(batch.map(\.octets), clock: clock)
        let routes = Route.trace(messages, trusted: trusted, locations: locations, clock: clock)
        let envelopes = clock.each(.route) { Envelope.derive(messages[$0], routes[$0], overriddenBy: policy.envelope) }
        let moments = clock.each(.route) { policy.clock(routes[$0]) }
        let authentications = authenticator.verify(messages, routes, envelopes, policy: policy, moments: moments, clock: clock)
        let dnsUses = clock.each(.authentication) {
            authenticator.turn(to: $0)
            return dns()
        }
        var contents = Content.inspect(messages, recipients: policy.recipients, protected: protected, clock: clock)
        clock.each(.content) {
            contents[$0].subscription = Subscription.judge(messages[$0], routes[$0], authentications[$0], contents[$0])
        }
        let evidences = clock.each(.evidence) {
            Evidence(
                message: messages[$0], route: routes[$0], envelope: envelopes[$0], authentication: authentications[$0],
                content: contents[$0],
                jurisdictions: Route.jurisdictions(
                    messages[$0], routes[$0], authentications[$0], contents[$0], locations: locations),
                clock: moments[$0], baseline: policy.baseline)
        }
        let findings = clock.each(.findings) { SignalCatalogue.standard.findings(evidences[$0]) }
        let scores = clock.each(.findings) { Score(findings[$0]) }
        let verdicts = clock.each(.verdict) { Verdict(evidences[$0], findings[$0], scores[$0]) }
        return clock.each(.verdict) {
            Report(
                evidence: evidences[$0], findings: findings[$0], score: scores[$0], verdict: verdicts[$0],
                source: batch[$0].source, dns: dnsUses[$0])
        }
    }

    /// One message.
    /// - Parameters:
    ///   - octets: with CRLF or LF as line ends.
    ///   - source: where the message stands.
    package func analyze(_ octets: [UInt8], source: MessageSource? = nil, dns: () -> DNSUse? = { nil }) -> Report {
        analyze([RawMessage(octets: octets, source: source)], dns: dns)[0]
    }
}

/// A message as it was read, before anything is known of it.
package struct RawMessage: Sendable {
    /// With CRLF or LF as line ends.
    package var octets: [UInt8]
    /// Where the message stands.
    package var source: MessageSource?

    package init(octets: [UInt8], source: MessageSource? = nil) {
        self.octets = octets
        self.source = source
    }
}
