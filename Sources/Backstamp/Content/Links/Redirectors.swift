/// Hosts and paths that send the reader on: click counters of mailers, scanners of mail systems, shorteners.
///
/// One per line: a host (and those below it), or host and start of path; `/` in front for a path on any host. Facts of
/// public knowledge, from the vendors' own documents.
import Domains
import HTML

enum Redirectors {
    static func isRedirector(_ url: WebURL, _ host: WebHost) -> Bool {
        let path = url.pathRange
        if path.count > 2 {
            // The octet behind the slash tells nearly all of them.
            let second = url.href.utf8.span[path.lowerBound + 1]
            for index in seconds.indices where seconds[index] == second && starts(url, with: paths[index]) { return true }
        }
        return isKnown(url, host)
    }

    /// By its host: a path may be anybody's.
    static func isKnown(_ url: WebURL, _ host: WebHost) -> Bool {
        for start in host.redirectorStarts where starts(url, with: start) { return true }
        return false
    }

    private static func starts(_ url: WebURL, with start: [UInt8]) -> Bool {
        let octets = url.href.utf8
        let path = octets.span.extracting(url.pathRange)
        guard start.count <= path.count else { return false }
        for index in start.indices where path[index] != start[index] { return false }
        return true
    }

    /// How the paths start that lead on, of a host and those above it; none for most hosts.
    static func starts(ofHost host: String) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var rest = Array(host.utf8)[...]
        if rest.count > maximumHost {
            guard let dot = rest.suffix(maximumHost).firstIndex(of: UInt8(ascii: ".")) else { return [] }
            rest = rest[(dot + 1)...]
        }
        while true {
            if hosts.contains(WordSet.Word(rest)) { found += byHost[String(decoding: rest, as: UTF8.self)] ?? [] }
            guard let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { return found }
            rest = rest[(dot + 1)...]
        }
    }

    /// No name of the DNS is longer (RFC 1035 §2.3.4): what stands in front of so many octets is none above it either.
    private static let maximumHost = 253

    /// The names in `byHost`: most names are not among them.
    private static let hosts = WordSet(Array(byHost.keys))

    private static let paths: [[UInt8]] = records.words.filter { $0.utf8.first == 0x2F }.map { Array($0.utf8) }

    private static let seconds: [UInt8] = paths.map { $0.count > 1 ? $0[1] : 0 }

    private static let byHost: [String: [[UInt8]]] = {
        var table: [String: [[UInt8]]] = [:]
        for record in records.words where record.utf8.first != 0x2F {
            let host = record.utf8.prefix { $0 != 0x2F }
            table[String(Substring(host)), default: []].append(Array(record.utf8.dropFirst(host.count)))
        }
        return table
    }()

    private static let records = """
        safelinks.protection.outlook.com urldefense.proofpoint.com urldefense.com urldefense.us protect-us.mimecast.com
        protect-eu.mimecast.com mimecastprotect.com protect.checkpoint.com url.avanan.click protection.sophos.com
        protect2.fireeye.com linklock.titanhq.com urlsand.esvalabs.com ctp.trendmicro.com shared.outlook.inky.com
        safelink.emails.azure.net antiphishing.vadesecure.com scanmail.trustwave.com mailanyone.net linkprotect.cudasvc.com secure-web.cisco.com clicktime.symantec.com url.emailprotection.link
        www.google.com/url google.com/url www.google.com/amp l.facebook.com/l.php lm.facebook.com/l.php
        www.linkedin.com/redir www.youtube.com/redirect r.search.yahoo.com duckduckgo.com/l/ www.bing.com/ck/a
        deref-web.de deref-gmx.net deref-gmx.com deref-mail.com out.reddit.com slack-redir.net steamcommunity.com/linkfilter vk.com/away.php t.umblr.com/redirect
        list-manage.com/track/click list-manage1.com/track/click list-manage2.com/track/click mandrillapp.com/track/click
        sendgrid.net/ls/click sendgrid.net/wf/click awstrack.me/L0/ rs6.net/tn.jsp icptrack.com/icp/relay
        hubspotlinks.com hubspotemail.net klclick.com klclick1.com klclick2.com klclick3.com trk.klaviyomail.com
        click.pstmrk.it pstmrk.it mailgun.org/c/ mjt.lu/lnk exct.net sparkpostmail.com emltrk.com
        createsend.com/t/ cmail19.com/t/ cmail20.com/t/ e2ma.net/click constantcontact.com/tn.jsp customeriomail.com/e/c
        track.customer.io/e/c intercom-clicks.com intercom-links.com links.iterable.com sailthru.com/click
        govdelivery.com/CL0/ lnks.gd whatcounts.com/t t.yesware.com/tl links.mixmax.com mailtrack.io/trace/link
        awin1.com/cread.php click.linksynergy.com anrdoezrs.net dpbolvw.net jdoqocy.com kqzyfj.com tkqlhce.com
        ad.doubleclick.net/ddm/clk googleadservices.com/pagead/aclk shareasale.com/r.cfm go.redirectingat.com
        bit.ly tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly t.ly rb.gy tiny.cc shorturl.at lnkd.in
        fb.me dlvr.it adf.ly urlz.fr n9.cl tr.im clck.ru
        /track/click /wf/click /ls/click /CL0/ /e2t/tc/ /e3t/tc/ /ctt? /c/eJ /lt.php /ss/c/ /f/a/ /e/c/
        """
}
