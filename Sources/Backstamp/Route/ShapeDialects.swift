/// Dialects that name no software and are known by the shape of the field alone: the last resort before `unknown`.

extension ReceivedDialect {
    static let shapeDialects: [ReceivedDialect] = [
        // from rdns (HELO x) ([ip]) by host with ESMTP/TLS/AES256-SHA; 19 Nov 2026 …: Cisco (IronPort) writes brackets
        ReceivedDialect(
            name: "ironport", loneName: .both, encryption: .recorded,
            recognises: { signs in
                guard signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("smtp"), signs.id == nil else {
                    return false
                }
                let comments = signs.clauses.comments(.from)
                guard comments.first?.hasPrefix("helo ") == true else { return false }
                return comments.dropFirst().first?.first == 0x5B
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
                signs.clauses.comments.contains { $0.hasPrefix("using tls") || $0.hasPrefix("authenticated sender:") }
            }),
        // with ESMTPS id … (version=TLSv1.3 cipher=… bits=256 verify=NO): sendmail's `{tls_version}`, under another name
        ReceivedDialect(
            name: "sendmail", encryption: .recorded,
            recognises: { $0.notes.contains { $0.hasPrefix("version=") && $0.contains(" verify=") } }),
        // from helo (ip) by host id …; date (envelope-from <…>): PowerMTA, its name hidden
        ReceivedDialect(
            name: "powermta",
            recognises: { signs in
                signs.with.isEmpty && signs.id != nil && signs.notes.last?.hasPrefix("envelope-from ") == true
                    && signs.clauses.items.last?.keyword == .date
            }),
        // by host with LMTP id … (envelope-from <…>) for <…>: Dovecot, and its proxies
        ReceivedDialect(name: "dovecot", recognises: { $0.with.hasPrefix("lmtp") }),
        // from ip (SquirrelMail authenticated user x) by host with HTTP
        ReceivedDialect(
            name: "http",
            recognises: { signs in
                signs.with.hasPrefix("http") || signs.clauses.word(.via)?.hasPrefix("http") == true
                    || signs.notes.contains { $0.hasPrefix("via http") }
            }),
        // What RFC 5321 §4.4 itself has, and nothing more: from, by and a registered protocol.
        ReceivedDialect(
            name: "rfc5321",
            recognises: { signs in
                let with = signs.clauses.words(.with)
                guard with.count <= 1, with.allSatisfy({ MailProtocol($0)?.isSMTP == true }), !signs.by.isEmpty,
                    signs.clauses.date != nil, signs.clauses.words(.from).count == 1
                else { return false }
                let comments = signs.clauses.comments(.from)
                return comments.isEmpty || comments.count == 1 && signs.clauses.clients.first?.isBracketed == true
            }),
    ]

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
