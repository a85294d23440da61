import Domains

/// Signals about the hosts that links lead to.
extension SignalCatalogue {
    static let linkHosts: [Signal] = [
        Signal(
            "links.free-hosting", .medium, weight: 1.4, reference: "APWG, phishing on free hosting and cloud storage",
            "A link leads to a site where anybody can put up pages for nothing.",
            explanation:
                "The host's name says nothing of who made the page. Firms have a domain; private people and tests use these. One "
                + "such link among many is passed over."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.weightyLinks { link in
                FreeHosting.contains(link.host) && !evidence.sameOrganization(link.host, evidence.message.authorDomain)
            }
        },

        Signal(
            "links.dynamic-dns", .medium, weight: 1.8, reference: "APWG; rspamd, dynamic DNS hosts",
            "A link leads to a host behind a changing address.",
            explanation: "Dynamic DNS names are for computers at home; false pages like them because they cost nothing."
        ) { evidence in
            evidence.content.links.prefix(300).filter { DynamicDNS.contains($0.host) }.prefix(5).map(\.place)
        },

        Signal(
            "links.author-free-hosting", .medium, weight: 2.4, reference: "M3AAWG, abuse of hosting and tenant domains",
            "The author writes from a host name that anybody gets for nothing with a cloud service.",
            explanation: "Tenant names such as onmicrosoft.com and firebaseapp.com are for tests; who has customers has a domain."
        ) { evidence in
            guard let domain = evidence.message.authorDomain, FreeHosting.isTenant(domain) else { return [] }
            return [evidence.fromPlace]
        },

        Signal(
            "links.carries-recipient", .medium, weight: 0.3, reference: "APWG, phishing kits",
            "A link carries your address to somebody else's site.",
            explanation: "False log-in pages fill in the victim's address from it. Links to unsubscribe are passed over."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            let addresses = evidence.recipientAddresses
            return evidence.content.links.prefix(100).filter { link in
                guard link.kind != "mailto", evidence.isThirdParty(link.host), !Unsubscribing.matches(link) else { return false }
                let url = link.url.utf8.prefix(2000)
                let octets = Array(url)
                guard octets.contains(0x40) || octets.holds("%40") else { return false }
                return addresses.contains { octets.holds(lowercased: $0) || octets.holds(lowercased: FreeHosting.escapingAt($0)) }
            }.prefix(3).map(\.place)
        },

        Signal(
            "links.open-redirect", .medium, weight: 1.5, reference: "CWE-601; SpamAssassin, GOOGLE_REDIR and its kin",
            "A link goes to a well-known site only to be sent on elsewhere from there.",
            explanation: "Search engines and maps forward to any address; it makes a link look like one of theirs."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.content.links.prefix(200).filter { OpenRedirects.matches($0) }.prefix(5).map(\.place)
        },

        Signal(
            "links.all-to-one-address", .low, weight: 0.8, reference: "APWG, phishing kits",
            "Every link, whatever it is called, leads to one and the same address.",
            explanation: "Three links or more under different words, and one target of another organization: a net without an exit."
        ) { evidence in
            let web = evidence.content.links.filter { $0.host != nil && $0.kind != "mailto" }
            guard web.count >= 3, let first = web.first, !evidence.isDiscussionList, evidence.isThirdParty(first.host),
                web.allSatisfy({ $0.url == first.url }), Set(web.map(\.text)).count > 1
            else { return [] }
            return web.prefix(3).map(\.place)
        },

        Signal(
            "links.noisy-host", .low, weight: 1.0, reference: "rspamd, random host names",
            "A link leads to a domain whose name is letters and digits in confusion.",
            explanation: "Machine-made names: letters and digits change places four times or more, or no vowel stands in ten letters."
        ) { evidence in
            evidence.content.links.prefix(200).filter { link in
                guard link.kind != "mailto", evidence.isThirdParty(link.host), let name = evidence.organization(link.host) else { return false }
                return HostNoise.isNoisy(name.prefix { $0 != "." }.utf8)
            }.prefix(5).map(\.place)
        },

        Signal(
            "links.author-noisy-host", .low, weight: 1.0, reference: "rspamd, random host names",
            "The author's domain is letters and digits in confusion.",
            explanation: "Machine-made names, registered by the hundred and thrown away."
        ) { evidence in
            guard let name = evidence.authorOrganization, HostNoise.isNoisy(name.prefix { $0 != "." }.utf8) else { return [] }
            return [evidence.fromPlace]
        },

        Signal(
            "links.removal-by-mail", .low, weight: 0.5, reference: "SpamAssassin, MAILTO_TO_REMOVE",
            "A link writes a mail with 'remove' in it, to get off the list.",
            explanation: "An old habit of unasked mail: it proves that the address is read. Lists have List-Unsubscribe and a web page."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.content.links.prefix(200).filter { $0.kind == "mailto" && Array($0.url.utf8.prefix(500)).holds("remove") }
                .prefix(3).map(\.place)
        },
    ]
}

