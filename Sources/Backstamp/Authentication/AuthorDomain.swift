import DNS
import Domains
import MIME

/// The Author Domain (RFC 9989 §3.2.2): the one domain of the From field, or why there is none to evaluate.
enum AuthorDomain: Sendable, Equatable {
    case domain(String)
    case unusable(String)

    init(_ message: Message) {
        let fields = message.header.fields("from")
        // RFC 9989 §4.4: no alignment for a message without From, or with more than one.
        guard let only = fields.first else {
            self = .unusable("the message has no From field")
            return
        }
        guard fields.count == 1 else {
            self = .unusable("the message has \(fields.count) From fields")
            return
        }
        let field = message.header.unfolded(only)
        // Programs that cut a string at a NUL show another address than the others.
        guard !field.contains(0) else {
            self = .unusable("From holds a NUL octet")
            return
        }
        // RFC 5322 §3.4: a mailbox has one addr-spec in angle brackets; of two, programs show one or the other.
        guard message.parsed.from.count > 1 || Set(Self.bracketedDomains(field)).count <= 1 else {
            self = .unusable("From names several addresses in one mailbox")
            return
        }
        // Of `a@b@c` one program reads up to the first @, another from the last.
        let addresses = Self.addresses(field)
        guard !addresses.contains(where: { field[$0].count { $0 == 0x40 } > 1 }) else {
            self = .unusable("From holds an address with two @")
            return
        }
        var mailboxes = message.parsed.from
        if mailboxes.allSatisfy({ $0.domain == nil }) {
            mailboxes = addresses.map { Mailbox(address: String(decoding: field[$0], as: UTF8.self)) }
        }
        // Where From is no address list, one program shows this address in it and another that one.
        let isAmbiguous = message.parsed.isFromMalformed || !Self.isBalanced(field)
        self.init(mailboxes: mailboxes, besides: isAmbiguous ? Self.domainsNamed(field) : [])
    }

    /// Whether each mark has its partner. Programs guess where one has none.
    private static func isBalanced(_ field: [UInt8]) -> Bool {
        var counts = (quotes: 0, comments: 0, brackets: 0)
        for byte in field {
            switch byte {
            case 0x22: counts.quotes += 1
            case 0x28: counts.comments += 1
            case 0x29: counts.comments -= 1
            case 0x3C: counts.brackets += 1
            case 0x3E: counts.brackets -= 1
            default: break
            }
        }
        return counts.quotes % 2 == 0 && counts.comments == 0 && counts.brackets == 0
    }

    /// What stands behind each @, outside quoted strings where these can be told beyond doubt. In a field like this a comment
    /// is none to every program. The empty string is for what is no name, and for more than is looked at.
    static func domainsNamed(_ field: [UInt8]) -> Set<String> {
        let isClear = isClear(field)
        var written: Set<[UInt8]> = []
        var isQuoted = false
        var position = 0
        while position < field.count, written.count <= 100 {
            let byte = field[position]
            position += 1
            switch byte {
            case 0x22 where isClear: isQuoted.toggle()
            case 0x40 where !isQuoted:
                // RFC 5322 §4.4: obsolete addresses have white space there.
                while position < field.count, field[position] <= 0x20 { position += 1 }
                let start = position
                while position < field.count, isOfName(field[position]) { position += 1 }
                // `Joe @ <a@b>`: a sign with nothing behind it belongs to a name.
                let isAlone = start == position && (position == field.count || isEnd(field[position]))
                if !isAlone { written.insert(Array(field[start..<position])) }
            default: break
            }
        }
        var domains = Set(written.prefix(100).map { DomainNames.normalized(String(decoding: $0, as: UTF8.self)) })
        if written.count > 100 { domains.insert("") }
        return domains
    }

    /// Whether comments and quoted strings end in one place only: none holds half a pair of the other's marks, and nothing
    /// is escaped.
    private static func isClear(_ field: [UInt8]) -> Bool {
        var isQuoted = false
        var depth = 0
        // Of the other's marks.
        var held = 0
        for byte in field {
            switch byte {
            case 0x5C: return false
            case 0x22 where depth > 0: held = 1 - held
            case 0x22:
                guard held == 0 else { return false }
                isQuoted.toggle()
            case 0x28 where isQuoted: held += 1
            case 0x29 where isQuoted:
                guard held > 0 else { return false }
                held -= 1
            case 0x28: depth += 1
            case 0x29:
                guard depth > 1 || depth == 1 && held == 0 else { return false }
                depth -= 1
            default: break
            }
        }
        return !isQuoted && depth == 0
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...: true
        default: false
        }
    }

    /// `<>,;`: behind a sign they end what is no address to any program.
    private static func isEnd(_ byte: UInt8) -> Bool { byte == 0x3C || byte == 0x3E || byte == 0x2C || byte == 0x3B }

    /// What looks like an address in a From that is no list of mailboxes, outside comments and quoted strings. A mail
    /// client shows something there, so its domain has a say.
    static func addresses(_ field: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var wordStart = 0
        var hasAt = false
        var depth = 0
        var isQuoted = false
        let end = min(field.count, readLimit)
        for position in 0...end {
            let byte = position < end ? field[position] : 0x20
            if isQuoted || depth > 0 || isMark(byte) {
                if hasAt, found.count < 100 { found.append(wordStart..<position) }
                hasAt = false
                wordStart = position + 1
            } else if byte == 0x40, position > wordStart {
                hasAt = true
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

    /// White space, and `<>,;:"()`.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0D, 0x0A, 0x3C, 0x3E, 0x2C, 0x3B, 0x3A, 0x22, 0x28, 0x29: true
        default: false
        }
    }

    /// The domains of addresses in angle brackets, outside comments and quoted strings.
    static func bracketedDomains(_ field: [UInt8]) -> [String] {
        var found: [String] = []
        // One pair of brackets holds one address at the most.
        guard field.count(where: { $0 == 0x3E }) > 1 else { return [] }
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

    /// - Parameter others: domains of what else in From looks like an address.
    init(mailboxes: [Mailbox], besides others: Set<String> = []) {
        // RFC 9989 §5.3.1: zero domains or more than one, and there is nothing to validate.
        var domains: Set<String> = []
        if mailboxes.count == 1, let domain = mailboxes.first?.domain {
            domains = [DomainNames.normalized(domain)]
        } else {
            domains = Set(mailboxes.compactMap(\.domain).map(DomainNames.normalized))
        }
        if !domains.isEmpty { domains.formUnion(others) }
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
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return DNS.DomainName.normalized(name) }
        let lower = name.lowercased()
        return DNS.DomainName.normalized(IDNA.toASCII(lower) ?? lower)
    }

    /// Labels of 1 to 63 letters, digits, hyphens and underscores, 253 octets in all, and not an address.
    static func isQueryable(_ name: String) -> Bool {
        guard (1...253).contains(name.utf8.count) else { return false }
        var length = 0
        var isNumber = true
        for octet in name.utf8 {
            switch octet {
            case 0x2E:
                guard (1...63).contains(length) else { return false }
                length = 0
                isNumber = true
                continue
            case 0x61...0x7A, 0x2D, 0x5F: isNumber = false
            case 0x30...0x39: break
            default: return false
            }
            length += 1
        }
        return (1...63).contains(length) && !isNumber
    }
}
