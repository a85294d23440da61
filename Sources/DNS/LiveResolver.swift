import Glibc

/// Live look-ups through libunbound, validated by DNSSEC where the root's trust anchor is installed.
///
/// A message has a time budget for all its look-ups together; once it is spent, what is left is `.timeout` without
/// being asked. Answers are kept, so that a thousand messages of one sender ask once. What goes wrong with one question
/// is in its answer; only a resolver that cannot be set up at all throws.
///
/// Questions that are foreseen are asked at once, many at a time, so that messages need not wait for their answers.
package final class LiveResolver: Resolver {
    /// Debian's package dns-root-data.
    package static let rootTrustAnchor = "/usr/share/dns/root.key"

    /// The cache is emptied when it holds that many answers: memory stays bounded in a run over an archive.
    private static let maximumCached = 200_000
    /// A question that had that long and got no answer is not asked again in this run.
    private static let patience = Duration.seconds(2)

    private let context: UnboundContext
    private let budget: Duration
    /// By message of a batch.
    private var spent = [Duration.zero]
    private var message = 0
    private var cache: [DNSQuestion: Cached] = [:]
    private var lookAhead = LookAhead()

    private struct Cached {
        let answer: DNSAnswer
        let end: ContinuousClock.Instant
    }

    /// What follows from an answer: questions that whoever asked will ask next.
    package var followUps: ((DNSQuestion, DNSAnswer) -> [DNSQuestion])?

    /// - Parameters:
    ///   - forwarder: the address of the resolver to ask; nil for those of `/etc/resolv.conf`.
    ///   - budget: for all look-ups of one message together.
    package init(
        forwarder: String? = nil, budget: Duration = .seconds(5), trustAnchor: String? = LiveResolver.rootTrustAnchor
    ) throws(LiveResolverError) {
        self.budget = budget
        let anchored = trustAnchor.flatMap { unsafe access($0, R_OK) == 0 ? $0 : nil }
        let context = try UnboundContext(forwarder: forwarder, trustAnchor: anchored)
        // Some forwarders strip signatures. Behind one of those every answer would be bogus, so validate only
        // where the root itself can be validated.
        if anchored != nil, context.ask("", .ns, within: .seconds(1)).security != .secure {
            self.context = try UnboundContext(forwarder: forwarder, trustAnchor: nil)
        } else {
            self.context = context
        }
    }

    package func beginMessage() {
        spent = [.zero]
        message = 0
        takeIn()
    }

    package func turn(to message: Int) {
        while spent.count <= message { spent.append(.zero) }
        self.message = message
    }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        if let known = cached(question) { return known }
        // RFC 2181 §11: whatever has other lengths is no name, so nothing can exist there.
        guard let text = ResourceData.question(question.name) else { return DNSAnswer(.nxDomain) }
        let left = budget - spent[message]
        guard left > .zero else { return DNSAnswer(.timeout) }
        let clock = ContinuousClock()
        let start = clock.now
        let answer: DNSAnswer
        if let pending = lookAhead.asked[question] {
            context.wait(for: pending, left)
            takeIn()
            answer = pending.answer ?? DNSAnswer(.timeout)
        } else {
            answer = context.ask(text, type, within: left)
        }
        let elapsed = clock.now - start
        spent[message] += elapsed
        if answer.status != .timeout || elapsed >= Self.patience { keep(question, answer) }
        return answer
    }

    // MARK: Looking ahead

    package func foresee(_ questions: [DNSQuestion]) {
        for question in questions where cached(question) == nil { lookAhead.add(question) }
        takeIn()
    }

    /// Keeps what was answered meanwhile, and asks as many of the foreseen questions as may be on their way at once.
    private func takeIn() {
        guard !lookAhead.isEmpty else { return }
        context.process()
        for (question, answer) in lookAhead.takeAnswers() {
            keep(question, answer)
            for next in followUps?(question, answer) ?? [] where cached(next) == nil { lookAhead.add(next) }
        }
        while let question = lookAhead.next() {
            guard cached(question) == nil, let text = ResourceData.question(question.name),
                let pending = context.start(text, question.type)
            else { continue }
            lookAhead.asked[question] = pending
        }
    }

    // MARK: The cache

    /// A run over an archive asks the same again and again: what may be kept for a second only is kept for five minutes,
    /// and nothing for more than a day (RFC 8767 §4 allows for more).
    private static let lifetimes: ClosedRange<UInt32> = 300...86_400

    private func cached(_ question: DNSQuestion) -> DNSAnswer? {
        guard let known = cache[question] else { return nil }
        if known.end > .now { return known.answer }
        cache[question] = nil
        return nil
    }

    private func keep(_ question: DNSQuestion, _ answer: DNSAnswer) {
        if cache.count >= Self.maximumCached { cache.removeAll() }
        let seconds = min(max(answer.ttl, Self.lifetimes.lowerBound), Self.lifetimes.upperBound)
        cache[question] = Cached(answer: answer, end: .now + .seconds(Int64(seconds)))
    }

    /// Whether a resolver answers on this machine: one question, at most a second. It is for the root's name
    /// servers, because stand-ins in closed networks deny every name, and believed they would make every sender
    /// one without a record.
    package static func isAvailable(forwarder: String? = nil) -> Bool {
        guard let context = try? UnboundContext(forwarder: forwarder, trustAnchor: nil) else { return false }
        return !context.ask("", .ns, within: .milliseconds(900)).names.isEmpty
    }
}

/// No live resolver can be had.
package struct LiveResolverError: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package init(reason: String) { self.reason = reason }

    package var description: String { "no DNS resolver: \(reason). Give --dns a snapshot, or none." }
}
