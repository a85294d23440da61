import DKIM
import DNS
import MIME
import SPF
import TestSupport
import Testing

@testable import Backstamp

/// The attacks of "Composition Kills: A Case Study of Email Sender Authentication" (Chen, Paxson, Jiang, USENIX Security
/// 2020) that concern a verifier, and their variants: parts that are right by themselves and wrong together. In each row
/// somebody who owns `attack.example` and sends from his own address wants to pass for `victim.example`, which has
/// `-all`, `p=reject` and a DKIM key.
@Suite struct CompositionKillsTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        var name: String
        /// What a verifier says that composes its parts carelessly.
        var naive: String
        var helo = "mail.attack.example"
        var mailFrom = "news@attack.example"
        /// The header section; empty lines of From included or not.
        var header: String
        /// Tags of a signature that the attacker makes with his own key, on top of the message.
        var tags: String?
        /// What has to be among the facts of the report.
        var want: [String]

        var testDescription: String { name }
    }

    static let rest = "To: bob@receiver.example\r\nSubject: Your account\r\nDate: Tue, 3 Mar 2026 10:00:00 +0000\r\n"
    static let body = "\r\nDear Bob\r\n"
    static let victim = "From: Admin <admin@victim.example>\r\n"

    /// What is said of a message, in words that rows can ask for.
    static func facts(_ report: Report) -> Set<String> {
        let authentication = report.evidence.authentication
        var facts: Set<String> = [
            "spf \(authentication.spfMailFrom?.result.rawValue ?? "none")",
            "helo \(authentication.spfHelo?.result.rawValue ?? "none")",
            "dmarc \(authentication.dmarc.result.rawValue)",
            "author \(report.evidence.message.authorDomain ?? "unknown")",
        ]
        for signature in authentication.dkim {
            facts.insert("dkim \(signature.result.rawValue)")
            if let structure = signature.unsignedStructure { facts.insert("unsigned \(structure.rawValue)") }
            for field in signature.unsignedHeaders { facts.insert("unsigned \(field)") }
        }
        for anomaly in report.evidence.message.anomalies { facts.insert("anomaly \(anomaly.code)") }
        for recorded in authentication.recorded {
            for result in recorded.results {
                facts.insert("\(recorded.trusted ? "recorded" : "claimed") \(result.method)=\(result.result)")
            }
        }
        return facts
    }

    static func report(_ attack: Attack, zone: AttackerZone) -> Report {
        var text = attack.header + rest + body
        if let tags = attack.tags { text = TestKey.other.sign(text, tags) }
        let received =
            "Received: from mail.attack.example (mail.attack.example [192.0.2.66])\r\n\tby mx.receiver.example (Postfix) with ESMTPS id 1;\r\n\tTue, 3 Mar 2026 10:00:05 +0000\r\n"
        var policy = Policy(now: MailDate(seconds: 1_772_532_000))
        policy.envelope = Envelope(
            clientIP: IPAddress(AttackerZone.client), helo: attack.helo, mailFrom: attack.mailFrom)
        return Analyzer(resolver: zone, locations: nil, policy: policy).analyze(Array((received + text).utf8))
    }

    static func tags(_ domain: String, selector: String = "k") -> String {
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=\(domain); s=\(selector); h=from:to:subject; bh=#bh; b=#b"
    }

    @Test(arguments: envelope + signatures + recorded + fields + mailboxes)
    func isSeenThrough(_ attack: Attack) {
        let zone = AttackerZone()
        let report = Self.report(attack, zone: zone)
        let facts = Self.facts(report)
        for want in attack.want { #expect(facts.contains(want), "\(attack.name): no \(want) in \(facts.sorted())") }
        // Whatever else is said: the victim does not vouch.
        let dmarc = report.evidence.authentication.dmarc
        #expect(dmarc.result != .pass || dmarc.domain == "attack.example", "\(attack.naive)")
        #expect(report.verdict.label != .genuine || dmarc.domain == "attack.example", "\(attack.naive)")
        // No name with a NUL goes to a resolver.
        #expect(!zone.asked.contains { $0.utf8.contains(0) })
    }
}

extension CompositionKillsTests {
    // MARK: HELO and MAIL FROM

