/// Fields of real servers' forms for `RouteReceivedTests`.
extension RouteReceivedTests {
    static let postfix: [Case] = [
        c(
            #"from mail.example.com (mail.example.com [192.0.2.1]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256) (Client CN "mail.example.com", Issuer "Example CA" (verified OK)) by mx.example.org (Postfix) with ESMTPS id 4Pr0zf6wKyz7w9L for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000 (UTC)"#,
            [
                "dialect": "postfix", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTPS", "id": "4Pr0zf6wKyz7w9L", "for": "a@example.org",
                "software": "Postfix", "tls": "true", "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384",
                "bits": "256", "date": day,
            ]),
        c(
            "from mail.example.com (mail.example.com [192.0.2.1]) (using TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128/128 bits)) (No client certificate requested) (Authenticated sender: alice@example.com) by mx.example.org (Postfix) with ESMTPSA id 1A2B3C4D5E; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "postfix", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTPSA", "id": "1A2B3C4D5E", "auth": "alice@example.com",
                "tls": "true", "version": "TLSv1.2", "cipher": "ECDHE-RSA-AES128-GCM-SHA256", "bits": "128",
                "date": day,
            ]),
        c(
            "from client.example.com (unknown [198.51.100.7]) by mx.example.org (Postfix) with ESMTP id 33DC4416F20 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000 (GMT)",
            [
                "dialect": "postfix", "helo": "client.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "ESMTP", "id": "33DC4416F20", "for": "a@example.org", "tls": "false", "date": day,
            ]),
        c(
            "from mail.example.com (mail.example.com [IPv6:2001:db8::25]) by mx.example.org (Postfix) with ESMTPS id 33DC4416F20; Wed, 4 Mar 2026 10:15:00 +0000 (envelope-from bounce@example.com)",
            [
                "dialect": "postfix", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "2001:db8::25",
                "by": "mx.example.org", "with": "ESMTPS", "id": "33DC4416F20", "envelopeFrom": "bounce@example.com",
                "tls": "true", "date": day,
            ]),
        c(
            "by web.example.org (Postfix, from userid 48) id DE66823669; Wed, 4 Mar 2026 10:15:00 +0000",
            ["dialect": "postfix", "by": "web.example.org", "id": "DE66823669", "date": day]),
        c(
            "from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix on SuSE Linux 8.0 (i386)) with ESMTP id 53CBD14F8BD for <a@localhost>; Wed, 3 Jul 2002 12:32:20 +0100 (IST)",
            [
                "dialect": "postfix", "helo": "localhost", "rdns": "localhost", "ip": "127.0.0.1",
                "by": "mx.example.org", "with": "ESMTP", "id": "53CBD14F8BD", "for": "a@localhost",
                "date": "2002-07-03T12:32:20+01:00",
            ]),
        c(
            "from [192.168.1.5] (dsl.example.net [203.0.113.9]) (using TLSv1.2 with cipher ADH-AES256-SHA (256/256 bits)) by mx.example.org (Example Mail) with ESMTPSA id AB12; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "postfix", "helo": "[192.168.1.5]", "rdns": "dsl.example.net", "ip": "203.0.113.9",
                "by": "mx.example.org", "with": "ESMTPSA", "id": "AB12", "auth": "true", "tls": "true",
                "version": "TLSv1.2", "cipher": "ADH-AES256-SHA", "bits": "256", "date": day,
            ]),
    ]

    static let exim: [Case] = [
        c(
            "from mail.example.com ([192.0.2.1]:35095) by mx.example.org with esmtps (TLS1.2) tls TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (Exim 4.93) (envelope-from <b@example.com>) id 1kiigH-0003WL-7t for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "esmtps", "id": "1kiigH-0003WL-7t", "for": "a@example.org",
                "envelopeFrom": "b@example.com", "software": "Exim 4.93", "tls": "true", "version": "TLSv1.2",
                "cipher": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from rev.example.net ([198.51.100.7]:11218 helo=sandpiper.example.com) by mx.example.org with esmtp (TLSv1:RC4-SHA:128) (Exim 4.04) id 1CJaZW-0006rU-00 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "sandpiper.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "esmtp", "id": "1CJaZW-0006rU-00", "for": "a@example.org",
                "tls": "true", "version": "TLSv1", "cipher": "RC4-SHA", "bits": "128", "date": day,
            ]),
        c(
            "from [203.0.113.9] (helo=client.example.com ident=mail) by mx.example.org with smtp (Exim 3.35 #1 (Debian)) id 17UrZX-0000zp-00 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "client.example.com", "ip": "203.0.113.9", "by": "mx.example.org",
                "with": "smtp", "id": "17UrZX-0000zp-00", "for": "a@example.org", "software": "Exim 3.35 #1 (Debian)",
                "tls": "false", "date": day,
            ]),
        c(
            "from [192.0.2.1] (port=50024 helo=mail.example.com) by mx.example.org with esmtpsa (TLSv1.2:ECDHE-RSA-AES128-GCM-SHA256:128) (Exim 4.91) (envelope-from <b@example.com>) id 1hOQPZ-0006Pm-Eg; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "esmtpsa", "id": "1hOQPZ-0006Pm-Eg", "envelopeFrom": "b@example.com", "auth": "true",
                "tls": "true", "version": "TLSv1.2", "cipher": "ECDHE-RSA-AES128-GCM-SHA256", "bits": "128",
                "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org with asmtp (TLS-1.0:RSA_ARCFOUR_MD5:16) (Exim 4.34) id 1CIoQP-0006SN-GV for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "asmtp", "id": "1CIoQP-0006SN-GV", "for": "a@example.org",
                "auth": "true", "tls": "true", "version": "TLSv1.0", "cipher": "RSA_ARCFOUR_MD5", "bits": "128",
                "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org with esmtps (TLS1.2:ECDHE_SECP256R1__RSA_SHA256__AES_128_GCM:128) (Exim 4.92) id 1hOQPZ-0006Pm-Eg; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "esmtps", "id": "1hOQPZ-0006Pm-Eg", "tls": "true", "version": "TLSv1.2",
                "cipher": "ECDHE_SECP256R1__RSA_SHA256__AES_128_GCM", "bits": "128", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.97) id 1rLzi0-00000000abc-0C1d; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "esmtps", "id": "1rLzi0-00000000abc-0C1d", "tls": "true",
                "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from www-data by web.example.org with local (Exim 4.92) (envelope-from <www-data@web.example.org>) id 1hOQPZ-0006Pm-Eg for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "by": "web.example.org", "with": "local", "id": "1hOQPZ-0006Pm-Eg",
                "for": "a@example.org", "envelopeFrom": "www-data@web.example.org", "date": day,
            ]),
        c(
            "from rev.example.net (client.example.com) [192.0.2.1.13219] (mail) by mx.example.org with esmtp (Exim 3.35 #1 (Debian)) id 1CO5y7-0001vC-00; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "client.example.com", "rdns": "rev.example.net", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "esmtp", "id": "1CO5y7-0001vC-00", "tls": "false", "date": day,
            ]),
    ]

    static let sendmail: [Case] = [
        c(
            "from mail.example.com (rev.example.net [198.51.100.7] (may be forged)) by mx.example.org (8.16.1/8.16.1) with ESMTPS id 63IEpRmd067996 (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO) for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPS", "id": "63IEpRmd067996", "for": "a@example.org",
                "software": "Sendmail 8.16.1/8.16.1", "tls": "true", "version": "TLSv1.2",
                "cipher": "ECDHE-RSA-AES256-GCM-SHA384", "bits": "256", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org (8.8.8/8.8.8) with SMTP id FAA03254; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "SMTP", "id": "FAA03254", "tls": "false", "date": day,
            ]),
        c(
            "from 10.1.2.3 (dsl.example.net [203.0.113.9]) (authenticated bits=0) by mx.example.org (8.13.0.PreAlpha4/8.13.0.PreAlpha4) with ESMTP id i2U75jD1003350 (version=TLSv1/SSLv3 cipher=EDH-RSA-DES-CBC3-SHA bits=168 verify=NO) for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "helo": "10.1.2.3", "rdns": "dsl.example.net", "ip": "203.0.113.9",
                "by": "mx.example.org", "with": "ESMTP", "id": "i2U75jD1003350", "for": "a@example.org", "auth": "true",
                "tls": "true", "version": "TLSv1/SSLv3", "cipher": "EDH-RSA-DES-CBC3-SHA", "bits": "168", "date": day,
            ]),
        c(
            "from host (root@localhost [127.0.0.1]) by mx.example.org (8.9.3/8.9.3) with ESMTP id QAA07692; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "helo": "host", "rdns": "localhost", "ip": "127.0.0.1", "by": "mx.example.org",
                "with": "ESMTP", "id": "QAA07692", "tls": "false", "date": day,
            ]),
        c(
            "(from list@localhost) by mx.example.org (8.12.5/8.12.5/Submit) id g6O8rDxk057721 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "by": "mx.example.org", "id": "g6O8rDxk057721", "for": "a@example.org",
                "software": "Sendmail 8.12.5/8.12.5/Submit", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org (AIX5.1/8.11.0/8.11.0) with ESMTP id g89Chxn40934; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "sendmail", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "ESMTP", "id": "g89Chxn40934", "tls": "false", "date": day,
            ]),
    ]

    static let microsoft: [Case] = [
        c(
            "from AB1PR01CA0001.eurprd01.prod.outlook.com (2603:10a6:10::9) by AB2PR01MB0002.eurprd01.prod.outlook.com (2603:10a6:20::8) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9388.14; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-online", "helo": "AB1PR01CA0001.eurprd01.prod.outlook.com",
                "ip": "2603:10a6:10::9", "by": "AB2PR01MB0002.eurprd01.prod.outlook.com", "byIP": "2603:10a6:20::8",
                "with": "Microsoft SMTP Server", "id": "15.20.9388.14",
                "software": "Microsoft SMTP Server 15.20.9388.14", "tls": "true", "version": "TLSv1.2",
                "cipher": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from mail.example.com (192.0.2.1) by AB2PEPF0001.mail.protection.outlook.com (10.167.1.2) with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9412.4 via Frontend Transport; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-online", "helo": "mail.example.com", "ip": "192.0.2.1",
                "by": "AB2PEPF0001.mail.protection.outlook.com", "byIP": "10.167.1.2", "with": "Microsoft SMTP Server",
                "id": "15.20.9412.4", "tls": "true", "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384",
                "date": day,
            ]),
        c(
            "from mail.example.com (192.0.2.1) by AB2PEPF0001.mail.protection.outlook.com (10.167.1.2) with Microsoft SMTP Server id 15.20.8880.14 via Frontend Transport; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-online", "helo": "mail.example.com", "ip": "192.0.2.1",
                "by": "AB2PEPF0001.mail.protection.outlook.com", "byIP": "10.167.1.2", "with": "Microsoft SMTP Server",
                "id": "15.20.8880.14", "tls": "false", "date": day,
            ]),
        c(
            "from EX1.example.com ([fe80::c060:72a6:7d35:7982]) by EX1.example.com ([fe80::c060:72a6:7d35:7982%7]) with mapi id 15.02.0858.012; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange", "helo": "EX1.example.com", "ip": "fe80::c060:72a6:7d35:7982",
                "by": "EX1.example.com", "byIP": "fe80::c060:72a6:7d35:7982", "with": "mapi", "id": "15.02.0858.012",
                "date": day,
            ]),
        c(
            "from EX2.example.com (192.168.0.67) by EX1.example.com (192.168.0.66) with Microsoft SMTP Server (TLS) id 14.3.123.3; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange", "helo": "EX2.example.com", "ip": "192.168.0.67", "by": "EX1.example.com",
                "byIP": "192.168.0.66", "with": "Microsoft SMTP Server", "id": "14.3.123.3", "tls": "true", "date": day,
            ]),
        c(
            "from client ([192.0.2.1] unverified) by mx.example.org with Microsoft SMTPSVC(5.0.2195.6713); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "microsoft-smtpsvc", "helo": "client", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "Microsoft SMTPSVC", "software": "Microsoft SMTPSVC 5.0.2195.6713", "date": day,
            ]),
        c(
            "from mail.example.com (host.example.com 192.0.2.1) by mx.example.org with ESMTP id a; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "rfc5321", "helo": "mail.example.com", "rdns": "host.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTP", "id": "a", "date": day,
            ]),
        c(
            "from mail.example.com (port=25 helo=a.example.com [192.0.2.1]) by mx.example.org with ESMTP id a; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "a.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTP", "id": "a", "tls": "false", "date": day,
            ]),
        c(
            "from mail.example.com (192.0.2.1 [192.0.2.1]) by mx.example.org with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13) id 3Q50BXBF; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-ims", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "SMTP", "id": "3Q50BXBF",
                "software": "Microsoft Exchange Internet Mail Service Version 5.5.2653.13", "date": day,
            ]),
        c(
            "by mx.example.org with Internet Mail Service (5.5.2650.21) id <R9J9M8V3>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-ims", "by": "mx.example.org", "with": "Internet Mail Service", "id": "R9J9M8V3",
                "date": day,
            ]),
        c(
            "from AB1.NAMP223.PROD.OUTLOOK.COM (::1) by AB2.NAMP223.PROD.OUTLOOK.COM with HTTPS; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exchange-online", "helo": "AB1.NAMP223.PROD.OUTLOOK.COM", "ip": "::1",
                "by": "AB2.NAMP223.PROD.OUTLOOK.COM", "with": "HTTPS", "tls": "true", "date": day,
            ]),
    ]

    static let services: [Case] = [
        c(
            "by 2002:a05:6a00:1a4b:b0:123:4567:89ab with SMTP id d11csp123456pfv; Wed, 4 Mar 2026 10:15:00 +0000 (PST)",
            [
                "dialect": "gmail", "byIP": "2002:a05:6a00:1a4b:b0:123:4567:89ab", "with": "SMTP",
                "id": "d11csp123456pfv", "tls": "false", "date": day,
            ]),
        c(
            "from mail.example.com (mail.example.com. [192.0.2.1]) by mx.google.com with ESMTPS id 6a1803df08f44si12345.87.2026.03.04 for <a@example.org> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "gmail", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.google.com", "with": "ESMTPS", "id": "6a1803df08f44si12345.87.2026.03.04",
                "for": "a@example.org", "tls": "true", "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384",
                "bits": "256", "date": day,
            ]),
        c(
            "from mail-sor-f41.example.com (mail-sor-f41.example.com. [192.0.2.41]) by mx.google.com with SMTPS id a92af1059eb24 for <a@example.org> (Google Transport Security); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "gmail", "helo": "mail-sor-f41.example.com", "rdns": "mail-sor-f41.example.com",
                "ip": "192.0.2.41", "by": "mx.google.com", "with": "SMTPS", "id": "a92af1059eb24",
                "for": "a@example.org", "tls": "true", "date": day,
            ]),
        c(
            "from 77463558223 named unknown by gmailapi.google.com with HTTPREST; Wed, 4 Mar 2026 10:15:00 +0000",
            ["dialect": "gmail", "helo": "77463558223", "by": "gmailapi.google.com", "with": "HTTPREST", "date": day]),
        c(
            "from mail.example.com (mail.example.com [192.0.2.1]) by inbound-smtp.eu-west-1.amazonaws.com with SMTP id q1w2e3r4 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000 (UTC)",
            [
                "dialect": "amazon-ses", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "inbound-smtp.eu-west-1.amazonaws.com", "with": "SMTP", "id": "q1w2e3r4", "for": "a@example.org",
                "date": day,
            ]),
        c(
            "from app.example.com ([192.0.2.1]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-d-ABCDEF) id q1w2e3 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000 (UTC)",
            [
                "dialect": "amazon-ses", "helo": "app.example.com", "ip": "192.0.2.1", "by": "email-smtp.amazonaws.com",
                "with": "SMTP", "id": "q1w2e3", "for": "a@example.org", "date": day,
            ]),
        c(
            "by recvd-85bd446bc4-gjsfk with SMTP id recvd-85bd446bc4-gjsfk-1-69C17342-E9 2026-03-04 10:15:00.714502614 +0000 UTC m=+1201919.464929622",
            [
                "dialect": "sendgrid", "by": "recvd-85bd446bc4-gjsfk", "with": "SMTP",
                "id": "recvd-85bd446bc4-gjsfk-1-69C17342-E9", "date": day,
            ]),
        c(
            "from MTIzNDU2 (unknown) by geopod-ismtpd-1 (SG) with HTTP id q1w2e3r4t5 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000 (UTC)",
            [
                "dialect": "sendgrid", "helo": "MTIzNDU2", "by": "geopod-ismtpd-1", "with": "HTTP", "id": "q1w2e3r4t5",
                "for": "a@example.org", "date": day,
            ]),
        c(
            "from mail.example.com (rev.example.net [198.51.100.7]) by relay.mimecast.com with ESMTP with STARTTLS (version=TLSv1.2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id uk-mta-12-ABC-1; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "mimecast", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "relay.mimecast.com", "with": "ESMTP", "id": "uk-mta-12-ABC-1", "tls": "true",
                "version": "TLSv1.2", "cipher": "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from 127.0.0.1 (EHLO mail.example.com) (192.0.2.1) by 10.226.14.165 with SMTPs (version=TLS1_2 cipher=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "yahoo", "helo": "mail.example.com", "rdns": "127.0.0.1", "ip": "192.0.2.1",
                "byIP": "10.226.14.165", "with": "SMTPs", "tls": "true", "version": "TLSv1.2",
                "cipher": "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "date": day,
            ]),
        c(
            "from [192.0.2.1] by n7.bullet.mail.yahoo.com with NNFMP; 4 Mar 2026 10:15:00 -0000",
            ["dialect": "yahoo", "ip": "192.0.2.1", "by": "n7.bullet.mail.yahoo.com", "with": "NNFMP", "date": day]),
        c(
            "from [192.0.2.1] (using TLSv1.2 with cipher DHE-RSA-AES256-GCM-SHA384 (256/256 bits)) by server-1.tower-2.messagelabs.com id 3A/B4-12345-6789ABCD; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "messagelabs", "helo": "[192.0.2.1]", "ip": "192.0.2.1",
                "by": "server-1.tower-2.messagelabs.com", "id": "3A/B4-12345-6789ABCD", "tls": "true",
                "version": "TLSv1.2", "cipher": "DHE-RSA-AES256-GCM-SHA384", "bits": "256", "date": day,
            ]),
        c(
            "from rev.example.net (EHLO client) [198.51.100.7] by mail.gmx.net (mp033) with SMTP; 04 Mar 2026 10:15:00 +0000",
            [
                "dialect": "gmx", "helo": "client", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mail.gmx.net", "with": "SMTP", "date": day,
            ]),
    ]

    static let qmail: [Case] = [
        c(
            "from unknown (HELO client.example.com) (198.51.100.7) by mx.example.org with SMTP; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "client.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "SMTP", "date": day,
            ]),
        c(
            "from rev.example.net (HELO client.example.com) (ident@198.51.100.7) by mx.example.org with SMTP; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "client.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "SMTP", "date": day,
            ]),
        c(
            "from mail.example.com (192.0.2.1) by mx.example.org with SMTP; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "SMTP", "date": day,
            ]),
        c(
            "from rev.example.net (HELO client) (user@example.com@198.51.100.7) by mx.example.org with ESMTPA; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "client", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPA", "auth": "user@example.com", "date": day,
            ]),
        c(
            "from rev.example.net (HELO client.example.com) (198.51.100.7) by mx.example.org with (DHE-RSA-AES256-SHA encrypted) SMTP; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "client.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "SMTP", "tls": "true", "cipher": "DHE-RSA-AES256-SHA", "date": day,
            ]),
        c(
            "from unknown (HELO client.example.com) (198.51.100.7) by mx.example.org with ECDHE-RSA-AES256-GCM-SHA384 encrypted SMTP; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail", "helo": "client.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "SMTP", "tls": "true", "cipher": "ECDHE-RSA-AES256-GCM-SHA384", "date": day,
            ]),
        c(
            "from rev.example.net (HELO client.example.com) (198.51.100.7) (smtp-auth username alice, mechanism cram-md5) by mx.example.org (qpsmtpd/0.84) with (AES128-SHA encrypted) ESMTPSA; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "qpsmtpd", "helo": "client.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPSA", "auth": "alice", "software": "qpsmtpd/0.84", "tls": "true",
                "cipher": "AES128-SHA", "date": day,
            ]),
        c(
            "from unknown (HELO [192.168.1.2]) ([198.51.100.7]) (envelope-sender <b@example.com>) by 192.0.2.120 (qmail-ldap-1.03) with SMTP for <a@example.org>; 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail-ldap", "helo": "[192.168.1.2]", "ip": "198.51.100.7", "byIP": "192.0.2.120",
                "with": "SMTP", "for": "a@example.org", "envelopeFrom": "b@example.com", "date": day,
            ]),
        c(
            "from rev.example.net (HELO mail.example.com) ([192.0.2.1]) by esa1.example.org with ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384; 04 Mar 2026 10:15:00 +0000",
            [
                "dialect": "ironport", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "192.0.2.1",
                "by": "esa1.example.org", "with": "ESMTP", "tls": "true", "cipher": "ECDHE-RSA-AES256-GCM-SHA384",
                "date": day,
            ]),
        c(
            "from unknown (198.51.100.7) by mx.example.org with QMTP; 4 Mar 2026 10:15:00 -0000",
            ["dialect": "qmail", "ip": "198.51.100.7", "by": "mx.example.org", "with": "QMTP", "date": day]),
    ]

    static let others: [Case] = [
        // mox; and an address in brackets behind the writer's name.
        c(
            "from mail.example.com ([198.51.100.7]) by mx.example.org ([192.0.2.9]) via tcp with ESMTPS (TLS1.3 TLS_AES_128_GCM_SHA256) id x1 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "rfc5321", "helo": "mail.example.com", "ip": "198.51.100.7", "by": "mx.example.org", "byIP": "192.0.2.9",
                "with": "ESMTPS", "id": "x1", "for": "a@example.org", "tls": "true", "version": "TLSv1.3",
                "cipher": "TLS_AES_128_GCM_SHA256", "date": day,
            ]),
        c(
            "from mail.example.com [198.51.100.7] by mx.example.org [192.0.2.9] with SMTP; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "rfc5321", "helo": "mail.example.com", "ip": "198.51.100.7", "by": "mx.example.org", "byIP": "192.0.2.9",
                "with": "SMTP", "date": day,
            ]),
        // Exim before 4 without a name of the address: the first word is a comment, and HELO.
        c(
            "from (mail.example.com) [198.51.100.7] by mx.example.org with smtp (Exim 3.12 #1) id 15F0HM-00019f-00; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "exim", "helo": "mail.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "smtp", "id": "15F0HM-00019f-00", "tls": "false", "date": day,
            ]),
        c(
            "from mx.example.com from [198.51.100.7] by <nt1> (MailGate 3.4.164) with SMTP; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "mailgate", "helo": "mx.example.com", "ip": "198.51.100.7", "by": "nt1", "with": "SMTP",
                "date": day,
            ]),
        c(
            "from MATT by fw.example.org via smtpd (for mx.example.org [192.0.2.1]) with SMTP; 4 Mar 2026 10:15:00 UT",
            ["dialect": "raptor", "helo": "MATT", "by": "fw.example.org", "with": "SMTP", "date": day]),
        c(
            "[from mail.example.com (rev.example.net [198.51.100.7]) by mx.example.org (gate 2.1) with ESMTP id BAA25720; Wed, 4 Mar 2026 10:15:00 +0000]",
            [
                "dialect": "sendmail", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTP", "id": "BAA25720", "date": day,
            ]),
        c(
            "from mail.example.com (Unknown [198.51.100.7]) by mx.example.org with ESMTPSA (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256) ; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "hmailserver", "helo": "mail.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "ESMTPSA", "auth": "true", "tls": "true", "version": "TLSv1.2",
                "cipher": "ECDHE-RSA-AES256-GCM-SHA384", "bits": "256", "date": day,
            ]),
        c(
            "from imap43 ([10.202.2.93]) by compute6.internal (MEProxy); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "fastmail", "helo": "imap43", "ip": "10.202.2.93", "by": "compute6.internal", "date": day,
            ]),
        c(
            "from mail.example.com (rev.example.net [::ffff:198.51.100.7]) (AUTH: LOGIN alice@example.com, TLS: TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384) by mx.example.org with esmtps; Wed, 4 Mar 2026 10:15:00 +0000 id 000000DB.43735815.00001E11",
            [
                "dialect": "courier", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "esmtps", "id": "000000DB.43735815.00001E11",
                "auth": "alice@example.com", "tls": "true", "version": "TLSv1.2",
                "cipher": "ECDHE-RSA-AES256-GCM-SHA384", "bits": "256", "date": day,
            ]),
        c(
            "from mail.example.com (softdnserr [::ffff:198.51.100.7]) by mx.example.org with esmtp; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "courier", "helo": "mail.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "esmtp", "tls": "false", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1] verified) by mx.example.org (CommuniGate Pro SMTP 5.1.13) with ESMTPS id 9837783 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "communigate", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTPS", "id": "9837783", "for": "a@example.org",
                "software": "CommuniGate Pro SMTP 5.1.13", "tls": "true", "date": day,
            ]),
        c(
            "from [198.51.100.7] (account alice@example.com HELO client.example.com) by mx.example.org (CommuniGate Pro SMTP 5.1.13) with ESMTPSA id 9830625 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "communigate", "helo": "client.example.com", "ip": "198.51.100.7", "by": "mx.example.org",
                "with": "ESMTPSA", "id": "9830625", "for": "a@example.org", "auth": "alice@example.com", "tls": "true",
                "date": day,
            ]),
        c(
            "from mail.example.com (rev.example.net [198.51.100.7]) by mx.example.org (Haraka/2.8.28) with ESMTPSA id 12345678-ABCD.1 envelope-from <b@example.com> (authenticated bits=0) (version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 verify=NO); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "haraka", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPSA", "id": "12345678-ABCD.1", "envelopeFrom": "b@example.com",
                "auth": "true", "software": "Haraka/2.8.28", "tls": "true", "version": "TLSv1.3",
                "cipher": "TLS_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from app1.example.com (198.51.100.7) by mta.example.com (PowerMTA v4.5r6) id hrvnlm15ctoc for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000 (envelope-from <b@example.com>)",
            [
                "dialect": "powermta", "helo": "app1.example.com", "ip": "198.51.100.7", "by": "mta.example.com",
                "id": "hrvnlm15ctoc", "for": "a@example.org", "envelopeFrom": "b@example.com",
                "software": "PowerMTA v4.5r6", "date": day,
            ]),
        c(
            "from ([192.0.2.1:50387] helo=i6.example.com) by m12.example.com (ecelerity 4.2.38.62370 r(Core:4.2.38.0)) with ESMTPS (cipher=DHE-RSA-AES256-SHA) id 80/0A-02454-4DCB6054 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "momentum", "helo": "i6.example.com", "ip": "192.0.2.1", "by": "m12.example.com",
                "with": "ESMTPS", "id": "80/0A-02454-4DCB6054", "for": "a@example.org", "tls": "true",
                "cipher": "DHE-RSA-AES256-SHA", "date": day,
            ]),
        c(
            "from mail.example.com (rev.example.net [198.51.100.7]) by mx.example.org (MDaemon PRO v20.0.3) with ESMTPS id md500012345.msg for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "mdaemon", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPS", "id": "md500012345.msg", "for": "a@example.org",
                "tls": "true", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org (IceWarp 11.4.6.0 DEB8 x64) with ASMTP (SSL) id 202603041015001234; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "icewarp", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "ASMTP", "id": "202603041015001234", "auth": "true", "tls": "true", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org (Lotus Domino Release 8.5.3FP6) with ESMTP id 2026030410150012-123456; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "domino", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "ESMTP", "id": "2026030410150012-123456", "software": "Lotus Domino Release 8.5.3FP6",
                "date": day,
            ]),
        c(
            "from DOM-MTA by mx.example.org with Novell_GroupWise; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "groupwise", "helo": "DOM-MTA", "by": "mx.example.org", "with": "Novell_GroupWise",
                "date": day,
            ]),
        c(
            "from mail1.example.org (LHLO mail2.example.org) (10.2.2.20) by mail3.example.org with LMTP; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "zimbra", "helo": "mail2.example.org", "rdns": "mail1.example.org", "ip": "10.2.2.20",
                "by": "mail3.example.org", "with": "LMTP", "date": day,
            ]),
        c(
            "from mail.example.org ([127.0.0.1]) by localhost (mail.example.org [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id q1w2e3 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "amavis", "helo": "mail.example.org", "ip": "127.0.0.1", "by": "localhost",
                "byIP": "127.0.0.1", "with": "ESMTP", "id": "q1w2e3", "for": "a@example.org",
                "software": "amavisd-new, port 10024", "date": day,
            ]),
        c(
            "from mail.example.com (rev.example.net [198.51.100.7]) (using TLSv1.3 with cipher TLS13_AES_256_GCM_SHA384) by mx.example.org (Stalwart SMTP) with ESMTPS id 1B2C3D; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "stalwart", "helo": "mail.example.com", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "ESMTPS", "id": "1B2C3D", "software": "Stalwart SMTP", "tls": "true",
                "version": "TLSv1.3", "cipher": "TLS13_AES_256_GCM_SHA384", "date": day,
            ]),
        c(
            "from mail.example.com (mail.example.com [192.0.2.1]) by mx.example.org (OpenSMTPD) with ESMTPS id 1a2b3c4d (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "opensmtpd", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "with": "ESMTPS", "id": "1a2b3c4d", "for": "a@example.org", "tls": "true",
                "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384", "bits": "256", "date": day,
            ]),
        c(
            "from list.example.com ([192.0.2.1]:23198) by mx.example.org with [XMail 1.20 ESMTP Server] id <S72E> for <a@example.org> from <bounce@example.com>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "xmail", "helo": "list.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "ESMTP", "id": "S72E", "for": "a@example.org", "envelopeFrom": "bounce@example.com",
                "software": "XMail 1.20", "date": day,
            ]),
        c(
            "from Minstrel ([192.0.2.1]) by mx.example.org (InterMail vM.4.01.03.37 201-229) with ESMTP id <20031220035023.GCFK2588.mx@Minstrel> for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "intermail", "helo": "Minstrel", "ip": "192.0.2.1", "by": "mx.example.org", "with": "ESMTP",
                "id": "20031220035023.GCFK2588.mx@Minstrel", "for": "a@example.org", "date": day,
            ]),
        c(
            "from mail.example.com (192.0.2.1) by mx.example.org (7.0.030.2) (authenticated as alice) id 414B418B002D65F1 for a@example.org; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "openwave", "helo": "mail.example.com", "rdns": "mail.example.com", "ip": "192.0.2.1",
                "by": "mx.example.org", "id": "414B418B002D65F1", "for": "a@example.org", "auth": "alice", "date": day,
            ]),
        c(
            #"from rev.example.net(198.51.100.7), claiming to be "client.example.com" via SMTP by mx.example.org, id smtpd1PBsZT; Wed Mar  4 10:15:00 2026"#,
            [
                "dialect": "obtuse-smtpd", "helo": "client.example.com", "rdns": "rev.example.net",
                "ip": "198.51.100.7", "by": "mx.example.org", "with": "SMTP", "id": "smtpd1PBsZT", "date": day,
            ]),
        c(
            "(from KRYPTIK [192.0.2.1]) by mx.example.org (NAVGW 2.5.2.12) with SMTP id M2006040415284308595 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "interscan", "helo": "KRYPTIK", "ip": "192.0.2.1", "by": "mx.example.org", "with": "SMTP",
                "id": "M2006040415284308595", "for": "a@example.org", "date": day,
            ]),
        c(
            "from 198.51.100.7 (SquirrelMail authenticated user alice); by web.example.org with HTTP; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "http", "ip": "198.51.100.7", "by": "web.example.org", "with": "HTTP", "auth": "alice",
                "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org with LMTP id q1w2e3 (envelope-from <b@example.com>) for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "dovecot", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "LMTP", "id": "q1w2e3", "for": "a@example.org", "envelopeFrom": "b@example.com", "date": day,
            ]),
        c(
            "from mail.example.com ([192.0.2.1]) by mx.example.org with ESMTPS id q1w2e3; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "rfc5321", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "mx.example.org",
                "with": "ESMTPS", "id": "q1w2e3", "tls": "true", "date": day,
            ]),
        c(
            "from hotmail.example (rev.example.net [198.51.100.7]) at just after 10pm by mx.example.org on a Friday (CrazyMTA) (envelope-from <b@example.com>) with TFTP",
            [
                "dialect": "unknown", "helo": "hotmail.example", "rdns": "rev.example.net", "ip": "198.51.100.7",
                "by": "mx.example.org", "with": "TFTP", "envelopeFrom": "b@example.com",
            ]),
        c(
            "from mail.example.com (Not Verified[192.0.2.1]) by gw.example.org with MailMarshal (v6,8,4,9558) id <B4f>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "unknown", "helo": "mail.example.com", "ip": "192.0.2.1", "by": "gw.example.org",
                "with": "MailMarshal", "id": "B4f", "date": day,
            ]),
        c(
            "from localhost.localdomain (10.64.81.51) by mta.example.com (KumoMTA 10.64.50.88) with ESMTP id ca5f7b53c3b6 for <a@example.org>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "kumomta", "helo": "localhost.localdomain", "ip": "10.64.81.51", "by": "mta.example.com",
                "with": "ESMTP", "id": "ca5f7b53c3b6", "for": "a@example.org", "software": "KumoMTA 10.64.50.88",
                "tls": "false", "date": day,
            ]),
        c(
            "by smtp7.example.org (smtp/Example) with ESMTPSA id abc-def; Wed, 4 Mar 2026 10:15:00 +0000 (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (Client certificate not present)",
            [
                "dialect": "postfix", "by": "smtp7.example.org", "with": "ESMTPSA", "id": "abc-def", "auth": "true",
                "tls": "true", "version": "TLSv1.3", "cipher": "TLS_AES_256_GCM_SHA384", "bits": "256", "date": day,
            ]),
    ]

    static let local: [Case] = [
        c(
            "(qmail 10681 invoked by uid 404); 4 Mar 2026 10:15:00 -0000",
            ["dialect": "qmail-local", "date": day]),
        c(
            "(qmail 87263 messnum 771997 invoked from network[192.0.2.1/rev.example.net]); 4 Mar 2026 10:15:00 -0000",
            ["dialect": "qmail-local", "date": day]),
        c(
            "from pop.example.org [192.0.2.1] by localhost with POP3 (fetchmail-6.2.4) for a@localhost (single-drop); Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "fetchmail", "by": "localhost", "with": "POP3", "for": "a@localhost",
                "software": "fetchmail-6.2.4", "date": day,
            ]),
        c(
            "from mail pickup service by mx.example.org with Microsoft SMTPSVC; Wed, 4 Mar 2026 10:15:00 +0000",
            ["dialect": "microsoft-pickup", "by": "mx.example.org", "with": "Microsoft SMTPSVC", "date": day]),
        c(
            "from b@example.com by mx.example.org by uid 502 with qmail-scanner-1.20 (clamuko: 0.65. Clear:RC:0(192.0.2.1):.); 4 Mar 2026 10:15:00 -0000",
            [
                "dialect": "qmail-scanner", "by": "mx.example.org", "with": "qmail-scanner-1.20",
                "envelopeFrom": "b@example.com", "date": day,
            ]),
        c(
            "from b@aol.com by imo-m01.mx.aol.com (mail_out_v36_r4.12.) id m.b9.3bfe3305 (4116) for <a@aol.com>; Wed, 4 Mar 2026 10:15:00 +0000",
            [
                "dialect": "aol", "by": "imo-m01.mx.aol.com", "id": "m.b9.3bfe3305", "for": "a@aol.com",
                "envelopeFrom": "b@aol.com", "date": day,
            ]),
    ]
}
