import ARC
import Backstamp
import DKIM
import MIME
import SPF
import Testing

/// Which label a message gets, rule by rule; first match wins.
@Suite struct VerdictTests {
    struct Row: Sendable {
        let name: String
        let label: Verdict.Label
        let mail: SampleMail
        var policy: @Sendable (inout Policy) -> Void = { _ in }
        var change: @Sendable (inout Evidence) -> Void = { _ in }
    }

    static let list = SampleMail().with("From", "Alice <alice@author.example>").with("Return-Path", "<list@list.example>")
        .adding("List-Id", "<talk.list.example>").adding("List-Post", "<mailto:talk@list.example>")
        .adding("List-Unsubscribe", "<https://list.example/leave>").adding("ARC-Seal", "i=1; d=list.example")
    static let stranger = SampleMail().from("other.example (other.example [198.51.100.7])")

    @Sendable static func sign(_ evidence: inout Evidence, _ domain: String, _ result: DKIMResult, unsigned: Int? = nil) {
        var signature = DKIMSignature(field: 0)
        (signature.domain, signature.result, signature.unsignedBytes) = (domain, result, unsigned)
        evidence.authentication.dkim.append(signature)
        if result == .pass, domain == "author.example" { evidence.authentication.dmarc.dkimAligned = true }
    }

    /// A chain that holds, and a signature of the author that a footer broke.
    @Sendable static func seal(_ evidence: inout Evidence, _ domain: String) {
        evidence.authentication.arc.result = .pass
        evidence.authentication.arc.instances = [ARCInstance(instance: 1)]
        evidence.authentication.arc.instances[0].domain = domain
        sign(&evidence, "author.example", .fail)
    }

    /// A note of the receiver above its own trace field, and a policy that cannot be asked for now.
    static func noted(_ result: String, from domain: String = "unrecorded.example") -> SampleMail {
        var mail = SampleMail().with("From", "a@unrecorded.example").with("Return-Path", "<a@unrecorded.example>")
        mail.fields.insert(("Authentication-Results", "mx.receiver.example; \(result) header.from=\(domain)"), at: 0)
        return mail
    }

    @Sendable static func forget(_ evidence: inout Evidence) {
        evidence.authentication.dmarc.result = .temperror
        evidence.authentication.spfMailFrom = nil
    }

