/// Services whose own software writes the field: known by the host behind `by`, or by a form that nobody else has.

extension ReceivedDialect {
    static let serviceDialects: [ReceivedDialect] = [
        // by 2002:a05:6a00:1a4b:b0:… with SMTP id …; from helo (rdns. [ip]) by mx.google.com with ESMTPS id … for <…>
        // (version=TLS1_3 cipher=… bits=256/256)
        ReceivedDialect(
            name: "gmail", encryption: .recorded,
            recognises: { signs in
                signs.isBy(".google.com") || signs.isBy(".1e100.net") || signs.isBy(".googlemail.com")
                    || signs.isBy(".gmail.com")
                    || signs.note("google transport security")
                    || (signs.by.hasPrefix("2002:") && signs.with.hasPrefix("smtp"))
                    || (signs.by.hasPrefix("10.") && signs.with.hasPrefix("smtp") && isGoogleID(signs.id))
            }),
        // from host (host [ip]) by inbound-smtp.eu-west-1.amazonaws.com with SMTP id …; with SMTP (SimpleEmailService-d-…)
        ReceivedDialect(
            name: "amazon-ses",
            recognises: { $0.note("simpleemailservice") || $0.isBy(".amazonaws.com") || $0.isBy(".amazonses.com") }),
        // by filter0001.sendgrid.net with SMTP id filter0001-… 2017-01-09 10:15:00.123456789 +0000 UTC
        ReceivedDialect(
            name: "sendgrid",
            recognises: { signs in
                signs.isBy(".sendgrid.net") || signs.notes.contains { $0.equals("sg") }
                    || ["geopod-", "recvd-", "filterdrecv-", "ismtpd"].contains { signs.by.hasPrefix($0) }
            }),
        ReceivedDialect(
            name: "mailgun", encryption: .recorded,
            recognises: { $0.isBy(".mailgun.net") || $0.isBy(".mailgun.org") || $0.isBy(".mailgun.co") }),
        // from helo (rdns [ip]) by relay.mimecast.com with ESMTP with STARTTLS (version=…, cipher=…) id …
        ReceivedDialect(
            name: "mimecast", encryption: .recorded,
            recognises: { $0.isBy(".mimecast.com") || $0.isBy(".mimecast.co.za") }),
        ReceivedDialect(
            name: "proofpoint", encryption: .recorded,
            recognises: {
                $0.isBy(".pphosted.com") || $0.isBy(".ppe-hosted.com") || $0.note("proofpoint")
                    || $0.by == "pps.filterd"
            }),
        // from rdns (EHLO helo) (ip) by mta1.mail.yahoo.com with SMTPs; from [ip] by n1.bullet.mail.yahoo.com with NNFMP
        ReceivedDialect(
            name: "yahoo", loneName: .both, encryption: .recorded,
            recognises: { signs in
                signs.isBy(".yahoo.com") || signs.isBy(".yahoodns.net") || signs.note("yahoo inc.")
                    || (signs.with == "smtps" || signs.with == "smtp" && signs.by.hasPrefix("10."))
                        && signs.clauses.comments(.from).first?.hasPrefix("ehlo") == true
            }),
        // from a@aol.com by imo-m01.mx.aol.com (mail_out_v36_r4.12.) id m.b9.3bfe3305 (4116) for <…>
        ReceivedDialect(name: "aol", recognises: { $0.isBy(".aol.com") || $0.note("mail_out_v") }),
        // from [ip] (helo=x) by host with ESMTP (Nemesis) id …
        ReceivedDialect(name: "nemesis", encryption: .recorded, recognises: { $0.note("nemesis") }),
        // from rdns (EHLO helo) [ip] by mail.gmx.net (mp033) with SMTP
        ReceivedDialect(
            name: "gmx", loneName: .both,
            recognises: { $0.isBy(".gmx.net") || $0.isBy(".gmx.com") || $0.isBy(".web.de") }),
        // from [ip] (using TLSv1.2 with cipher …) by server-1.tower-2.messagelabs.com id XX/YY-…
        ReceivedDialect(name: "messagelabs", encryption: .recorded, recognises: { $0.isBy(".messagelabs.com") }),
        // from helo (rdns [ip]) by host (Spam Firewall) with ESMTP id …
        ReceivedDialect(
            name: "barracuda",
            recognises: { $0.note("spam firewall") || $0.note("barracuda") || $0.isBy(".barracudanetworks.com") }),
        ReceivedDialect(
            name: "zoho", encryption: .recorded,
            recognises: {
                $0.isBy(".zohomail.com") || $0.isBy(".zoho.com") || $0.isBy(".zoho.eu") || $0.isBy(".zohomail.eu")
            }),
        // from helo ([ip]) by cmsmtp with ESMTPS id …: Cloudmark's gateway
        ReceivedDialect(
            name: "cloudmark", encryption: .recorded,
            recognises: {
                $0.by == "cmsmtp" || $0.by.hasPrefix("resqmta-") || $0.by.hasPrefix("resomta-")
                    || $0.by.hasPrefix("resimta-")
            }),
        ReceivedDialect(name: "exclaimer", recognises: { $0.with.hasPrefix("exclaimer") }),
        // from host (host. [ip]) by eaas-12 (EaaS) id <…@sfdc.net>: Salesforce
        ReceivedDialect(
            name: "salesforce",
            recognises: { $0.note("eaas") || $0.isBy(".salesforce.com") || $0.isBy(".exacttarget.com") }),
        ReceivedDialect(
            name: "alibaba",
            recognises: {
                $0.isBy(".aliyun-inc.com") || $0.isBy(".aliyun.com") || $0.by.hasPrefix("smtp.aliyun-inc.com")
            }),
        ReceivedDialect(
            name: "mandrill",
            recognises: { $0.isBy(".mandrillapp.com") || $0.by == "mandrillapp.com" || $0.note("mandrill") }),
        ReceivedDialect(
            name: "obtuse-smtpd", loneName: .both,
            recognises: { $0.id?.hasPrefix("smtpd") == true && $0.clauses.word(.via)?.equals("smtp") == true }),
        ReceivedDialect(name: "umich", recognises: { signs in signs.isBy(".umich.edu") && signs.with.isEmpty }),
    ]

    private static func isGoogleID(_ id: Octets?) -> Bool {
        guard let id, id.count >= 12 else { return false }
        return id.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E }
    }
}
