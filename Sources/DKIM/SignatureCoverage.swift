import MIME

/// What a signature covers of the header, whether or not it is valid (RFC 6376 §5.4, §8.15), and what invites a replay
/// (§8.6): facts of the signature field and the message, no judgement of who added what.
struct SignatureCoverage {
    /// Fields that a reader sees or acts on (RFC 6376 §5.4.1), and those that say how the body is to be read.
    static let matters = [
        "from", "sender", "reply-to", "subject", "date", "to", "cc", "message-id", "content-type",
        "content-transfer-encoding", "mime-version", "list-unsubscribe", "list-unsubscribe-post",
    ]

    /// Seconds for which a relay tries to hand a message on (RFC 5321 §4.5.4.1: four to five days).
    static let queueLife = 5 * 86_400

    private let present: [String: Int]

    init(_ header: HeaderSection) {
        var present: [String: Int] = [:]
        for field in header.fields where !field.key.isEmpty { present[field.key, default: 0] += 1 }
        self.present = present
    }

    func describe(_ signature: inout DKIMSignature, at clock: Int) {
        guard !signature.signedHeaders.isEmpty else { return }
        var named: [String: Int] = [:]
        for name in signature.signedHeaders { named[name, default: 0] += 1 }
        signature.unsignedHeaders = Self.matters.filter { present[$0, default: 0] > named[$0, default: 0] }
        var seen: Set<String> = []
        signature.oversigned = signature.signedHeaders.filter {
            named[$0, default: 0] > present[$0, default: 0] && seen.insert($0).inserted
        }
        signature.replayHints = Self.replayHints(signature, named, at: clock)
    }

    private static func replayHints(_ signature: DKIMSignature, _ named: [String: Int], at clock: Int) -> [String] {
        var hints: [String] = []
        if let signed = signature.signed {
            let (age, overflow) = clock.subtractingReportingOverflow(signed)
            if !overflow, age > queueLife {
                hints.append("signed \(age / 86_400) days before receipt, longer than relays try (RFC 5321 §4.5.4.1)")
            }
        }
        if named["to"] == nil, named["cc"] == nil {
            hints.append("the recipient is not signed: neither To nor Cc is in h=")
        }
        return hints
    }
}
