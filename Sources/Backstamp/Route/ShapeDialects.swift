/// Dialects that name no software and are known by the shape of the field alone: the last resort before `unknown`.

extension ReceivedDialect {
    static let shapeDialects: [ReceivedDialect] = [
        // from host ([ip]) by other with QMQP; Jul, 19 2002 10:47:04 AM +0700: no server writes this. Programs that send
        // bulk mail put such fields below the true ones, with the protocols of Yahoo, qmail and Exim (RFC 5321 §4.4: a
        // server must not alter what it found; they invent it).
        ReceivedDialect(
            name: "spamware", needs: .noID, recognises: { isInvented($0) },
            refine: { _, hop in
                hop.oddities.append("it is written as programs for bulk mail write the fields that they invent")
            }),
        // from rdns (HELO x) ([ip]) by host with ESMTP/TLS/AES256-SHA; 19 Nov 2026 …: Cisco (IronPort) writes brackets
        ReceivedDialect(
            name: "ironport", loneName: .both, encryption: .recorded, needs: .noID,
            recognises: { signs in
                guard signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("smtp"), signs.id == nil else {
                    return false
                }
                guard signs.clauses.firstComment(.from)?.hasPrefix("helo ") == true else { return false }
                return signs.clauses.comments(.from).dropFirst().first?.first == 0x5B
            }),
        // from rdns (HELO x) (ident@ip) by host with SMTP; 14 Nov 2003 08:05:50 -0000: HELO only where it differs
        ReceivedDialect(
            name: "qmail", loneName: .both,
            recognises: { signs in
                let infos = signs.clauses.clients
                guard let client = infos.first(where: { $0.ip != nil }), !client.isBracketed, client.name == nil else {
                    return false
                }
                if infos.contains(where: \.namesHelo) { return true }
                return signs.id == nil
                    && (signs.with.hasPrefix("smtp") || signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("qmqp")
                        || signs.with.hasPrefix("qmtp"))
            },
            refine: { signs, hop in
                // (user@ip) is what ident said, unless the protocol says that somebody signed in.
                guard hop.auth == Authenticated.somebody else { return }
                let users = signs.clauses.clients.compactMap(\.user)
                hop.auth = users.first?.text ?? hop.auth
            }),
        // from rdns ([ip] helo=x) by host with esmtp id 1rLzi0-00013V-0C: Exim, with its name configured away
        ReceivedDialect(
            name: "exim", loneName: .both, encryption: .recorded,
            recognises: { signs in
                signs.clauses.clients.contains(where: \.isAttribute)
                    || isEximID(signs.id)
            }),
        // from helo (rdns [ip]) (using TLSv1.2 with cipher …) by host (Example Mail) with ESMTPS: Postfix under another name
        ReceivedDialect(
            name: "postfix", encryption: .recordedSince(2010),
            recognises: { signs in
                signs.clauses.comments().contains { $0.hasPrefix("using tls") || $0.hasPrefix("authenticated sender:") }
            }),
        // with ESMTPS id … (version=TLSv1.3 cipher=… bits=256 verify=NO): sendmail's `{tls_version}`, under another name
        ReceivedDialect(
            name: "sendmail", encryption: .recorded, needs: .notes,
            recognises: { $0.notes.contains { $0.hasPrefix("version=") && $0.contains(" verify=") } }),
        // from helo (ip) by host id …; date (envelope-from <…>): PowerMTA, its name hidden
        ReceivedDialect(
            name: "powermta", needs: [.noProtocol, .id, .notes],
            recognises: { signs in
                signs.with.isEmpty && signs.id != nil && signs.notes.last?.hasPrefix("envelope-from ") == true
                    && signs.clauses.items.last?.keyword == .date
            }),
        // from helo (Unknown [ip]) by host with ESMTPSA (version=TLSv1.2 cipher=… bits=256) ; date: hMailServer, its name hidden
        ReceivedDialect(
            name: "hmailserver", encryption: .recorded, needs: [.noID, .notes],
            recognises: { signs in
                signs.id == nil && signs.with.hasPrefix("esmtp")
                    && signs.notes.first.map { $0.hasPrefix("version=") && $0.contains(" bits=") } == true
            }),
        // by host with LMTP id … (envelope-from <…>) for <…>: Dovecot, and its proxies
        ReceivedDialect(name: "dovecot", recognises: { $0.with.hasPrefix("lmtp") }),
        // from rdns ([ip]) (SquirrelMail authenticated user x) by host with HTTP: nobody says HELO over HTTP, so that a
        // name beside an address is the one that the web server found for it
        ReceivedDialect(
            name: "http",
            recognises: { signs in
                signs.with.hasPrefix("http") || signs.clauses.word(.via)?.hasPrefix("http") == true
                    || signs.notes.contains { $0.hasPrefix("via http") }
            },
            refine: { signs, hop in
                guard hop.from.ip != nil, hop.from.rdns == nil, let name = signs.clauses.word(.from) else { return }
                hop.from.helo = nil
                if TCPInfo.isHostName(name) { hop.from.rdns = name.prefix(255).text }
            }),
        // from 192.0.2.1 (HELO x) by host (192.0.2.9) with SMTP; 24 Jul 2002 06:19:53 -0700: both addresses bare
        ReceivedDialect(
            name: "critical-path", needs: .noID,
            recognises: { signs in
                signs.id == nil && signs.clauses.clients.first?.namesHelo == true
                    && signs.clauses.firstComment(.by).map { AddressLiteral.read($0) != nil } == true
            }),
        // from helo (rdns [ip]) by host with ESMTP id BAA25720: Sendmail, with its name configured away
        ReceivedDialect(name: "sendmail", needs: .id, recognises: { isSendmailID($0.id) }),
        // from helo (rdns [ip]) by host (name of a house) with ESMTP id DE66823669: Postfix
        ReceivedDialect(
            name: "postfix", encryption: .recordedSince(2010), needs: .id,
            recognises: { $0.clauses.clients.first?.isBracketed == true && isPostfixID($0.id) }),
        // What RFC 5321 §4.4 itself has, and nothing more: from, by, a registered protocol or none, what it calls TCP-info.
        ReceivedDialect(
            name: "rfc5321",
            recognises: { signs in
                let with = signs.clauses.words(.with)
                guard with.count <= 1, with.allSatisfy({ MailProtocol($0)?.isSMTP == true }), !signs.by.isEmpty,
                    signs.clauses.date != nil, signs.clauses.words(.from).count <= 2
                else { return false }
                return signs.clauses.comments(.from).count <= 1
            }),
    ]

