import DNS

/// The mechanisms (RFC 7208 §5): what each asks, and whether the client matches.
extension SPFEvaluation {
    /// Whether the mechanism matches, and what was asked and came back.
    mutating func evaluate(
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

    mutating func knownPointers() -> SPFPointers {
        if let pointers { return pointers }
        let found = SPFPointers(sender.ip, resolver, type: addressType, limit: Self.maximumPointers)
        pointers = found
        return found
    }

    private var addressType: RecordType { sender.ip.isV4 ? .a : .aaaa }

    private func contains(_ addresses: [IPAddress], _ prefix: SPFRecord.DualPrefix) -> Bool {
        addresses.contains { sender.ip.matches($0, prefix: sender.ip.isV4 ? prefix.v4 : prefix.v6) }
    }

    private static func words(_ answer: DNSAnswer) -> String {
        if answer.status == .nxDomain { return "no such name" }
        return answer.addresses.isEmpty ? "no such record" : list(answer.addresses.map(\.description))
    }

    private static func list(_ items: [String]) -> String {
        items.prefix(10).joined(separator: ", ") + (items.count > 10 ? ", …" : "")
    }
}
