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

    private let header: HeaderSection
    /// Where the fields of `matters` stand.
    private let present: [Range<Int>]

    init(_ header: HeaderSection) {
        self.header = header
        present = Self.matters.map(header.places)
    }

    func describe(_ signature: inout DKIMSignature, at clock: Int) {
        guard !signature.signedHeaders.isEmpty else { return }
        // How often each name of the header is named, at its first place.
        var named = [Int](repeating: 0, count: header.fields.count)
        let places = signature.signedHeaders.map(header.places)
        for places in places where !places.isEmpty { named[places.lowerBound] += 1 }
        for (name, places) in zip(Self.matters, present) where !places.isEmpty && places.count > named[places.lowerBound] {
            signature.unsignedHeaders.append(name)
        }
        var absent: Set<String> = []
        for (name, places) in zip(signature.signedHeaders, places) {
            if places.isEmpty {
                if absent.insert(name).inserted { signature.oversigned.append(name) }
            } else if named[places.lowerBound] > places.count {
                signature.oversigned.append(name)
                // Once is enough.
                named[places.lowerBound] = 0
            }
        }
        signature.replayHints = Self.replayHints(signature, at: clock)
    }

    private static func replayHints(_ signature: DKIMSignature, at clock: Int) -> [String] {
        var hints: [String] = []
        if let signed = signature.signed {
            let (age, overflow) = clock.subtractingReportingOverflow(signed)
            if !overflow, age > queueLife {
                hints.append("signed \(age / 86_400) days before receipt, longer than relays try (RFC 5321 §4.5.4.1)")
            }
        }
        if !signature.signedHeaders.contains("to"), !signature.signedHeaders.contains("cc") {
            hints.append("the recipient is not signed: neither To nor Cc is in h=")
        }
        return hints
    }
}
