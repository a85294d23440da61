import DNS

/// Signals about where the message leads.
extension SignalCatalogue {
    static let links: [Signal] = [
        Signal(
            "links.text-names-other-host", .high, weight: 1.2, on: .links(.isMismatch), reference: "APWG; SpamAssassin, URI_PHISH and its kin",
            "A link shows one address and leads to another.",
            explanation:
                "Click counters of newsletters do the same, so a known one does not fire it, nor does the mailer that vouches "
                + "for having sent the message."
        ) { evidence in
            evidence.places(of: .isMismatch) { !evidence.isOfMailer(evidence.content.links[$0.index].host) }
        },

        Signal(
            "links.address-instead-of-name", .high, weight: 1.9, on: .links(.isAddress), reference: "SpamAssassin, NUMERIC_HTTP_ADDR, NORMAL_HTTP_TO_IP",
            "A link or form leads to a bare number instead of a name.",
            explanation: "A firm's web site has a name. A number is a hacked computer, or a test. Addresses of one's own network are passed over."
        ) { evidence in
            evidence.places(of: .isAddress) { judged in
                evidence.content.links[judged.index].host.flatMap { IPAddress($0) }.map { !AddressScope.isInternal($0) } ?? true
            }
                + evidence.content.forms.filter { form in
                    form.host.flatMap { IPAddress($0) }.map { !AddressScope.isInternal($0) } ?? false
                }.map(\.place)
        },

        Signal(
            "links.unencrypted", .low, weight: 0.2, on: .links(.isClear), reference: "RFC 9110 §4.2.2; The Register, January 2007",
            "A link leads to a page that is not encrypted: what you read or type there, others can read.",
            explanation: "Plain http. Usual before 2015."
        ) { evidence in
            evidence.places(of: .isClear, atMost: 10)
        },

        Signal(
            "links.unencrypted-throughout", .low, weight: 1.8, on: .links(.isClear), reference: "RFC 9110 §4.2.2; HTTPS by default in browsers",
            "Every link leads to an unencrypted page, although the sender's mail server spoke modern encryption.",
            explanation:
                "A sender whose servers speak TLS 1.2 has web sites that do. Throw-away sites save themselves the certificate. "
                + "What the receiver's relays speak among themselves does not count."
        ) { evidence in
            guard !evidence.isDiscussionList, evidence.content.htmlTextLength > 0, !evidence.facts.linkTraits.contains(.isEncrypted),
                let border = evidence.facts.border, border.isFromOutside,
                border.hop.tls.version == "TLSv1.2" || border.hop.tls.version == "TLSv1.3"
            else { return [] }
            return evidence.places(of: .isClear, atMost: 5)
        },

        Signal(
            "links.unencrypted-sign-up", .medium, weight: 0.3, on: .links(.isClear), reference: "The Register, January 2007 (sign-up form in clear)",
            "The page where you subscribe, log in or change your data is not encrypted.",
            explanation: "What is typed into such a form crosses the network in clear."
        ) { evidence in
            evidence.places(of: .isClear) { judged in
                let link = evidence.content.links[judged.index]
                return SignUp.words.isFound(in: link.url.utf8.span) || SignUp.words.isFound(in: link.text.utf8.span)
            } + evidence.content.forms.filter { !$0.encrypted }.map(\.place)
        },

        Signal(
            "links.lookalike-domain", .critical, weight: 2.5, on: .lookalikes, reference: "UTS #39; RFC 5890 §4.4",
            "A link or picture stands on a domain that is made to look like another one.",
            explanation: "A digit for a letter, a known name as a mere sub-domain, one letter more or less."
        ) { evidence in
            evidence.content.lookalikes.filter { lookalike in
                !["from", "reply-to", "sender", "return-path"].contains(lookalike.where) && lookalike.technique != "display-name"
            }.map(\.place)
        },

        Signal(
            "links.hidden-user", .high, weight: 2.0, on: .links(.hasUser), reference: "RFC 3986 §7.6",
            "A link puts a trusted name before an @, where it means nothing, to hide the real host.",
            explanation: "https://bank.example@evil.example/ leads to evil.example."
        ) { $0.places(of: .hasUser) },

        Signal(
            "links.executable-scheme", .high, weight: 2.5, on: .links(.isProgram), reference: "RFC 2397; HTML §7.4.2",
            "A link holds a page or a program in itself instead of leading to a site.",
            explanation: "data: and javascript: links are used to show false pages that no filter of web addresses sees."
        ) { $0.places(of: .isProgram) },

        Signal(
            "links.shortener", .low, weight: 1.6, on: .links(.isShortener), reference: "M3AAWG, URL shorteners",
            "A link is shortened, so that nobody sees where it leads.",
            explanation: "Handy in print and chat; in a mail, which has room, it hides the target. One among many is passed over."
        ) { $0.weightyLinks(of: [.isShortener, .isThirdParty]) },

        Signal(
            "links.encoded-name", .low, weight: 0.8, on: .links(.isEncoded), reference: "RFC 5890, RFC 3492",
            "A link leads to a name in foreign letters.",
            explanation: "Right for sites in that language; also the way to imitate Latin letters with similar ones."
        ) { $0.places(of: .isEncoded) },

        Signal(
            "links.odd-port", .medium, weight: 0.8, on: .links(.hasPort), reference: "SpamAssassin, WEIRD_PORT",
            "A link leads to an unusual port.",
            explanation: "Web sites answer at 80 and 443. Others are test servers and hacked computers."
        ) { evidence in
            evidence.places(of: .hasPort) { judged in
                let url = evidence.url(judged)
                guard let port = JudgedLink.Authority(url).port else { return false }
                return !["80", "443", "8080", "8443"].contains(String(decoding: Array(url.utf8)[port], as: UTF8.self))
            }
        },

        Signal(
            "links.none-to-author", .low, weight: 1.6, on: .links(.isWeb), reference: "APWG, phishing kits",
            "No link leads to the author's own domain.",
            explanation: "Mail of an organization links to its own pages. Fires where HTML has links, and none is to it."
        ) { evidence in
            guard evidence.content.htmlTextLength > 0, evidence.message.authorDomain != nil, !evidence.isDiscussionList,
                !FreeMail.isProvider(evidence.message.authorDomain)
            else { return [] }
            let author = evidence.authorOrganization
            // Where a click counter leads is not known.
            let isOpen = evidence.facts.links.contains {
                $0.has(.isWeb) && ($0.has(.isRedirector) || ($0.host?.organization != nil && $0.host?.organization == author))
            }
            return isOpen ? [] : evidence.places(of: .isWeb, atMost: 3)
        },

        Signal(
            "links.suspicious-suffix", .low, weight: 1.7, on: .links(.hasSuspiciousSuffix), reference: "Spamhaus and Interisle, abuse by top-level domain",
            "A link leads to a domain ending that is used for abuse more than for anything else.",
            explanation: "Endings that cost next to nothing. Honest sites are there too, and one among many links is passed over."
        ) { $0.weightyLinks(of: .hasSuspiciousSuffix) },

        Signal(
            "links.author-suspicious-suffix", .low, weight: 1.9, reference: "Spamhaus and Interisle, abuse by top-level domain",
            "The author's domain has an ending that is used for abuse more than for anything else.",
            explanation: "Endings that cost next to nothing. Honest sites are there too."
        ) { evidence in
            evidence.facts.author?.hasSuspiciousSuffix ?? false ? [evidence.fromPlace] : []
        },
    ]
}

