/// Signals about how safely the message was carried. What a relay says of its own transport is believed as far as the
/// relay is: above the boundary it is a fact, below it a claim.
extension SignalCatalogue {
    static let transport: [Signal] = [
        Signal(
            "transport.in-clear", .low, weight: 0.2, on: .worstTransport, reference: "RFC 3207, RFC 7435",
            "Part of the way was not encrypted: anybody on the line could read and change the message.",
            explanation: "Fires where a relay of a kind that notes encryption has noted none. Usual before 2014, rare now."
        ) { evidence in
            evidence.hops(where: { $0.tls.used == false && $0.tls.grade == .f }, saying: { $0.tls.reason })
        },

        Signal(
            "transport.obsolete-protocol", .low, weight: 0.2, on: .oldProtocol, reference: "RFC 8996, RFC 7568, RFC 6176",
            "Part of the way was encrypted with a protocol that is given up as unsafe.",
            explanation: "SSL 2 and 3, TLS 1.0 and 1.1 must not be used any more."
        ) { evidence in
            evidence.hops(where: { ["SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"].contains($0.tls.version ?? "") }, saying: { $0.tls.reason })
        },

        Signal(
            "transport.broken-cipher", .medium, weight: 0.4, on: .worstTransport, reference: "RFC 7465 (RC4), RFC 8429 (3DES), RFC 5469 (DES)",
            "Part of the way was encrypted with a cipher that can be broken.",
            explanation: "RC4, DES, export-grade, anonymous and null ciphers protect against nobody who tries."
        ) { evidence in
            evidence.hops(where: { $0.tls.used == true && $0.tls.grade == .f }, saying: { $0.tls.reason })
        },

        Signal(
            "transport.no-forward-secrecy", .info, weight: 0, on: .lesserTransport, reference: "RFC 9325 §4.1",
            "Part of the way was encrypted without forward secrecy.",
            explanation: "Who records the connection and later gets the server's key can read it."
        ) { evidence in
            evidence.hops(
                where: { $0.tls.used == true && $0.tls.reason?.holds("no forward secrecy") ?? false }, saying: { $0.tls.reason })
        },

        Signal(
            "transport.web-submission", .info, weight: 0, on: .webHop, reference: "RFC 5321 §4.4 (with HTTP), IANA mail parameters",
            "The message was handed in over the web (HTTP), by a page or a program.",
            explanation:
                "Webmail, or a form on a hacked site: the author's computer is the first address of the route. Customers of "
                + "hired mailers hand in that way as a rule, so it does not fire there."
        ) { evidence in
            // Exchange hands messages on within its house by HTTP.
            evidence.hops { hop in
                hop.with?.utf8.span.matches("http".utf8.span, at: 0) ?? false && !hop.dialect.hasPrefix("exchange") && hop.dialect != "sendgrid"
                    && hop.by.name.flatMap { OperatorCatalogue.standard.entry(ofHost: $0) }?.kind != .esp
            }
        },
    ]
}
