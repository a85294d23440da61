import MIME

/// The Author Domain (RFC 9989 §3.2.2): the one domain of the From field, or why there is none to evaluate.
enum AuthorDomain: Sendable, Equatable {
    case domain(String)
    case unusable(String)

    init(_ message: Message) {
        let fields = message.header.fields("from").count
        // RFC 9989 §4.4: no alignment for a message without From, or with more than one.
        guard fields > 0 else {
            self = .unusable("the message has no From field")
            return
        }
        guard fields == 1 else {
            self = .unusable("the message has \(fields) From fields")
            return
        }
        self.init(mailboxes: message.parsed.from)
    }

    init(mailboxes: [Mailbox]) {
        // RFC 9989 §5.3.1: zero domains or more than one, and there is nothing to validate.
        let domains = Set(mailboxes.compactMap(\.domain).map(DomainNames.normalized))
        guard domains.count <= 1 else {
            self = .unusable("From names \(domains.count) different domains")
            return
        }
        guard let domain = domains.first else {
            self = .unusable("From has no address with a domain")
            return
        }
        guard DomainNames.isQueryable(domain) else {
            self = .unusable("the domain of From is no domain name")
            return
        }
        self = .domain(domain)
    }
}

/// Names as the DNS can be asked for them.
enum DomainNames {
    /// Lower case, without the dot at the end.
    static func normalized(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// Labels of 1 to 63 letters, digits, hyphens and underscores, 253 octets in all, and not an address.
    static func isQueryable(_ name: String) -> Bool {
        let octets = Array(name.utf8)
        guard (1...253).contains(octets.count) else { return false }
        let labels = octets.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isLabel = { (label: ArraySlice<UInt8>) in
            (1...63).contains(label.count)
                && label.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
        }
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return false }
        return !last.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether `name` is `ancestor` or stands below it.
    static func isWithin(_ name: String, _ ancestor: String) -> Bool {
        name == ancestor || (name.hasSuffix(ancestor) && name.dropLast(ancestor.count).hasSuffix("."))
    }
}
