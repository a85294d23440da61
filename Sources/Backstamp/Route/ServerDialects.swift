/// Mail servers that name themselves in a comment, a protocol or an id.

extension ReceivedDialect {
    static let serverDialects: [ReceivedDialect] = [
        // from helo (rdns [ip]) (using TLSv1.3 with cipher … (256/256 bits)) … by host (Postfix) with ESMTPS id …
        ReceivedDialect(name: "postfix", encryption: .recordedSince(2010), recognises: { $0.note("postfix") }),
        // from rdns ([ip] helo=x) by host with esmtps (TLS1.2:…:256) (Exim 4.92) (envelope-from <…>) id … for …
        // Where both names are one, Exim writes it once; where there is no rDNS, `from [ip] (helo=x)`.
        ReceivedDialect(
            name: "exim", loneName: .both, encryption: .recorded,
            recognises: { signs in
                signs.note("exim ") || signs.note("v3.") && signs.with == "esmtp"
                    || signs.notes.contains { $0.hasSuffix(" exim") }
            },
            refine: { signs, hop in
                hop.software = signs.notes.first { $0.hasPrefix("exim ") }?.text ?? hop.software
            }),
        // Exchange Online: names and addresses on both sides, `id 15.20.9388.14 via Frontend Transport`
        ReceivedDialect(
            name: "exchange-online", encryption: .recorded,
            recognises: { signs in
                (signs.isBy(".outlook.com") || signs.isBy(".office365.com") || signs.isBy(".office365.us")
                    || signs.isBy(".outlook.de") || signs.isBy(".exchangelabs.com"))
                    && (signs.with.hasPrefix("microsoft smtp server") || signs.with == "mapi" || signs.with == "https")
            },
            refine: { signs, hop in hop.software = microsoftSoftware(signs) }),
        ReceivedDialect(
            name: "exchange", encryption: .recorded,
            recognises: {
                $0.with.hasPrefix("microsoft smtp server") || $0.with == "mapi" || $0.with.hasPrefix("shadowredundancy")
            },
            refine: { signs, hop in hop.software = microsoftSoftware(signs) }),
        // from helo ([ip]) by host with Microsoft SMTPSVC(5.0.2195.6713)
        ReceivedDialect(
            name: "microsoft-smtpsvc",
            recognises: { $0.with.hasPrefix("microsoft smtpsvc") || $0.with.hasPrefix("microsoft esmtp") },
            refine: { signs, hop in
                hop.software = "Microsoft SMTPSVC" + (signs.clauses.comments(.with).first.map { " " + $0.text } ?? "")
            }),
        // from helo (rdns [ip]) by host with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13) id …
        ReceivedDialect(
            name: "exchange-ims",
            recognises: {
                $0.with.hasPrefix("internet mail service") || $0.note("microsoft exchange")
                    || $0.note("microsoft mail connector")
            }),
        // from localhost ([127.0.0.1]) by localhost (host [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id …
        ReceivedDialect(name: "amavis", recognises: { signs in signs.notes.contains { $0.hasPrefix("amavis") } }),
        // from rdns (LHLO helo) (ip) by host with LMTP
        ReceivedDialect(
            name: "zimbra",
            recognises: { signs in
                signs.with.hasPrefix("lmtp") && signs.clauses.comments(.from).contains { $0.hasPrefix("lhlo ") }
            }),
        // from rdns ([ip] verified) by host (CommuniGate Pro SMTP 5.1.13) with ESMTPS id …; without rDNS: from [ip] (HELO x)
        ReceivedDialect(
            name: "communigate", loneName: .both, encryption: .recorded, recognises: { $0.note("communigate") }),
        // from helo (rdns [::ffff:ip]) (AUTH: LOGIN user, TLS: TLSv1.3,256bits,…) by host with esmtps; date, id …
        ReceivedDialect(
            name: "courier", encryption: .recorded,
            recognises: { signs in
                guard signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("smtp") || signs.with.hasPrefix("asmtp"),
                    signs.notes.allSatisfy({ !$0.hasPrefix("exim") })
                else { return false }
                return signs.clauses.comments(.from).contains {
                    $0.hasPrefix("auth: ") || $0.hasPrefix("tls: ") || $0.hasPrefix("ssl: ")
                        || $0.hasPrefix("softdnserr")
                        || $0.contains("[::ffff:")
                }
            }),
        // from helo (rdns [ip]) by host (Haraka/2.8.28) with ESMTPSA id … envelope-from <…> (authenticated bits=0)
        ReceivedDialect(name: "haraka", encryption: .recorded, recognises: { $0.note("haraka") }),
        // from helo (ip) by host (PowerMTA v4.5r6) id … for <…>; date (envelope-from <…>)
        ReceivedDialect(name: "powermta", recognises: { $0.note("powermta") }),
        // from ([ip:port] helo=x) by host (ecelerity 4.2.38 r(…)) with ESMTPS (cipher=…) id 10/BD-03444-F4DB6054
        ReceivedDialect(
            name: "momentum", encryption: .recorded,
            recognises: { $0.note("ecelerity") || $0.note("momentum") || $0.with == "ecstream" }),
        ReceivedDialect(name: "mdaemon", encryption: .recorded, recognises: { $0.note("mdaemon") }),
        ReceivedDialect(name: "icewarp", recognises: { $0.note("icewarp") || $0.note("merak") || $0.note("visnetic") }),
        ReceivedDialect(
            name: "domino",
            recognises: { $0.note("lotus") || $0.note("ibm domino") || $0.note("hcl domino") || $0.note("domino ") }),
        ReceivedDialect(
            name: "groupwise",
            recognises: {
                $0.with.hasPrefix("novell_groupwise") || $0.with.hasPrefix("groupwise") || $0.note("groupwise")
            }),
        // from helo (rdns [ip]) (using TLSv1.3 with cipher …) by host (Stalwart SMTP) with ESMTPS id …
        ReceivedDialect(name: "stalwart", encryption: .recorded, recognises: { $0.note("stalwart") }),
        ReceivedDialect(name: "opensmtpd", encryption: .recorded, recognises: { $0.note("opensmtpd") }),
        // from helo (ip:port) by host with [XMail 1.20 ESMTP Server] id <S72E> for <…> from <…>
        ReceivedDialect(
            name: "xmail", recognises: { $0.with.hasPrefix("[xmail") },
            refine: { signs, hop in
                let words = signs.clauses.words(.with).flatMap { $0.trimming { $0 == 0x5B || $0 == 0x5D }.words() }
                hop.software = words.prefix(2).map(\.text).joined(separator: " ")
                hop.with = words.first { MailProtocol($0) != nil }?.text
            }),
        ReceivedDialect(name: "intermail", recognises: { $0.note("intermail") }),
        ReceivedDialect(name: "mailenable", recognises: { $0.with.hasPrefix("mailenable") }),
        ReceivedDialect(name: "hmailserver", recognises: { $0.note("hmailserver") }),
        ReceivedDialect(
            name: "smartermail", recognises: { $0.note("smartermail") || $0.with.hasPrefix("smartermail") }),
        ReceivedDialect(name: "scalix", recognises: { $0.note("scalix") }),
        ReceivedDialect(name: "mercury", recognises: { $0.note("mercury") }),
        ReceivedDialect(name: "listserv", recognises: { $0.note("listserv") || $0.note("lsmtp") || $0.note("smtpl ") }),
        ReceivedDialect(
            name: "sun-messaging",
            recognises: { signs in
                ["iplanet", "sun java", "sun one", "sun internet", "oracle communications", "netscape", "pmdf"].contains
                { signs.note($0) }
            }),
        ReceivedDialect(name: "clearswift", recognises: { $0.note("clearswift") || $0.note("content technologies") }),
        ReceivedDialect(name: "cyrus", recognises: { $0.note("cyrus ") }),
        ReceivedDialect(name: "qmail-ldap", loneName: .both, recognises: { $0.note("qmail-ldap") }),
        ReceivedDialect(
            name: "qpsmtpd", loneName: .both, encryption: .recorded, recognises: { $0.note("qpsmtpd") }),
        ReceivedDialect(name: "mailman", recognises: { $0.note("mailman") }),
        ReceivedDialect(
            name: "zmailer",
            recognises: { $0.note("zmailer") || $0.clauses.comments(.from).contains { $0.hasPrefix("teapop") } }),
        ReceivedDialect(name: "smail", recognises: { $0.note("smail") }),
        // (IMail), (SMTPD32-7.07), MERCUR, Kerio, Rockliffe, Eudora …: software that says what it is, and no more
        ReceivedDialect(name: "imail", recognises: { $0.note("smtpd32") || $0.note("imail") }),
        ReceivedDialect(name: "kerio", recognises: { $0.note("kerio") || $0.with.hasPrefix("kerio") }),
        ReceivedDialect(name: "mailsite", recognises: { $0.note("rockliffe") || $0.note("mailsite") }),
        ReceivedDialect(name: "postcast", recognises: { $0.note("postcast") }),
        ReceivedDialect(
            name: "netscape", recognises: { signs in signs.notes.contains { $0.contains("netscape messaging") } }),
        // Software that says what it is, and writes what RFC 5321 has.
        ReceivedDialect(name: "emwac", recognises: { $0.note("emwac") || $0.note("vircom") }),
        ReceivedDialect(name: "mirapoint", recognises: { $0.note("mirapoint") || $0.note("mos ") }),
        ReceivedDialect(name: "ntmail", recognises: { $0.note("ntmail") }),
        ReceivedDialect(
            name: "interscan", recognises: { $0.note("interscan") || $0.note("trend") || $0.note("navgw") }),
        ReceivedDialect(name: "james", recognises: { $0.note("james ") }),
        ReceivedDialect(
            name: "vpop3",
            recognises: { signs in signs.note("vpop3") || signs.notes.contains { $0.contains("running vpop3") } }),
        ReceivedDialect(name: "altavista", recognises: { $0.note("altavista") }),
        ReceivedDialect(
            name: "surgemail", recognises: { $0.note("surgemail") || $0.note("dmail") || $0.note("dsmtp") }),
        ReceivedDialect(
            name: "nims",
            recognises: { $0.with.contains("nims ") || $0.with.contains("netmail") || $0.with.contains("novonyx") }),
        ReceivedDialect(name: "kumomta", encryption: .recorded, recognises: { $0.note("kumomta") }),
        ReceivedDialect(name: "coremail", recognises: { $0.note("coremail") || $0.with.hasPrefix("coremail") }),
        ReceivedDialect(name: "slmail", recognises: { $0.note("slmail") }),
        ReceivedDialect(name: "argosoft", recognises: { $0.note("argosoft") }),
        ReceivedDialect(name: "avira", recognises: { $0.note("avmailgate") }),
        ReceivedDialect(name: "worldmail", recognises: { $0.note("worldmail") }),
        ReceivedDialect(name: "nplex", recognises: { $0.note("nplex") }),
        ReceivedDialect(name: "stalker", recognises: { $0.note("stalker") }),
        ReceivedDialect(name: "smap", recognises: { $0.clauses.word(.via)?.hasSuffix("smap") == true }),
        ReceivedDialect(name: "nmail", recognises: { $0.with.hasPrefix("[nmail") }),
        // from helo (rdns [ip]) (authenticated bits=0) by host (8.18.1/8.18.1) with ESMTPS id … (version=… cipher=…)
        ReceivedDialect(
            name: "sendmail", encryption: .recorded, software: "Sendmail",
            recognises: { signs in
                signs.notes.contains { isSendmailVersion($0) } || signs.note("sendmail") || signs.note("smi-")
                    || signs.note("switch-")
            }),
        // from name (ip) by host (7.0.027) (authenticated as x) id 414B418B002D65F1
        ReceivedDialect(
            name: "openwave", loneName: .both,
            recognises: { signs in signs.with.isEmpty && signs.notes.contains { isVersion($0) } }),
    ]

