import Backstamp
import DNS
import MIME
import Testing

/// Delay told apart from skew, what other fields claim of the origin, and fields that are not in their provider's form.
@Suite struct RouteClockTests {
    /// - Parameter seconds: past 10:00, origin first.
    static func route(_ seconds: [Int]) -> Route {
        let two = { (value: Int) in (value < 10 ? "0" : "") + String(value) }
        let fields = seconds.enumerated().map { index, second in
            let time = "\(two(10 + second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
            return RouteTraceTests.postfix("h\(index).example.net", "8.8.8.8", by: "h\(index + 1).example.net", time)
        }
        return RouteTraceTests.route(fields.reversed())
    }

    static let journeys: [(name: String, seconds: [Int], held: [Int?], skew: [Int?], longest: Int?)] = [
        ("all in order", [0, 5, 10, 600], [nil, 5, 5, 590], [nil, nil, nil, nil], 3),
        ("nothing took a minute", [0, 5, 10, 20], [nil, 5, 5, 10], [nil, nil, nil, nil], nil),
        ("one clock an hour ahead", [0, 5, 3610, 15], [nil, 5, 10, 0], [nil, nil, 3595, nil], nil),
        ("one clock an hour behind", [3600, 3605, 10, 3615], [nil, 5, 0, 10], [nil, nil, -3595, nil], nil),
        ("the first clock ahead", [5000, 5, 10, 15], [nil, 0, 5, 5], [4995, nil, nil, nil], nil),
        ("the receiver is believed", [100, 200, 300, 0], [nil, 0, 0, 0], [100, 200, 300, nil], nil),
        ("a delay beside a skew", [0, 7200, 10, 1810], [nil, 10, 0, 1800], [nil, 7190, nil, nil], 3),
    ]

    @Test(arguments: journeys.indices) func skew(_ index: Int) {
        let one = Self.journeys[index]
        let route = Self.route(one.seconds)
        #expect(route.hops.map(\.heldSeconds) == one.held, "\(one.name)")
        #expect(route.hops.map(\.clockSkewSeconds) == one.skew, "\(one.name)")
        #expect(route.longestDelay?.hop == one.longest, "\(one.name)")
    }

    /// Fields below the boundary can be made up together: however many they are, the receiver's own dates stand.
    @Test func theReceiverOutweighsTheRest() {
        let stated = [500, 505, 510, 100, 105]
        let isTrusted = [false, false, false, true, true]
        #expect(ClockSkew.corrected(stated, isTrusted: isTrusted) == [100, 100, 100, 100, 105])
        #expect(ClockSkew.corrected([500, 505, 510, 100, 600], isTrusted: [false, false, false, false, true]) == [500, 505, 510, 510, 600])
    }

    /// One clock is wrong, and one only is called so.
    @Test func onlyTheWrongClockIsBlamed() {
        for (seconds, wrong) in [([0, 5, 3610, 15], 2), ([3600, 3605, 10, 3615], 2), ([5000, 5, 10, 15], 0)] {
            let hops = Self.route(seconds).hops
            #expect(hops.filter { $0.oddities.contains { $0.hasPrefix("its clock") } }.map(\.index) == [wrong])
        }
    }

