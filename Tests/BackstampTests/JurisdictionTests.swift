@testable import Backstamp
import DNS
import Geography
import JSON
import MIME
import Testing

/// Places for the tests, so that they say the same with every database.
private final class Atlas: LocationDatabase {
    let places: [String: Location]
    init(_ places: [String: Location]) { self.places = places }
    func location(of ip: IPAddress) -> Location? { places[ip.description] }
}

@Suite struct JurisdictionTests {
    private static var atlas: Atlas {
        Atlas([
            "8.8.8.8": Location(country: "US", asn: 64500, network: "Example Carrier"),
            "9.9.9.9": Location(country: "GB", asn: 64501, network: "Example Net"),
            "1.1.1.1": Location(country: "AU", asn: 64502, isAnycast: true),
        ])
    }

    private static func message() -> Message {
        let header = HeaderSection(
            Array(
                """
                Received: from mail27.whatcounts.com (mail27.whatcounts.com [8.8.8.8]) by mx.example.org (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:15:00 +0000
                Received: from pc.example.com (pc.example.com [9.9.9.9]) by mail27.whatcounts.com (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:14:00 +0000
                Received: from any.example.com (any.example.com [1.1.1.1]) by pc.example.com (Postfix) with ESMTP id 1; Wed, 4 Mar 2026 10:14:00 +0000
                From: alerts@mi5.gov.uk


                """.utf8))
        var parsed = ParsedMessage(header: header)
        parsed.from = [Mailbox(address: "alerts@mi5.gov.uk")]
        return Message(parsed: parsed, returnPath: "bounce@whatcounts.com", size: 0, sha256: "", anomalies: [])
    }

    @Test func whoAndWhere() {
        let message = Self.message()
        let route = Route.trace(message, trusted: [], locations: Self.atlas)
        var content = Content()
        let place = Place(.html, text: "")
        content.beacons = [
            .init(url: "", kind: "tiny", host: "open.mailchimp.com", confidence: 1, reason: "", place: place),
            .init(url: "", kind: "tiny", host: "pixel.example.com", confidence: 1, reason: "", place: place),
        ]
        content.links = [.init(url: "", text: "", host: "lnk.brevo.com", kind: "https", place: place)]
        let found = Route.jurisdictions(message, route, Authentication(), content, locations: Self.atlas)
        #expect(
            found.map { "\($0.role.rawValue) \($0.country) \($0.who)" } == [
                "author GB mi5.gov.uk", "operator US WhatCounts", "server US 8.8.8.8", "server GB 9.9.9.9",
                "beacon US Mailchimp (Intuit)", "link FR Brevo (Sendinblue)",
            ])
        // Who stands below the boundary is only said to have been there.
        #expect(found.map(\.isClaimed) == [false, false, false, true, false, false])
        #expect(found[0].regimes.contains("UK GDPR") && found[0].regimes.contains("Five Eyes"))
        #expect(found[1].regimes.contains("US CLOUD Act") && found[1].regimes.contains("US FISA 702"))
        #expect(!found[1].regimes.contains("EU GDPR"))
        #expect(found[5].regimes.contains("EU GDPR"))
        #expect(route.origin?.location?.country == "AU")
    }

    /// For people: facts alone, by country, of those who wrote and carried it.
    @Test func lawInWords() {
        let entries: [Route.Jurisdiction] = [
            .init(country: "GB", regimes: ["UK GDPR"], role: .author, who: "mi5.gov.uk"),
            .init(country: "US", regimes: ["US CLOUD Act", "US FISA 702"], role: .operator, who: "WhatCounts"),
            .init(country: "US", regimes: ["US CLOUD Act", "US FISA 702"], role: .server, who: "8.8.8.8"),
            .init(country: "FR", regimes: ["EU GDPR"], role: .link, who: "Brevo"),
            .init(country: "CN", regimes: ["PIPL"], role: .server, who: "9.9.9.9", isClaimed: true),
        ]
        #expect(Laws.sentence(entries) == "The UK (mi5.gov.uk): UK GDPR; the US (WhatCounts and 8.8.8.8): US CLOUD Act, US FISA 702.")
        #expect(Laws.sentence(Array(entries.suffix(2))) == nil)
    }

    @Test func regimesAreWellFormed() {
        #expect(Regime.all.count >= 20)
        for regime in Regime.all {
            #expect(!regime.reference.isEmpty)
            for country in regime.countries {
                #expect(Country.name(ofCode: country) != nil, "\(regime.name): \(country)")
            }
        }
        #expect(Regime.all.first { $0.name == "EU GDPR" }?.countries.count == 30)
        #expect(Regime.all.first { $0.name == "Convention 108" }?.countries.count == 55)
        #expect(Regime.names(in: "ZZ").isEmpty)
    }

    @Test func json() {
        let message = Self.message()
        let route = Route.trace(message, trusted: [], locations: Self.atlas)
        var json = JSONWriter()
        RouteJSON(route, jurisdictions: Route.jurisdictions(message, route, Authentication(), Content(), locations: Self.atlas)).write(
            to: &json)
        let text = json.string
        #expect(
            text.hasPrefix(
                #"{"hops":[{"index":0,"header":2,"from":{"helo":"any.example.com","rdns":"any.example.com","ip":"1.1.1.1"},"by":{"name":"pc.example.com"},"with":"ESMTP","id":"1","software":"Postfix","date":"2026-03-04T10:14:00+00:00","tls":{"used":false,"grade":"F""#
            ))
        #expect(text.contains(#""location":{"country":"AU","asn":64502,"anycast":true}"#))
        #expect(text.contains(#""boundary":2,"boundaryReason":"#))
        #expect(text.contains(#""origin":{"ip":"1.1.1.1","country":"AU","asn":64502}"#))
        #expect(text.contains(#""jurisdictions":[{"country":"GB","regimes":["UK GDPR""#))
        #expect(
            text.hasSuffix(
                #""weakestTransport":{"hop":2,"grade":"F","reason":"no TLS: the message crossed the network in the clear (RFC 3207, RFC 8314)"},"longestDelay":{"hop":2,"seconds":60}}"#
            ))
    }

    @Test func hopWithoutLocation() {
        var json = JSONWriter()
        ReceivedParser.parse("(qmail 1 invoked by uid 0); 4 Mar 2026 10:15:00 -0000").write(to: &json)
        #expect(
            json.string
                == #"{"index":0,"header":0,"from":{},"by":{},"date":"2026-03-04T10:15:00+00:00","tls":{},"trusted":false,"dialect":"qmail-local","oddities":["it is the note of a program, which names no host"]}"#
        )
    }
}