/// Hosts under which anybody puts up pages, files or senders for nothing (the providers' own documents).
enum FreeHosting {
    private static let hosts: Set<String> = Set(
        """
        web.app firebaseapp.com r2.dev pages.dev workers.dev netlify.app vercel.app herokuapp.com glitch.me weebly.com weeblysite.com
        wixsite.com wixstudio.com editorx.io blogspot.com 000webhostapp.com storage.googleapis.com firebasestorage.googleapis.com
        sites.google.com drive.google.com docs.google.com forms.gle script.google.com appspot.com s3.amazonaws.com amazonaws.com
        blob.core.windows.net web.core.windows.net azurewebsites.net cloudapp.azure.com azurefd.net azureedge.net trafficmanager.net
        sway.office.com forms.office.com onrender.com repl.co replit.app surge.sh fly.dev railway.app github.io gitlab.io netlify.com
        page.link app.goo.gl app.link webflow.io framer.app framer.website notion.site godaddysites.com mystrikingly.com strikingly.com square.site jimdosite.com
        jimdofree.com yolasite.com webnode.page webnode.com carrd.co canva.site my.canva.site typedream.app softr.app bubbleapps.io
        webador.com ucraft.site tilda.ws livejournal.com tumblr.com wordpress.com myshopify.com linktr.ee beacons.ai gitbook.io
        ipfs.io dweb.link nftstorage.link cloudflare-ipfs.com ngrok.io ngrok-free.app ngrok.app trycloudflare.com telegra.ph
        digitaloceanspaces.com ondigitalocean.app backblazeb2.com wasabisys.com linodeobjects.com contaboserver.net oraclecloud.com
        geocities.com tripod.com angelfire.com netfirms.com freeservers.com freewebs.com 50megs.com f2s.com hypermart.net virtualave.net
        lycos.co.uk freeyellow.com 0catch.com 8m.com topcities.com brinkster.com homestead.com xoom.com crosswinds.net bravepages.com
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let tenants: Set<String> = [
        "onmicrosoft.com", "firebaseapp.com", "web.app", "appspotmail.com", "herokuapp.com", "azurewebsites.net", "workers.dev",
        "pages.dev", "netlify.app", "vercel.app", "github.io", "r2.dev", "zendesk.com", "freshdesk.com", "myshopify.com", "atlassian.net",
        "intercom-mail.com", "helpscoutapp.com", "sa.com", "za.com", "us.com", "ru.com", "eu.org", "uk.com", "br.com", "de.com", "gb.net",
        "in.net", "jpn.com",
    ]

    static func contains(_ host: String?) -> Bool { host.map { isListed($0, hosts) } ?? false }

    /// Whether a name stands below one that sells or gives away sub-domains to anybody.
    static func isTenant(_ domain: String) -> Bool { !tenants.contains(domain) && isListed(domain, tenants) }

    private static func isListed(_ host: String, _ list: Set<String>) -> Bool {
        var rest = host[...]
        for _ in 0..<10 {
            if list.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
        return false
    }

    static func escapingAt(_ address: [UInt8]) -> [UInt8] {
        guard let at = address.firstIndex(of: 0x40) else { return address }
        return address[..<at] + [0x25, 0x34, 0x30] + address[(at + 1)...]
    }
}

/// Links that are to end a subscription.
enum Unsubscribing {
    private static let words = ["unsub", "optout", "opt-out", "opt_out", "remove", "preference", "subscri", "abmelde", "desinscri", "manage"].map {
        Array($0.utf8)
    }

    static func matches(_ link: Content.Link) -> Bool {
        let url = Array(link.url.utf8.prefix(1000))
        let text = Array(link.text.utf8.prefix(200))
        return words.contains { url.holds(lowercased: $0) || text.holds(lowercased: $0) }
    }
}

/// Services that give a name to a changing address.
enum DynamicDNS {
    private static let suffixes = [
        "duckdns.org", "ddns.net", "no-ip.org", "no-ip.com", "no-ip.biz", "hopto.org", "zapto.org", "sytes.net", "myftp.org", "serveo.net",
        "dyndns.org", "dyndns.info", "dynu.net", "dynv6.net", "freeddns.org", "mooo.com", "chickenkiller.com", "servehttp.com", "myvnc.com",
        "redirectme.net", "bounceme.net", "gotdns.com", "homeip.net", "selfip.com", "is-a-geek.com", "ddnsfree.com", "accesscam.org",
        "theworkpc.com", "servegame.com", "3utilities.com", "webhop.me", "camdvr.org", "kozow.com", "gleeze.com", "nip.io", "sslip.io",
    ]

    static func contains(_ host: String?) -> Bool {
        guard let host else { return false }
        return suffixes.contains { host.hasSuffix($0) && (host.utf8.count == $0.utf8.count || host.dropLast($0.count).hasSuffix(".")) }
    }
}

/// Pages of well-known sites that forward to whatever address they are given.
enum OpenRedirects {
    private static let starts = [
        "google.com/url", "google.com/amp", "google.com/search?btni", "bing.com/ck", "linkedin.com/slink", "linkedin.com/redir",
        "youtube.com/redirect", "youtube.com/attribution_link", "doubleclick.net", "googleadservices.com/pagead/aclk", "facebook.com/l.php",
        "maps.google.", "google.co", "translate.goog", "t.umblr.com/redirect", "vk.com/away", "ok.ru/dk", "yandex.ru/redir", "baidu.com/link",
        "googleweblight.com", "adobe.com/r/", "rd.yahoo.com", "drs.yahoo.com", "srd.yahoo.com", "shopping.yahoo.com",
    ].map { Array($0.utf8) }

    static func matches(_ link: Content.Link) -> Bool {
        guard link.kind == "http" || link.kind == "https" else { return false }
        let rest = Array(link.url.utf8.prefix(300).drop { $0 != 0x3A }.dropFirst(3))
        let address = Array(rest.prefix(60))
        guard starts.contains(where: { address.holds(lowercased: $0) }) else { return false }
        let tail = rest.drop { $0 != 0x2F }
        return Array(tail).holds("http") || Array(tail).holds("*http") || Array(tail).holds("/amp/") || Array(tail).holds("/slink")
    }
}

enum HostNoise {
    static func isNoisy(_ label: some Sequence<UInt8>) -> Bool {
        let octets = Array(label)
        guard octets.count >= 7, !octets.starts(with: Array("xn--".utf8)) else { return false }
        if changes(octets) >= 4 { return true }
        let letters = octets.filter(\.isASCIILetter)
        let vowels = letters.count { Array("aeiouy".utf8).contains($0.asciiLowercased) }
        return letters.count >= 10 && vowels == 0
    }

    /// How often a letter stands beside a digit.
    static func changes(_ octets: some Sequence<UInt8>) -> Int {
        let kinds = octets.map(\.isASCIIDigit)
        return zip(kinds, kinds.dropFirst()).count { $0 != $1 }
    }

    /// How many letters follow each other without a vowel, at the most; `y` is one here.
    static func longestRunWithoutVowel(_ octets: some Sequence<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for octet in octets {
            let isConsonant = octet.isASCIILetter && !Array("aeiouy".utf8).contains(octet.asciiLowercased)
            run = isConsonant ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
