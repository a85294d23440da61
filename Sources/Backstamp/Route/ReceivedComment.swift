/// one form, TCP-info (`(host.example [192.0.2.1])`); the mailers know many.

import DNS

/// Who the client was, as far as one comment tells.
struct TCPInfo {
    private(set) var ip: IPAddress?
    /// The name that the relay found for the address.
    private(set) var name: Octets?
    /// The name that the client gave, where the comment says that it is that: `HELO x`, `helo=x`.
    private(set) var helo: Octets?
    /// Whether the comment names HELO, with a value or without.
    private(set) var namesHelo = false
    /// As an attribute, `helo=x`: Exim's way.
    private(set) var isAttribute = false
    /// What stands before the `@` of the address or name: what the client's ident server said, or who signed in.
    private(set) var user: Octets?
    /// The address stood in brackets.
    private(set) var isBracketed = false
    private(set) var isVerified = false

    /// nil where the comment says nothing of a client.
    init?(_ comment: Octets) {
        var next = comment.startIndex
        var count = 0
        var isSecondOfAccount = false
        var expectsHelo = false
        // Twelve words are looked at, of which `account x` are not counted.
        for position in 0..<12 {
            guard let quoted = comment.word(from: &next) else { break }
            if position == 0, quoted.equals("account") {
                isSecondOfAccount = true
                continue
            }
            if isSecondOfAccount {
                isSecondOfAccount = false
                continue
            }
            count += 1
            // `"HELO host.example"`, as one mailer quotes it.
            let word = quoted.first == 0x22 || expectsHelo ? quoted.trimming { $0 == 0x22 } : quoted
            if expectsHelo {
                helo = word
                expectsHelo = false
            } else if word.first == 0x28 {
                break
            } else if !takeMark(word, &expectsHelo), ip == nil {
                take(word, isFirst: count == 1)
            }
        }
        if ip == nil, !namesHelo {
            // A lone host name is one; any other text is not about the client.
            guard count == 1, let name, Self.isHostName(name) else { return nil }
        }
        if let found = name, ip != nil { name = Self.isNoName(found) ? nil : found }
    }

    /// The words that are no name and no address.
    private mutating func takeMark(_ word: Octets, _ expectsHelo: inout Bool) -> Bool {
        // The octets that they begin with.
        switch word.first?.lowered {
        case 0x65, 0x68, 0x6C, 0x76: break
        default: return false
        }
        if word.equals("helo") || word.equals("ehlo") || word.equals("lhlo") {
            namesHelo = true
            expectsHelo = true
        } else if let value = word.after("helo=") {
            namesHelo = true
            isAttribute = true
            helo = value.isEmpty ? nil : value
        } else if word.equals("verified") {
            isVerified = true
        } else {
            return false
        }
        return true
    }

    private mutating func take(_ word: Octets, isFirst: Bool) {
        var rest = word
        if let at = word.lastIndex(of: 0x40) {
            let user = word[..<at]
            if !user.isEmpty { self.user = user }
            rest = word[(at + 1)...]
        }
        if let bracket = rest.firstIndex(of: 0x5B) {
            if let address = AddressLiteral.read(rest[bracket...]) {
                ip = address
                isBracketed = true
            }
            if bracket > rest.startIndex { name = rest[..<bracket] }
        } else if let address = AddressLiteral.read(rest) {
            // Without brackets, and behind a word that is no host's name, it is a version: `IceWarp 11.4.6.0`.
            if isFirst || name.map(Self.isHostName) == true { ip = address }
        } else if name == nil, !rest.isEmpty, !rest.contains(0x3D) {
            // No name has an equals sign: `port=25`.
            name = rest
        }
    }

    /// What relays write where the address has no name.
    static func isNoName(_ name: Octets) -> Bool {
        // The octets that they begin with.
        switch name.first?.lowered {
        case 0x6E, 0x73, 0x75, 0x76: noNames.contains { name.equals($0) }
        default: AddressLiteral.read(name) != nil
        }
    }

    private static let noNames = [
        "unknown", "softdnserr", "unverified", "nodns", "nodnsquery", "unavailable", "unknownhost", "noname",
        "unknown_domain", "verified",
    ]

    /// Letters, digits, hyphens, underscores, with at least one dot within; the last label starts with a letter, for else
    /// it is a version (`fetchmail-6.2.4`).
    static func isHostName(_ name: Octets) -> Bool {
        let inner = name.last == 0x2E ? name.dropLast() : name
        guard let dot = inner.lastIndex(of: 0x2E), dot > inner.startIndex, dot + 1 < inner.endIndex,
            inner[dot + 1].isLetter
        else { return false }
        return inner.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    }
}