enum SignUp {
    static let words = WordSearch(["subscri", "sign-up", "signup", "register", "login", "log-in", "signin", "sign-in", "preferences", "account"])
}

enum Shorteners {
    private static let hosts: Set<String> = [
        "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "rebrand.ly", "cutt.ly", "t.ly", "rb.gy",
        "tiny.cc", "shorturl.at", "s.id", "bl.ink", "lnkd.in", "fb.me", "dlvr.it", "adf.ly", "qrco.de", "urlz.fr", "u.to",
        "tr.ee", "n9.cl", "x.gd", "shorturl.asia", "tinyurl.mobi", "cli.gs", "snipurl.com", "tr.im", "clck.ru", "vk.cc",
    ]

    static func contains(_ host: String) -> Bool { hosts.contains(host.hasPrefix("www.") ? String(host.dropFirst(4)) : host) }
}

/// Top-level domains that stand high in the published rankings of abuse year after year.
enum SuspiciousSuffixes {
    static let all: Set<String> = [
        "top", "xyz", "icu", "cyou", "buzz", "click", "link", "live", "work", "loan", "win", "bid", "review", "date", "racing",
        "party", "stream", "gdn", "men", "cf", "ga", "gq", "ml", "tk", "rest", "bar", "sbs", "cfd", "quest", "monster", "surf",
        "beauty", "hair", "skin", "makeup", "lol", "mom", "autos", "boats", "homes", "yachts", "bond", "zip", "mov", "cam",
        "best", "fit", "uno", "club", "biz", "space", "website", "site", "online", "store", "shop", "fun", "pw", "vip", "su",
    ]
}
