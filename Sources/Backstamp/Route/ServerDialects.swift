/// Mail servers that name themselves in a comment, a protocol or an id.

extension ReceivedDialect {
    static let serverDialects: [ReceivedDialect] = [
        // from helo (rdns [ip]) (using TLSv1.3 with cipher … (256/256 bits)) … by host (Postfix) with ESMTPS id …
        ReceivedDialect(name: "postfix", encryption: .recordedSince(2010), notes: ["postfix"]),
        // from rdns ([ip] helo=x) by host with esmtps (TLS1.2:…:256) (Exim 4.92) (envelope-from <…>) id … for …
        // Where both names are one, Exim writes it once; where there is no rDNS, `from [ip] (helo=x)`.
        ReceivedDialect(
            name: "exim", loneName: .both, encryption: .recorded, needs: .notes,
            recognises: { signs in
                signs.note("exim ") || signs.note("v3.") && signs.with.equals("esmtp")
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
                    && (signs.with.hasPrefix("microsoft smtp server") || signs.with.equals("mapi")
                        || signs.with.equals("https") || signs.with.equals("http"))
            },
            refine: { signs, hop in hop.software = microsoftSoftware(signs) }),
        ReceivedDialect(
            name: "exchange", encryption: .recorded,
            protocols: ["microsoft smtp server", "shadowredundancy"], recognises: { $0.with.equals("mapi") },
            refine: { signs, hop in hop.software = microsoftSoftware(signs) }),
        // from helo ([ip]) by host with Microsoft SMTPSVC(5.0.2195.6713)
        ReceivedDialect(
            name: "microsoft-smtpsvc",
            protocols: ["microsoft smtpsvc", "microsoft esmtp"],
            refine: { signs, hop in
                hop.software = "Microsoft SMTPSVC" + (signs.clauses.firstComment(.with).map { " " + $0.text } ?? "")
            }),
        // from helo (rdns [ip]) by host with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13) id …
        ReceivedDialect(
            name: "exchange-ims",
            notes: ["microsoft exchange", "microsoft mail connector"], protocols: ["internet mail service"]),
        // from localhost ([127.0.0.1]) by localhost (host [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id …
        ReceivedDialect(name: "amavis", needs: .notes, recognises: { signs in signs.notes.contains { $0.hasPrefix("amavis") } }),
        // from rdns (LHLO helo) (ip) by host with LMTP
        ReceivedDialect(
            name: "zimbra",
            recognises: { signs in
                signs.with.hasPrefix("lmtp") && signs.clauses.hasComment(.from) { $0.hasPrefix("lhlo ") }
            }),
        // from rdns ([ip] verified) by host (CommuniGate Pro SMTP 5.1.13) with ESMTPS id …; without rDNS: from [ip] (HELO x)
        ReceivedDialect(
            name: "communigate", loneName: .both, encryption: .recorded, notes: ["communigate"]),
        // from helo (rdns [::ffff:ip]) (AUTH: LOGIN user, TLS: TLSv1.3,256bits,…) by host with esmtps; date, id …
        ReceivedDialect(
            name: "courier", encryption: .recorded,
            recognises: { signs in
                guard signs.with.hasPrefix("esmtp") || signs.with.hasPrefix("smtp") || signs.with.hasPrefix("asmtp"),
                    signs.notes.allSatisfy({ !$0.hasPrefix("exim") })
                else { return false }
                return signs.clauses.hasComment(.from) {
                    $0.hasPrefix("auth: ") || $0.hasPrefix("tls: ") || $0.hasPrefix("ssl: ")
                        || $0.hasPrefix("softdnserr")
                        || $0.contains("[::ffff:")
                }
            }),
        // from helo (rdns [ip]) by host (Haraka/2.8.28) with ESMTPSA id … envelope-from <…> (authenticated bits=0)
        ReceivedDialect(name: "haraka", encryption: .recorded, notes: ["haraka"]),
        // from helo (ip) by host (PowerMTA v4.5r6) id … for <…>; date (envelope-from <…>)
        ReceivedDialect(name: "powermta", notes: ["powermta"]),
        // from ([ip:port] helo=x) by host (ecelerity 4.2.38 r(…)) with ESMTPS (cipher=…) id 10/BD-03444-F4DB6054
        ReceivedDialect(
            name: "momentum", encryption: .recorded,
            notes: ["ecelerity", "momentum"], recognises: { $0.with.equals("ecstream") }),
        ReceivedDialect(name: "mdaemon", encryption: .recorded, notes: ["mdaemon"]),
        ReceivedDialect(name: "icewarp", notes: ["icewarp", "merak", "visnetic"]),
        ReceivedDialect(
            name: "domino",
            notes: ["lotus", "ibm domino", "hcl domino", "domino "]),
        ReceivedDialect(
            name: "groupwise",
            notes: ["groupwise"], protocols: ["novell_groupwise", "groupwise"]),
        // from helo (rdns [ip]) (using TLSv1.3 with cipher …) by host (Stalwart SMTP) with ESMTPS id …
        ReceivedDialect(name: "stalwart", encryption: .recorded, notes: ["stalwart"]),
        ReceivedDialect(name: "opensmtpd", encryption: .recorded, notes: ["opensmtpd"]),
        // from helo (ip:port) by host with [XMail 1.20 ESMTP Server] id <S72E> for <…> from <…>
        ReceivedDialect(
            name: "xmail", protocols: ["[xmail"],
            refine: { signs, hop in
                let words = signs.clauses.words(.with).flatMap { $0.trimming { $0 == 0x5B || $0 == 0x5D }.words() }
                hop.software = words.prefix(2).map(\.text).joined(separator: " ")
                hop.with = words.first { MailProtocol($0) != nil }?.text
            }),
        ReceivedDialect(name: "intermail", notes: ["intermail"]),
        ReceivedDialect(name: "mailenable", protocols: ["mailenable"]),
        ReceivedDialect(name: "hmailserver", notes: ["hmailserver"]),
        ReceivedDialect(
            name: "smartermail", notes: ["smartermail"], protocols: ["smartermail"]),
        ReceivedDialect(name: "scalix", notes: ["scalix"]),
        ReceivedDialect(name: "mercury", notes: ["mercury"]),
        ReceivedDialect(name: "listserv", notes: ["listserv", "lsmtp", "smtpl "]),
        ReceivedDialect(
            name: "sun-messaging",
            notes: ["iplanet", "sun java", "sun one", "sun internet", "oracle communications", "netscape", "pmdf"]),
        ReceivedDialect(name: "clearswift", notes: ["clearswift", "content technologies"]),
        ReceivedDialect(name: "cyrus", notes: ["cyrus "]),
        ReceivedDialect(name: "qmail-ldap", loneName: .both, notes: ["qmail-ldap"]),
        ReceivedDialect(
            name: "qpsmtpd", loneName: .both, encryption: .recorded, notes: ["qpsmtpd"]),
        ReceivedDialect(name: "mailman", notes: ["mailman"]),
        ReceivedDialect(
            name: "zmailer",
            notes: ["zmailer"],
            recognises: { signs in signs.clauses.hasComment(.from) { $0.hasPrefix("teapop") } }),
        ReceivedDialect(name: "smail", notes: ["smail"]),
        // (IMail), (SMTPD32-7.07), MERCUR, Kerio, Rockliffe, Eudora …: software that says what it is, and no more
        ReceivedDialect(name: "imail", notes: ["smtpd32", "imail"]),
        ReceivedDialect(name: "kerio", notes: ["kerio"], protocols: ["kerio"]),
        ReceivedDialect(name: "mailsite", notes: ["rockliffe", "mailsite"]),
        ReceivedDialect(name: "postcast", notes: ["postcast"]),
        ReceivedDialect(
            name: "netscape", needs: .notes, recognises: { signs in signs.notes.contains { $0.contains("netscape messaging") } }),
        // Software that says what it is, and writes what RFC 5321 has.
        ReceivedDialect(name: "emwac", notes: ["emwac", "vircom"]),
        ReceivedDialect(name: "mirapoint", notes: ["mirapoint", "mos "]),
        ReceivedDialect(name: "ntmail", notes: ["ntmail"]),
        ReceivedDialect(
            name: "interscan", notes: ["interscan", "trend", "navgw"]),
        ReceivedDialect(name: "james", notes: ["james "]),
        ReceivedDialect(
            name: "vpop3",
            notes: ["vpop3"], needs: .notes, recognises: { signs in signs.notes.contains { $0.contains("running vpop3") } }),
        ReceivedDialect(name: "altavista", notes: ["altavista"]),
        ReceivedDialect(
            name: "surgemail", notes: ["surgemail", "dmail", "dsmtp"]),
        ReceivedDialect(
            name: "nims",
            recognises: { $0.with.contains("nims ") || $0.with.contains("netmail") || $0.with.contains("novonyx") }),
        ReceivedDialect(name: "kumomta", encryption: .recorded, notes: ["kumomta"]),
        ReceivedDialect(name: "coremail", notes: ["coremail"], protocols: ["coremail"]),
        ReceivedDialect(name: "bulk-mailer", notes: ["bulk_mailer", "ulkbay_ailermay"]),
        // from helo ([ip]) by host via smtpd (for next [ip]) with SMTP: the proxy of the Raptor firewall
        ReceivedDialect(name: "raptor", needs: .via, recognises: { $0.clauses.word(.via)?.equals("smtpd") == true }),
        ReceivedDialect(name: "tumbleweed", notes: ["tumbleweed"]),
        ReceivedDialect(name: "winroute", notes: ["winroute"]),
        ReceivedDialect(name: "mailgate", notes: ["mailgate"]),
        ReceivedDialect(name: "azoogle", notes: ["azoogle"]),
        ReceivedDialect(name: "mailrouter", notes: ["mailrouter"]),
        ReceivedDialect(name: "ccmail", notes: ["ccmail"]),
        ReceivedDialect(name: "ofmipd", isLocal: true, needs: .lead, recognises: { $0.lead?.hasPrefix("ofmipd ") == true }),
        // from imap43 ([10.202.2.93]) by compute6.internal (MEProxy); date
        ReceivedDialect(name: "fastmail", encryption: .recorded, notes: ["meproxy"], hosts: [".messagingengine.com"]),
        ReceivedDialect(name: "xwall", protocols: ["xwall", "smtpbeamer"]),
        ReceivedDialect(name: "mercur", protocols: ["mercur-"]),
        ReceivedDialect(name: "aimc", notes: ["aimc "]),
        ReceivedDialect(name: "smtpxd", notes: ["smtpxd"]),
        ReceivedDialect(name: "mailmax", notes: ["mailmax"]),
        ReceivedDialect(name: "os400", notes: ["ibm os/400"]),
        ReceivedDialect(name: "wp-smtpd", encryption: .recorded, notes: ["wp-smtpd"]),
        ReceivedDialect(name: "rapidsite", notes: ["rs ver "]),
        ReceivedDialect(name: "slmail", notes: ["slmail"]),
        ReceivedDialect(name: "argosoft", notes: ["argosoft"]),
        ReceivedDialect(name: "avira", notes: ["avmailgate"]),
        ReceivedDialect(name: "worldmail", notes: ["worldmail"]),
        ReceivedDialect(name: "nplex", notes: ["nplex"]),
        ReceivedDialect(name: "stalker", notes: ["stalker"]),
        ReceivedDialect(name: "microsoft-mail", protocols: ["microsoft mail"]),
        ReceivedDialect(name: "webeasymail", notes: ["webeasymail"]),
        ReceivedDialect(name: "postmaster", protocols: ["postmaster "]),
        // from helo (rdns[ip port:4688]) by host Mail essentials (server 2.422) with SMTP id: <…> for <…>; date smtpmailfrom <…>
        ReceivedDialect(
            name: "mailessentials", recognises: { signs in
                guard signs.clauses.words(.by).count > 2 else { return false }
                let words = signs.clauses.words(.by).dropFirst().prefix(2)
                return words.first?.equals("mail") == true && words.last?.equals("essentials") == true
            }),
        // from SMTP agent by mail gateway date
        ReceivedDialect(
            name: "mail-gateway",
            recognises: { $0.by.equals("mail") && $0.clauses.words(.by).dropFirst().first?.equals("gateway") == true }),
        // from helo (rdns [ip]) (user=x mech=LOGIN bits=0) by host with ESMTP id 35A2q4cD021681-35A2q4cF021681
        ReceivedDialect(
            name: "fortimail", needs: .id,
            recognises: { signs in
                // Two ids of Sendmail's form: date and process, six digits of which.
                guard let id = signs.id, id.count == 29, id[id.startIndex + 14] == 0x2D else { return false }
                return [id.prefix(14), id.suffix(14)].allSatisfy { half in
                    half.allSatisfy { $0.isDigit || $0.isLetter } && half.suffix(6).allSatisfy(\.isDigit)
                }
            }),
        // from rdns(ip) by host via smap (V1.3): the firewall's proxy notes the name that it found, never HELO
        ReceivedDialect(
            name: "smap", needs: .via, recognises: { $0.clauses.word(.via)?.hasSuffix("smap") == true },
            refine: { signs, hop in
                guard hop.from.rdns == nil, let name = signs.clauses.word(.from) else { return }
                hop.from.helo = nil
                if !TCPInfo.isNoName(name) { hop.from.rdns = name.prefix(255).text }
            }),
        ReceivedDialect(name: "nmail", protocols: ["[nmail"]),
        // from helo (rdns [ip]) (authenticated bits=0) by host (8.18.1/8.18.1) with ESMTPS id … (version=… cipher=…)
        ReceivedDialect(
            name: "sendmail", encryption: .recorded, software: "Sendmail",
            notes: ["sendmail", "smi-", "switch-"], needs: .notes,
            recognises: { signs in signs.notes.contains { isSendmailVersion($0) } }),
        // from name (ip) by host (7.0.027) (authenticated as x) id 414B418B002D65F1
        ReceivedDialect(
            name: "openwave", loneName: .both, needs: [.notes, .noProtocol],
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
