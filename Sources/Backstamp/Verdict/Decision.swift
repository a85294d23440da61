import ARC
import DKIM
import SPF

/// Which label a message gets, and which findings decided it. The rules, first match wins:
///
/// 1. forged: DMARC fails, and the author's domain asks to refuse or set aside such mail (verified here, or noted so by
///    the receiver), and no sealed mailing list explains it.
/// 2. suspicious: something is made to deceive (`deceptions`); SPF of the author's domain forbids the server (plain
///    forwarding does it too, so this alone is no forgery); or the score is at or above the threshold.
/// 3. unverified: the author's own signature shows that the message was changed or added to.
/// 4. genuine: the author's domain vouches (DMARC, or aligned DKIM or SPF, verified here; or recorded so by a receiver
///    that the user named), and no finding of high severity stands against it.
/// 5. unverified: everything else.
struct Decision: Sendable {
    enum Ground: Sendable {
        case policyForbids, senderForbidden, looksLikeSpam, vouched, recordedVouched, nothingVouches, notEvaluated
        case passedByList
        /// The finding that deceives.
        case deception(Finding)
        /// The domain vouches, and this finding speaks against trusting it all the same.
        case vouchedBut(Finding)
        case altered(Evidence.Contradiction)
    }

    let label: Verdict.Label
    let ground: Ground
    /// The signals that decided, then the weightiest others; at most five.
    let because: [String]

    init(_ evidence: borrowing Evidence, _ findings: [Finding], _ score: Score) {
        let isVouched = evidence.isAuthorVerified || evidence.isAuthorVerifiedByNamedReceiver
        let against = Self.weighty(findings) { $0 > 0 }
        let grave = against.filter { $0.signal.severity >= .high && $0.signal.family != .authentication }
        let deception = Self.deception(grave, isVouched: isVouched, isComplete: evidence.isAuthenticationComplete)
        let policyForbids = !isVouched && (Self.isRefused(evidence.authentication.dmarc) || evidence.isRefusalRecorded)

        if policyForbids && !evidence.isPassedBySealedList {
            (label, ground) = (.forged, .policyForbids)
        } else if let deception {
            (label, ground) = (.suspicious, .deception(deception))
        } else if !isVouched && evidence.isSenderForbidden {
            (label, ground) = (.suspicious, .senderForbidden)
        } else if score.isFlagged {
            (label, ground) = (.suspicious, .looksLikeSpam)
        } else if policyForbids {
            (label, ground) = (.unverified, .passedByList)
        } else if let contradiction = evidence.contradiction, contradiction.isAddition || !evidence.isDiscussionList {
            (label, ground) = (.unverified, .altered(contradiction))
        } else if isVouched, let finding = grave.first {
            (label, ground) = (.unverified, .vouchedBut(finding))
        } else if evidence.isAuthorVerified {
            (label, ground) = (.genuine, .vouched)
        } else if evidence.isAuthorRecordedVerified {
            (label, ground) = (isVouched ? .genuine : .unverified, .recordedVouched)
        } else {
            (label, ground) = (.unverified, evidence.isAuthenticationComplete ? .nothingVouches : .notEvaluated)
        }
        because = Self.because(label, ground, findings, against)
    }

    /// The findings of some weights, the weightiest first. Places are sorted, because each finding holds others.
    private static func weighty(_ findings: [Finding], where isWanted: (Double) -> Bool) -> [Finding] {
        let lent = findings.span
        var order: [(weight: Double, index: Int)] = []
        for index in lent.indices where isWanted(lent[index].signal.weight) { order.append((abs(lent[index].signal.weight), index)) }
        order.sort { $0.weight > $1.weight }
        return order.map { findings[$0.index] }
    }

    /// RFC 9989 §5.3: what the domain's owner asks for, after `t=y`.
    private static func isRefused(_ dmarc: DMARCCheck) -> Bool {
        dmarc.result == .fail && (dmarc.disposition == .reject || dmarc.disposition == .quarantine)
    }

    /// A finding of critical severity deceives; one of high severity does where everything was checked and nothing
    /// vouches, or beside a second one.
    private static func deception(_ grave: [Finding], isVouched: Bool, isComplete: Bool) -> Finding? {
        if let critical = grave.first(where: { $0.signal.severity == .critical }) { return critical }
        guard let first = grave.first else { return nil }
        return grave.count > 1 || (!isVouched && isComplete) ? first : nil
    }

    private static func because(
        _ label: Verdict.Label, _ ground: Ground, _ findings: [Finding], _ against: [Finding]
    ) -> [String] {
        var ids: [String] = []
        switch ground {
        case .deception(let finding), .vouchedBut(let finding): ids = [finding.signal.id]
        case .policyForbids, .passedByList:
            ids = findings.map(\.signal.id).filter {
                $0 == "authentication.dmarc-fail-enforced" || $0 == "authentication.recorded-dmarc-fail"
            }
        case .senderForbidden: ids = ["authentication.spf-fail"]
        default: break
        }
        let others = label == .genuine
            ? weighty(findings) { $0 < 0 } : against
        for finding in others where ids.count < 5 && !ids.contains(finding.signal.id) { ids.append(finding.signal.id) }
        return ids
    }
}

extension Evidence {
    /// SPF of the author's own domain says `fail` (RFC 7208 §8.4).
    var isSenderForbidden: Bool {
        authentication.spfMailFrom?.result == .fail
            && sameOrganization(authentication.spfMailFrom?.domain, message.authorDomain)
    }

    /// Whether a mailing list passed the message on and sealed it, and a signature of the author stands there that a
    /// list's footer may have broken. The sealer handed the message in itself; or it is one of the relays that the
    /// receiver trusts, and its set says that the author's domain vouched for what it got. All of it is the sealer's
    /// word (RFC 8617 §9): who seals can also lie, so this keeps a message from `forged` and no more.
    var isPassedBySealedList: Bool {
        guard isDiscussionList, authentication.arc.result == .pass,
            authentication.dkim.contains(where: { sameOrganization($0.domain, message.authorDomain) })
        else { return false }
        let client = route.borderHop?.from.rdns ?? mailFromDomain
        for set in authentication.arc.instances.reversed() {
            if sameOrganization(set.domain, client) { return true }
            guard route.hops.contains(where: { $0.trusted && sameOrganization($0.by.name, set.domain) }) else {
                return false
            }
            if isAuthorVouched(inSet: set.instance) { return true }
            // A relay of the receiver's behind the list found what the list had made of it.
        }
        return false
    }

    /// Whether the ARC-Authentication-Results of a set name the author's domain as one that vouched.
    private func isAuthorVouched(inSet instance: Int) -> Bool {
        authentication.recorded.contains { record in
            record.header == "arc-authentication-results" && record.instance == instance
                && record.results.contains { result in
                    guard result.result == "pass" else { return false }
                    let names = ["dmarc": "header.from", "dkim": "header.d"]
                    return result.properties.contains {
                        $0.name == names[result.method] && sameOrganization($0.value.lowercased(), message.authorDomain)
                    }
                }
        }
    }
}
