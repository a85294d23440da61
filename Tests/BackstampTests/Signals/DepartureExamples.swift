import Backstamp
import DKIM
import Geography
import MIME

/// What was learned of author.example: thirty messages from 192.0.2.10 in GB, signed, passing, without beacons.
extension SignalExample {
    private static func learned(_ change: (inout Baseline.Sender) -> Void = { _ in }) -> Baseline {
        var sender = Baseline.Sender(messages: 30)
        let usual: [Infrastructure.Facet: String] = [
            .operator: "author.example", .country: "GB", .network: "AS64496 UK-NET", .software: "Postfix", .mailer: "Mutt",
            .returnPath: "author.example", .dkimDomain: "author.example", .dkimSelector: "s1 of author.example",
            .transport: "A", .linkHost: "author.example", .dmarc: "pass",
        ]
        for (facet, value) in usual {
            sender.values[facet] = [value: Baseline.Value(count: 30, first: 1_700_000_000, last: 1_770_000_000)]
            sender.shown[facet] = 30
        }
        change(&sender)
        var baseline = Baseline()
        baseline.senders["author.example"] = sender
        return baseline
    }

    private static func example(
        _ signal: String, _ baseline: Baseline = learned(), quiet: @escaping @Sendable (inout Evidence) -> Void = { _ in },
        fires: @escaping @Sendable (inout Evidence) -> Void
    ) -> SignalExample {
        SignalExample(
            signal, fires: { evidence in
                fires(&evidence)
                evidence.departures = baseline.departures(of: evidence)
            }, quiet: { evidence in
                quiet(&evidence)
                evidence.departures = baseline.departures(of: evidence)
            })
    }

    private static func example(
        _ signal: String, _ baseline: Baseline, isQuiet: @escaping @Sendable (inout Evidence) -> Void
    ) -> SignalExample {
        let settled = learned()
        return SignalExample(
            signal, fires: { evidence in
                isQuiet(&evidence)
                evidence.departures = settled.departures(of: evidence)
            }, quiet: { evidence in
                isQuiet(&evidence)
                evidence.departures = baseline.departures(of: evidence)
            })
    }

    private static func from(_ country: String, asn: Int = 64496) -> @Sendable (inout Evidence) -> Void {
        { $0.route.hops[0].change { $0.location = Location(country: country, asn: asn, network: "UK-NET") } }
    }

    private static func signature(_ domain: String, _ selector: String) -> DKIMSignature {
        var signature = DKIMSignature(field: 0)
        signature.domain = domain
        signature.selector = selector
        signature.result = .pass
        return signature
    }

    private static let signed: @Sendable (inout Evidence) -> Void = { evidence in
        evidence.authentication.dkim = [signature("author.example", "s1")]
    }

    static let departures: [SignalExample] = [
        example("trace.new-operator") { $0.route.hops[0].change { $0.from.rdns = "mail.whatcounts.com" } },
        example("trace.new-country", quiet: from("GB")) { from("US")(&$0) },
        // Nothing is new for a sender that came from nearly as many countries as messages.
        example(
            "trace.new-country",
            learned { sender in
                sender.messages = 5
                sender.shown[.country] = 5
                for code in ["FR", "DE", "GB", "US"] { sender.values[.country, default: [:]][code] = Baseline.Value(count: 1, first: 0, last: 0) }
            }, isQuiet: from("JP")),
        example("trace.new-network", quiet: from("GB")) { from("GB", asn: 64511)(&$0) },
        example("trace.new-software") { evidence in
            var below = evidence.route.hops[0]
            below.change { $0.software = "Exim 4.96" }
            evidence.route.hops = [below, evidence.route.hops[0]]
            evidence.route.boundary = 1
        },
        SignalExample(
            "originator.new-mailer", fires: SampleMail().adding("X-Mailer", "The Bat! 3.0"), learned: learned(),
            quiet: SampleMail().adding("X-Mailer", "Mutt 2.2")),
        example("originator.new-return-path") { $0.message = $0.message.with(returnPath: "bounce@other.example") },
        example("authentication.new-signer", quiet: signed) { $0.authentication.dkim = [signature("other.example", "s1")] },
        example("authentication.new-selector", quiet: signed) { $0.authentication.dkim = [signature("author.example", "s2")] },
        example("authentication.no-longer-signed", quiet: signed) { $0.authentication.dkim = [] },
        example("authentication.no-longer-passes") { $0.authentication.dmarc.result = .fail },
        example("transport.weaker-than-usual") { $0.route.hops[0].change { $0.tls.grade = .f } },
        example("content.first-tracker") { evidence in
            evidence.content.beacons = [
                Content.Beacon(
                    url: "https://t.example/o.gif", kind: "tiny", host: "t.example", confidence: 0.9, reason: "",
                    place: Place(.html, text: "<img>"))
            ]
        },
        SignalExample(
            "links.new-hosts", fires: SampleMail().text("See https://elsewhere.example/ for more.\r\n"), learned: learned(),
            quiet: SampleMail()),
    ]

    private init(_ signal: String, fires: SampleMail, learned: Baseline, quiet: SampleMail) {
        var policy = Policy(now: MailDate(seconds: 1_772_532_000))
        policy.baseline = learned
        let chosen = policy
        self.init(signal, firing: { try fires.report(locations: SamplePlaces(), policy: chosen).evidence },
            quiet: { try quiet.report(locations: SamplePlaces(), policy: chosen).evidence })
    }
}
