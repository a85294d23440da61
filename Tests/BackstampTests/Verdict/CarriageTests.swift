import Backstamp
import DNS
import FoundationEssentials
import Geography
import MIME
import Testing

/// The one sentence about who carried a message, for each kind of sender and each thing that may not be known.
@Suite struct CarriageTests {
    struct Row: Sendable {
        var noun = Carriage.Noun.message
        var author = Carriage.Author.domain("shop.example", country: nil)
        var isVouched = false
        var isDenied = false
        let sender: Carriage.Sender
        var countries: [String] = []
        var claimed: [String] = []
        let sentence: String
    }

    static let uk = Carriage.Author.publicBody("GB")
    static func mailers(_ list: (String, String?)...) -> Carriage.Sender { .mailers(list.map { Carriage.Mailer($0.0, $0.1) }) }

    static let rows: [Row] = [
        Row(
            noun: .alert, author: uk, sender: mailers(("WhatCounts", "US")), countries: ["US"],
            sentence: "A UK body's alert, sent by a US company from servers in the US."),
        Row(
            noun: .alert, author: uk, sender: mailers(("WhatCounts", "US")), countries: ["IE"],
            sentence: "A UK body's alert, sent by a US company from servers in Ireland."),
        Row(
            noun: .alert, author: uk, sender: mailers(("MailTrack", nil)), countries: ["GB"],
            sentence: "A UK body's alert, sent by MailTrack, whose country is not known, from servers in the UK."),
        Row(
            noun: .alert, author: uk, sender: mailers(("WhatCounts", "US")),
            sentence: "A UK body's alert, sent by a US company from servers whose country is not known."),
        Row(
            noun: .alert, author: .publicBody(nil), sender: mailers(("WhatCounts", "US")), countries: ["US"],
            sentence: "A public body's alert, sent by a US company from servers in the US."),
        Row(
            noun: .alert, author: .publicBody("IE"), sender: mailers(("Brevo", "FR"), ("Amazon SES", "US")), countries: ["US"],
            sentence: "An Irish body's alert, sent by a French and a US company from servers in the US."),
        Row(
            author: uk, sender: mailers(("Mailgun", "US"), ("Mailchimp", "US")), countries: ["US"], claimed: ["IE", "US", "DE"],
            sentence: "A UK body's message, sent by two US companies from servers in the US, and before that, as it is said, in Ireland and Germany."),
        Row(
            author: uk, sender: .ownServers, countries: ["GB"],
            sentence: "A UK body's message, sent from its own servers in the UK."),
        Row(
            author: .publicBody("WS"), sender: .ownServers, countries: ["WS"],
            sentence: "A message of a body in Samoa, sent from its own servers in Samoa."),
        Row(
            noun: .alert, author: uk, isDenied: true, sender: .server("192.0.2.1"), countries: ["BR"],
            sentence: "An alert in the name of a UK body, handed in by 192.0.2.1 in Brazil."),
        Row(
            noun: .newsletter, isVouched: true, sender: mailers(("Proton", "CH")), countries: ["CH"],
            sentence: "A newsletter from shop.example, sent by a Swiss company from servers in Switzerland."),
        Row(
            author: .domain("shop.co.uk", country: "GB"), sender: mailers(("Klaviyo", "US")), countries: ["US"],
            sentence: "A message in the name of shop.co.uk, a UK domain, sent by a US company from servers in the US."),
        Row(
            sender: .network(Carriage.Mailer("Twilio SendGrid", "US")), countries: ["US"],
            sentence: "A message in the name of shop.example, sent from the network of a US company (Twilio SendGrid), by servers in the US."),
        Row(
            sender: .network(Carriage.Mailer("MailTrack", nil)), countries: ["GB"],
            sentence: "A message in the name of shop.example, sent from the network of MailTrack, whose country is not known, by servers in the UK."),
        Row(
            sender: .mailers([Carriage.Mailer("Debian", nil, isCompany: false)]), countries: ["DE"],
            sentence: "A message in the name of shop.example, sent by Debian from servers in Germany."),
        Row(
            sender: .mailingList("talk.lists.example.org"), countries: ["DE"],
            sentence: "A message in the name of shop.example, passed on by the mailing list talk.lists.example.org from servers in Germany."),
        Row(
            sender: .forwarder("alumni.example.org"),
            sentence: "A message in the name of shop.example, forwarded by alumni.example.org."),
        Row(
            sender: .line("TELEFONICA"), countries: ["BR"],
            sentence: "A message in the name of shop.example, sent from a private connection in Brazil (network: TELEFONICA)."),
        Row(author: .nobody, sender: .server("the receiving machine itself"), sentence: "A message without an author, handed in by the receiving machine itself."),
    ]

    @Test(arguments: rows.indices)
    func sentence(_ index: Int) {
        let row = Self.rows[index]
        var carriage = Carriage(sender: row.sender)
        (carriage.noun, carriage.author, carriage.isVouched, carriage.isDenied) = (row.noun, row.author, row.isVouched, row.isDenied)
        (carriage.countries, carriage.claimedCountries, carriage.hasPlace) = (row.countries, row.claimed, true)
        #expect(carriage.sentence == row.sentence)
    }

