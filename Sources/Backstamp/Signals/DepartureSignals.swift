import MIME

/// Signals that compare a message with what is usual for its sender. They fire only where the user gives a baseline
/// (`check --baseline`), which `drift --learn` writes.
extension SignalCatalogue {
    static let departures: [Signal] = [
        departure(
            "trace.new-operator", .low, weight: 0.8, .operator, "Somebody else sends this sender's mail than in the messages learned from.",
            explanation: "Senders change their mailers now and then; a forger nearly always sends from elsewhere."),
        departure(
            "trace.new-country", .low, weight: 0.8, .country, "The message was handed over from a country from which the sender's mail never came.",
            explanation: "Another law reaches the mail there, and a stolen or forged name is often used from another country."),
        departure(
            "trace.new-network", .info, weight: 0.3, .network, "The message was handed over from a network from which the sender's mail never came.",
            explanation: "Large mailers add networks without notice; it says more beside a new operator or country."),
        departure(
            "trace.new-software", .info, weight: 0.2, .software, "Another server program handed the message over than is usual for the sender.",
            explanation: "What a server calls itself is its own word. It changes when a sender moves, or when it is not the sender."),
        departure(
            "originator.new-mailer", .info, weight: 0.3, .mailer, "The message was written with another program than is usual for the sender.",
            explanation: "A field that anybody can write; kits that forge mail seldom copy it. People change programs too."),
        departure(
            "originator.new-return-path", .low, weight: 0.4, .returnPath, "Error messages go to a domain that the sender never used for them.",
            explanation: "The envelope shows who really sends. It changes together with a hired mailer."),
        departure(
            "authentication.new-signer", .low, weight: 0.4, .dkimDomain, "A domain signs the message that never signed for this sender.",
            explanation: "A new mailer signs with its own domain until the sender gives it a key; a forger signs with his own for ever.",
            isMissing: false),
        departure(
            "authentication.new-selector", .info, weight: 0.1, .dkimSelector, "The message is signed with a key that the sender never used.",
            explanation: "Keys are changed for good practice (RFC 6376 §3.1). It matters where a new operator appears with it."),
        departure(
            "authentication.no-longer-signed", .medium, weight: 1.0, .dkimDomain, "The sender's messages were always signed, and this one is not.",
            explanation: "Who signs all mail seldom stops. Messages that a list or a gateway took apart lose their signature too.",
            isMissing: true),
        departure(
            "authentication.no-longer-passes", .medium, weight: 1.0, .dmarc, "The sender's messages always passed DMARC, and this one does not.",
            explanation: "Forwarding breaks it, and so does a sender's mistake; a forged message never passes."),
        departure(
            "transport.weaker-than-usual", .low, weight: 0.3, .transport, "The message came over a weaker connection than any of the sender's before.",
            explanation: "A sender that speaks modern TLS does not fall back to none by itself."),
        departure(
            "content.first-tracker", .low, weight: 0.3, .beaconHost, "Opening the message tells somebody who never learned of it with this sender.",
            explanation: "Either the sender began to watch its readers, or somebody else does."),
        departure(
            "links.new-hosts", .low, weight: 0.4, .linkHost, "None of the links leads where the sender's links lead.",
            explanation:
                "A sender's links mostly lead to a few places of its own. It counts only where those places are few for the number "
                + "of messages, so not for people who write to each other about anything."),
    ]

    /// - Parameter isMissing: for facets that may be new and may be gone: which of the two.
    private static func departure(
        _ id: String, _ severity: Signal.Severity, weight: Double, _ facet: Infrastructure.Facet, _ summary: String,
        explanation: String, isMissing: Bool? = nil
    ) -> Signal {
        Signal(id, severity, weight: weight, on: .departures, reference: "Documentation/Archive.md, baselines", summary, explanation: explanation) { evidence in
            evidence.departures.filter { departure in
                departure.facet == facet && (isMissing.map { $0 == departure.found.isEmpty } ?? true)
            }.map { evidence.place($0) }
        }
    }
}

extension Evidence {
    /// Where the message shows it.
    fileprivate func place(_ departure: Departure) -> Place {
        let place: Place? =
            switch departure.facet {
            case .operator, .country, .network, .transport, .spf: route.borderHop.map { self.place($0) }
            case .software: route.boundary.flatMap { $0 > 0 ? self.place(route.hops[$0 - 1]) : nil }
            case .mailer: (header.first("x-mailer") ?? header.first("user-agent")).map { self.place($0) }
            case .returnPath: header.first("return-path").map { self.place($0) }
            case .dkim, .dkimDomain, .dkimSelector: header.first("dkim-signature").map { self.place($0) }
            case .dmarc: dmarcPlace
            case .beaconHost: content.beacons.first?.place
            case .linkHost: content.links.first { $0.kind == "http" || $0.kind == "https" }?.place
            }
        return (place ?? fromPlace).saying(departure.text)
    }
}
