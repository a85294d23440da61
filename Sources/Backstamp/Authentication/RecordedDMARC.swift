import ARC

/// DMARC and ARC: results that follow from others.
extension RecordedComparison {
    /// - Parameter start: where the differences of the same field begin.
    func dmarc(_ result: RecordedResults.Result, since start: Int) -> Finding? {
        let check = authentication.dmarc
        let word = Self.word(result)
        guard word != check.result.rawValue else { return nil }
        var found = why(word, check, since: start)
        found.subject = check.domain
        found.verified = check.result.rawValue
        let name = Self.domain(Self.property(result, "header.from"))
        if let name, let domain = check.domain, name != DomainNames.normalized(domain) {
            found.cause = .otherIdentity
            found.why = "it was recorded for \(name), From names \(domain) now"
        }
        return found
    }

    private func why(_ recorded: String, _ check: DMARCCheck, since start: Int) -> Finding {
        let below = differences[start...].first { $0.method == "dkim" || $0.method == "spf" }
        if check.result == .temperror {
            if let below, below.cause == .envelopeUnknown {
                return Finding(cause: .envelopeUnknown, why: "the envelope is not known, so SPF could not be checked")
            }
            let silence = Self.silence(check.reason)
            return Finding(cause: silence.cause, why: silence.why)
        }
        if recorded == "temperror" { return Finding(cause: .noAnswerThen, why: Self.silenceThen) }
        if let legacy = check.legacy, legacy.result.rawValue == recorded {
            return Finding(
                cause: .otherRules,
                why: "by RFC 7489 and the Public Suffix List the organization is \(legacy.organizationalDomain)")
        }
        if recorded == "bestguesspass" {
            return Finding(cause: .wording, why: "the receiver's word for a pass where the domain publishes no policy")
        }
        if check.result == .fail || check.result == .pass, let below, ["pass", "fail"].contains(recorded) {
            return Finding(
                cause: .consequence, why: "it follows from \(below.method)\(below.subject.map { " of \($0)" } ?? "")")
        }
        if check.result == .none { return Finding(cause: .recordChanged, why: "the domain publishes no policy now", isOpen: true) }
        if recorded == "none" {
            return Finding(cause: .recordChanged, why: "the domain has published its policy since")
        }
        return Finding(
            cause: .otherRules, why: "the receiver judged by other records or rules (now: \(check.reason))", isOpen: true)
    }

    func arc(_ result: RecordedResults.Result, _ recorded: RecordedResults) -> Finding? {
        let word = Self.word(result)
        let chain = authentication.arc
        // A field inside a set speaks of the chain below that set.
        guard recorded.instance == nil, word != chain.result.rawValue else { return nil }
        var found = Finding(cause: .otherRules, why: "now: \(chain.reason)", isOpen: true)
        if chain.reason.contains("not recorded") { (found.cause, found.why) = Self.silence(chain.reason) }
        if chain.result == .none {
            (found.cause, found.why) = (.signatureGone, "the message holds no ARC set")
        } else if word == "none" {
            (found.cause, found.why) = (.signatureAdded, "the sets were added since")
        }
        found.subject = chain.instances.last?.domain
        found.verified = chain.result.rawValue
        return found
    }
}
