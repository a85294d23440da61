import Backstamp
import DNS
import MIME
import Testing

/// The route of whole header sections: order, delays, boundary, oddities, weakest transport.
@Suite struct RouteTraceTests {
    /// - Parameter fields: top first, as in a message.
    static func route(_ fields: [String], trusted: [String] = []) -> Route {
        let text = fields.map { "Received: \($0)\r\n" }.joined() + "From: a@example.com\r\n\r\nbody\r\n"
        return Route.trace(message(text), trusted: trusted, locations: nil)
    }

    static func message(_ text: String) -> Message {
        let header = HeaderSection(Array(text.utf8))
        return Message(parsed: ParsedMessage(header: header), returnPath: nil, size: 0, sha256: "", anomalies: [])
    }

    static func postfix(_ name: String, _ ip: String, by: String, _ time: String = "10:15:00") -> String {
        "from \(name) (\(name) [\(ip)]) by \(by) (Postfix) with ESMTPS id A1; Wed, 4 Mar 2026 \(time) +0000"
    }

    @Test func originFirst() {
        let route = Self.route([
            Self.postfix("mta.example.net", "8.8.8.8", by: "mx.example.org", "10:15:20"),
            Self.postfix("pc.example.net", "9.9.9.9", by: "mta.example.net", "10:15:00"),
        ])
        #expect(route.hops.map(\.index) == [0, 1])
        #expect(route.hops.map(\.field) == [1, 0])
        #expect(route.hops.map(\.delaySeconds) == [nil, 20])
        #expect(route.boundary == 1)
        #expect(route.hops.map(\.trusted) == [false, true])
        #expect(route.borderHop?.from.ip == IPAddress("8.8.8.8"))
        #expect(route.origin?.ip == IPAddress("9.9.9.9"))
    }

    @Test func withoutTraceFields() {
        let route = Self.route([])
        #expect(route.hops.isEmpty && route.boundary == nil && route.origin == nil && route.borderHop == nil)
    }

    // MARK: The boundary

    /// Top first: a store, a filter, the border, the sender's own relay.
    static let house = [
        "from filter.example.org ([10.0.0.7]) by store.example.org with LMTP id 1; Wed, 4 Mar 2026 10:15:03 +0000",
        "from localhost (localhost [127.0.0.1]) by filter.example.org (Postfix) with ESMTP id 2; Wed, 4 Mar 2026 10:15:02 +0000",
        postfix("mta.example.net", "8.8.8.8", by: "mx.example.org", "10:15:01"),
        postfix("pc.example.net", "9.9.9.9", by: "mta.example.net", "10:15:00"),
    ]

