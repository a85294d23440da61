package import DNS

/// Sender Policy Framework (RFC 7208): may this client use this identity?
///
/// The result is our own evaluation of the strict grammar. Beside it stands what receivers built on libspf2 will
/// conclude from the same answers. Nothing throws: what goes wrong is `temperror` or `permerror`, with its reason.
package struct SPFVerifier {
    private let resolver: any Resolver
    private let receiver: String
    private let now: Int
    private let asksLibSPF2: Bool
    private let records: SPFRecordCache
    private let memory: SPFCheckMemory?

    /// - Parameters:
    ///   - receiver: the name of the host that asks, for explanations (`%{r}`).
    ///   - now: seconds since 1970, for explanations (`%{t}`).
    ///   - asksLibSPF2: whether to fill `SPFCheck.libspf2`.
    ///   - records: parsed records; share one between the verifiers of a run.
    ///   - memory: checks that were made; share one between those that ask libspf2.
    package init(
        resolver: any Resolver, receiver: String = "unknown", now: Int, asksLibSPF2: Bool = true,
        records: SPFRecordCache = SPFRecordCache(), memory: SPFCheckMemory? = nil
    ) {
        self.records = records
        self.memory = asksLibSPF2 ? memory : nil
        self.resolver = resolver
        self.receiver = receiver
        self.now = now
        self.asksLibSPF2 = asksLibSPF2
    }

    /// Both identities; nil for one that was not given.
    /// - Parameter mailFrom: the reverse-path, with or without its angle brackets; empty for the null reverse-path.
    package func check(ip: IPAddress, helo: String, mailFrom: String) -> (mailfrom: SPFCheck?, helo: SPFCheck?) {
        let heloCheck = helo.isEmpty ? nil : checkHelo(ip: ip, helo: helo)
        let isNull = Self.path(mailFrom).isEmpty
        // RFC 7208 §2.4: the null reverse-path stands for postmaster at the HELO name, so it is the same question.
        if isNull, var check = heloCheck {
            check.identity = .mailfrom
            return (check, heloCheck)
        }
        return (isNull ? nil : checkMailFrom(ip: ip, helo: helo, mailFrom: mailFrom), heloCheck)
    }

    /// RFC 7208 §2.4.
    package func checkMailFrom(ip: IPAddress, helo: String, mailFrom: String) -> SPFCheck {
        let path = Self.path(mailFrom)
        let (localPart, domain) = path.isEmpty ? ("postmaster", helo) : SPFSender.split(path)
        return check(.mailfrom, ip: ip, helo: helo, localPart: localPart, domain: domain)
    }

    /// RFC 7208 §2.3.
    package func checkHelo(ip: IPAddress, helo: String) -> SPFCheck {
        check(.helo, ip: ip, helo: helo, localPart: "postmaster", domain: helo)
    }

    private static func path(_ mailFrom: String) -> String {
        mailFrom.hasPrefix("<") && mailFrom.hasSuffix(">") ? String(mailFrom.dropFirst().dropLast()) : mailFrom
    }

    private func check(
        _ identity: SPFIdentity, ip: IPAddress, helo: String, localPart: String, domain: String
    ) -> SPFCheck {
        let limit = SPFSender.maximumIdentity
        guard localPart.utf8.count + domain.utf8.count + helo.utf8.count <= limit else {
            return SPFCheck(
                identity: identity, result: .none, domain: SPFGrammar.printable(domain.utf8),
                clientIP: ip,
                reason: "an identity of more than \(limit) octets")
        }
        let sender = SPFSender(
            ip: ip.unmapped, localPart: localPart, domain: DomainName.normalized(SPFSender.ascii(domain)),
            helo: SPFSender.ascii(helo),
            receiver: receiver, now: now)
        if let known = memory?.check(identity, ip, sender, resolver) { return known }
        let answers = AnswerMemory(resolver)
        var evaluation = SPFEvaluation(sender: sender, resolver: answers, records: records)
        var check = SPFCheck(identity: identity, result: .none, domain: sender.domain, clientIP: ip)
        do {
            let outcome = try evaluation.checkHost(sender.domain, depth: 0)
            check.result = outcome.result
            check.reason = outcome.reason
            if outcome.result == .fail, let (modifier, domain) = outcome.explanation {
                check.explanation = evaluation.explanation(modifier, domain: domain)
            }
        } catch {
            switch error {
            case .temperror(let reason): (check.result, check.reason) = (.temperror, reason)
            case .permerror(let reason): (check.result, check.reason) = (.permerror, reason)
            }
        }
        check.lookups = evaluation.lookups
        check.voidLookups = evaluation.voidLookups
        check.trace = evaluation.trace
        if asksLibSPF2 { check.libspf2 = LibSPF2.view(of: check, sender, answers, records) }
        check.localLimits = SPFLocalView.all(of: check, sender, answers, records)
        memory?.add(check, ip, sender, answers)
        return check
    }
}