    private static func microsoftSoftware(_ signs: ReceivedSigns) -> String {
        "Microsoft SMTP Server" + (signs.id.map { " " + $0.text } ?? "")
    }

    /// `8.11.6/8.11.6`, `8.12.11.20060308/8.12.11`, `8.9.3p2`, `8.8.8`.
    private static func isSendmailVersion(_ note: Octets) -> Bool {
        let version = note.upTo { $0 == 0x2F || $0.isBlank }
        // `AIX5.1/8.11.0/8.11.0`: a vendor's build.
        let vendors = ["aix", "uqam", "solaris", "hp-ux", "linux"]
        if vendors.contains(where: { note.hasPrefix($0) }) { return note.contains("/8.") }
        guard version.first?.isDigit == true, version.dropFirst().first == 0x2E || note.contains(0x2F) else {
            return false
        }
        return note.contains(0x2F)
            ? isVersion(version) || version.contains(0x2E) : version.hasPrefix("8.") && isVersion(version)
    }

    private static func isVersion(_ note: Octets) -> Bool {
        note.first?.isDigit == true && note.contains(0x2E) && note.count <= 40
            && note.allSatisfy { $0.isDigit || $0 == 0x2E || $0.isLetter || $0 == 0x2D || $0 == 0x2B }
            && AddressLiteral.read(note) == nil
    }
}