    static let rows: [Row] = [
        Row(name: "the domain vouches by SPF", label: .genuine, mail: SampleMail()),
        Row(name: "a policy of reject, and a strange server", label: .forged, mail: stranger),
        Row(
            name: "the same through a sealed list", label: .unverified, mail: list.from("list.example (list.example [198.51.100.7])"),
            change: { seal(&$0, "list.example") }),
        Row(
            name: "the same, sealed by somebody else", label: .forged, mail: list.from("list.example (list.example [198.51.100.7])"),
            change: { seal(&$0, "evil.example") }),
        Row(
            name: "the same, sealed by a trusted relay for which the author's domain vouched", label: .unverified,
            mail: list.from("gateway.example (gateway.example [198.51.100.7])")
                .adding("ARC-Authentication-Results", "i=1; mx.receiver.example; dmarc=pass header.from=author.example"),
            change: { seal(&$0, "receiver.example") }),
        Row(
            name: "the same, sealed by a trusted relay for which nothing vouched", label: .forged,
            mail: list.from("gateway.example (gateway.example [198.51.100.7])")
                .adding("ARC-Authentication-Results", "i=1; mx.receiver.example; dmarc=fail header.from=author.example"),
            change: { seal(&$0, "receiver.example") }),
        Row(
            name: "the same with a list's fields and no seal", label: .forged,
            mail: list.from("list.example (list.example [198.51.100.7])")),
        Row(
            name: "SPF forbids the server, and no policy stands", label: .suspicious,
            mail: SampleMail().with("From", "a@helo.example").with("Return-Path", "<a@helo.example>")),
        Row(
            name: "strict alignment fails, although the organization signed", label: .forged, mail: stranger,
            change: { sign(&$0, "mail.author.example", .pass) }),
        Row(
            name: "a lookalike that vouches for itself", label: .suspicious, mail: SampleMail(),
            change: { evidence in
                evidence.content.lookalikes = [
                    .init(
                        domain: "author.example", imitates: "authority.example", technique: "one-edit", where: "from",
                        place: Place(.header, text: "From"))
                ]
            }),
        Row(
            name: "the own signature shows a change", label: .unverified, mail: SampleMail(),
            change: { sign(&$0, "author.example", .fail) }),
        Row(
            name: "the own signature covers the beginning only", label: .unverified, mail: SampleMail(),
            change: { sign(&$0, "author.example", .pass, unsigned: 40) }),
        Row(
            name: "a list broke one signature, another holds", label: .genuine, mail: SampleMail(),
            change: { sign(&$0, "author.example", .fail); sign(&$0, "author.example", .pass) }),
        Row(
            name: "nothing vouches", label: .unverified,
            mail: SampleMail().with("From", "a@unrecorded.example").with("Return-Path", "<a@unrecorded.example>")),
        Row(name: "a note of the receiver says pass", label: .unverified, mail: noted("dmarc=pass"), change: forget),
        Row(
            name: "a note of a receiver that the user named says pass", label: .genuine, mail: noted("dmarc=pass"),
            policy: { $0.authservIDs = ["mx.receiver.example"] }, change: forget),
        Row(
            name: "a named receiver's note about another domain", label: .unverified,
            mail: noted("dmarc=pass", from: "other.example"), policy: { $0.authservIDs = ["mx.receiver.example"] }, change: forget),
        Row(
            name: "a note that names no domain", label: .unverified,
            mail: noted("dmarc=pass", from: ""), policy: { $0.authservIDs = ["mx.receiver.example"] }, change: forget),
        Row(
            name: "a named receiver's note below the border is anybody's", label: .unverified,
            mail: SampleMail().with("From", "a@unrecorded.example").with("Return-Path", "<a@unrecorded.example>")
                .adding("Authentication-Results", "mx.receiver.example; dmarc=pass header.from=unrecorded.example"),
            policy: { $0.authservIDs = ["mx.receiver.example"] }, change: forget),
        Row(name: "a note of the receiver says fail under reject", label: .forged, mail: noted("dmarc=fail (p=REJECT)"), change: forget),
        Row(
            name: "a note of the receiver says fail where nothing is asked", label: .unverified,
            mail: noted("dmarc=fail (p=NONE dis=NONE)"), change: forget),
        Row(
            name: "a Return-Path below the border decides nothing", label: .forged,
            mail: {
                var mail = stranger.without("Return-Path")
                mail.fields.insert(("Return-Path", "<alice@author.example>"), at: 2)
                return mail.from(
                    "evil.example (evil.example [192.0.2.10]) (envelope-from <x@evil.example>)")
            }()),
        Row(
            name: "a client of the own house is no question of SPF", label: .unverified,
            mail: SampleMail().with("From", "a@helo.example").with("Return-Path", "<a@helo.example>")
                .from("desk (desk.receiver.example [10.0.0.5])", with: "ESMTPSA")),
        Row(
            name: "a tail, by somebody who calls himself a list", label: .unverified,
            mail: SampleMail().adding("List-Post", "<mailto:x@y.example>"), change: { sign(&$0, "author.example", .pass, unsigned: 40) }),
        Row(
            name: "a second Subject, by somebody who calls himself a list", label: .unverified,
            mail: SampleMail().adding("Subject", "Pay now").adding("List-Post", "<mailto:x@y.example>"),
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject"]
            }),
        Row(
            name: "a signature without the Subject, from a strange server", label: .unverified, mail: stranger,
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from"]
                evidence.authentication.dmarc.result = .pass
            }),
        Row(
            name: "a signature with the Subject, from a strange server", label: .genuine, mail: stranger,
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject"]
                evidence.authentication.dmarc.result = .pass
            }),
        Row(
            name: "an answer that goes elsewhere by an unsigned Reply-To", label: .unverified,
            mail: stranger.adding("Reply-To", "alice@other.example"),
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject"]
                evidence.authentication.dmarc.result = .pass
            }),
        Row(
            name: "an answer that goes elsewhere by a signed Reply-To", label: .genuine,
            mail: stranger.adding("Reply-To", "alice@other.example"),
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject", "reply-to"]
                evidence.authentication.dmarc.result = .pass
            }),
        Row(
            name: "of two notes under a named receiver's name, one says fail", label: .unverified,
            mail: {
                var mail = noted("dmarc=pass")
                mail.fields.insert(("Authentication-Results", "mx.receiver.example; dmarc=fail header.from=unrecorded.example"), at: 0)
                return mail
            }(),
            policy: { $0.authservIDs = ["mx.receiver.example"] }, change: forget),
        Row(
            name: "a second Subject on top of a signed one", label: .unverified, mail: SampleMail().adding("Subject", "Pay now"),
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject"]
            }),
        Row(
            name: "a signature that covers both Subjects", label: .genuine, mail: SampleMail().adding("Subject", "Pay now"),
            change: { evidence in
                sign(&evidence, "author.example", .pass)
                evidence.authentication.dkim[0].signedHeaders = ["from", "subject", "subject"]
            }),
        Row(
            name: "another's address in the name, from a domain that vouches for itself", label: .unverified,
            mail: SampleMail().with("From", "\"service@bank.example\" <alice@author.example>")),
        Row(name: "two From fields", label: .suspicious, mail: SampleMail().adding("From", "Mallory <mallory@other.example>")),
        Row(
            name: "testing the policy asks for nothing, but SPF still forbids the server", label: .suspicious, mail: stranger,
            change: { $0.authentication.dmarc.disposition = DMARCCheck.Policy.none }),
        Row(
            name: "two authors", label: .unverified,
            mail: SampleMail().with("From", "alice@author.example, bob@other.example").with("Sender", "alice@author.example")),
    ]

    @Test(arguments: rows.indices)
    func label(_ index: Int) throws {
        let row = Self.rows[index]
        var policy = Policy(now: MailDate(seconds: 1_772_532_000))
        row.policy(&policy)
        let report = try row.mail.report(locations: SamplePlaces(), policy: policy)
        var evidence = report.evidence
        row.change(&evidence)
        let findings = SignalCatalogue.standard.findings(evidence)
        let verdict = Verdict(evidence, findings, Score(findings))
        #expect(verdict.label == row.label, "\(row.name): \(verdict.summary) \(verdict.because)")
        #expect(!verdict.summary.isEmpty)
    }

    @Test func exitCodesAreThoseOfTheContract() {
        #expect(Verdict.Label.allCases.map(\.exitCode) == [0, 1, 2, 3])
        #expect(Verdict.Label.genuine < .forged)
    }

    @Test func aFreeMailboxProvesTheMailboxOnly() throws {
        var evidence = try SampleMail().with("From", "alice@gmail.com").report().evidence
        evidence.authentication.dmarc.result = .pass
        let findings = SignalCatalogue.standard.findings(evidence)
        #expect(Verdict(evidence, findings, Score(findings)).summary.contains("anybody can have one"))
    }
}
