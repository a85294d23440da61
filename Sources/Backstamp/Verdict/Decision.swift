import ARC
import SPF
/// Which label a message gets, and which findings decided it. The rules, first match wins:
///
/// 1. forged: DMARC fails under a policy of quarantine or reject, verified here or noted so by the receiver, and no
///    sealed mailing list explains it.
/// 2. suspicious: a finding of critical severity; one of high severity beside an author that nothing vouches for; SPF of
///    the author's domain forbids the server (plain forwarding does it too, so this alone is no forgery); or a score at
///    or above the threshold.
/// 3. unverified: the author's own signature shows that the text was changed, or covers a part of it only.
/// 4. genuine: the author's domain vouches (DMARC, or aligned DKIM or SPF, verified here; or recorded so by a receiver
///    that the user named).
/// 5. unverified: everything else.
struct Decision: Sendable {
    enum Ground: Sendable {
        case policyForbids, senderForbidden, deception, looksLikeSpam, vouched, recordedVouched, nothingVouches, notEvaluated
        case brokenByList, altered
    }

    let label: Verdict.Label
    let ground: Ground
    let because: [String]

    init(_ evidence: Evidence, _ findings: [Finding], _ score: Score) {
        let isVouched = evidence.isAuthorVerified || evidence.isAuthorRecordedVerified
        let fired = { (id: String) in findings.contains { $0.signal.id == id } }
        let isExplainedByList = evidence.isDiscussionList && evidence.authentication.arc.result == .pass
        let against = findings.filter { $0.signal.weight > 0 }.sorted { $0.signal.weight > $1.signal.weight }
        let critical = against.filter { $0.signal.severity == .critical && !$0.signal.id.hasPrefix("authentication.") }
        let high = against.filter { $0.signal.severity == .high && $0.signal.family != .authentication }

        let policyForbids = fired("authentication.dmarc-fail-enforced")
            || (fired("authentication.recorded-dmarc-fail") && !isVouched)
        let senderForbidden = !isVouched && evidence.authentication.dmarc.result != .pass
            && evidence.authentication.spfMailFrom?.result == .fail
            && evidence.sameOrganization(evidence.authentication.spfMailFrom?.domain, evidence.message.authorDomain)

        if policyForbids && !isExplainedByList && !isVouched {
            (label, ground) = (.forged, .policyForbids)
        } else if !critical.isEmpty || (!isVouched && !high.isEmpty) {
            (label, ground) = (.suspicious, .deception)
        } else if senderForbidden {
            (label, ground) = (.suspicious, .senderForbidden)
        } else if score.isFlagged {
            (label, ground) = (.suspicious, .looksLikeSpam)
        } else if evidence.contradictedSignature != nil && !evidence.isDiscussionList {
            (label, ground) = (.unverified, .altered)
        } else if evidence.isAuthorVerified {
            (label, ground) = (.genuine, .vouched)
        } else if evidence.isAuthorVerifiedByNamedReceiver {
            (label, ground) = (.genuine, .recordedVouched)
        } else if evidence.isAuthorRecordedVerified {
            (label, ground) = (.unverified, .recordedVouched)
        } else if policyForbids || isExplainedByList {
            (label, ground) = (.unverified, .brokenByList)
        } else {
            (label, ground) = (.unverified, evidence.isAuthenticationComplete ? .nothingVouches : .notEvaluated)
        }
        because = Self.because(label, findings, against)
    }

    /// At most five: what speaks for a genuine message, what speaks against any other.
    private static func because(_ label: Verdict.Label, _ findings: [Finding], _ against: [Finding]) -> [String] {
        if label == .genuine {
            return findings.filter { $0.signal.weight < 0 }.sorted { $0.signal.weight < $1.signal.weight }
                .prefix(5).map(\.signal.id)
        }
        return against.prefix(5).map(\.signal.id)
    }
}
