import DKIM

/// DKIM: which signature a recorded result is about, and what became of it since.
extension RecordedComparison {
    /// - Parameter signatures: those that no result of the same field was about yet.
    func dkim(_ result: RecordedResults.Result, _ signatures: inout [DKIMSignature]) -> Finding? {
        let word = Self.word(result)
        if word == "none" {
            guard let first = authentication.dkim.first else { return nil }
            return Finding(
                subject: first.domain, verified: first.result.rawValue, cause: .signatureAdded,
                why: "there was no signature then; it was added since")
        }
        // RFC 8601 §2.7.1: header.d, else the domain of header.i; header.s.
        let domain = Self.domain(Self.property(result, "header.d") ?? Self.property(result, "header.i"))
        let selector = Self.property(result, "header.s")?.lowercased()
        let matching = signatures.indices.filter { index in
            let signature = signatures[index]
            let isDomain = domain == nil || signature.domain == domain || Self.domain(signature.identity) == domain
            return isDomain && (selector == nil || signature.selector?.lowercased() == selector)
        }
        guard let index = matching.first(where: { signatures[$0].result.rawValue == word }) ?? matching.first else {
            // A second result for a signature that had one is no other signature.
            let isKnown = authentication.dkim.contains { $0.domain == domain }
            return isKnown ? nil : Finding(
                subject: domain, verified: "none", cause: .signatureGone,
                why: "the message holds no such signature any more", isOpen: true)
        }
        let signature = signatures.remove(at: index)
        guard signature.result.rawValue != word else { return nil }
        var found = why(word, signature)
        found.subject = signature.domain ?? domain
        found.verified = signature.result.rawValue
        return found
    }

    private func why(_ recorded: String, _ signature: DKIMSignature) -> Finding {
        let byList = isList ? ", as mailing lists do" : ""
        if signature.isBodyAltered, recorded == "pass" {
            return Finding(
                cause: .bodyAltered,
                why: "the body was altered after it was checked\(byList); there is no key to check the rest with")
        }
        if signature.result == .temperror {
            let silence = Self.silence(signature.reason)
            return Finding(cause: silence.cause, why: silence.why)
        }
        if recorded == "temperror" { return Finding(cause: .noAnswerThen, why: Self.silenceThen) }
        if signature.result == .pass {
            return Finding(
                cause: .otherRules,
                why: "the receiver read the message before something was undone, or reads signatures otherwise")
        }
        guard recorded == "pass" else {
            return Finding(cause: .wording, why: "both mean that the signature does not count (\(signature.reason))")
        }
        return switch signature.cause {
        case .keyNotFound: Finding(cause: .keyGone, why: "the key record is not in the DNS any more", isOpen: true)
        case .keyRevoked: Finding(cause: .keyGone, why: "the domain has revoked the key since")
        case .bodyAltered: Finding(cause: .bodyAltered, why: "the body was altered after it was checked\(byList)")
        case .headerAltered:
            Finding(
                cause: .headerAltered, why: "the header was altered after it was checked\(byList), or the key replaced")
        case .headerAndBodyAltered:
            Finding(
                cause: .headerAndBodyAltered, why: "header and body were altered after they were checked\(byList)",
                isOpen: !isList)
        case .expired: Finding(cause: .expired, why: "by the clock of this run the signature has expired")
        case .weakKey, .weakAlgorithm:
            Finding(cause: .otherRules, why: "the receiver accepted what RFC 8301 forbids (\(signature.reason))")
        default: Finding(cause: .otherRules, why: "the receiver is less strict (\(signature.reason))", isOpen: true)
        }
    }
}
