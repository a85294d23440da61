/// Fields that no relay wrote: programs on one machine note that they took, scanned or fetched a message.

extension ReceivedDialect {
    static let localDialects: [ReceivedDialect] = [
        // (qmail 10681 invoked by uid 404); (qmail 87263 messnum 771997 invoked from network[192.0.2.1/…])
        ReceivedDialect(
            name: "qmail-local", isLocal: true, needs: .lead,
            recognises: { signs in
                signs.lead.map { $0.hasPrefix("qmail") || $0.contains(" invoked by ") || $0.contains(" invoked from ") }
                    == true
            }),
        // via dmail-2002(12) for +lists/pgsql/sql; …
        ReceivedDialect(
            name: "dmail", isLocal: true, needs: .via, recognises: { $0.clauses.word(.via)?.hasPrefix("dmail") == true }),
        // (EGP: mail-8_2_2_0): eGroups, later Yahoo! Groups
        ReceivedDialect(name: "egroups", isLocal: true, needs: .lead, recognises: { $0.lead?.hasPrefix("egp: ") == true }),
        // from a@example.com by host by uid 502 with qmail-scanner-1.20 (clamuko: 0.65. …)
        ReceivedDialect(
            name: "qmail-scanner", isLocal: true, protocols: ["qmail-scanner"],
            needs: .uid, recognises: { $0.clauses.word(.uid) != nil && $0.with.contains("-scanner") }),
        // (qfscan 0.5. spam=2/0/0/0 …): date; (Scanned by …) date; with ECARTIS (v1.0.0; list x); date
        ReceivedDialect(
            name: "scanner", isLocal: true, needs: .lead,
            recognises: { $0.lead.map { $0.hasPrefix("qfscan") || $0.hasPrefix("scanned by ") } == true }),
        ReceivedDialect(name: "ecartis", isLocal: true, protocols: ["ecartis"]),
        // from pop.example.com [192.0.2.1] by localhost with POP3 (fetchmail-6.2.4) for me@localhost (single-drop)
        ReceivedDialect(
            name: "fetchmail", isLocal: true,
            notes: ["fetchmail", "getmail", "mpop", "fdm", "mpoolproxy", "retchmail"], protocols: ["pop3", "imap"]),
        // from mail pickup service by host with Microsoft SMTPSVC
        ReceivedDialect(
            name: "microsoft-pickup", isLocal: true,
            recognises: { signs in
                guard signs.clauses.word(.from)?.equals("mail") == true else { return false }
                return signs.clauses.words(.from).dropFirst().first?.equals("pickup") == true
            }),
        // (from user@localhost) by host (8.12.5/8.12.5/Submit) id …: sendmail's own submission
        ReceivedDialect(
            name: "sendmail", isLocal: true, software: "Sendmail", needs: .lead,
            recognises: { signs in
                guard let lead = signs.lead?.after("from ") else { return false }
                return TCPInfo(lead)?.ip == nil
            }),
        // from Spooler by host (Mercury/32 v4.01a) ID MO0072A1
        ReceivedDialect(
            name: "mercury", isLocal: true, needs: .notes,
            recognises: { $0.note("mercury/32") && $0.clauses.word(.from)?.equals("spooler") == true }),
        // from amavis by host with scanned-ok (Exim 3.35 …); from user by host with local (Exim 4.92)
        ReceivedDialect(
            name: "exim", encryption: .recorded, isLocal: true, needs: .notes,
            recognises: { $0.note("exim ") && ($0.with.hasPrefix("local") || $0.with.contains("scanned")) }),
        // by host (Postfix, from userid 48) id DE66823669
        ReceivedDialect(
            name: "postfix", encryption: .recordedSince(2010), isLocal: true, software: "Postfix", needs: .notes,
            recognises: { signs in signs.notes.contains { $0.contains(", from userid ") } }),
    ]
}
