import DKIM
import Domains
import SPF

/// The answer of RFC 7489 beside that of RFC 9989: many receivers still find the Organizational Domain by the Public
/// Suffix List, know no `np`, `psd` and `t`, and ask at two names only.
extension DMARCEvaluation {
    /// nil where both agree on result, policy and the record's place, or where the DNS gave no answer.
    mutating func legacy(
        beside check: DMARCCheck, _ spf: DMARCCheck.SPFEvidence, _ dkim: [DKIMSignature]
    ) -> DMARCCheck.Legacy? {
        guard check.result != .temperror, check.result != .permerror else { return nil }
        // A public suffix that sends mail is its own organization.
        let organization = PublicSuffix.registrableDomain(of: author) ?? author
        var legacy = DMARCCheck.Legacy(
            result: .none, recordDomain: nil, policy: nil, organizationalDomain: organization)
        for domain in author == organization ? [author] : [author, organization] {
            switch records.record(at: domain) {
            case .none: continue
            case .failure: return nil
            case .record(let record, _):
                guard let policy = Self.legacyPolicy(record, isSubdomain: domain != author) else { break }
                legacy.recordDomain = domain
                legacy.policy = policy
                legacy.result = passes(record, organization, spf, dkim) ? .pass : .fail
            }
            break
        }
        let agrees =
            (legacy.result, legacy.policy) == (check.result, check.policy)
            && (legacy.recordDomain == check.recordDomain || check.result == .none)
        return agrees ? nil : legacy
    }

    /// RFC 7489 §6.6.3, step 6.
    private static func legacyPolicy(_ record: DMARCRecord, isSubdomain: Bool) -> DMARCCheck.Policy? {
        guard let p = record.p else { return record.hasReportURI ? DMARCCheck.Policy.none : nil }
        return isSubdomain ? record.sp ?? p : p
    }

    /// RFC 7489 §3.1: relaxed alignment is the same Organizational Domain.
    private func passes(
        _ record: DMARCRecord, _ organization: String, _ spf: DMARCCheck.SPFEvidence, _ dkim: [DKIMSignature]
    ) -> Bool {
        let aligns = { (identifier: String, mode: DMARCRecord.Mode) in
            let name = DomainNames.normalized(identifier)
            guard name != author else { return true }
            return mode == .relaxed && (PublicSuffix.registrableDomain(of: name) ?? name) == organization
        }
        if case .check(let spf) = spf, spf.result == .pass, aligns(spf.domain, record.spfMode) { return true }
        return Self.signers(dkim).contains { $0.passed && aligns($0.domain, record.dkimMode) }
    }
}
