import ARC
import Backstamp
import DKIM
import SPF

extension SignalExample {
    @Sendable private static func sign(_ evidence: inout Evidence, _ result: DKIMResult, _ domain: String) -> DKIMSignature {
        var signature = DKIMSignature(field: 0)
        signature.result = result
        signature.domain = domain
        if result == .pass { evidence.authentication.dmarc.dkimAligned = domain.hasSuffix("author.example") }
        return signature
    }

    /// What the receiver noted, where nothing can be verified any more.
    @Sendable private static func noting(_ evidence: inout Evidence, _ results: [(String, String)]) {
        evidence.authentication.dmarc.result = .temperror
        evidence.authentication.spfMailFrom = nil
        var record = RecordedResults()
        record.trusted = true
        record.field = 0
        record.results = results.map { .init(method: $0.0, result: $0.1) }
        evidence.authentication.recorded = [record]
    }

    /// HTML, for which a signature vouches and nothing else.
    @Sendable private static func formed(_ evidence: inout Evidence, _ signed: [String]) {
        if let html = try? SampleMail().html("<p>Hello</p>").report().evidence { evidence = html }
        evidence.authentication.spfMailFrom = nil
        var signature = sign(&evidence, .pass, "author.example")
        signature.signedHeaders = signed
        evidence.authentication.dkim = [signature]
    }

    private static func claiming(_ domain: String) -> SampleMail {
        SampleMail().with("From", "a@\(domain)").with("Return-Path", "<a@\(domain)>")
    }

    /// A note of the receiver above its own trace field, and a policy that cannot be asked for now.
    private static func noted(_ result: String) -> @Sendable (inout Evidence) -> Void {
        { evidence in
            var mail = claiming("unrecorded.example")
            mail.fields.insert(("Authentication-Results", "mx.receiver.example; \(result)"), at: 0)
            if let noted = try? mail.report().evidence { evidence = noted }
            evidence.authentication.dmarc.result = .temperror
        }
    }

    static let authentication: [SignalExample] = [
        SignalExample("authentication.dmarc-pass", fires: SampleMail(), quiet: claiming("other.example")),
        SignalExample(
            "authentication.dmarc-fail-enforced", fires: SampleMail().from("other.example (other.example [198.51.100.7])")),
        SignalExample("authentication.dmarc-fail", fires: claiming("watching.example")),
        SignalExample(
            "authentication.recorded-dmarc-fail", fires: noted("dmarc=fail (p=REJECT) header.from=unrecorded.example"),
            quiet: noted("dmarc=fail (p=NONE) header.from=unrecorded.example")),
        SignalExample(
            "authentication.recorded-nothing-vouches",
            fires: { noting(&$0, [("dmarc", "none"), ("spf", "none")]) }, quiet: { noting(&$0, [("dmarc", "none"), ("spf", "pass")]) }),
        SignalExample(
            "authentication.recorded-spf-fail",
            fires: { noting(&$0, [("spf", "fail")]) }, quiet: { noting(&$0, [("spf", "softfail")]) }),
        SignalExample(
            "authentication.recorded-spf-softfail",
            fires: { noting(&$0, [("spf", "softfail")]) }, quiet: { noting(&$0, [("spf", "fail")]) }),
        SignalExample("authentication.spf-fail", fires: SampleMail().from("other.example (other.example [198.51.100.7])")),
        SignalExample("authentication.spf-softfail", fires: claiming("soft.example")),
        SignalExample("authentication.spf-permerror", fires: claiming("broken.example")),
        SignalExample("authentication.spf-pass", fires: SampleMail(), quiet: claiming("soft.example")),
        SignalExample(
            "authentication.helo-spf-fail", fires: SampleMail().from("helo.example (mail.author.example [192.0.2.10])")),
        SignalExample(
            "authentication.dkim-aligned-pass",
            fires: { $0.authentication.dkim = [sign(&$0, .pass, "author.example")] },
            quiet: { $0.authentication.dkim = [sign(&$0, .fail, "author.example")] }),
        SignalExample(
            "authentication.dkim-other-pass",
            fires: { $0.authentication.dkim = [sign(&$0, .pass, "mailer.example")] },
            quiet: { $0.authentication.dkim = [sign(&$0, .pass, "mail.author.example")] }),
        SignalExample(
            "authentication.dkim-fail",
            fires: { $0.authentication.dkim = [sign(&$0, .fail, "author.example")] },
            quiet: { $0.authentication.dkim = [sign(&$0, .fail, "list.example"), sign(&$0, .pass, "author.example")] }),
        SignalExample(
            "authentication.dkim-unusable", fires: { $0.authentication.dkim = [sign(&$0, .permerror, "author.example")] },
            quiet: { $0.authentication.dkim = [sign(&$0, .temperror, "author.example")] }),
        SignalExample("authentication.dkim-weak", fires: { $0.authentication.dkim = [sign(&$0, .policy, "author.example")] }),
        SignalExample("authentication.dkim-unsigned-tail", fires: { evidence in
            var signature = sign(&evidence, .pass, "author.example")
            signature.bodyLength = 10
            signature.unsignedBytes = 100
            evidence.authentication.dkim = [signature]
        }),
        SignalExample(
            "authentication.dkim-unsigned-form", fires: { formed(&$0, ["from", "subject"]) },
            quiet: { formed(&$0, ["from", "subject", "content-type"]) }),
        SignalExample("authentication.nothing-vouches", fires: claiming("other.example"), quiet: SampleMail()),
        SignalExample("authentication.public-body-unvouched", fires: claiming("service.gov.uk"), quiet: claiming("other.example")),
        SignalExample("authentication.arc-pass", fires: SampleMail.sealed(.pass), quiet: SampleMail.sealed(.none)),
        SignalExample(
            "authentication.arc-fail", fires: SampleMail.sealed(.fail),
            quiet: { evidence in
                SampleMail.sealed(.fail)(&evidence)
                evidence.authentication.arc.isUndecided = true
            }),
        SignalExample("authentication.libspf2-differs", fires: { evidence in
            evidence.authentication.spfMailFrom?.libspf2 = LibSPF2View(result: "fail", differs: true, why: "/0")
        }),
    ]
}

extension SampleMail {
    /// The ordinary message with a seal that was judged so.
    static func sealed(_ result: ARCResult) -> @Sendable (inout Evidence) -> Void {
        { evidence in
            let mail = SampleMail().adding("ARC-Seal", "i=1; a=rsa-sha256; cv=none; d=list.example; s=s; b=AAAA")
            if let sealed = try? mail.report().evidence { evidence = sealed }
            evidence.authentication.arc = ARCChain()
            evidence.authentication.arc.result = result
        }
    }
}
