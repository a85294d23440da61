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

    static func contains(_ host: String) -> Bool { isListed(host, hosts) }

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
    private static let words = WordSearch([
        "unsub", "optout", "opt-out", "opt_out", "remove", "preference", "subscri", "abmelde", "desinscri", "manage",
    ])

    static func matches(_ link: Content.Link) -> Bool {
        words.isFound(in: link.url.utf8.span.extracting(first: 1000)) || words.isFound(in: link.text.utf8.span.extracting(first: 200))
    }
}

/// Names that hosting providers give to the machines they let, by the providers' own documents; and names that hold the
/// address in figures, as such names and those of home connections do.
enum RentedMachine {
    private static let suffixes = [
        "host.secureserver.net", "members.linode.com", "ip.linodeusercontent.com", "vultrusercontent.com", "contaboserver.net",
        "vps.ovh.net", "vps.ovh.ca", "bc.googleusercontent.com", "cloudapp.azure.com", "cloudapp.net", "your-server.de",
        "hostwindsdns.com", "colocrossing.com", "startdedicated.com", "startdedicated.de", "kimsufi.com", "plesk.page",
        "compute.amazonaws.com", "compute-1.amazonaws.com", "stratoserver.net", "onlinehome-server.info", "ip-plus.net",
    ]

    static func matches(_ host: String) -> Bool {
        suffixes.contains { host.hasSuffix($0) && host.dropLast($0.utf8.count).hasSuffix(".") } || holdsAddress(host)
    }

    /// Four numbers below 256 side by side, with letters behind them.
    private static func holdsAddress(_ host: String) -> Bool {
        var run = 0
        for piece in host.utf8.prefix(253).split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2E || $0 == 0x2D }) {
            if run >= 4, !piece.isEmpty, piece.contains(where: \.isASCIILetter) { return true }
            let isNumber = (1...3).contains(piece.count) && piece.allSatisfy(\.isASCIIDigit)
            run = isNumber && piece.reduce(0, { $0 * 10 + Int($1 - 0x30) }) < 256 ? run + 1 : 0
        }
        return false
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

    static func contains(_ host: String) -> Bool {
        suffixes.contains { host.hasSuffix($0) && (host.utf8.count == $0.utf8.count || host.dropLast($0.count).hasSuffix(".")) }
    }
}

/// Pages of well-known sites that forward to whatever address they are given (the sites' own documents).
enum OpenRedirects {
    /// A host, with those below it, and the start of the path; a host with a dot at the end stands for all its countries.
    private static let pages: [(host: String, path: String)] = [
        ("google.", "/url"), ("google.", "/amp/"), ("maps.google.", "/url"), ("images.google.", "/url"), ("bing.com", "/ck/"),
        ("linkedin.com", "/slink"), ("linkedin.com", "/redir"), ("youtube.com", "/redirect"), ("youtube.com", "/attribution_link"),
        ("doubleclick.net", "/"), ("googleadservices.com", "/pagead/"), ("facebook.com", "/l.php"), ("translate.google.", "/translate"),
        ("t.umblr.com", "/redirect"), ("vk.com", "/away"), ("yandex.ru", "/redir"), ("baidu.com", "/link"), ("googleweblight.com", "/"),
        ("rd.yahoo.com", "/"), ("drs.yahoo.com", "/"), ("srd.yahoo.com", "/"),
    ]

    /// The starts of paths that forward, on a host.
    static func paths(on host: String) -> [String] {
        let host = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        return pages.filter { page in
            page.host.hasSuffix(".") ? host.hasPrefix(page.host) : host.isAtOrBelow(page.host)
        }.map(\.path)
    }

    static func matches(_ link: Content.Link, on host: HostFacts) -> Bool {
        let candidates = host.redirectPaths
        guard link.kind == "http" || link.kind == "https" else { return false }
        let path = Array(link.url.utf8.prefix(300).drop { $0 != 0x3A }.dropFirst(3).drop { $0 != 0x2F })
        return candidates.contains { start in
            path.starts(with: start.utf8) && (path.dropFirst().holds("http") || start == "/amp/" || start == "/slink" || path.holds("u="))
        }
    }
}
