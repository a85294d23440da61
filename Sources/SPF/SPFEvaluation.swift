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
    static let maximumLookups = 10
    static let maximumVoidLookups = 2
    static let maximumExchanges = 10
    static let maximumPointers = 10

    /// A record may hold thousands of terms; a report shows so many steps.
    private static let maximumTrace = 500

    let sender: SPFSender
    let resolver: any Resolver
    private(set) var lookups = 0
    private(set) var voidLookups = 0
    private(set) var trace: [SPFTraceStep] = []
    private var pointers: SPFPointers?

    init(sender: SPFSender, resolver: any Resolver) {
        self.sender = sender
        self.resolver = resolver
    }

    struct Outcome {
        var result: SPFResult
        var reason: String
        /// Where the explanation of a fail stands, and `<domain>` there.
        var explanation: (modifier: SPFRecord.Modifier, domain: String)?
    }

    /// RFC 7208 §4.3 to §4.7.
    mutating func checkHost(_ domain: String, depth: Int) throws(SPFStop) -> Outcome {
        guard SPFSender.isCheckable(domain) else { return Outcome(result: .none, reason: "not a domain name of several labels") }
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
        let records = answer.texts.filter(SPFGrammar.isRecord)
        guard let text = records.first else { return nil }
        // RFC 7208 §4.5.
        guard records.count == 1 else { throw .permerror("\(domain) publishes \(records.count) SPF records") }
        note(SPFTraceStep(
            depth: depth, domain: domain, term: SPFGrammar.printable(text), outcome: "", matched: false))
        do {
            return try SPFGrammar.record(text)
        } catch {
            throw .permerror("syntax error in the record of \(domain): \(error)")
        }
    }

    private mutating func follow(_ redirect: SPFRecord.Modifier, _ domain: String, _ depth: Int) throws(SPFStop) -> Outcome {
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

    // MARK: Mechanisms

    /// RFC 7208 §5.
    private mutating func matches(_ directive: SPFRecord.Directive, _ domain: String, _ depth: Int) throws(SPFStop) -> Bool {
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

    private mutating func evaluate(
        _ directive: SPFRecord.Directive, _ domain: String, _ depth: Int
    ) throws(SPFStop) -> (Bool, String) {
        switch directive.mechanism {
        case .all: return (true, "")
        case .ip4(let network, let prefix), .ip6(let network, let prefix):
            return (sender.ip.matches(network, prefix: prefix), "")
        case .include(let target): return try include(target, directive.text, domain, depth)
        case .a(let target, let prefix):
            guard let name = try name(target, orElse: domain) else { return Self.noName }
            let answer = try ask(name, addressType)
            return (contains(answer.addresses, prefix), "\(addressType.rawValue) \(name): \(Self.words(answer))")
        case .mx(let target, let prefix):
            guard let name = try name(target, orElse: domain) else { return Self.noName }
            return try exchange(name, prefix)
        case .ptr(let target):
            guard let name = try name(target, orElse: domain) else { return Self.noName }
            return try pointer(name)
        case .exists(let target):
            guard let name = try name(target, domain) else { return Self.noName }
            // RFC 7208 §5.7: an A record, whatever the client's family.
            let answer = try ask(name, .a)
            return (!answer.addresses.isEmpty, "A \(name): \(Self.words(answer))")
        }
    }

    private static let noName = (false, "expands to no domain name")

    /// RFC 7208 §5.2.
    private mutating func include(
        _ target: MacroString, _ term: String, _ domain: String, _ depth: Int
    ) throws(SPFStop) -> (Bool, String) {
        guard let name = try name(target, domain) else { throw .permerror("\(term) names no domain") }
        let outcome = try checkHost(name, depth: depth + 1)
        if outcome.result == .none { throw .permerror("\(term): \(outcome.reason)") }
        return (outcome.result == .pass, "\(name): \(outcome.result.rawValue)")
    }

    /// RFC 7208 §5.4.
    private mutating func exchange(_ name: String, _ prefix: SPFRecord.DualPrefix) throws(SPFStop) -> (Bool, String) {
        let answer = try ask(name, .mx)
        let exchanges = answer.exchanges.map(\.exchange).filter { !$0.isEmpty }
        // RFC 7208 §4.6.4: more than ten is an error, not a cut.
        guard exchanges.count <= Self.maximumExchanges else {
            throw .permerror("\(name) has \(exchanges.count) mail exchangers, more than \(Self.maximumExchanges)")
        }
        for exchange in exchanges where DomainName.isWellFormed(exchange) {
            let hosts = resolver.resolve(exchange, addressType)
            if hosts.isTemporaryFailure { throw temporary(hosts, addressType.rawValue, exchange) }
            if contains(hosts.addresses, prefix) { return (true, "MX \(name): \(exchange): \(Self.words(hosts))") }
        }
        return (false, "MX \(name): \(exchanges.isEmpty ? Self.words(answer) : Self.list(exchanges))")
    }

    /// RFC 7208 §5.5.
    private mutating func pointer(_ name: String) throws(SPFStop) -> (Bool, String) {
        let pointers = knownPointers()
        if pointers.isVoid { try countVoid("PTR \(sender.ip.reverseName)") }
        let match = pointers.validated.first { DomainName.isEqual($0, orBelow: name) }
        return (match != nil, "PTR \(sender.ip): \(match ?? pointers.words)")
    }

    private mutating func knownPointers() -> SPFPointers {
        if let pointers { return pointers }
        let found = SPFPointers(sender.ip, resolver, type: addressType, limit: Self.maximumPointers)
        pointers = found
        return found
    }

    private var addressType: RecordType { sender.ip.isV4 ? .a : .aaaa }

    private func contains(_ addresses: [IPAddress], _ prefix: SPFRecord.DualPrefix) -> Bool {
        addresses.contains { sender.ip.matches($0, prefix: sender.ip.isV4 ? prefix.v4 : prefix.v6) }
    }

    // MARK: Names and explanations

    /// The name that a `domain-spec` expands to; nil where it is none, and then nothing is asked.
    private mutating func name(_ target: MacroString, _ domain: String) throws(SPFStop) -> String? {
        let hadPointers = pointers != nil
        let octets = try expanded(target, domain)
        // RFC 7208 §4.6.4: the PTR query of %{p} counts.
        if !hadPointers, pointers != nil { try charge("%{p}", nil) }
        return octets.flatMap(Self.shortened)
    }

    private mutating func name(_ target: MacroString?, orElse domain: String) throws(SPFStop) -> String? {
        guard let target else { return domain }
        return try name(target, domain)
    }

    private mutating func expanded(_ text: MacroString, _ domain: String) throws(SPFStop) -> [UInt8]? {
        try MacroExpansion(sender: sender, domain: domain).octets(text) { () throws(SPFStop) in
            knownPointers().name(for: domain)
        }
    }

    /// RFC 7208 §7.3: labels are taken off the left of a name of more than 253 octets.
    private static func shortened(_ name: [UInt8]) -> String? {
        var octets = Array(DomainName.normalized(String(decoding: name, as: UTF8.self)).utf8)[...]
        while octets.count > DomainName.maximumLength {
            guard let dot = octets.firstIndex(of: UInt8(ascii: ".")) else { return nil }
            octets = octets[(dot + 1)...]
        }
        let name = String(decoding: octets, as: UTF8.self)
        return DomainName.isWellFormed(name) ? name : nil
    }

    /// RFC 7208 §6.2: the owner's words for a fail; whatever goes wrong, there are none, and the result stays.
    mutating func explanation(_ modifier: SPFRecord.Modifier, domain: String) -> String? {
        guard let target = (try? expanded(modifier.target, domain)).flatMap({ $0 }).flatMap(Self.shortened) else { return nil }
        let answer = resolver.resolve(target, .txt)
        let texts = answer.texts
        guard answer.status == .noError, texts.count == 1, let text = texts.first, !text.isEmpty,
            let parsed = try? MacroString(text[...], .explanation), let octets = try? expanded(parsed, domain)
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }

    // MARK: Counting and noting

    private mutating func charge(_ term: String, _ slot: Int?) throws(SPFStop) {
        lookups += 1
        guard lookups > Self.maximumLookups else { return }
        let reason = "more than \(Self.maximumLookups) terms with look-ups, the last \(term)"
        if let slot { finish(slot, reason, matched: false) }
        throw .permerror(reason)
    }

    private mutating func countVoid(_ question: String) throws(SPFStop) {
        voidLookups += 1
        guard voidLookups > Self.maximumVoidLookups else { return }
        throw .permerror("more than \(Self.maximumVoidLookups) void look-ups, the last \(question)")
    }

    /// A term's own query: a failure ends the evaluation, "nothing there" is counted (RFC 7208 §5, §4.6.4: the
    /// limit is on terms, so the hosts of an mx do not count one by one).
    private mutating func ask(_ name: String, _ type: RecordType) throws(SPFStop) -> DNSAnswer {
        let answer = resolver.resolve(name, type)
        if answer.isTemporaryFailure { throw temporary(answer, type.rawValue, name) }
        if answer.isVoid { try countVoid("\(type.rawValue) \(name)") }
        return answer
    }

    private func temporary(_ answer: DNSAnswer, _ type: String, _ name: String) -> SPFStop {
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

    private static func words(_ answer: DNSAnswer) -> String {
        if answer.status == .nxDomain { return "no such name" }
        return answer.addresses.isEmpty ? "no such record" : list(answer.addresses.map(\.description))
    }

    private static func list(_ items: [String]) -> String {
        items.prefix(10).joined(separator: ", ") + (items.count > 10 ? ", …" : "")
    }
}
