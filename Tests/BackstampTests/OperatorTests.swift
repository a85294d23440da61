import Backstamp
import Geography
import Testing

@Suite struct OperatorCatalogueTests {
    static let catalogue = OperatorCatalogue.standard

    @Test func isWellFormed() {
        #expect(Self.catalogue.entries.count >= 200)
        for entry in Self.catalogue.entries {
            #expect(!entry.name.isEmpty && !entry.domains.isEmpty)
            if let parent = entry.parent {
                #expect(!parent.name.isEmpty && parent.country.map { Country.name(ofCode: $0) != nil } != false, "\(entry.name)")
            }
            if let country = entry.country { #expect(Country.name(ofCode: country) != nil, "\(entry.name)") }
            for domain in entry.domains {
                #expect(domain == domain.lowercased() && !domain.hasPrefix(".") && !domain.hasSuffix("."), "\(domain)")
            }
        }
    }

    /// Every line of the data became an entry.
    @Test func nothingIsLost() {
        let lines = OperatorCatalogue.data.split(separator: "\n").count
        #expect(Self.catalogue.entries.count == lines)
    }

    /// Each domain and what is below it is its own operator's, and no other's.
    @Test func eachDomainIsItsOwn() {
        var owners: [String: String] = [:]
        for entry in Self.catalogue.entries {
            for domain in entry.domains {
                #expect(owners.updateValue(entry.name, forKey: domain) == nil, "\(domain) twice")
                #expect(Self.catalogue.entry(ofHost: domain)?.name == entry.name)
                #expect(Self.catalogue.entry(ofHost: "mx1.host.\(domain)")?.name == entry.name)
                #expect(Self.catalogue.entry(ofHost: "not\(domain)")?.name != entry.name)
            }
        }
    }

    @Test(
        arguments: [
            ("o1.email.sendgrid.net", "Twilio SendGrid", "US"), ("MAIL27.WHATCOUNTS.COM.", "WhatCounts", "US"),
            ("mta.exacttarget.com", "Salesforce", "US"), ("mi5.gov.uk", "the Security Service (MI5)", "GB"),
            ("gateway-202.energis.gsi.gov.uk", "a public body of the United Kingdom", "GB"),
            ("mail.mailtrack.com", "MailTrack", nil),
            ("smtp.cjsm.net", "Criminal Justice Secure eMail (UK Ministry of Justice)", "GB"),
        ] as [(String, String, String?)])
    func knows(_ host: String, _ name: String, _ country: String?) {
        let entry = Self.catalogue.entry(ofHost: host)
        #expect(entry?.name == name)
        #expect(entry?.country == country)
    }

    /// Every name of a network is an operator's of the catalogue, who sends mail himself.
    @Test func networksOfMailers() throws {
        #expect(MailNetworks.names.count >= 25)
        for name in MailNetworks.names { #expect(Self.catalogue.entry(named: name)?.kind.isMailer == true, "\(name)") }
        #expect(MailNetworks.entry(ofSystem: 11377)?.name == "Twilio SendGrid")
        #expect(MailNetworks.entry(ofSystem: 16509) == nil)
    }

    /// Who lets machines or lines has sent nothing himself.
    @Test(arguments: [
        ("ec2-192-0-2-1.compute-1.amazonaws.com", false), ("a8-31.smtp-out.amazonses.com", true), ("unknown.level3.net", false),
        ("mta.exacttarget.com", true),
    ]) func mailersAndLandlords(_ host: String, _ isMailer: Bool) {
        #expect(Self.catalogue.entry(ofHost: host)?.kind.isMailer == isMailer)
    }

    @Test func ownersAndLegalNames() throws {
        let mailjet = try #require(Self.catalogue.entry(ofHost: "o1.p8.mailjet.com"))
        #expect(mailjet.country == "FR" && mailjet.legalName == "Mailjet SAS")
        #expect(mailjet.operator.parent == Route.Operator.Parent(name: "Sinch", country: "SE"))
        let whatCounts = try #require(Self.catalogue.entry(ofHost: "mail.whatcounts.com"))
        #expect(whatCounts.parent == nil && whatCounts.legalName == nil)
    }

    @Test(arguments: ["", ".", "example.org", "com", "notsendgrid.net", "sendgrid.net.example.org", "192.0.2.1"])
    func doesNotKnow(_ host: String) { #expect(Self.catalogue.entry(ofHost: host) == nil) }

    @Test(
        arguments: [
            ("mi5.gov.uk", "GB"), ("state.gov", "US"), ("army.mil", "US"), ("example.de", "DE"), ("example.com", nil),
            ("example.io", nil), ("example.eu", nil), ("example.co", nil), ("localhost", nil), ("example.zz", nil),
            ("", nil),
        ] as [(String, String?)])
    func authorsCountry(_ domain: String, _ country: String?) {
        #expect(CountryCode.country(ofDomain: domain) == country)
    }
}
