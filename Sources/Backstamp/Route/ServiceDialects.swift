/// Services whose own software writes the field: known by the host behind `by`, or by a form that nobody else has.

extension ReceivedDialect {
    static let serviceDialects: [ReceivedDialect] = [
        // by 2002:a05:6a00:1a4b:b0:… with SMTP id …; from helo (rdns. [ip]) by mx.google.com with ESMTPS id … for <…>
        // (version=TLS1_3 cipher=… bits=256/256)
        ReceivedDialect(
            name: "gmail", encryption: .recorded,
            notes: ["google transport security"],
            hosts: [".google.com", ".1e100.net", ".googlemail.com", ".gmail.com"],
            recognises: { signs in
                (signs.by.hasPrefix("2002:") && signs.with.hasPrefix("smtp"))
                    || (signs.by.hasPrefix("10.") && signs.with.hasPrefix("smtp") && isGoogleID(signs.id))
            }),
        // from host (host [ip]) by inbound-smtp.eu-west-1.amazonaws.com with SMTP id …; with SMTP (SimpleEmailService-d-…)
        ReceivedDialect(
            name: "amazon-ses",
            notes: ["simpleemailservice"], hosts: [".amazonaws.com", ".amazonses.com"]),
        // by filter0001.sendgrid.net with SMTP id filter0001-… 2017-01-09 10:15:00.123456789 +0000 UTC
        ReceivedDialect(
            name: "sendgrid",
            hosts: [".sendgrid.net"],
            recognises: { signs in
                signs.notes.contains { $0.equals("sg") }
                    || ["geopod-", "recvd-", "filterdrecv-", "ismtpd"].contains { signs.by.hasPrefix($0) }
            }),
        ReceivedDialect(
            name: "mailgun", encryption: .recorded,
            hosts: [".mailgun.net", ".mailgun.org", ".mailgun.co"]),
        // from helo (rdns [ip]) by relay.mimecast.com with ESMTP with STARTTLS (version=…, cipher=…) id …
        ReceivedDialect(
            name: "mimecast", encryption: .recorded,
            hosts: [".mimecast.com", ".mimecast.co.za"]),
        ReceivedDialect(
            name: "proofpoint", encryption: .recorded,
            notes: ["proofpoint"], hosts: [".pphosted.com", ".ppe-hosted.com"],
            recognises: { $0.by.equals("pps.filterd") }),
        // from rdns (EHLO helo) (ip) by mta1.mail.yahoo.com with SMTPs; from [ip] by n1.bullet.mail.yahoo.com with NNFMP
        ReceivedDialect(
            name: "yahoo", loneName: .both, encryption: .recorded,
            notes: ["yahoo inc."], hosts: [".yahoo.com", ".yahoodns.net"],
            recognises: { signs in
                (signs.with.equals("smtps") || signs.with.equals("smtp") && signs.by.hasPrefix("10."))
                    && signs.clauses.firstComment(.from)?.hasPrefix("ehlo") == true
            }),
        // from a@aol.com by imo-m01.mx.aol.com (mail_out_v36_r4.12.) id m.b9.3bfe3305 (4116) for <…>
        ReceivedDialect(name: "aol", notes: ["mail_out_v"], hosts: [".aol.com"]),
        // from [ip] (helo=x) by host with ESMTP (Nemesis) id …
        ReceivedDialect(name: "nemesis", encryption: .recorded, notes: ["nemesis"]),
        // from rdns (EHLO helo) [ip] by mail.gmx.net (mp033) with SMTP
        ReceivedDialect(
            name: "gmx", loneName: .both,
            hosts: [".gmx.net", ".gmx.com", ".web.de"]),
        // from [ip] (using TLSv1.2 with cipher …) by server-1.tower-2.messagelabs.com id XX/YY-…
        ReceivedDialect(name: "messagelabs", encryption: .recorded, hosts: [".messagelabs.com"]),
        // from helo (rdns [ip]) by host (Spam Firewall) with ESMTP id …
        ReceivedDialect(
            name: "barracuda",
            notes: ["spam firewall", "barracuda"], hosts: [".barracudanetworks.com"]),
        ReceivedDialect(
            name: "zoho", encryption: .recorded,
            hosts: [".zohomail.com", ".zoho.com", ".zoho.eu", ".zohomail.eu"]),
        // from helo ([ip]) by cmsmtp with ESMTPS id …: Cloudmark's gateway
        ReceivedDialect(
            name: "cloudmark", encryption: .recorded,
            recognises: {
                $0.by.equals("cmsmtp") || $0.by.hasPrefix("resqmta-") || $0.by.hasPrefix("resomta-")
                    || $0.by.hasPrefix("resimta-")
            }),
        ReceivedDialect(name: "exclaimer", protocols: ["exclaimer"]),
        // from host (host. [ip]) by eaas-12 (EaaS) id <…@sfdc.net>: Salesforce
        ReceivedDialect(
            name: "salesforce",
            notes: ["eaas"], hosts: [".salesforce.com", ".exacttarget.com"]),
        ReceivedDialect(
            name: "alibaba",
            hosts: [".aliyun-inc.com", ".aliyun.com"], recognises: { $0.by.hasPrefix("smtp.aliyun-inc.com") }),
        ReceivedDialect(
            name: "mandrill",
            notes: ["mandrill"], hosts: [".mandrillapp.com"], recognises: { $0.by.equals("mandrillapp.com") }),
        ReceivedDialect(
            name: "obtuse-smtpd", loneName: .both, needs: [.id, .via],
            recognises: { $0.id?.hasPrefix("smtpd") == true && $0.clauses.word(.via)?.equals("smtp") == true }),
        // from unknown (HELO x) (base64@ip) (POLARISLOCAL) by smtp7.emailarray.com with SMTP
        ReceivedDialect(name: "emailarray", loneName: .both, hosts: [".emailarray.com"]),
        ReceivedDialect(name: "umich", needs: .noProtocol, recognises: { signs in signs.isBy(".umich.edu") && signs.with.isEmpty }),
    ]

    private static func isGoogleID(_ id: Octets?) -> Bool {
        guard let id, id.count >= 12 else { return false }
        return id.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E }
    }
}
