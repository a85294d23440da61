import DNS

/// The validated names of a client (RFC 7208 §5.5): those of its PTR records whose addresses lead back to it.
struct SPFPointers {
    /// Lower case, in the order of the answer.
    let validated: [String]
    /// The PTR query found nothing.
    let isVoid: Bool
    /// What was found, where it was not enough.
    let words: String

    /// A query that fails is as good as none: the term does not match, `%{p}` is unknown.
    init(_ ip: IPAddress, _ resolver: any Resolver, type: RecordType, limit: Int) {
        let answer = resolver.resolve(ip.reverseName, .ptr)
        isVoid = answer.isVoid
        // RFC 7208 §4.6.4: names beyond the tenth are ignored.
        let names = answer.names.prefix(limit)
        validated = names.filter { name in
            DomainName.isWellFormed(name) && resolver.resolve(name, type).addresses.contains(ip)
        }
        words = answer.failureReason ?? (names.isEmpty ? "no name" : "no validated name under it")
    }

    /// RFC 7208 §7.3, for `%{p}`: the domain itself before a name below it, before any other.
    func name(for domain: String) -> String {
        validated.first { $0 == domain } ?? validated.first { DomainName.isEqual($0, orBelow: domain) }
            ?? validated.first ?? "unknown"
    }
}
