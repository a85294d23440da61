import DNS
import SPF

/// SPF and iprev: results about the client and the envelope of one hop.
extension RecordedComparison {
    func spf(_ result: RecordedResults.Result, _ recorded: RecordedResults) -> Finding? {
        // An ARC set and a field from below the boundary speak of another hop.
        let identity = Self.property(result, "smtp.mailfrom")
        let helo = Self.property(result, "smtp.helo")
        // RFC 7208 §9.1: helo= of Received-SPF is part of the envelope, whichever identity was checked.
        let isHelo =
            recorded.header == "received-spf"
            ? Self.property(result, "policy.identity") == "helo" : identity == nil && helo != nil
        let name = Self.domain(isHelo ? helo : identity)
        guard let check = isHelo ? authentication.spfHelo : authentication.spfMailFrom else {
            guard recorded.trusted else { return nil }
            return Finding(
                subject: name, verified: nil, cause: .envelopeUnknown,
                why: "the envelope cannot be read from the message, so it was not checked")
        }
        let word = Self.word(result)
        let client = Self.property(result, "smtp.remote-ip").flatMap { IPAddress($0) }
        let isSame = (name == nil || name == check.domain) && (client == nil || client?.unmapped == check.clientIP.unmapped)
        guard isSame else {
            guard recorded.trusted, word != check.result.rawValue else { return nil }
            return Finding(
                subject: name, verified: check.result.rawValue, cause: .otherIdentity,
                why: "it was recorded for \(name ?? "?")\(client.map { " from \($0)" } ?? ""); what the header tells "
                    + "of the envelope is \(check.domain) from \(check.clientIP)")
        }
        guard recorded.trusted || (name != nil && client != nil), word != check.result.rawValue else { return nil }
        var found = why(word, check)
        found.subject = check.domain
        found.verified = check.result.rawValue
        return found
    }

    private func why(_ recorded: String, _ check: SPFCheck) -> Finding {
        if check.result == .temperror {
            let silence = Self.silence(check.reason)
            return Finding(cause: silence.cause, why: silence.why)
        }
        if recorded == "temperror" { return Finding(cause: .noAnswerThen, why: Self.silenceThen) }
        if let local = check.localLimits.first(where: { $0.result.rawValue == recorded }) {
            return Finding(
                cause: .otherRules, why: "the receiver allows more look-ups, as \(local.receiver) does (\(local.limit))")
        }
        if let view = check.libspf2, view.differs == true, view.result == recorded {
            return Finding(
                cause: .otherRules, why: "receivers built on libspf2 conclude that: \(view.why ?? "it reads otherwise")")
        }
        return switch (recorded, check.result) {
        case (_, .none): Finding(cause: .recordChanged, why: "\(check.reason) now", isOpen: true)
        case ("none", _): Finding(cause: .recordChanged, why: "the domain has published its record since")
        default:
            Finding(cause: .recordChanged, why: "what the domain publishes now says otherwise: \(check.reason)", isOpen: true)
        }
    }

    func iprev(_ result: RecordedResults.Result, _ recorded: RecordedResults) -> Finding? {
        guard recorded.trusted, let check = authentication.iprev else { return nil }
        let word = Self.word(result)
        let client = Self.property(result, "policy.iprev").flatMap { IPAddress($0) }
        guard client == nil || client?.unmapped == check.clientIP.unmapped, word != check.result.rawValue else { return nil }
        var found = Finding(cause: .recordChanged, why: "the DNS says otherwise now: \(check.reason)")
        if check.result == .temperror { (found.cause, found.why) = Self.silence(check.reason) }
        if word == "temperror" { (found.cause, found.why) = (.noAnswerThen, Self.silenceThen) }
        found.subject = check.clientIP.description
        found.verified = check.result.rawValue
        return found
    }
}