/// An address as trace fields write it.
enum AddressLiteral {
    /// `192.0.2.1`, `[192.0.2.1]`, `[IPv6:2001:db8::1]`, `::ffff:192.0.2.1` (as IPv4), with a zone (`fe80::1%7`) or a
    /// port (`[192.0.2.1]:25`, `192.0.2.1:25`, `192.0.2.1.25`), which are dropped.
    static func read(_ text: Octets) -> IPAddress? {
        guard let first = text.first, isOpening(first) else { return nil }
        var text = text
        if text.first == 0x5B {
            guard let close = text.firstIndex(of: 0x5D) else { return nil }
            text = text[(text.startIndex + 1)..<close]
        }
        guard (2...64).contains(text.count) else { return nil }
        if first == 0x5B || first.lowered == 0x69, let rest = text.after("ipv6:") { text = rest }
        guard let end = end(text.span) else { return nil }
        text = text.prefix(end)
        if let address = IPAddress(utf8: text) { return address.unmapped }
        // A port behind an IPv4 address.
        guard text.count(where: { $0 == 0x2E || $0 == 0x3A }) == 4 else { return nil }
        let numbers = text.split(maxSplits: 5, omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x3A }
        guard numbers.count == 5, let end = numbers[3].last, end.isDigit, !numbers[4].isEmpty,
            numbers[4].allSatisfy(\.isDigit)
        else { return nil }
        return IPAddress(utf8: text[..<numbers[3].endIndex])
    }

    /// How many octets come before the zone, or all; nil where one of them stands in no address: most texts are names.
    private static func end(_ text: Span<UInt8>) -> Int? {
        for index in text.indices {
            switch text[index].lowered {
            case 0x2E, 0x30...0x3A, 0x61...0x66: continue
            case 0x25: return index
            default: return nil
            }
        }
        return text.count
    }

    /// A digit of either family, a colon, a bracket or the I of `IPv6:`.
    private static func isOpening(_ byte: UInt8) -> Bool {
        switch byte.lowered {
        case 0x30...0x3A, 0x5B, 0x61...0x66, 0x69: true
        default: false
        }
    }
}

/// Who signed in, as far as one comment tells: the name, or that somebody did.
enum Authenticated {
    static let somebody = "true"

    private static let openings = [
        "authenticated sender:", "authenticated user:", "authenticated sender ", "authenticated as ",
        "authenticated user ", "smtp-auth username ", "smtp-auth user ", "auth: login ", "auth: plain ",
        "auth: cram-md5 ", "auth: digest-md5 ", "auth: cram-sha1 ", "auth: cram-sha256 ", "auth: scram-sha-1 ",
        "auth: scram-sha-256 ", "auth: xoauth2 ", "auth: oauthbearer ", "account ", "auth=", "authuser ", "authid=",
        "user=",
    ]

    static func read(_ comment: Octets) -> String? {
        let comment = comment.trimmed
        guard comment.count >= 6, let first = comment.first?.lowered else { return nil }
        // The octets that the openings begin with.
        if first == 0x61 || first == 0x73 || first == 0x75 {
            for opening in openings {
                guard let rest = comment.after(opening) else { continue }
                return name(rest) ?? somebody
            }
        }
        // Web mail: `SquirrelMail authenticated user x`.
        if comment.count <= 400, let (_, rest) = comment.cut(at: "authenticated user ") {
            return name(rest) ?? somebody
        }
        if first == 0x61, comment.equals("authenticated") || comment.hasPrefix("authenticated ") { return somebody }
        if first == 0x61 && comment.hasPrefix("auth: ") || comment.hasSuffix("encrypted, authenticated") { return somebody }
        return nil
    }

    private static func name(_ rest: Octets) -> String? {
        let word = rest.trimmed.upTo { $0.isBlank || $0 == 0x2C || $0 == 0x28 || $0 == 0x3B }
        let name = word.trimming { $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }
        return name.isEmpty || name.hasPrefix("bits=") ? nil : name.text
    }
}

/// The reverse-path, as far as one comment tells.
enum EnvelopeComment {
    private static let openings = ["envelope-from", "envelope-sender", "env-from", "sender:", "mail from:"]

    static func read(_ comment: Octets) -> String? {
        let comment = comment.trimmed
        // The octets that the openings begin with.
        switch comment.first?.lowered {
        case 0x65, 0x6D, 0x73: break
        default: return nil
        }
        for opening in openings {
            guard let rest = comment.after(opening), let address = address(rest) else { continue }
            return address
        }
        return nil
    }

    /// `<a@example.com>`, `a@example.com`; empty for `<>`.
    static func address(_ text: Octets) -> String? {
        let text = text.trimming { $0.isBlank || $0 == 0x3D || $0 == 0x3A }
        guard text.count <= 1000 else { return nil }
        if text.first == 0x3C {
            guard let close = text.lastIndex(of: 0x3E) else { return nil }
            return text[..<close].trimming { $0 == 0x3C || $0 == 0x3E || $0.isBlank }.text
        }
        let word = text.upTo { $0.isBlank || $0 == 0x2C || $0 == 0x29 || $0 == 0x3B }
        return word.isEmpty ? nil : word.text
    }
}
