import DKIM
import DNS
import SPF

/// DMARC (RFC 9989 §5.3): from the Author Domain and what SPF and DKIM found to a result.
///
/// `none` where no policy record applies, `permerror` where there is no usable Author Domain, `temperror` where a
/// query that decides had no answer; a `temperror` of SPF or DKIM for an aligned domain is one too, because it may
/// have been a pass; and so is an SPF that nobody could evaluate.
extension DMARCCheck {
    /// At most so many different domains of signatures are compared with the Author Domain.
    static let identifierLimit = 20

    /// What is known of SPF for the MAIL FROM identity.
    enum SPFEvidence {
        case check(SPFCheck)
        /// It could not be evaluated, because the envelope is not known; the domain may be.
        case unknown(domain: String?)
        /// There is no such identity.
        case absent
    }

    static func evaluate(
        _ author: AuthorDomain, spf: SPFEvidence, dkim: [DKIMSignature], resolver: any Resolver,
        memory: DMARCRecords.Memory = DMARCRecords.Memory()
    ) -> DMARCCheck {
        var check = DMARCCheck()
        guard case .domain(let domain) = author else {
            check.result = .permerror
            if case .unusable(let why) = author { check.reason = why }
            return check
        }
        check.domain = domain
        var evaluation = DMARCEvaluation(domain, DMARCRecords(resolver, memory: memory), resolver)
        evaluation.evaluate(&check, spf, dkim)
        check.legacy = evaluation.legacy(beside: check, spf, dkim)
        return check
    }
}

/// One evaluation under way.
struct DMARCEvaluation {
    /// Whether an Authenticated Identifier aligns; `unknown` where the DNS did not say.
    enum Alignment: Equatable {
        case aligned, unaligned
        case unknown(String)
    }

    let author: String
    var records: DMARCRecords
    let resolver: any Resolver
    /// The walk from the Author Domain, made when something depends on it.
    private var walk: DMARCTreeWalk?

    init(_ author: String, _ records: DMARCRecords, _ resolver: any Resolver) {
        self.author = author
        self.records = records
        self.resolver = resolver
    }

    mutating func evaluate(_ check: inout DMARCCheck, _ spf: DMARCCheck.SPFEvidence, _ dkim: [DKIMSignature]) {
        guard let step = discover(&check) else { return }
        let record = step.record
        check.recordDomain = step.domain
        check.record = step.text
        check.testing = record.testing
        guard let policy = policy(step, &check) else { return }
        check.policy = policy

        var aligned: [String] = []
        var undecided: [String] = []
        // RFC 9989 §4.4.2: of SPF, the MAIL FROM identity alone.
        switch spf {
        case .check(let spf):
            check.spfAligned = vouches(
                spf.domain, passed: spf.result == .pass, mightPass: spf.result == .temperror, record.spfMode, "SPF",
                &aligned, &undecided)
        case .unknown(let domain):
            // Nobody knows what SPF would have said, so its silence is no failure.
            if let domain, alignment(of: domain, record.spfMode) == .unaligned {
                check.spfAligned = false
            } else {
                undecided.append("SPF could not be evaluated: the envelope is not known")
            }
        case .absent: break
        }
        // RFC 9989 §4.4.1: any of the signatures will do.
        var verdicts: [Bool?] = []
        for (domain, passed) in Self.signers(dkim) {
            verdicts.append(
                vouches(domain, passed: passed, mightPass: !passed, record.dkimMode, "DKIM", &aligned, &undecided))
        }
        check.dkimAligned = verdicts.contains(true) ? true : verdicts.contains(nil) ? nil : false
        if let walk, walk.failure == nil { check.organizationalDomain = walk.organizationalDomain }

        if !aligned.isEmpty {
            check.result = .pass
            check.disposition = DMARCCheck.Policy.none
            check.reason = aligned.joined(separator: " and ") + (aligned.count == 1 ? " aligns" : " align")
        } else if !undecided.isEmpty {
            // RFC 9989 §5.3.6.
            check.result = .temperror
            check.reason = undecided.joined(separator: "; ")
        } else {
            check.result = .fail
            check.disposition = record.testing ? policy.softened : policy
            let note = check.reason
            check.reason = "neither SPF nor DKIM vouches for \(author)"
            if !note.isEmpty { check.reason += "; " + note }
        }
    }