    /// One of four protocols, no id, no software, and a date that the real owner of the protocol never writes: qmail has
    /// neither a weekday nor another zone than `-0000`. Or a date that begins with `Jul,`, under any protocol.
    private static func isInvented(_ signs: ReceivedSigns) -> Bool {
        guard signs.id == nil, signs.notes.isEmpty, !signs.by.isEmpty, let date = signs.clauses.date,
            let first = date.first
        else { return false }
        // from unknown (HELO x) (Thu, 01 Aug 2024 04:35:23 +0200) by …; the same date: where the address would stand
        if let second = signs.clauses.comments(.from).dropFirst().first, second == date { return true }
        let words = date.words(limit: 4)
        if first.isLetter, words[0].last == 0x2C, months.contains(where: { words[0].dropLast().equals($0) }) {
            return true
        }
        let isBorrowed = ["nnfmp", "qmqp", "local", "asmtp"].contains { signs.with.equals($0) }
        if isBorrowed, !signs.isBy(".yahoo.com") {
            return !(first.isDigit && date.hasSuffix(" -0000")) || date.contains(" 010")
        }
        // A year that counts from 1900: `28 May 0102`.
        return words.count > 3 && words[2].count == 4 && words[2].hasPrefix("010")
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// `BAA25720`, `AA26327`, `g6O8rDhY057724`: the ids of Sendmail 8.8, 5 and 8.12.
    private static func isSendmailID(_ id: Octets?) -> Bool {
        guard let id else { return false }
        let digits = id.reversed().prefix { $0.isDigit }.count
        let head = id.dropLast(digits)
        if (5...6).contains(digits), (2...3).contains(head.count) {
            return head.allSatisfy { $0.isLetter } && head.suffix(2).allSatisfy { $0 == 0x41 || $0 == 0x42 }
        }
        guard id.count == 14, digits >= 5, let first = id.first, first.isLetter else { return false }
        return id.allSatisfy { $0.isDigit || $0.isLetter }
    }

    /// `DE66823669`, `4FzK3x5gRjz9sTr`: hexadecimal digits, or digits of base 52, which has no vowels, around a `z`.
    private static func isPostfixID(_ id: Octets?) -> Bool {
        guard let id else { return false }
        if (9...12).contains(id.count) { return id.allSatisfy { $0.isDigit || (0x41...0x46).contains($0) } }
        guard (13...17).contains(id.count), id.contains(0x7A) else { return false }
        return id.allSatisfy { $0.isDigit || $0.isLetter && !"aeiou".utf8.contains($0.lowered) }
    }

    /// `1rLzi0-00013V-0C`, and since 4.97 `1rLzi0-00000000abc-0C1d`: base 62 in three parts.
    private static func isEximID(_ id: Octets?) -> Bool {
        guard let parts = id?.split(separator: 0x2D, maxSplits: 3), parts.count == 3, parts[0].count == 6 else {
            return false
        }
        let lengths = (parts[1].count, parts[2].count)
        guard lengths == (6, 2) || lengths == (11, 4) else { return false }
        return parts.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isDigit } }
    }
}
