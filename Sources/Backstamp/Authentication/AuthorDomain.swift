import Domains
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
        let field = message.header.first("from").map(message.header.unfolded) ?? []
        // Programs that cut a string at a NUL show another address than the others.
        guard !field.contains(0) else {
            self = .unusable("From holds a NUL octet")
            return
        }
        // RFC 5322 §3.4: a mailbox has one addr-spec in angle brackets; of two, programs show one or the other.
        guard Set(Self.bracketedDomains(field)).count <= 1 || message.parsed.from.count > 1 else {
            self = .unusable("From names several addresses in one mailbox")
            return
        }
        // Of `a@b@c` one program reads up to the first @, another from the last.
        guard !Self.addresses(field).contains(where: { $0.utf8.count { $0 == 0x40 } > 1 }) else {
            self = .unusable("From holds an address with two @")
            return
        }
        var mailboxes = message.parsed.from
        if mailboxes.allSatisfy({ $0.domain == nil }) {
            mailboxes = Self.addresses(field).map { Mailbox(address: $0) }
        }
        self.init(mailboxes: mailboxes)
    }

    /// What looks like an address in a From that is no list of mailboxes, outside comments and quoted strings. A mail
    /// client shows something there, so its domain has a say.
    static func addresses(_ field: [UInt8]) -> [String] {
        var found: [String] = []
        var word: [UInt8] = []
        var depth = 0
        var isQuoted = false
        let marks = Set(" \t\r\n<>,;:\"()".utf8)
        for byte in field.prefix(readLimit) + [0x20] {
            if isQuoted || depth > 0 || marks.contains(byte) {
                if word.dropFirst().contains(0x40), found.count < 100 {
                    found.append(String(decoding: word, as: UTF8.self))
                }
                word = []
            } else {
                word.append(byte)
            }
            switch byte {
            case 0x22 where depth == 0: isQuoted.toggle()
            case 0x28 where !isQuoted: depth += 1
            case 0x29 where !isQuoted && depth > 0: depth -= 1
            default: break
            }
        }
        return found
    }

    /// The domains of addresses in angle brackets, outside comments and quoted strings.
    static func bracketedDomains(_ field: [UInt8]) -> [String] {
        var found: [String] = []
        var word: [UInt8]?
        var depth = 0
        var isQuoted = false
        for byte in field.prefix(readLimit) where found.count < 100 {
            switch byte {
            case 0x22 where depth == 0: isQuoted.toggle()
            case 0x28 where !isQuoted: depth += 1
            case 0x29 where !isQuoted && depth > 0: depth -= 1
            case _ where isQuoted || depth > 0: break
            case 0x3C: word = []
            case 0x3E:
                if let domain = word.flatMap({ Mailbox(address: String(decoding: $0, as: UTF8.self)).domain }) {
                    found.append(DomainNames.normalized(domain))
                }
                word = nil
            default: word?.append(byte)
            }
        }
        return found
    }

    /// Octets of the field that are looked at.
    private static let readLimit = 65_536

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
    /// Lower case, A-labels (RFC 9989 §5.3.1), without the dot at the end.
    static func normalized(_ name: String) -> String {
        var name = name.lowercased()
        if !name.utf8.allSatisfy({ $0 < 0x80 }), let ascii = IDNA.toASCII(name) { name = ascii }
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// Labels of 1 to 63 letters, digits, hyphens and underscores, 253 octets in all, and not an address.
    static func isQueryable(_ name: String) -> Bool {
        let octets = Array(name.utf8)
        guard (1...253).contains(octets.count) else { return false }
        let labels = octets.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isLabel = { (label: ArraySlice<UInt8>) in
            (1...63).contains(label.count)
                && label.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
                }
        }
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return false }
        return !last.allSatisfy { (0x30...0x39).contains($0) }
    }
}
