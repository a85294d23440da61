package import DNS

/// "iprev" (RFC 8601 §2.7.3): does the client's address have a name, and does that name lead back to the address?
///
/// It says that one hand keeps both zones, nothing of the message. Without an answer the result is `temperror`; an
/// address of the receiver's own network is not asked for.
package struct ReverseCheck: Sendable, Hashable {
    package enum Result: String, Sendable, Hashable { case pass, fail, temperror, permerror }

    package var result: Result
    package var clientIP: IPAddress
    /// The name that was confirmed, else the first of those that were not; lower case.
    package var name: String?
    package var reason: String

    package init(result: Result, clientIP: IPAddress, name: String? = nil, reason: String) {
        self.result = result
        self.clientIP = clientIP
        self.name = name
        self.reason = reason
    }

    /// Names that are followed: as many as RFC 7208 §4.6.4 allows.
    static let nameLimit = 10

    /// - Returns: nil where the address is not known, or an internal one.
    static func evaluate(_ client: IPAddress?, _ resolver: any Resolver) -> ReverseCheck? {
        guard let client = client?.unmapped, !AddressScope.isInternal(client) else { return nil }
        var check = ReverseCheck(result: .permerror, clientIP: client, reason: "the address has no name (PTR)")
        let pointers = resolver.resolve(client.reverseName, .ptr)
        if let failure = pointers.failureReason {
            check.result = .temperror
            check.reason = "\(failure): PTR \(client.reverseName)"
            return check
        }
        let names = pointers.names.filter(DomainNames.isQueryable)
        guard let first = names.first else { return check }
        check.name = first
        var failure: String?
        for name in names.prefix(nameLimit) {
            let type: RecordType = client.isV4 ? .a : .aaaa
            let answer = resolver.resolve(name, type)
            if answer.addresses.contains(client) {
                check.result = .pass
                check.name = name
                check.reason = "\(name) leads back to the address"
                return check
            }
            if let reason = answer.failureReason { failure = failure ?? "\(reason): \(type.rawValue) \(name)" }
        }
        check.result = failure == nil ? .fail : .temperror
        check.reason = failure ?? "\(first) does not lead back to the address"
        return check
    }
}
