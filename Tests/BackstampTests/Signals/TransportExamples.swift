import Backstamp
extension SignalExample {
    private static func secured(_ version: String, _ cipher: String) -> SampleMail {
        SampleMail().with(
            "Received",
            "from mail.author.example (mail.author.example [192.0.2.10])\r\n\t(using \(version) with cipher \(cipher) (128/128 bits))\r\n\tby mx.receiver.example (Postfix) with ESMTPS id 1; Tue, 3 Mar 2026 10:00:05 +0000")
    }

    static let transport: [SignalExample] = [
        SignalExample("transport.in-clear", fires: SampleMail().from("mail.author.example (mail.author.example [9.9.9.9])", with: "ESMTP")),
        SignalExample("transport.obsolete-protocol", fires: secured("TLSv1", "ECDHE-RSA-AES128-SHA")),
        SignalExample("transport.broken-cipher", fires: secured("TLSv1.2", "RC4-SHA"), quiet: secured("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256")),
        SignalExample("transport.no-forward-secrecy", fires: secured("TLSv1.2", "AES128-GCM-SHA256")),
        SignalExample("transport.web-submission", fires: { $0.route.hops[0].change { $0.with = "HTTP" } }, quiet: { evidence in
            evidence.route.hops[0].change { $0.with = "HTTP" }
            evidence.route.hops[0].change { $0.dialect = "sendgrid" }
        }),
    ]
}
