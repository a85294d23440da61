import DNS
import MIME

/// Signals about the computer that handed the message to the receiver, compared with who is said to write.
extension SignalCatalogue {
    static let border: [Signal] = [
        Signal(
            "trace.freemail-from-elsewhere", .medium, weight: 2.0, on: [.freeMail, .unvouched], reference: "SpamAssassin, FORGED_YAHOO_RCVD, FORGED_HOTMAIL_RCVD",
            "The author writes from a free mailbox, and no postmark names a server of its provider.",
            explanation: "Providers want their mail handed in through their own servers. Until about 2005 people sent it through others."
        ) { evidence in
            guard let domain = evidence.message.authorDomain, let provider = MailProvider.of(domain), !evidence.isDiscussionList,
                let border = evidence.facts.border, border.isFromOutside, !evidence.isAuthorVerified, !evidence.isAuthorRecordedVerified
            else { return [] }
            let isSeen = evidence.route.hops.contains { hop in
                [hop.from.helo, hop.from.rdns, hop.by.name].contains { provider.runs($0) }
            }
            return isSeen ? [] : [evidence.fromPlace, evidence.place(border.hop)]
        },

        Signal(
            "trace.helo-forges-provider", .medium, weight: 2.0, reference: "SpamAssassin, FAKE_HELO rules",
            "The computer that handed the message in called itself a server of a large provider, and its address is not of that provider.",
            explanation: "The name in HELO is the client's own word; the reverse name is what the receiver looked up."
        ) { evidence in
            guard let border = evidence.facts.border, border.isFromOutside, let helo = border.hop.from.helo, let name = border.hop.from.rdns,
                let provider = MailProvider.running(helo), !provider.runs(name), !evidence.sameOrganization(name, helo.lowercased())
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.helo-differs", .low, weight: 0.2, reference: "RFC 5321 §4.1.4; M3AAWG sending best practices",
            "The computer that handed the message in called itself by a name of another organization than its address has.",
            explanation: "Usual for small servers at large hosting companies; also how relays lie."
        ) { evidence in
            guard let border = evidence.facts.border, let helo = border.hop.from.helo, let name = border.hop.from.rdns, helo != name,
                helo.utf8.contains(0x2E), name.utf8.contains(0x2E), border.hop.auth == nil, !evidence.sameOrganization(helo, name),
                IPAddress(helo) == nil
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.desktop-straight-to-receiver", .medium, weight: 1.5, on: .mailer, reference: "SpamAssassin, DOS_OE_TO_MX",
            "A desktop mail program handed the message straight to the receiver, without a server of its own.",
            explanation:
                "Outlook and its kin hand mail to the provider's server, which hands it on: that leaves two postmarks at least. "
                + "Programs that only claim to be Outlook leave one."
        ) { evidence in
            guard let mailer = evidence.header.first("x-mailer"), evidence.route.boundary == 0, let border = evidence.facts.border,
                border.hop.auth == nil, border.isFromOutside,
                DesktopMailer.names.contains(where: { evidence.header.text(mailer).hasPrefix($0) })
            else { return [] }
            return [evidence.place(mailer), evidence.place(border.hop)]
        },
    ]
}

enum DesktopMailer {
    static let names = ["Microsoft Outlook", "QUALCOMM Windows Eudora", "The Bat!", "Mozilla", "AOL ", "Juno ", "Microsoft Windows", "Internet Mail Service"]
}

/// Large providers of free mailboxes, the domains they give out and the names of their servers (general knowledge).
struct MailProvider: Sendable {
    let domains: [String]
    /// In octets, for each name of a client is compared with them all.
    private let servers: [[UInt8]]

    private init(domains: [String], servers: [String]) {
        self.domains = domains
        self.servers = servers.map { Array($0.utf8) }
    }

    /// Whether a host is one of the provider's.
    func runs(_ host: String?) -> Bool {
        guard let host else { return false }
        return runs(host.utf8.span)
    }

    private func runs(_ host: Span<UInt8>) -> Bool {
        let servers = servers.span
        for index in servers.indices where host.isAtOrBelow(servers[index].span) { return true }
        return false
    }

    /// The provider that gives out a domain.
    static func of(_ domain: String) -> MailProvider? {
        guard FreeMail.isProvider(domain) else { return nil }
        return all.first { provider in provider.domains.contains { domain == $0 || ($0.hasSuffix(".") && domain.hasPrefix($0)) } }
    }

    /// The provider that a host name belongs to.
    static func running(_ host: String) -> MailProvider? {
        let host = host.utf8.span
        let providers = all.span
        for index in providers.indices where providers[index].runs(host) { return providers[index] }
        return nil
    }

    /// A domain with a dot at the end stands for all its countries.
    private static let all: [MailProvider] = [
        MailProvider(domains: ["gmail.com", "googlemail.com"], servers: ["google.com", "gmail.com", "googlemail.com"]),
        MailProvider(
            domains: ["hotmail.", "outlook.", "live.", "msn.com", "passport.com"],
            servers: ["hotmail.com", "outlook.com", "msn.com", "live.com", "microsoft.com", "phx.gbl", "office365.com"]),
        MailProvider(
            domains: ["yahoo.", "ymail.com", "rocketmail.com"],
            servers: ["yahoo.com", "yahoo.co.jp", "yahoodns.net", "yahoo.net", "aol.com", "vip.yahoo.com", "btinternet.com", "bt.com"]),
        MailProvider(domains: ["aol.com", "aim.com", "netscape.net"], servers: ["aol.com", "yahoo.com", "yahoodns.net", "aim.com", "netscape.net"]),
        MailProvider(domains: ["icloud.com", "me.com", "mac.com"], servers: ["apple.com", "icloud.com", "me.com", "mac.com"]),
        MailProvider(domains: ["qq.com", "foxmail.com"], servers: ["qq.com", "tencent.com"]),
        MailProvider(domains: ["163.com", "126.com", "yeah.net"], servers: ["163.com", "126.com", "netease.com", "yeah.net"]),
        MailProvider(domains: ["mail.ru", "inbox.ru", "list.ru", "bk.ru"], servers: ["mail.ru", "smailru.net"]),
        MailProvider(domains: ["yandex.ru", "yandex.com", "ya.ru"], servers: ["yandex.ru", "yandex.net", "yandex.com"]),
        MailProvider(domains: ["gmx.", "web.de", "mail.com"], servers: ["gmx.net", "gmx.de", "gmx.com", "web.de", "mail.com", "kundenserver.de"]),
    ]
}
