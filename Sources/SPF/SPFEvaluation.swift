import DNS

/// An evaluation that ends before its end.
enum SPFStop: Error {
    case temperror(String)
    case permerror(String)
}

/// `check_host()` (RFC 7208 §4): one evaluation of one identity, with its counts and its trace.
///
/// Look-ups are bounded by §4.6.4, and so is the depth of includes and redirects, because each of them is one.
struct SPFEvaluation {
    /// RFC 7208 §4.6.4.
    static let maximumExchanges = 10
    static let maximumPointers = 10

    /// A record may hold thousands of terms; a report shows so many steps.
    private static let maximumTrace = 500

    let sender: SPFSender
    let resolver: any Resolver
    let records: SPFRecordCache
    private let limits: SPFLimits
    private(set) var lookups = 0
    private(set) var voidLookups = 0
    private(set) var trace: [SPFTraceStep] = []
    var pointers: SPFPointers?

    init(
        sender: SPFSender, resolver: any Resolver, records: SPFRecordCache, limits: SPFLimits = .standard
    ) {
        self.limits = limits
        self.sender = sender
        self.resolver = resolver
        self.records = records
    }

    struct Outcome {
        var result: SPFResult
        var reason: String
        /// Where the explanation of a fail stands, and `<domain>` there.
        var explanation: (modifier: SPFRecord.Modifier, domain: String)?
    }

    /// RFC 7208 §4.3 to §4.7.
    mutating func checkHost(_ domain: String, depth: Int) throws(SPFStop) -> Outcome {
        guard SPFSender.isCheckable(domain) else {
            return Outcome(result: .none, reason: "not a domain name of several labels")
        }
        guard let record = try record(of: domain, depth: depth) else {
            return Outcome(result: .none, reason: "\(domain) publishes no SPF record")
        }
        for directive in record.directives where try matches(directive, domain, depth) {
            let reason = "\(directive.text) in the record of \(domain) matches"
            return Outcome(
                result: directive.qualifier, reason: reason, explanation: record.explanation.map { ($0, domain) })
        }
        // RFC 7208 §6.1: with "all" anywhere in the record, redirect is ignored.
        if let redirect = record.redirect, !record.hasAll {
            return try follow(redirect, domain, depth)
        }
        return Outcome(result: .neutral, reason: "no term in the record of \(domain) matches")
    }

    /// RFC 7208 §4.4, §4.5, §4.6: nil where there is no record.
    private mutating func record(of domain: String, depth: Int) throws(SPFStop) -> SPFRecord? {
        let answer = resolver.resolve(domain, .txt)
        if answer.isTemporaryFailure { throw temporary(answer, "TXT", domain) }
        let texts = answer.texts.filter(SPFGrammar.isRecord)
        guard let text = texts.first else { return nil }
        // RFC 7208 §4.5.
        guard texts.count == 1 else { throw .permerror("\(domain) publishes \(texts.count) SPF records") }
        note(
            SPFTraceStep(
                depth: depth, domain: domain, term: SPFGrammar.printable(text), outcome: "", matched: false))
        do {
            return try records.record(text)
        } catch {
            throw .permerror("syntax error in the record of \(domain): \(error)")
        }
    }

    private mutating func follow(
        _ redirect: SPFRecord.Modifier, _ domain: String, _ depth: Int
    ) throws(SPFStop) -> Outcome {
        let slot = note(SPFTraceStep(depth: depth, domain: domain, term: redirect.text, outcome: "", matched: true))
        try charge(redirect.text, slot)
        guard let target = try name(redirect.target, domain) else {
            throw .permerror("\(redirect.text) names no domain")
        }
        finish(slot, "goes on with \(target)", matched: true)
        let outcome = try checkHost(target, depth: depth + 1)
        // RFC 7208 §6.1.
        if outcome.result == .none { throw .permerror("\(redirect.text): \(outcome.reason)") }
        return outcome
    }

    /// RFC 7208 §5.
    private mutating func matches(
        _ directive: SPFRecord.Directive, _ domain: String, _ depth: Int
    ) throws(SPFStop) -> Bool {
        let slot = note(SPFTraceStep(depth: depth, domain: domain, term: directive.text, outcome: "", matched: false))
        if directive.mechanism.isLookup { try charge(directive.text, slot) }
        // RFC 8616 §4: with a local-part beyond ASCII, a term that would expand it never matches.
        if directive.mechanism.target?.usesLocalPart == true, !sender.localPart.utf8.allSatisfy({ $0 < 0x80 }) {
            finish(slot, "not evaluated with a local-part that is not ASCII", matched: false)
            return false
        }
        let (matched, outcome): (Bool, String)
        do {
            (matched, outcome) = try evaluate(directive, domain, depth)
        } catch {
            switch error {
            case .temperror(let reason), .permerror(let reason): finish(slot, reason, matched: false)
            }
            throw error
        }
        finish(slot, outcome, matched: matched)
        return matched
    }

    // MARK: Counting and noting

    mutating func charge(_ term: String, _ slot: Int?) throws(SPFStop) {
        lookups += 1
        guard lookups > limits.lookups else { return }
        let reason = "more than \(limits.lookups) terms with look-ups, the last \(term)"
        if let slot { finish(slot, reason, matched: false) }
        throw .permerror(reason)
    }

    mutating func countVoid(_ question: String) throws(SPFStop) {
        voidLookups += 1
        guard let limit = limits.voidLookups, voidLookups > limit else { return }
        throw .permerror("more than \(limit) void look-ups, the last \(question)")
    }

    /// A term's own query: a failure ends the evaluation, "nothing there" is counted (RFC 7208 §5, §4.6.4: the
    /// limit is on terms, so the hosts of an mx do not count one by one).
    mutating func ask(_ name: String, _ type: RecordType) throws(SPFStop) -> DNSAnswer {
        let answer = resolver.resolve(name, type)
        if answer.isTemporaryFailure { throw temporary(answer, type.rawValue, name) }
        if answer.isVoid { try countVoid("\(type.rawValue) \(name)") }
        return answer
    }

    func temporary(_ answer: DNSAnswer, _ type: String, _ name: String) -> SPFStop {
        .temperror("\(answer.failureReason ?? "no answer"): \(type) \(name)")
    }

    @discardableResult
    private mutating func note(_ step: SPFTraceStep) -> Int? {
        guard trace.count < Self.maximumTrace else { return nil }
        trace.append(step)
        return trace.count - 1
    }

    private mutating func finish(_ slot: Int?, _ outcome: String, matched: Bool) {
        guard let slot, trace.indices.contains(slot) else { return }
        trace[slot].outcome = outcome
        trace[slot].matched = matched
    }
}