    static let boundaries: [(name: String, fields: [String], trusted: [String], border: String?)] = [
        ("within the house", house, [], "8.8.8.8"),
        ("a lone field", [house[3]], [], "9.9.9.9"),
        (
            "a relay of the same domain, looked up",
            [
                postfix("mx.example.org", "8.8.8.8", by: "imap.example.org"),
                postfix("mta.example.net", "9.9.9.9", by: "mx.example.org"),
            ], [], "9.9.9.9"
        ),
        (
            "a client that only calls itself so",
            [
                "from mx.example.org (dsl.example.net [8.8.8.8]) by imap.example.org (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000",
                postfix("mta.example.net", "9.9.9.9", by: "mx.example.org"),
            ], [], "8.8.8.8"
        ),
        (
            "of one public suffix, not of one domain",
            [
                postfix("mx.evil.co.uk", "8.8.8.8", by: "imap.good.co.uk"),
                postfix("mta.example.net", "9.9.9.9", by: "mx.evil.co.uk"),
            ], [], "8.8.8.8"
        ),
        (
            "fetched from a mailbox",
            [
                "from pop.example.org [8.8.4.4] by localhost with POP3 (fetchmail-6.2.4) for a@localhost (single-drop); Wed, 4 Mar 2026 10:15:00 +0000",
                postfix("mta.example.net", "9.9.9.9", by: "pop.example.org"),
            ], [], "9.9.9.9"
        ),
        (
            "qmail's own notes",
            [
                "(qmail 10681 invoked by uid 404); 4 Mar 2026 10:15:00 -0000",
                "from unknown (HELO client) (9.9.9.9) by mx.example.org with SMTP; 4 Mar 2026 10:15:00 -0000",
                postfix("mta.example.net", "8.8.8.8", by: "forged.example"),
            ], [], "9.9.9.9"
        ),
        (
            "Gmail",
            [
                "by 2002:a05:6a00:1a4b:b0:123:4567:89ab with SMTP id d11csp; Wed, 4 Mar 2026 02:15:02 -0800 (PST)",
                "from mta.example.net (mta.example.net. [9.9.9.9]) by mx.google.com with ESMTPS id 6a18; Wed, 4 Mar 2026 02:15:01 -0800 (PST)",
                postfix("pc.example.net", "8.8.8.8", by: "mta.example.net"),
            ], [], "9.9.9.9"
        ),
        (
            "Exchange Online, from another operator",
            [
                "from AB1.eurprd01.prod.outlook.com (::1) by AB2.eurprd01.prod.outlook.com with HTTPS; Wed, 4 Mar 2026 10:15:03 +0000",
                "from AB3CA1.eurprd01.prod.outlook.com (2603:10a6:10::9) by AB1.eurprd01.prod.outlook.com (2603:10a6:20::8) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1; Wed, 4 Mar 2026 10:15:02 +0000",
                "from mta.example.net (9.9.9.9) by AB3CA1.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("pc.example.net", "8.8.8.8", by: "mta.example.net"),
            ], [], "9.9.9.9"
        ),
        (
            "Exchange Online, whose front door hands on under its other name",
            [
                "from AB3CA1.eurprd01.prod.outlook.com (2603:10a6:10::29) by AB1.eurprd01.prod.outlook.com (2603:10a6:20::8) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1; Wed, 4 Mar 2026 10:15:03 +0000",
                "from DB5FT015.eop-EUR02.prod.protection.outlook.com (2603:10a6:6:30:cafe::7f) by AB3CA1.outlook.office365.com (2603:10a6:10::29) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1 via Frontend Transport; Wed, 4 Mar 2026 10:15:02 +0000",
                "from mta.example.net (9.9.9.9) by DB5FT015.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("pc.example.net", "8.8.8.8", by: "mta.example.net", "10:15:00"),
            ], [], "9.9.9.9"
        ),
        (
            "another customer of Exchange Online",
            [
                "from AB3.outbound.protection.outlook.com (2a01:111:f400::9) by AB1.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport; Wed, 4 Mar 2026 10:15:02 +0000",
                "from AB9.eurprd01.prod.outlook.com (2603:10a6:10::9) by AB8.eurprd01.prod.outlook.com (2603:10a6:20::8) with Microsoft SMTP Server id 15.20.1; Wed, 4 Mar 2026 10:15:01 +0000",
            ], [], "2a01:111:f400::9"
        ),
        (
            "nothing but one's own host",
            [
                "from localhost (localhost [127.0.0.1]) by a.example.org (Postfix) with ESMTP id 2; Wed, 4 Mar 2026 10:15:02 +0000",
                "by a.example.org (Postfix, from userid 48) id 1; Wed, 4 Mar 2026 10:15:01 +0000",
            ], [], nil
        ),
        (
            "by a trusted network",
            [
                postfix("relay.example.net", "8.8.8.8", by: "mx.example.org"),
                postfix("mta.example.com", "9.9.9.9", by: "relay.example.net"),
                postfix("pc.example.com", "1.1.1.1", by: "mta.example.com"),
            ], ["8.8.8.0/24"], "9.9.9.9"
        ),
        (
            "by a trusted name and what is below it",
            [
                postfix("in.relay.example.net", "8.8.8.8", by: "mx.example.org"),
                postfix("mta.example.com", "9.9.9.9", by: "in.relay.example.net"),
                postfix("pc.example.com", "1.1.1.1", by: "mta.example.com"),
            ], ["relay.example.net"], "9.9.9.9"
        ),
        (
            "a name that only ends alike",
            [
                postfix("evilrelay.example.net", "8.8.8.8", by: "mx.example.org"),
                postfix("mta.example.com", "9.9.9.9", by: "evilrelay.example.net"),
            ], ["relay.example.net"], "8.8.8.8"
        ),
        (
            "a trusted name in HELO alone",
            [
                "from relay.example.net (unknown [8.8.8.8]) by mx.example.org (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000",
                postfix("mta.example.com", "9.9.9.9", by: "relay.example.net"),
            ], ["relay.example.net"], "8.8.8.8"
        ),
        (
            "two trusted relays",
            [
                postfix("r1.example.net", "8.8.8.8", by: "mx.example.org"),
                postfix("r2.example.net", "8.8.4.4", by: "r1.example.net"),
                postfix("mta.example.com", "9.9.9.9", by: "r2.example.net"),
            ], ["8.8.0.0/16", "2001:db8::/32"], "9.9.9.9"
        ),
        (
            "a machine in Microsoft's cloud that calls itself one of Exchange Online's",
            [
                "from AB9.eurprd01.prod.outlook.com (2603:1020:10::9) by AB1.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport; Wed, 4 Mar 2026 10:15:02 +0000",
                "from mta.example.net (9.9.9.9) by AB9.outlook.office365.com (2603:1020:10::9) with Microsoft SMTP Server id 15.20.1; Wed, 4 Mar 2026 10:15:01 +0000",
            ], [], "2603:1020:10::9"
        ),
        (
            "an address that nobody can have, before a name that anybody can write",
            [
                postfix("x.example.com", "240.0.0.1", by: "mx.example.org"),
                postfix("mta.example.net", "9.9.9.9", by: "relay.example.net"),
            ], ["relay.example.net"], "240.0.0.1"
        ),
        (
            "a name that does not lead back to the address",
            [
                "from mx.example.org (mx.example.org [8.8.8.8] (may be forged)) by imap.example.org (8.18.1/8.18.1) with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000",
                postfix("mta.example.net", "9.9.9.9", by: "mx.example.org"),
            ], ["example.org"], "8.8.8.8"
        ),
        (
            "the same, where no relays are named",
            [
                "from mx.example.org (mx.example.org [8.8.8.8] (may be forged)) by imap.example.org (8.18.1/8.18.1) with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000",
                postfix("mta.example.net", "9.9.9.9", by: "mx.example.org"),
            ], [], "8.8.8.8"
        ),
        (
            "a name that tcpserver took as it came",
            [
                "from relay.example.net (HELO x) (8.8.8.8) by mx.example.org with SMTP; 4 Mar 2026 10:15:00 -0000",
                postfix("mta.example.com", "9.9.9.9", by: "relay.example.net"),
            ], ["relay.example.net"], "8.8.8.8"
        ),
        (
            "a program of the host hands in what it wrote itself",
            [
                "by web.example.org (Postfix, from userid 33) id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], nil
        ),
        (
            "the same by Sendmail",
            [
                "(from www@localhost) by web.example.org (8.14.4/8.14.4/Submit) id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "web.example.org"),
            ], [], nil
        ),
        (
            "Exim's local user",
            [
                "from www by web.example.org with local (Exim 4.92) id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "web.example.org"),
            ], [], nil
        ),
        (
            "a user who signed in at a desk",
            [
                "from [10.0.0.5] (desk.lan [10.0.0.5]) (Authenticated sender: somebody) by mx.example.org (Postfix) with ESMTPSA id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], "10.0.0.5"
        ),
        (
            "the same by the protocol alone, where relays are named",
            [
                "from desk.lan (desk.lan [10.0.0.5]) by mx.example.org (Postfix) with ESMTPA id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], ["example.org"], "10.0.0.5"
        ),
        (
            "a stranger behind an address that a container's network hides",
            [
                "from evil.example.com (unknown [172.17.0.1]) by mx.example.org (Postfix) with ESMTPS id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], "172.17.0.1"
        ),
        (
            "such a one that calls itself by the relay's name",
            [
                "from mx.example.org (unknown [172.17.0.1]) by mx.example.org (Postfix) with ESMTPS id A1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], "172.17.0.1"
        ),
        (
            "a private client above a field of another house",
            [
                postfix("gate", "10.0.0.5", by: "mx.example.org"),
                postfix("mta.example.com", "8.8.8.8", by: "mx.example.net"),
            ], [], "10.0.0.5"
        ),
        (
            "a private client with a name of its own network",
            [
                "from EXCH01 (10.0.0.5) by EXCH02 (10.0.0.6) with Microsoft SMTP Server id 15.1.1; Wed, 4 Mar 2026 10:15:01 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "exch01.corp.internal"),
            ], [], "8.8.8.8"
        ),
        (
            "a filter that calls its host localhost",
            [
                "from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id 3; Wed, 4 Mar 2026 10:15:03 +0000",
                "from mx.example.org ([127.0.0.1]) by localhost (mx.example.org [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id 2; Wed, 4 Mar 2026 10:15:02 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], "8.8.8.8"
        ),
        (
            "one's own host, above a field of another",
            [
                "from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id 3; Wed, 4 Mar 2026 10:15:03 +0000",
                postfix("mta.example.com", "8.8.8.8", by: "mx.example.net"),
            ], [], "127.0.0.1"
        ),
        (
            "a hop without a client, above a field of another house",
            [
                "by mx.example.org with SMTP id 3; Wed, 4 Mar 2026 10:15:03 +0000",
                postfix("mta.example.com", "8.8.8.8", by: "mx.example.net"),
            ], [], nil
        ),
        (
            "a hop without a client, where the relay below is named but the client is not",
            [
                "by mx.example.org with SMTP id 3; Wed, 4 Mar 2026 10:15:03 +0000",
                postfix("mta.example.com", "8.8.8.8", by: "relay.example.net"),
            ], ["relay.example.net"], nil
        ),
        (
            "a mailbox's delivery in the same house",
            [
                "by store.example.org with LMTP id 3; Wed, 4 Mar 2026 10:15:03 +0000",
                postfix("mta.example.net", "8.8.8.8", by: "mx.example.org"),
            ], [], "8.8.8.8"
        ),
        ("what cannot be a network", house, ["8.8.8.8/99", "", "/", "."], "8.8.8.8"),
    ]

    @Test(arguments: boundaries.indices) func boundary(_ index: Int) {
        let (name, fields, trusted, border) = Self.boundaries[index]
        let route = Self.route(fields, trusted: trusted)
        #expect(route.borderHop?.from.ip?.description == border, "\(name): \(route.boundaryReason ?? "")")
        #expect(route.boundaryReason?.isEmpty == false)
        for hop in route.hops { #expect(hop.trusted == (hop.index >= route.boundary ?? .max)) }
    }

    // MARK: Oddities

    @Test(arguments: [
        (
            [
                "from a.example.net (a.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
                "from c.example.net (c.example.net [9.9.9.9]) by a.example.net (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 12:00:00 +0100",
            ],
            0, "its clock is at least 60 minutes ahead of the later hops"
        ),
        (
            [
                "from [8.8.4.4] (x.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000"
            ],
            0, "called itself 8.8.4.4, but its address is 8.8.8.8"
        ),
        (
            [
                "from b.example.org (x.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000"
            ],
            0, "by the relay's own name"
        ),
        (
            [
                "from mail.example.com (x.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000"
            ],
            0, "called itself example.com, but its address belongs to example.net"
        ),
        (
            [
                "from a.example.net (a.example.net [240.0.0.1]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000"
            ],
            0, "no host on the internet has the address 240.0.0.1"
        ),
        (
            [
                "from x (x [10.0.0.1]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
                "from c.example.net (c.example.net [9.9.9.9]) by a.example.net (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
            ],
            1, "the private address 10.0.0.1"
        ),
        (
            [
                "from a.example.net (a.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
                "from c.example.com (c.example.com [9.9.9.9]) by d.example.com (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
            ],
            1, "the hop before was written by example.com, but this one came from example.net"
        ),
        (["from a.example.net (a.example.net [8.8.8.8]) by b.example.org (Postfix) with ESMTPS id 1"], 0, "no date"),
        (
            ["from [8.8.8.8] by rly.example.com with NNFMP; Jul, 17 2002 10:47:04 AM -0100"], 0,
            "as no mail server writes it"
        ),
        (
            ["from [8.8.8.8] by rly.example.com with NNFMP; Jul, 17 2002 10:47:04 AM -0100"], 0,
            "spoken within Yahoo only"
        ),
        (["from a.example.net ([8.8.8.8])"], 0, "which host wrote it"),
    ])
    func oddities(_ fields: [String], _ hop: Int, _ words: String) throws {
        let route = Self.route(fields)
        #expect(
            try #require(route.hops.indices.contains(hop) ? route.hops[hop] : nil).oddities.contains {
                $0.contains(words)
            })
    }

    /// RFC 5737, RFC 3849: such an address stands in an example, and nowhere else.
    @Test(arguments: ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::5"])
    func addressesOfDocumentationAreNotOdd(_ address: String) throws {
        let ip = try #require(IPAddress(address))
        #expect(AddressScope(ip) == .documentation)
        #expect(Self.route([Self.postfix("a.example.net", address, by: "mx.example.org")]).hops[0].oddities.isEmpty)
    }

    @Test func nothingOddAboutOrdinaryMail() {
        #expect(Self.route(Self.house).hops.allSatisfy { $0.oddities.isEmpty })
    }

    /// Local time without a zone, as some relays write it.
    @Test func noDelayIsTakenFromADateWithoutZone() {
        let route = Self.route([
            "from b.example.net (b.example.net [8.8.8.8]) by c.example.org (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:00:05 +0000",
            "from a.example.net (a.example.net [9.9.9.9]) by b.example.net (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 19:00:00",
        ])
        #expect(route.hops.allSatisfy { $0.delaySeconds == nil && $0.clockSkewSeconds == nil })
        #expect(route.hops[0].oddities.contains { $0.contains("no zone") } && route.longestDelay == nil)
    }

    // MARK: Transport

    @Test func weakestTransport() {
        let route = Self.route([
            "from a.example.net (a.example.net [8.8.8.8]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) by b.example.org (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
            "from c.example.net (c.example.net [9.9.9.9]) (using TLSv1 with cipher RC4-SHA (128/128 bits)) by a.example.net (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
            "from localhost (localhost [127.0.0.1]) by c.example.net (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:00:00 +0000",
        ])
        #expect(route.weakestTransport?.hop == 1)
        #expect(route.weakestTransport?.grade == .f)
        #expect(route.hops.map { $0.tls.grade?.rawValue } == [nil, "F", "A+"])
    }

    /// Both have grade F; in the clear anybody could read, RC4 has to be broken.
    @Test func inTheClearIsWeakerThanBroken() {
        let route = Self.route([
            "from b.example.net (b.example.net [8.8.8.8]) by c.example.org (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:00:00 +0000",
            "from a.example.net (a.example.net [9.9.9.9]) (using TLSv1 with cipher RC4-SHA (128/128 bits)) by b.example.net (Postfix) with ESMTPS id 1; Wed, 4 Mar 2026 10:00:00 +0000",
        ])
        #expect(route.hops.map { $0.tls.grade?.rawValue } == ["F", "F"])
        #expect(route.weakestTransport?.hop == 1)
    }

    @Test func longPathsAreCut() {
        let route = Self.route(
            (0..<250).map { Self.postfix("a\($0).example.net", "8.8.8.8", by: "a\($0 + 1).example.net") })
        #expect(route.hops.count == 200)
        #expect(route.hops[0].oddities.contains { $0.hasPrefix("50 Received fields") })
    }
}
