import Backstamp
import DKIM
import Testing

/// Ways to leave, RFC 8058, and the rules of the mailbox providers.
@Suite struct SubscriptionTests {
    static let links = "<https://news.author.example/u?1>, <mailto:leave@author.example>"

    static func evidence(_ mail: SampleMail, signed: [String]? = nil) throws -> Subscription? {
        let evidence = try mail.report(locations: nil).evidence
        var authentication = evidence.authentication
        if let signed {
            var signature = DKIMSignature(field: 0)
            signature.result = .pass
            signature.domain = "author.example"
            signature.signedHeaders = signed
            signature.algorithm = "rsa-sha256"
            signature.keyBits = 2048
            authentication.dkim = [signature]
        }
        return Subscription.judge(evidence.message, evidence.route, authentication, evidence.content)
    }

    @Test func anOrdinaryLetterHasNone() throws { #expect(try Self.evidence(SampleMail()) == nil) }

    @Test func waysOut() throws {
        var mail = SampleMail().adding("List-Unsubscribe", "<http://track.esp.example/u>, <mailto:leave@author.example?subject=x>")
            .with("Content-Type", "text/html")
        mail.body = "<a href=https://author.example/unsubscribe>Leave</a> <a href=http://x.example/a>Abmelden</a> <a href=http://x.example/b>Read</a>"
        let ways = try #require(try Self.evidence(mail)).ways
        #expect(ways.map(\.source) == [.header, .header, .link, .link])
        #expect(ways.map(\.host) == ["track.esp.example", "author.example", "author.example", "x.example"])
        #expect(ways.map(\.encrypted) == [false, nil, true, false])
        #expect(ways.map(\.foreign) == [true, false, false, true])
    }

    @Test func oneClick() throws {
        let post = "List-Unsubscribe=One-Click"
        let fields = ["from", "list-unsubscribe", "list-unsubscribe-post"]
        let good = SampleMail().adding("List-Unsubscribe", Self.links).adding("List-Unsubscribe-Post", post)
        #expect(try Self.evidence(good, signed: fields)?.oneClick.result == .pass)
        #expect(try Self.evidence(good, signed: ["from", "list-unsubscribe"])?.oneClick.reasons == ["no valid DKIM signature covers both fields"])
        #expect(try Self.evidence(good)?.oneClick.reasons == ["no DKIM signature is known to be valid"])
        let clear = SampleMail().adding("List-Unsubscribe", "<http://author.example/u>").adding("List-Unsubscribe-Post", post)
        #expect(try Self.evidence(clear, signed: fields)?.oneClick.reasons == ["List-Unsubscribe names no https address"])
        let alone = SampleMail().adding("List-Unsubscribe-Post", "yes")
        #expect(try Self.evidence(alone, signed: fields)?.oneClick.reasons.count == 2)
        let none = SampleMail().adding("List-Unsubscribe", Self.links)
        #expect(try Self.evidence(none, signed: fields)?.oneClick.result == Subscription.OneClick.Result.none)
    }

    @Test func rules() throws {
        let mail = SampleMail().adding("List-Unsubscribe", Self.links).adding("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        let subscription = try #require(
            try Self.evidence(mail, signed: ["from", "list-unsubscribe", "list-unsubscribe-post"]))
        var states: [String: String] = [:]
        for rule in subscription.rules { states[rule.id] = rule.state.rawValue }
        #expect(states["dkim"] == "met")
        #expect(states["dkim-key-length"] == "met")
        #expect(states["one-click"] == "met")
        #expect(states["tls"] == "met")
        #expect(states["reverse-dns"] == "met")
        #expect(states["format"] == "met")
        #expect(states["unsubscribe-link"] == "not met")
        #expect(states["complaints"] == "cannot be seen")
        #expect(Set(subscription.rules.flatMap(\.providers)) == ["gmail", "yahoo", "microsoft"])
        #expect(Set(subscription.rules.map(\.id)).count == subscription.rules.count)
        let broken = try #require(try Self.evidence(mail.without("Message-ID")))
        #expect(broken.rules.first { $0.id == "format" }?.state == .notMet)
        #expect(broken.rules.first { $0.id == "dkim" }?.state == .notMet)
    }
}