    static let envelope = [
        Attack(
            name: "MAIL FROM of a sub-domain that does not exist",
            naive: "no record there, so the pass of HELO counts, and it aligns",
            mailFrom: "any@nowhere.victim.example", header: victim, want: ["spf none", "helo pass", "dmarc fail"]),
        Attack(
            name: "MAIL FROM that one program takes for empty",
            naive: "SPF looks at HELO, DMARC at what stands behind the @",
            mailFrom: "(any@victim.example", header: victim, want: ["spf fail", "dmarc fail"]),
        Attack(
            name: "empty MAIL FROM", naive: "the pass of HELO is a pass of the author", mailFrom: "", header: victim,
            want: ["spf pass", "dmarc fail"]),
        Attack(
            name: "empty MAIL FROM, HELO of the victim", naive: "there is nothing to check", helo: "victim.example",
            mailFrom: "",
            header: victim, want: ["spf fail", "dmarc fail"]),
        Attack(
            name: "HELO with a NUL", naive: "the victim's name is compared, the attacker's record asked for",
            helo: "attack.example\0.victim.example", mailFrom: "", header: victim, want: ["spf none", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with a NUL",
            naive: "cut at the NUL it is the attacker's, compared as a whole the victim's",
            mailFrom: "any@attack.example\0.victim.example", header: victim, want: ["spf none", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with a parenthesis",
            naive: "the attacker's record passes, what is recorded ends at the parenthesis",
            mailFrom: "any@victim.example(.attack.example", header: victim, want: ["spf pass", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with a quotation mark", naive: "what is recorded ends at the mark",
            mailFrom: "any@victim.example\".attack.example", header: victim, want: ["spf pass", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with two @", naive: "one program looks behind the first, one behind the last",
            mailFrom: "any@victim.example@attack.example", header: victim, want: ["spf pass", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with an empty label", naive: "no record there, and it aligns",
            mailFrom: "any@.victim.example",
            header: victim, want: ["spf none", "dmarc fail"]),
        Attack(
            name: "MAIL FROM with a source route", naive: "the host of the route is checked",
            mailFrom: "@attack.example:any@victim.example", header: victim, want: ["spf fail", "dmarc fail"]),
    ]

    // MARK: DKIM-Signature

    static let signatures = [
        Attack(
            name: "selector with a NUL", naive: "the key of attack.example is found where the resolver cuts the name",
            header: victim, tags: tags("victim.example", selector: "k._domainkey.attack.example\0.any"),
            want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= with a NUL", naive: "compared as a string of C it is the victim's", header: victim,
            tags: tags("victim.example\0.attack.example"), want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= that ends in a NUL", naive: "compared as a string of C it is the victim's", header: victim,
            tags: tags("victim.example\0"), want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= with a parenthesis", naive: "header.d=victim.example( is recorded, and read without its comment",
            header: victim, tags: tags("victim.example(.attack.example"), want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= with a quotation mark", naive: "what is recorded ends at the mark", header: victim,
            tags: tags("victim.example\".attack.example"), want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= twice", naive: "one program takes the first, one the last", header: victim,
            tags: "d=victim.example; " + tags("attack.example"), want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= is a top-level domain", naive: "it is above the victim's", header: victim, tags: tags("example"),
            want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= with an empty label", naive: "dots are left out", header: victim, tags: tags(".victim.example"),
            want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "d= ends with the victim's name", naive: "names are compared from behind, without the dot",
            header: victim,
            tags: tags("notvictim.example"), want: ["dmarc fail"]),
        Attack(
            name: "i= of the victim under the attacker's d=", naive: "the identity is shown", header: victim,
            tags: tags("attack.example") + "; i=admin@victim.example", want: ["dkim permerror", "dmarc fail"]),
        Attack(
            name: "signed by the attacker", naive: "a signature passes, so the message is signed", header: victim,
            tags: tags("attack.example"), want: ["dkim pass", "dmarc fail"]),
        Attack(
            name: "From is not signed", naive: "the signature passes for any author", header: victim,
            tags: tags("attack.example").replacing("from:", with: ""), want: ["dkim permerror", "dmarc fail"]),
    ]

    // MARK: Authentication-Results

    static let recorded = [
        Attack(
            name: "a recorded result in the receiver's name", naive: "the field says pass",
            header: "Authentication-Results: mx.receiver.example; dmarc=pass header.from=victim.example\r\n" + victim,
            want: ["claimed dmarc=pass", "dmarc fail"]),
        Attack(
            name: "a recorded result in another case of the receiver's name", naive: "the field says pass",
            header: "AUTHENTICATION-RESULTS: MX.Receiver.Example; dmarc=pass header.from=victim.example\r\n" + victim,
            want: ["claimed dmarc=pass", "dmarc fail"]),
        Attack(
            name: "a recorded result in an ARC set without a seal", naive: "a trusted intermediary says pass",
            header: "ARC-Authentication-Results: i=1; mx.receiver.example; dmarc=pass header.from=victim.example\r\n"
                + victim,
            want: ["claimed dmarc=pass", "dmarc fail"]),
        Attack(
            name: "a recorded result behind a space", naive: "the field above has no such text",
            header:
                "X-Note: x\r\n Authentication-Results: mx.receiver.example; dmarc=pass header.from=victim.example\r\n"
                + victim,
            want: ["dmarc fail"]),
        Attack(
            name: "Received-SPF of the sender", naive: "the field says pass",
            header:
                "Received-SPF: pass (mx.receiver.example) client-ip=198.51.100.1; envelope-from=a@victim.example\r\n"
                + victim,
            want: ["claimed spf=pass", "dmarc fail"]),
    ]

    // MARK: The From field

    static let fields = [
        Attack(
            name: "two From fields, the victim first", naive: "checks the last, shows the first",
            header: victim + "From: x@attack.example\r\n", tags: tags("attack.example"),
            want: ["dkim pass", "dmarc permerror"]),
        Attack(
            name: "two From fields, the victim last", naive: "checks the first, shows the last",
            header: "From: x@attack.example\r\n" + victim, tags: tags("attack.example"),
            want: ["dkim pass", "dmarc permerror"]),
        Attack(
            name: "a space before the colon", naive: "\"From \" is another field: checks the other, shows this one",
            header: "From : admin@victim.example\r\nFrom: x@attack.example\r\n", tags: tags("attack.example"),
            want: ["dmarc permerror"]),
        Attack(
            name: "a tab before the colon", naive: "\"From\\t\" is another field",
            header: "From\t: admin@victim.example\r\nFrom: x@attack.example\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "a line end before the colon", naive: "the field is no field: checks the other, shows this one",
            header: "From\r\n : admin@victim.example\r\nFrom: x@attack.example\r\n", want: ["anomaly no-field"]),
        Attack(
            name: "a space before From", naive: "it belongs to the field above: checks the other, shows this one",
            header: "X-Note: x\r\n From: admin@victim.example\r\nFrom: x@attack.example\r\n",
            want: ["author attack.example"]),
        Attack(
            name: "a NUL in the name", naive: "From\\0x is From for a program in C",
            header: "From\0x: admin@victim.example\r\nFrom: x@attack.example\r\n",
            want: ["author attack.example", "anomaly nul-in-header"]),
        Attack(
            name: "odd octets in the name", naive: "they are left out",
            header: "Fr\u{7F}om: admin@victim.example\r\nFrom: x@attack.example\r\n",
            want: ["author attack.example", "anomaly no-field"]),
        Attack(
            name: "a bare CR before From", naive: "ends a line for one program and not for the other",
            header: "X-Note: x\rFrom: admin@victim.example\r\nFrom: x@attack.example\r\n",
            want: ["author attack.example", "anomaly bare-cr"]),
        Attack(
            name: "no From, but Sender", naive: "Sender is shown, nothing is checked",
            header: "Sender: admin@victim.example\r\n",
            want: ["dmarc permerror"]),
        Attack(
            name: "no From, but Resent-From", naive: "Resent-From is shown, nothing is checked",
            header: "Resent-From: admin@victim.example\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "an empty From, and Sender", naive: "Sender is shown, nothing is checked",
            header: "From:\r\nSender: admin@victim.example\r\n", want: ["dmarc permerror"]),
    ]

    // MARK: Mailboxes

    static let mailboxes = [
        Attack(
            name: "two mailboxes", naive: "checks the first, shows both or the last",
            header: "From: x@attack.example, admin@victim.example\r\n", tags: tags("attack.example"),
            want: ["dmarc permerror", "anomaly several-authors"]),
        Attack(
            name: "a group and a mailbox", naive: "the group is left out",
            header: "From: Admin: admin@victim.example;, x@attack.example\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "an empty first mailbox", naive: "checks nothing, shows the second",
            header: "From: , <admin@victim.example>\r\n", want: ["dmarc fail"]),
        Attack(
            name: "an address as the display-name", naive: "shows the name",
            header: "From: \"admin@victim.example\" <x@attack.example>\r\n", want: ["author attack.example"]),
        Attack(
            name: "two addresses without a comma", naive: "checks the second, shows the first",
            header: "From: <x@attack.example> <admin@victim.example>\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "a bare address before one in brackets", naive: "checks the second, shows the first",
            header: "From: admin@victim.example <x@attack.example>\r\n", want: []),
        Attack(
            name: "an address in an encoded word", naive: "checks before it decodes, shows what it decoded",
            header: "From: =?utf-8?B?PGFkbWluQHZpY3RpbS5leGFtcGxlPg==?= <x@attack.example>\r\n",
            want: ["author attack.example", "anomaly address-in-encoded-word"]),
        Attack(
            name: "nothing but an encoded address", naive: "nothing is checked, the address shown",
            header: "From: =?utf-8?Q?=3Cadmin=40victim=2Eexample=3E?=\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "an encoded word with a NUL before the attacker's domain", naive: "shows what stands before the NUL",
            header: "From: =?utf-8?Q?admin=40victim=2Eexample=00?=@attack.example\r\n",
            want: ["anomaly nul-in-encoded-word"]),
        Attack(
            name: "a routed address", naive: "checks the first host of the route, shows the mailbox",
            header: "From: <@attack.example,@any.example:admin@victim.example>\r\n",
            want: ["author victim.example", "dmarc fail"]),
        Attack(
            name: "a routed address in the name's place", naive: "takes the route for the address",
            header: "From: <@victim.example:x@attack.example>\r\n", want: ["author attack.example"]),
        Attack(
            name: "a quoted pair outside a string",
            naive: "the comma is escaped for one program, a comma for the other",
            header: "From: <admin@victim.example>\\, <x@attack.example>\r\n", want: []),
        Attack(
            name: "a comment with an address", naive: "shows the comment",
            header: "From: (admin@victim.example) x@attack.example\r\n", want: ["author attack.example"]),
        Attack(
            name: "a comment without end", naive: "shows the comment",
            header: "From: x@attack.example (<admin@victim.example>\r\n", want: []),
        Attack(
            name: "a NUL in the address", naive: "cut at the NUL it is the victim's",
            header: "From: <admin@victim.example\0.attack.example>\r\n",
            want: ["dmarc permerror", "anomaly nul-in-header"]),
        Attack(
            name: "a dot behind the domain", naive: "names are compared as strings: no policy applies",
            header: "From: admin@victim.example.\r\n", want: ["dmarc fail"]),
        Attack(
            name: "an empty label in the domain", naive: "no such name, so no policy applies",
            header: "From: admin@victim..example\r\n", want: ["dmarc permerror"]),
        Attack(
            name: "a sub-domain that does not exist", naive: "no record there, so no policy applies",
            header: "From: admin@secure.victim.example\r\n", want: ["author secure.victim.example", "dmarc fail"]),
        Attack(
            name: "the domain in capital letters and full-width signs", naive: "names are compared octet by octet",
            header: "From: admin@VICTIM.example\r\n", want: ["dmarc fail"]),
        Attack(
            name: "an address with two @", naive: "one program looks behind the first, one behind the last",
            header: "From: admin@victim.example@attack.example\r\n", want: []),
        Attack(
            name: "a domain literal", naive: "no name, so no policy applies", header: "From: admin@[192.0.2.66]\r\n",
            want: ["dmarc permerror"]),
    ]
}

/// A message that the victim did sign, made into another one: nothing that is signed is broken, so the signature passes,
/// and what it does not cover has to be said.
@Suite struct ReplayTests {
    private static func report(signed tags: String, _ change: (String) -> String) -> Report {
        let text = CompositionKillsTests.victim + CompositionKillsTests.rest + CompositionKillsTests.body
        let message = change(TestKey.rsa.sign(text, tags))
        let policy = Policy(now: MailDate(seconds: 1_772_532_000))
        return Analyzer(resolver: AttackerZone(), locations: nil, policy: policy).analyze(Array(message.utf8))
    }

    private static let tags = CompositionKillsTests.tags("victim.example")

    @Test func aSecondFromOnTop() {
        let facts = CompositionKillsTests.facts(Self.report(signed: Self.tags) { "From: x@attack.example\r\n" + $0 })
        #expect(facts.isSuperset(of: ["dkim pass", "unsigned from", "dmarc permerror"]))
    }

    @Test func aSecondSubjectOnTop() {
        let facts = CompositionKillsTests.facts(Self.report(signed: Self.tags) { "Subject: Pay now\r\n" + $0 })
        #expect(facts.isSuperset(of: ["dkim pass", "unsigned subject"]))
    }

    @Test func anotherPartBehindTheSignedOctets() {
        let tags = Self.tags.replacing("; bh", with: "; l=10; bh")
        let report = Self.report(signed: tags) {
            "Content-Type: multipart/mixed; boundary=b\r\n\($0)--b\r\nContent-Type: text/html\r\n\r\n<h1>Pay now</h1>\r\n--b--\r\n"
        }
        let facts = CompositionKillsTests.facts(report)
        #expect(facts.isSuperset(of: ["dkim pass", "unsigned boundary", "unsigned content-type"]))
        #expect(report.verdict.label != .genuine)
    }

    @Test func months() throws {
        let tags = Self.tags.replacing("; bh", with: "; t=1750000000; bh").replacing("to:", with: "")
        let signature = try #require(Self.report(signed: tags) { $0 }.evidence.authentication.dkim.first)
        #expect(signature.result == .pass && signature.replayHints.count == 2)
    }
}