    @Test func aheadIsOdd() {
        #expect(
            Self.route([0, 5, 3610, 15]).hops[2].oddities.contains(
                "its clock is at least 59 minutes ahead of the later hops"))
    }

    @Test func originClaims() {
        let message = RouteTraceTests.message(
            "X-Originating-IP: [8.8.4.4]\r\nX-Sender-IP: none\r\nX-AOL-IP: 9.9.9.9 (proxy)\r\nX-Other: 1.1.1.1\r\n"
                + "From: a@example.com\r\n\r\nbody\r\n")
        let claims = Route.trace(message, trusted: [], locations: nil).originClaims
        #expect(claims.map(\.field) == ["X-Originating-IP", "X-AOL-IP"])
        #expect(claims.map(\.index) == [0, 2])
        #expect(claims.map(\.ip) == [IPAddress("8.8.4.4"), IPAddress("9.9.9.9")])
    }

    static let fields: [(field: String, odd: String?)] = [
        (
            "from a.example (a.example. [8.8.8.8]) by mx.google.com with ESMTPS id 4-20020a170902ca8400b001e3c77ff6dd4 "
                + "for <b@example.org> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Wed, 04 Mar 2026 02:15:00 -0800 (PST)",
            nil
        ),
        (
            "from a.example (a.example. [8.8.8.8]) by mx.google.com with ESMTPS id 4-20020a170902ca8400b001e3c77ff6dd4; "
                + "Wed, 04 Mar 2026 10:15:00 +0000", "Google writes the time of the Pacific coast"
        ),
        (
            "from a.example ([8.8.8.8]) by mx.google.com with ESMTPS; Wed, 04 Mar 2026 02:15:00 -0800",
            "Google gives every message an id"
        ),
        (
            "from A.eurprd01.prod.outlook.com (2603:10a6:1::1) by B.eurprd01.prod.outlook.com (2603:10a6:1::2) with "
                + "Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9388.14; "
                + "Wed, 4 Mar 2026 10:15:00 +0000", nil
        ),
        (
            "from a.example ([8.8.8.8]) by mail.protection.outlook.com.prod.outlook.com with ESMTP id 1; "
                + "Wed, 4 Mar 2026 10:15:00 +0000", "Exchange Online does not write the protocol so"
        ),
        (
            "from [8.8.8.8] by f64.law4.hotmail.com with QMQP; Jul, 19 2002 8:55:21 AM -0700",
            "Hotmail never wrote a field so"
        ),
        ("from [8.8.8.8] by web1.mail.yahoo.com via HTTP; Fri, 30 Aug 2002 04:05:47 PDT", nil),
        (
            "from [8.8.8.8] by web1.mail.yahoo.com with ASMTP; Fri, 30 Aug 2002 04:05:47 PDT",
            "Yahoo never wrote a field so"
        ),
    ]

    @Test(arguments: fields.indices) func providerFormats(_ index: Int) {
        let (field, odd) = Self.fields[index]
        let oddities = RouteTraceTests.route([field]).hops[0].oddities.filter {
            $0.hasPrefix("it claims to be written by")
        }
        #expect(oddities.isEmpty == (odd == nil), "\(oddities)")
        if let odd { #expect(oddities.first?.hasSuffix(odd) == true, "\(oddities)") }
    }

    @Test(arguments: [
        ("from a.example ([8.8.8.8]) by b.example with QMQP; Jul, 19 2002 10:47:04 AM +0700", "spamware"),
        ("from [8.8.8.8] by b.example with local; Tue, 24 Sep 2002 21:34:32 -0800", "spamware"),
        ("from unknown (8.8.8.8) by b.example with asmtp; 28 May 0102 14:55:33 +0200", "spamware"),
        ("from unknown (HELO x) (8.8.8.8) by b.example with QMQP; 14 Nov 2003 08:05:50 -0000", "qmail"),
        ("from unknown (HELO x.example) (Thu, 01 Aug 2024 04:35:23 +0200) by b.example with SMTP; Thu, 01 Aug 2024 04:35:23 +0200", "spamware"),
        ("from a@b.example by b.example by uid 510 with CWIE-scanner-1.14 (sweep: 2.10); 12 Sep 2002 19:07:23 -0000", "qmail-scanner"),
        ("(qfscan 0.5. spam=2/0/0/0 remoteip=192.0.2.1): 29 Aug 2002 03:27:47 -0000", "scanner"),
        ("with ECARTIS (v1.0.0; list x); Thu, 25 Jul 2002 23:51:00 -0700 (PDT)", "ecartis"),
        ("by b.example(WebEasyMail 3.0.0.2) http://b.example Wed, 13 Jun 2001 03:59:25 -0000", "webeasymail"),
        ("from <a@b.example> with PostMaster 3.14.1 (M); Mon, 07 Oct 2002 15:10:41 +0100", "postmaster"),
        ("From A.EXAMPLE (192.0.2.2[192.0.2.2 port:4688]) by b.example Mail essentials (server 2.422) with SMTP id: <7@b> for <c@d.example>; Mon, 22 Jul 2002 9:41:41 AM +0200", "mailessentials"),
        ("from SMTP agent by mail gateway Fri, 02 Aug 2002 09:50:49 -0000", "mail-gateway"),
        ("from User (a.example [8.8.8.8]) (user=x@b.example mech=LOGIN bits=0) by b.example with ESMTP id 35A2q4cD021681-35A2q4cF021681; Fri, 9 Jun 2023 20:52:04 -0600", "fortimail"),
        ("from [8.8.8.8] by n1.bullet.mail.yahoo.com with NNFMP; 14 Nov 2006 08:05:50 -0000", "yahoo"),
        ("from a.example ([8.8.8.8]) by b.example with SMTP; Wed, 4 Mar 2026 10:15:00 +0000", "rfc5321"),
    ])
    func inventedFields(_ field: String, _ dialect: String) {
        let hop = ReceivedParser.parse(field)
        #expect(hop.dialect == dialect)
        #expect(hop.oddities.contains { $0.contains("programs for bulk mail") } == (dialect == "spamware"))
    }

    @Test func namesThatARelayFound() {
        let smap = ReceivedParser.parse("from a.example.net(8.8.8.8) by b.example.org via smap (V1.3) id x; Sat, 5 Oct 02 07:34:07 -0700")
        #expect(smap.from == Hop.From(helo: nil, rdns: "a.example.net", ip: IPAddress("8.8.8.8")))
        let unnamed = ReceivedParser.parse("from unknown(8.8.8.8) by b.example.org via smap (V2.0) id x; Fri, 9 Aug 02 11:35:15 +0100")
        #expect(unnamed.from == Hop.From(helo: nil, rdns: nil, ip: IPAddress("8.8.8.8")))
        let web = ReceivedParser.parse(
            "from a.example.net ([8.8.8.8]) (SquirrelMail authenticated user x) by b.example.org with HTTP; Sat, 27 Jul 2002 19:23:41 -0700")
        #expect(web.from == Hop.From(helo: nil, rdns: "a.example.net", ip: IPAddress("8.8.8.8")))
        let writer = ReceivedParser.parse("from a.example.net([8.8.8.8]) by b.example.org[9.9.9.9](X 1.1) with SMTP; Mon, 29 Jul 2002 10:41:59 +0800")
        #expect(writer.by == Hop.By(name: "b.example.org", ip: IPAddress("9.9.9.9")))
    }

    /// Months in Chinese (Big5, GBK, UTF-8), Japanese and Korean.
    @Test(
        arguments: [
            ([0xA4, 0x4B, 0xA4, 0xEB], 8), ([0xA5, 0x7C, 0xA4, 0xEB], 4), ([0xA4, 0x51, 0xA4, 0x47, 0xA4, 0xEB], 12),
            ([0xB0, 0xCB, 0xD4, 0xC2], 8), (Array("八月".utf8), 8), (Array("3月".utf8), 3), (Array("11월".utf8), 11),
            ([0x38, 0xBF, 0xF9], 8),
        ] as [([UInt8], Int)])
    func eastAsianMonths(_ month: [UInt8], _ number: Int) throws {
        let octets = Array("27 ".utf8) + month + Array(" 2002 01:50:37 -0700".utf8)
        let date = try #require(MailDate.parse(octets))
        #expect(date == MailDate(year: 2002, month: number, day: 27, hour: 1, minute: 50, second: 37, offset: -420))
    }
}
