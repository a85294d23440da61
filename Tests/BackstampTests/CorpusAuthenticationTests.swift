import ARC
import DKIM
import DNS
import FoundationEssentials
import MIME
import SPF
import Testing

@testable import Backstamp

/// What authentication says of each case of the corpus, the envelope given.
@Suite struct CorpusAuthenticationTests {
    struct Row: Sendable {
        var name: String
        var ip: String
        var helo: String
        var mailFrom: String
        var spf: SPFResult
        var dkim: [DKIMResult] = []
        var dmarc: DMARCCheck.Result
        var disposition: DMARCCheck.Policy?
        var arc = ARCResult.none
    }

    @Test(arguments: [
        Row(
            name: "mi5-2007-whatcounts", ip: "63.209.14.211", helo: "mail.whatcounts.com",
            mailFrom: "bounce-mi5@whatcounts.com", spf: .none, dmarc: .none),
        Row(
            name: "mi5-2007-mailtrack", ip: "195.68.228.53", helo: "merry-3.mailtrack.com",
            mailFrom: "bounce@mailtrack.com", spf: .none, dmarc: .none),
        Row(
            name: "cjsm-2015", ip: "198.51.100.42", helo: "relay2.cjsm.example",
            mailFrom: "listing@northshire-court.example", spf: .none, dmarc: .none),
        Row(
            name: "gov-alert-genuine", ip: "198.51.100.17", helo: "mail.gov-alerts.example",
            mailFrom: "bounces@gov-alerts.example", spf: .pass, dkim: [.pass], dmarc: .pass,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "gov-alert-forged", ip: "203.0.113.77", helo: "mail.gov-alerts.example",
            mailFrom: "alerts@gov-alerts.example", spf: .fail, dmarc: .fail, disposition: .reject),
        Row(
            name: "gov-alert-lookalike", ip: "203.0.113.140", helo: "mail.gov-a1erts.example",
            mailFrom: "bounces@gov-a1erts.example", spf: .pass, dkim: [.pass], dmarc: .pass,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "foreign-esp-tracking", ip: "63.209.14.212", helo: "out7.mailings.example.net",
            mailFrom: "b-5f0c1d@bounce.mailings.example.net", spf: .pass, dkim: [.pass, .pass], dmarc: .pass,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "mailing-list-arc", ip: "203.0.113.25", helo: "lists.example.org",
            mailFrom: "village-bounces+reader=letterbox.example@lists.example.org", spf: .pass, dkim: [.pass, .fail],
            dmarc: .fail, disposition: .quarantine, arc: .pass),
        Row(
            name: "dkim-broken", ip: "203.0.113.61", helo: "alumni.example.org",
            mailFrom: "forward+clerk@alumni.example.org", spf: .pass, dkim: [.fail], dmarc: .fail,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "dkim-body-length", ip: "203.0.113.62", helo: "hall-fees.example.org",
            mailFrom: "post@hall-fees.example.org", spf: .pass, dkim: [.pass], dmarc: .pass,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "dkim-ed25519", ip: "198.51.100.60", helo: "mail.parish-council.example",
            mailFrom: "clerk@parish-council.example", spf: .pass, dkim: [.pass, .pass], dmarc: .pass,
            disposition: DMARCCheck.Policy.none),
        Row(
            name: "malformed-no-header", ip: "192.0.2.80", helo: "mail.example.org", mailFrom: "sender@example.org",
            spf: .none, dmarc: .permerror),
        Row(
            name: "malformed-empty", ip: "192.0.2.80", helo: "mail.example.org", mailFrom: "sender@example.org",
            spf: .none, dmarc: .permerror),
    ])
    func verifies(_ row: Row) throws {
        let folder = CorpusBuildTests.corpus + "/" + row.name + "/"
        let message = Message.read([UInt8](try Data(contentsOf: URL(filePath: folder + "message.eml"))))
        let zone = try SnapshotResolver(path: folder + "dns.ndjson")
        let clock = message.parsed.date ?? MailDate(seconds: 1_790_000_000)
        let authentication = Authenticator(resolver: zone).verify(
            message, Route(), Envelope(clientIP: IPAddress(row.ip), helo: row.helo, mailFrom: row.mailFrom),
            policy: Policy(now: clock), clock: clock)
        #expect(authentication.spfMailFrom?.result == row.spf)
        #expect(authentication.dkim.map(\.result) == row.dkim)
        #expect(authentication.dmarc.result == row.dmarc, "\(authentication.dmarc.reason)")
        #expect(authentication.dmarc.disposition == row.disposition)
        #expect(authentication.arc.result == row.arc, "\(authentication.arc.reason)")
    }

    @Test("Without an envelope SPF is left out, and nothing is held against the message")
    func noEnvelope() throws {
        let folder = CorpusBuildTests.corpus + "/gov-alert-forged/"
        let message = Message.read([UInt8](try Data(contentsOf: URL(filePath: folder + "message.eml"))))
        let zone = try SnapshotResolver(path: folder + "dns.ndjson")
        let clock = message.parsed.date ?? MailDate(seconds: 1_790_000_000)
        let authentication = Authenticator(resolver: zone).verify(
            message, Route(), Envelope(), policy: Policy(now: clock), clock: clock)
        #expect(authentication.spfMailFrom == nil)
        #expect(authentication.spfHelo == nil)
        #expect(authentication.dmarc.result == .temperror)
        #expect(authentication.recorded.map(\.trusted) == [false])
    }
}