    // MARK: From messages

    static func carried(_ mail: SampleMail, _ locations: any LocationDatabase = SamplePlaces()) throws -> String {
        try mail.report(locations: locations).verdict.carried.sentence
    }

    /// Exchange notes no name for the address; the network is known.
    final class Network: LocationDatabase {
        func location(of ip: IPAddress) -> Location? { Location(country: "US", asn: 11377, network: "SENDGRID") }
    }

    @Test func byNetwork() throws {
        let mail = SampleMail().with(
            "Received",
            "from o1.mailer.example (8.8.8.8) by mx.receiver.example (10.0.0.1) with Microsoft SMTP Server id 15.2.2562.35; Tue, 3 Mar 2026 10:00:05 +0000")
        #expect(
            try Self.carried(mail, Network())
                == "A message in the name of author.example, sent from the network of a US company (Twilio SendGrid), by servers in the US. The relay noted no name for the address 8.8.8.8; that it is in Twilio SendGrid's network is all that tells.")
        // A mailer's customer has his own name on the mailer's server.
        let branded = SampleMail().from("m (m.author.example [8.8.8.8])")
        #expect(
            try Self.carried(branded, Network())
                == "A message in the name of author.example, sent from the network of a US company (Twilio SendGrid), by servers in the US. It was handed in by m.author.example (8.8.8.8), in the network of SENDGRID.")
    }

    /// A filter that wrote the field below, and that nothing shows to send for the author.
    @Test func frontRelay() throws {
        let mail = SampleMail().from("r (us-smtp-1.mimecast.com [8.8.8.8])")
            .adding("Received", "from mail.author.example (mail.author.example [8.8.4.4]) by relay.mimecast.com with ESMTP id 4; Tue, 3 Mar 2026 10:00:02 +0000")
        #expect(
            try Self.carried(mail)
                == "A message in the name of author.example, handed in by us-smtp-1.mimecast.com (8.8.8.8) in the US. Its address is in the network of US-NET. That may be a relay of the recipient's own: with --trusted mimecast.com, the hop before it counts.")
    }

    static let mails: [(mail: SampleMail, sentence: String)] = [
        (
            SampleMail().with("From", "alerts@mi5.gov.uk").with("Subject", "Threat level").with("Return-Path", "<x@whatcounts.com>")
                .from("m (m.whatcounts.com [8.8.8.8])"),
            "A UK body's alert, sent by a US company from servers in the US. The company is WhatCounts. It was handed in by m.whatcounts.com (8.8.8.8), in the network of US-NET."
        ),
        (
            SampleMail().from("mail (mail.author.example [8.8.8.8])"),
            "A message in the name of author.example, sent from its own servers in the US. It was handed in by mail.author.example (8.8.8.8), in the network of US-NET."
        ),
        (SampleMail(), "A message from author.example, sent from its own servers. It was handed in by mail.author.example (192.0.2.10)."),
        (
            SampleMail().with("Return-Path", "<SRS0=abc=de=author.example=alice@forward.example>").from("f (f.forward.example [8.8.8.8])"),
            "A message in the name of author.example, forwarded by forward.example from servers in the US. It was handed in by f.forward.example (8.8.8.8), in the network of US-NET."
        ),
        (
            SampleMail().adding("List-Id", "Talk <talk.lists.example.org>").adding("List-Post", "<mailto:talk@lists.example.org>")
                .from("l (l.example.org [8.8.8.8])"),
            "A message in the name of author.example, passed on by the mailing list talk.lists.example.org from servers in the US. It was handed in by l.example.org (8.8.8.8), in the network of US-NET."
        ),
        (
            SampleMail().from("x (dsl-8-8-8-8.pool.provider.example [8.8.8.8])"),
            "A message in the name of author.example, sent from a private connection in the US (network: US-NET). It was handed in by dsl-8-8-8-8.pool.provider.example (8.8.8.8), in the network of US-NET."
        ),
    ]

    // An address of documentation stands nowhere: no country is missed there.
    @Test(arguments: mails.indices)
    func fromMessages(_ index: Int) throws { #expect(try Self.carried(Self.mails[index].mail) == Self.mails[index].sentence) }

    /// What the reports of the corpus must say, word for word.
    @Test(arguments: [
        ("mi5-2007-whatcounts", "A UK body's alert, sent by a US company from servers in the US."),
        ("mi5-2007-mailtrack", "A UK body's alert, sent by MailTrack, whose country is not known, from servers in the UK."),
        (
            "cjsm-2015",
            "The weakest hop, from relay2.cjsm.example to mx1.letterbox.example, has grade F: the encryption there (RC4-SHA) can be broken."
        ),
    ])
    func goldenReports(_ name: String, _ sentence: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../corpus/\(name)")
        let report = try String(contentsOf: folder.appending(path: "report.json"), encoding: .utf8)
        let summary = try #require(report.split(separator: "\n").first { $0.hasPrefix("    \"summary\"") })
        #expect(summary.contains(sentence))
        if !name.hasPrefix("cjsm") {
            let answer = try #require(report.split(separator: "\n").first { $0.contains("\"answer\": \"A UK body") })
            #expect(answer.contains(sentence))
        }
    }
}
