/// Dialects that name no software and are known by the shape of the field alone: the last resort before `unknown`.

extension ReceivedDialect {
    static let shapeDialects: [ReceivedDialect] = [
        // from rdns (HELO x) ([ip]) by host with ESMTP/TLS/AES256-SHA; 19 Nov 2026 …: Cisco (IronPort) writes brackets
        ReceivedDialect(
            name: "ironport", loneName: .both, encryption: .recorded,
            recognises: { signs in
                guard signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("smtp"), signs.id == nil else { return false }
                let comments = signs.clauses.comments(.from)
                guard comments.first?.hasPrefix("helo ") == true else { return false }
                return comments.dropFirst().first?.first == 0x5B
            }),
        // from rdns (HELO x) (ident@ip) by host with SMTP; 14 Nov 2003 08:05:50 -0000: HELO only where it differs
        ReceivedDialect(
            name: "qmail", loneName: .both,
            recognises: { signs in
                let infos = signs.clauses.comments(.from).prefix(3).compactMap { TCPInfo($0) }
                guard let client = infos.first(where: { $0.ip != nil }), !client.isBracketed, client.name == nil else { return false }
                if infos.contains(where: \.namesHelo) { return true }
                return signs.id == nil && (signs.with.hasPrefix("smtp") || signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("qmqp") || signs.with.hasPrefix("qmtp"))
            },
            refine: { signs, hop in
                // (user@ip) is what ident said, unless the protocol says that somebody signed in.
                guard hop.auth == Authenticated.somebody else { return }
                let users = signs.clauses.comments(.from).prefix(3).compactMap { TCPInfo($0)?.user }
                hop.auth = users.first?.text ?? hop.auth
            }),
        // from rdns ([ip] helo=x) by host with esmtp: Exim, with its name configured away
        ReceivedDialect(
            name: "exim", loneName: .both, encryption: .recorded,
            recognises: { signs in signs.clauses.comments(.from).contains { TCPInfo($0)?.namesHelo == true && $0.contains("helo=") } }),
        // by host with LMTP id … (envelope-from <…>) for <…>: Dovecot, and its proxies
        ReceivedDialect(name: "dovecot", recognises: { $0.with.hasPrefix("lmtp") }),
        // from ip (SquirrelMail authenticated user x) by host with HTTP
        ReceivedDialect(
            name: "http",
            recognises: { signs in
                signs.with.hasPrefix("http") || signs.clauses.word(.via)?.hasPrefix("http") == true
                    || signs.notes.contains { $0.hasPrefix("via http") }
            }),
    ]
}
