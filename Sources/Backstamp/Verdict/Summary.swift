import ARC

/// The summary of a verdict: at most three sentences that need no technical knowledge.
enum Summary {
    static func sentences(
        _ decision: Decision, _ evidence: Evidence, _ score: Score, carriage: Carriage?, watched: Verdict.Answer
    ) -> [String] {
        var sentences = [verdict(decision, evidence, score)]
        if let carriage, evidence.isCarriedAbroad || decision.label > .genuine { sentences.append(carriage.sentence) }
        if !evidence.content.beacons.isEmpty || decision.label == .genuine { sentences.append(watched.sentence) }
        if let weakest = WeakestHop.sentence(evidence.route) { sentences.append(weakest) }
        return Array(sentences.prefix(3))
    }

    private static func verdict(_ decision: Decision, _ evidence: Evidence, _ score: Score) -> String {
        let domain = evidence.message.authorDomain ?? "the author it claims"
        if decision.label == .unverified || decision.label == .suspicious, evidence.isAuthorImpossible {
            let doubt = score.isFlagged ? ", and a spam filter would probably stop it" : ""
            return "This message can hardly come from \(domain): no top-level domain of that name is known\(doubt)."
        }
        switch decision.ground {
        case .policyForbids:
            let isSetAside = evidence.authentication.dmarc.disposition == .quarantine
            return "This message says that it comes from \(domain), but \(domain) does not vouch for it and asks that such mail be "
                + (isSetAside ? "set aside." : "refused.")
        case .senderForbidden:
            return "This message says that it comes from \(domain), but \(domain) does not allow this server to send its mail; only forwarding could explain that."
        case .deception(let finding):
            return "Do not trust this message: " + words(finding, evidence)
        case .vouchedBut(let finding):
            return "This message comes from \(domain), but be careful: " + words(finding, evidence)
        case .looksLikeSpam where evidence.isAuthorVerified:
            return "This message comes from \(domain), but a spam filter would probably stop it (\(points(score)))."
        case .looksLikeSpam where evidence.isAuthenticationComplete:
            return "Nothing proves that this message comes from \(domain), and a spam filter would probably stop it (\(points(score)))."
        case .looksLikeSpam:
            return "A spam filter would probably stop this message (\(points(score))), and whether it comes from \(domain) could not be checked."
        case .vouched where FreeMail.isProvider(evidence.message.authorDomain):
            return "This message really comes from a mailbox at \(domain), where anybody can have one."
        case .vouched:
            let isSpotless = score.total < 1
            return "This message really comes from \(domain): the domain vouches for it\(isSpotless ? ", and nothing speaks against it" : "")."
        case .recordedVouched:
            return "A note of the receiving server says that this message really comes from \(domain); that cannot be verified any more."
        case .altered(.changed):
            return "\(domain) signed this message, but it was changed after that: what you read is not what was signed."
        case .altered(.tail):
            return "The signature of \(domain) covers only the beginning of this message; what follows could be anybody's."
        case .altered(.addedField(let name)):
            return "The signature of \(domain) does not cover all that you see: a second \(name) was added that could be anybody's."
        case .altered(.unsignedField(let name)):
            return "The signature of \(domain) does not cover all that you see: the \(name) could be anybody's."
        case .passedByList:
            let list = evidence.authentication.arc.instances.last?.domain ?? "a mailing list"
            return "\(domain) does not vouch for this copy; \(list) says that it passed it on as a mailing list, and you would have to trust it for that."
        case .nothingVouches:
            return "Nothing proves that this message comes from \(domain)\(doubts(score, and: ", and"))."
        case .notEvaluated:
            return "Whether this message comes from \(domain) could not be checked\(doubts(score, and: ";"))."
        }
    }

    private static func points(_ score: Score) -> String {
        "\(Words.decimal(score.total)) points, \(Words.decimal(Score.threshold)) are enough"
    }

    /// What else is to be said where nothing is proved. Half of what a filter needs is worth a word.
    private static func doubts(_ score: Score, and: String) -> String {
        score.total >= Score.threshold / 2
            ? "\(and) some things in it are usual in unwanted mail" : "\(and) no sign of deception was found"
    }

    /// What deceives, by name where it is a domain.
    private static func words(_ finding: Finding, _ evidence: Evidence) -> String {
        let lookalikes = evidence.content.lookalikes.filter { lookalike in finding.evidence.contains(lookalike.place) }
        if finding.signal.id.hasSuffix(".lookalike-domain"), let first = lookalikes.first {
            let all = lookalikes.filter { $0.place == first.place }
            let reasons = all.map(\.reason).filter { !$0.isEmpty }
            return "\(first.domain) is made to look like \(Words.list(all.map(\.imitates)))"
                + (reasons.isEmpty ? "." : " (\(reasons.joined(separator: "; "))).")
        }
        return finding.signal.summary.prefix(1).lowercased() + finding.signal.summary.dropFirst()
    }
}
