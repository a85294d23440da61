/// What the fields of big providers look like, whoever else's name they bear. A field that claims to be theirs and is
/// written in another way was invented, or rewritten on its way.
///
/// Each rule rests on what all genuine fields of the provider in public archives have in common.

import MIME

struct ProviderFormat: Sendable {
    let provider: String
    /// Domains of hosts that write fields, each with its leading dot.
    let hosts: [String]
    /// What is not so about a hop whose `by` is such a host; nil where it is as the provider writes it.
    let mistake: @Sendable (Hop) -> String?

    /// In words; nil where nothing contradicts.
    static func contradiction(_ hop: Hop) -> String? {
        guard let by = hop.by.name, let last = by.utf8.last, last.lowered == 0x6D else { return nil }
        // All these hosts end in `.com`.
        let name = by.utf8.span
        for format in all where format.hosts.contains(where: { ends(name, $0) }) {
            if let mistake = format.mistake(hop) {
                return "it claims to be written by \(by.lowercased()), but \(format.provider) \(mistake)"
            }
        }
        return nil
    }

    private static func ends(_ name: Span<UInt8>, _ domain: String) -> Bool {
        let wanted = domain.utf8.span
        guard name.count >= wanted.count else { return false }
        for index in 0..<wanted.count where name[name.count - wanted.count + index].lowered != wanted[index] { return false }
        return true
    }

    private static let all: [ProviderFormat] = [
        // by mx.google.com with ESMTPS id d9443c01a7336-…si….2026.03.04.02.15.00 …; Wed, 04 Mar 2026 02:15:00 -0800 (PST)
        ProviderFormat(
            provider: "Google", hosts: [".google.com", ".googlemail.com"],
            mistake: { hop in
                // Its API for programs notes neither an id nor its own clock.
                if hop.with == "HTTPREST" { return nil }
                guard let id = hop.id, id.utf8.count >= 6 else { return "gives every message an id" }
                guard let protocols = hop.with?.uppercased(), google.contains(protocols) else {
                    return "does not speak \(hop.with ?? "without naming a protocol")"
                }
                guard let date = hop.date, date.offset == -480 || date.offset == -420 else {
                    return "writes the time of the Pacific coast"
                }
                return nil
            }),
        // with Microsoft SMTP Server (version=…) id 15.20.9388.14; with HTTPS; with mapi: always UTC, always a build number
        ProviderFormat(
            provider: "Exchange Online",
            hosts: [".prod.outlook.com", ".protection.outlook.com", ".outlook.office365.com"],
            mistake: { hop in
                let with = hop.with?.lowercased() ?? ""
                guard ["microsoft smtp server", "https", "mapi", "http"].contains(where: { with.hasPrefix($0) }) else {
                    return "does not write the protocol so"
                }
                // Between mailbox and transport there is no id.
                if with.hasPrefix("http"), hop.id == nil { return nil }
                guard let id = hop.id, id.hasPrefix("14.") || id.hasPrefix("15.") || id.hasPrefix("16.") else {
                    return "gives its build number as the id"
                }
                guard let date = hop.date, date.offset == 0 else { return "writes UTC" }
                return nil
            }),
        // from [ip] by f64.law4.hotmail.fr with HTTP; by bay0-mc1-f1.bay0.hotmail.com with Microsoft SMTPSVC
        ProviderFormat(
            provider: "Hotmail", hosts: [".hotmail.com"],
            mistake: { hop in
                let with = hop.with?.lowercased() ?? ""
                let known = [
                    "http", "microsoft smtpsvc", "dav", "smtp", "esmtp", "microsoft smtp server", "mapi", "xmail",
                ]
                let isKnown = with.isEmpty || known.contains { with.hasPrefix($0) }
                return isKnown && hop.dialect != "spamware" ? nil : "never wrote a field so"
            }),
        // by web13708.mail.yahoo.com via HTTP; by n1.bullet.mail.yahoo.com with NNFMP; by mta1.mail.yahoo.com with SMTP
        ProviderFormat(
            provider: "Yahoo", hosts: [".yahoo.com"],
            mistake: { hop in
                let with = hop.with?.lowercased() ?? ""
                let known = ["http", "nnfmp", "smtp", "esmtp", "lmtp", "rest", "qmqp"]
                let isKnown = with.isEmpty || known.contains { with.hasPrefix($0) }
                return isKnown && hop.dialect != "spamware" ? nil : "never wrote a field so"
            }),
        ProviderFormat(
            provider: "AOL", hosts: [".aol.com"],
            mistake: { hop in hop.dialect == "spamware" ? "never wrote a field so" : nil }),
    ]

    /// `HTTPREST` of its API, `SMTPSA` of its submission.
    private static let google: Set<String> = [
        "SMTP", "SMTPS", "SMTPSA", "ESMTP", "ESMTPS", "ESMTPA", "ESMTPSA", "HTTP", "HTTPS", "HTTPREST", "UTF8SMTP",
        "UTF8SMTPS", "LMTP", "UTF8SMTPSA", "ESMTPX",
    ]
}
