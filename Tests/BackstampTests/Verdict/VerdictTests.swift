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
        .adding("List-Id", "<talk.list.example>").adding("ARC-Seal", "i=1; d=list.example")
    static let stranger = SampleMail().from("other.example (other.example [198.51.100.7])")
    static let noted = SampleMail().with("From", "a@unrecorded.example").with("Return-Path", "<a@unrecorded.example>")

    @Sendable static func sign(_ evidence: inout Evidence, _ domain: String, _ result: DKIMResult, unsigned: Int? = nil) {
        var signature = DKIMSignature(field: 0)
        (signature.domain, signature.result, signature.unsignedBytes) = (domain, result, unsigned)
        evidence.authentication.dkim.append(signature)
    }

    @Sendable static func note(_ evidence: inout Evidence, _ result: String, named: Bool) {
        var record = RecordedResults()
        (record.trusted, record.isNamed) = (true, named)
        record.results = [.init(method: "dmarc", result: result)]
        evidence.authentication.recorded = [record]
        evidence.authentication.dmarc.result = .temperror
        evidence.authentication.spfMailFrom = nil
    }

    static let rows: [Row] = [
        Row(name: "the domain vouches by SPF", label: .genuine, mail: SampleMail()),
        Row(name: "a policy of reject, and a strange server", label: .forged, mail: stranger),
        Row(
            name: "the same through a sealed list", label: .unverified, mail: list.from("list.example (list.example [198.51.100.7])"),
            change: { $0.authentication.arc.result = .pass }),
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
        Row(name: "nothing vouches", label: .unverified, mail: noted),
        Row(
            name: "a note of the receiver says pass", label: .unverified, mail: noted,
            change: { note(&$0, "pass", named: false) }),
        Row(
            name: "a note of a receiver that the user named says pass", label: .genuine, mail: noted,
            change: { note(&$0, "pass", named: true) }),
        Row(
            name: "a note of the receiver says fail", label: .forged, mail: noted,
            change: { evidence in
                note(&evidence, "fail", named: false)
                evidence.authentication.recorded[0].field = 0
            }),
        Row(
            name: "two authors", label: .unverified,
            mail: SampleMail().with("From", "alice@author.example, bob@other.example").with("Sender", "alice@author.example")),
    ]

    @Test(arguments: rows.indices)
    func label(_ index: Int) throws {
        let row = Self.rows[index]
        let report = try row.mail.report(locations: SamplePlaces())
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