    /// The record that applies, or nil with the result in `check`.
    private mutating func discover(_ check: inout DMARCCheck) -> DMARCTreeWalk.Step? {
        // RFC 9989 §4.10.1: the Author Domain's own record applies, whatever stands above it.
        switch records.record(at: author) {
        case .record(let record, let text): return DMARCTreeWalk.Step(domain: author, record: record, text: text)
        case .failure(let why):
            check.result = .temperror
            check.reason = why
            return nil
        case .none: break
        }
        let walk = authorWalk()
        if let failure = walk.failure {
            check.result = .temperror
            check.reason = failure
            return nil
        }
        guard let step = walk.policyRecord else {
            check.reason = walk.notes.isEmpty ? "no policy record for \(author)" : walk.notes.joined(separator: "; ")
            return nil
        }
        return step
    }

    /// Which policy of the record counts; nil where the record gives no reason for DMARC processing.
    private mutating func policy(_ step: DMARCTreeWalk.Step, _ check: inout DMARCCheck) -> DMARCCheck.Policy? {
        let record = step.record
        guard record.isPolicyReadable, let p = record.p else {
            // RFC 9989 §4.10.1.
            guard record.hasReportURI else {
                check.reason = "the policy record of \(step.domain) has no valid policy and no valid rua"
                return nil
            }
            check.reason = "the policy record of \(step.domain) has no valid policy, so it counts as p=none"
            return DMARCCheck.Policy.none
        }
        if step.domain == author { return p }
        let subdomain = record.sp ?? p
        guard let np = record.np, np != subdomain else { return subdomain }
        switch authorDomainExists() {
        case true?: return subdomain
        case false?: return np
        case nil:
            check.reason = "whether \(author) exists could not be found out, so np was left aside"
            return subdomain
        }
    }

    /// RFC 9989 §3.2.13: a name does not exist where the DNS answers NXDOMAIN. Asked by the three types that mail
    /// needs, because some servers answer NXDOMAIN for a type that they do not have.
    private func authorDomainExists() -> Bool? {
        var isKnown = true
        for type in [RecordType.a, .aaaa, .mx] {
            let answer = resolver.resolve(author, type)
            if answer.status == .noError { return true }
            if answer.isTemporaryFailure { isKnown = false }
        }
        return isKnown ? false : nil
    }

    // MARK: Alignment

    private mutating func authorWalk() -> DMARCTreeWalk {
        if let walk { return walk }
        let made = DMARCTreeWalk(from: author, &records)
        walk = made
        return made
    }

    /// RFC 9989 §4.10.2.
    mutating func alignment(of identifier: String, _ mode: DMARCRecord.Mode) -> Alignment {
        let name = DomainNames.normalized(identifier)
        if name == author { return .aligned }
        guard mode == .relaxed, DomainNames.isQueryable(name) else { return .unaligned }
        // An Organizational Domain is a suffix of the name: without a common label there is nothing to ask.
        guard Self.lastLabel(name).elementsEqual(Self.lastLabel(author)) else { return .unaligned }
        let authorWalk = authorWalk()
        if let failure = authorWalk.failure { return .unknown(failure) }
        let organization = authorWalk.organizationalDomain
        guard DNS.DomainName.isEqual(name, orBelow: organization) else { return .unaligned }
        let walk = DMARCTreeWalk(from: name, &records)
        if let failure = walk.failure { return .unknown(failure) }
        return walk.organizationalDomain == organization ? .aligned : .unaligned
    }

    private static func lastLabel(_ name: String) -> Substring.UTF8View {
        let name = name.utf8
        return Substring(name[(name.lastIndex(of: 0x2E).map(name.index(after:)) ?? name.startIndex)...]).utf8
    }

    /// Domains of signatures that passed, or might have; each once, passed if any of its signatures did.
    static func signers(_ dkim: [DKIMSignature]) -> [(domain: String, passed: Bool)] {
        var order: [String] = []
        var passed: [String: Bool] = [:]
        for signature in dkim where signature.result == .pass || signature.result == .temperror {
            guard let domain = signature.domain.map(DomainNames.normalized) else { continue }
            if passed[domain] == nil {
                guard order.count < DMARCCheck.identifierLimit else { continue }
                order.append(domain)
            }
            passed[domain] = passed[domain] == true || signature.result == .pass
        }
        return order.map { ($0, passed[$0] == true) }
    }

    /// Whether an identifier passed and aligns; nil where it might, but the DNS did not say.
    private mutating func vouches(
        _ identifier: String, passed: Bool, mightPass: Bool, _ mode: DMARCRecord.Mode, _ method: String,
        _ aligned: inout [String], _ undecided: inout [String]
    ) -> Bool? {
        guard passed || mightPass else { return false }
        let what = "\(method) of \(DomainNames.normalized(identifier))"
        switch alignment(of: identifier, mode) {
        case .unaligned: return false
        case .aligned where passed:
            aligned.append(what)
            return true
        case .aligned: undecided.append(what + " had a temporary error")
        case .unknown(let why): undecided.append(what + ": " + why)
        }
        return nil
    }
}
