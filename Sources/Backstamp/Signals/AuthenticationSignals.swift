import ARC
import DKIM
import SPF

/// Signals about what vouches for the message. A check that could not be made is never evidence against it.
extension SignalCatalogue {
    static let authentication: [Signal] = [
        Signal(
            "authentication.dmarc-pass", .info, weight: -1.0, on: .dmarcPass, reference: "RFC 9989 §4.4",
            "The author's domain vouches for the message.",
            explanation: "SPF or DKIM passes for a domain that belongs with the author's. It proves the domain, not good intent."
        ) { $0.authentication.dmarc.result == .pass ? [$0.dmarcPlace] : [] },

        Signal(
            "authentication.dmarc-fail-enforced", .critical, weight: 4.0, on: .dmarcFail, reference: "RFC 9989 §5.3",
            "The author's domain asks receivers to refuse or set aside mail that it does not vouch for, and it does not vouch for this one.",
            explanation: "p=reject or p=quarantine, and neither SPF nor DKIM aligns. Mailing lists and forwarding cause it too."
        ) { evidence in
            let dmarc = evidence.authentication.dmarc
            return dmarc.result == .fail && dmarc.disposition != nil && dmarc.disposition != DMARCCheck.Policy.none
                ? [evidence.dmarcPlace] : []
        },

        Signal(
            "authentication.dmarc-fail", .medium, weight: 1.2, on: .dmarcFail, reference: "RFC 9989 §4.4",
            "The author's domain publishes a policy, and does not vouch for this message.",
            explanation: "p=none: the domain watches only. Forwarding and lists break authentication as well."
        ) { evidence in
            let dmarc = evidence.authentication.dmarc
            return dmarc.result == .fail && (dmarc.disposition ?? DMARCCheck.Policy.none) == DMARCCheck.Policy.none
                ? [evidence.dmarcPlace] : []
        },

        Signal(
            "authentication.recorded-dmarc-fail", .high, weight: 2.5, on: [.recorded, .unvouched], reference: "RFC 8601 §2.7, RFC 9989",
            "The receiver noted at delivery that the author's domain does not vouch for the message and asks to refuse such mail.",
            explanation: "Used only where it cannot be verified now; only the receiver's own note of the author's domain counts."
        ) { evidence in
            guard !evidence.isAuthorVerified, evidence.authentication.dmarc.result != .fail, evidence.isRefusalRecorded
            else { return [] }
            return evidence.authentication.recorded.filter { record in
                record.trusted && record.results.contains { $0.method == "dmarc" && $0.result == "fail" }
            }.compactMap { $0.field.flatMap { evidence.place(field: $0) } }
        },

        Signal(
            "authentication.recorded-nothing-vouches", .medium, weight: 1.2, on: [.recorded, .unvouched], reference: "RFC 8601 §2.7",
            "The receiver noted at delivery that nothing vouches for the message: neither SPF nor DKIM passes, and no policy applies.",
            explanation: "Used only where it cannot be verified now; only the receiver's own note counts. Small old servers look so."
        ) { evidence in
            guard !evidence.isAuthorVerified, !evidence.isAuthenticationComplete else { return [] }
            let noted = evidence.authentication.recorded.filter { $0.trusted && $0.results.contains { $0.method == "dmarc" } }
            let passes = evidence.authentication.recorded.filter(\.trusted).flatMap(\.results).contains { result in
                ["spf", "dkim", "dmarc"].contains(result.method) && result.result.hasSuffix("pass")
            }
            let fails = noted.flatMap(\.results).contains { $0.method == "dmarc" && $0.result == "fail" }
            return passes || fails ? [] : noted.prefix(1).compactMap { $0.field.flatMap { evidence.place(field: $0) } }
        },

        Signal(
            "authentication.recorded-spf-fail", .medium, weight: 1.0, on: [.recorded, .unvouched], reference: "RFC 8601 §2.7.2, RFC 7208 §8.4",
            "The receiver noted at delivery that the server was not entitled to send for the domain that it named.",
            explanation: "SPF fail. Used only where it cannot be verified now; plain forwarding does it too."
        ) { $0.recordedSPF("fail") },

        Signal(
            "authentication.recorded-spf-softfail", .medium, weight: 1.0, on: [.recorded, .unvouched], reference: "RFC 8601 §2.7.2, RFC 7208 §8.5",
            "The receiver noted at delivery that the server was probably not entitled to send for the domain that it named.",
            explanation: "SPF softfail, a weak no. Used only where it cannot be verified now; plain forwarding does it too."
        ) { evidence in evidence.recordedSPF("fail").isEmpty ? evidence.recordedSPF("softfail") : [] },

        Signal(
            "authentication.spf-fail", .high, weight: 2.0, on: .spfFail, reference: "RFC 7208 §8.4",
            "The domain that the message says it was sent for forbids this server to send.",
            explanation: "The domain's list of servers ends in -all and this one is not in it. Plain forwarding does it too."
        ) { $0.placesOfSPF(.fail) },

        Signal(
            "authentication.spf-softfail", .medium, weight: 0.8, on: .spfSoftfail, reference: "RFC 7208 §8.5",
            "The server that handed the message in is probably not one of the domain's.",
            explanation: "The domain's list of servers ends in ~all: a weak no."
        ) { $0.placesOfSPF(.softfail) },

        Signal(
            "authentication.spf-permerror", .low, weight: 0.3, on: .spfPermerror, reference: "RFC 7208 §8.7",
            "The domain's list of servers (SPF) is broken and protects nothing.",
            explanation: "A syntax error, or more than ten look-ups. An admin should mend the record."
        ) { $0.placesOfSPF(.permerror) },

        Signal(
            "authentication.spf-pass", .info, weight: -0.2, on: .spfPass, reference: "RFC 7208 §8.3",
            "The server was entitled to send for the domain that error messages go to.",
            explanation: "It says nothing of the author unless that domain belongs with the author's."
        ) { $0.placesOfSPF(.pass) },

        Signal(
            "authentication.helo-spf-fail", .medium, weight: 1.0, on: .heloFail, reference: "RFC 7208 §2.3",
            "The server called itself by a name whose owner forbids it.",
            explanation: "The SPF record of the HELO name ends in -all and does not list the address."
        ) { evidence in
            [evidence.authentication.spfHelo].compactMap { $0 }.filter { $0.result == .fail }.map { evidence.place($0) }
        },

        Signal(
            "authentication.dkim-aligned-pass", .info, weight: -0.5, on: .dkimPass, reference: "RFC 6376 §3.9, RFC 9989 §4.4.1",
            "A sound signature of the author's domain covers the message.",
            explanation: "Nobody changed what it covers since that domain signed it."
        ) { evidence in evidence.alignedSignatures.map { evidence.place($0) } },

        Signal(
            "authentication.dkim-other-pass", .info, weight: -0.1, on: .dkimPass, reference: "RFC 6376 §2.5",
            "A sound signature of another domain covers the message: of a hired mailer, a list, or anybody.",
            explanation: "It tells who takes responsibility, not who the author is."
        ) { evidence in
            evidence.authentication.dkim.filter {
                $0.result == .pass && !evidence.sameOrganization($0.domain, evidence.message.authorDomain)
            }.map { evidence.place($0) }
        },

        Signal(
            "authentication.dkim-fail", .medium, weight: 0.8, on: .dkimFail, reference: "RFC 6376 §6.3",
            "A signature does not fit the message: it was changed after signing, or the signature is made up.",
            explanation: "Lists that add a footer break signatures, so a broken one alone proves nothing."
        ) { evidence in
            guard evidence.alignedSignatures.isEmpty else { return [] }
            return evidence.authentication.dkim.filter { $0.result == .fail }.map { evidence.place($0) }
        },

        Signal(
            "authentication.dkim-unusable", .low, weight: 0.3, on: .dkimPermerror, reference: "RFC 6376 §6.1",
            "A signature cannot be used: its form is wrong, or its key is missing or revoked.",
            explanation: "Keys are removed some time after use, so an old message loses its proof."
        ) { evidence in
            guard evidence.alignedSignatures.isEmpty else { return [] }
            return evidence.authentication.dkim.filter { $0.result == .permerror }.map { evidence.place($0) }
        },

        Signal(
            "authentication.dkim-weak", .low, weight: 0.4, on: .dkimPolicy, reference: "RFC 8301",
            "A signature uses a method or a key that is too weak to count.",
            explanation: "rsa-sha1, or an RSA key of fewer than 1024 bits."
        ) { evidence in
            evidence.authentication.dkim.filter { $0.result == .policy }.map { evidence.place($0) }
        },

        Signal(
            "authentication.dkim-unsigned-tail", .high, weight: 1.5, on: .dkimPass, reference: "RFC 6376 §8.2",
            "The signature covers only the beginning of the text: what follows could be anybody's.",
            explanation: "l= limits what is signed. Whoever forwards the message can add to it, and the signature still holds."
        ) { evidence in
            evidence.authentication.dkim.filter { ($0.unsignedBytes ?? 0) > 0 && $0.result == .pass }.map { signature in
                evidence.place(signature).saying("l=\(signature.bodyLength ?? 0); \(signature.unsignedBytes ?? 0) octets after it are not signed")
            }
        },

        Signal(
            "authentication.dkim-unsigned-form", .info, weight: 0, on: .dkimPass, reference: "RFC 6376 §5.4.1, §8.2",
            "The author's signature does not cover what says how the text is to be read (Content-Type).",
            explanation:
                "Whoever carried the message could have had the signed text read in another way: plain text as HTML, or other parts "
                + "of it. Fires only where nothing else vouches for who handed the message in. Large providers sign so."
        ) { evidence in
            guard evidence.readsAsUnsigned else { return [] }
            return evidence.places("content-type")
        },

        Signal(
            "authentication.nothing-vouches", .medium, weight: 1.2, on: .unvouched, reference: "RFC 9989 §4.4; RFC 7208 §2.2; RFC 6376 §1",
            "Nothing vouches for the author's domain: no signature and no list of servers that fits.",
            explanation:
                "Fires only when every check could be made. Until about 2010 this was usual; today large receivers refuse such "
                + "mail in bulk."
        ) { evidence in
            guard evidence.isAuthenticationComplete, !evidence.isAuthorVerified, evidence.message.authorDomain != nil,
                evidence.authentication.dmarc.result == .none
            else { return [] }
            return [evidence.fromPlace]
        },

        Signal(
            "authentication.public-body-unvouched", .medium, weight: 1.0, on: .unvouched, reference: "CISA BOD 18-01; UK Government, securing government email",
            "The author's domain is one for governments, schools or universities, and nothing shows that the message comes from it.",
            explanation:
                "Governments tell their bodies to publish SPF, DKIM and DMARC. Fires only when every check could be made and the "
                + "domain is one that only governments, schools and universities get."
        ) { evidence in
            guard evidence.isAuthenticationComplete, !evidence.isAuthorVerified, !evidence.isAuthorRecordedVerified,
                !evidence.isDiscussionList, evidence.facts.author?.isPublicBody ?? false
            else { return [] }
            return [evidence.fromPlace]
        },

        Signal(
            "authentication.arc-pass", .info, weight: -0.1, on: .arc, reference: "RFC 8617 §5.2",
            "Relays on the way sealed what they found when they got the message (ARC).",
            explanation: "Worth as much as the relays that sealed it: little, unless you know them."
        ) { evidence in
            guard evidence.authentication.arc.result == .pass else { return [] }
            return evidence.places("arc-seal")
        },

        Signal(
            "authentication.arc-fail", .low, weight: 0.2, on: .arc, reference: "RFC 8617 §5.2",
            "The chain of seals (ARC) that relays left is broken.",
            explanation:
                "Something changed the message after the last seal, or the seals are made up. A key that could not be looked up "
                + "breaks nothing."
        ) { evidence in
            guard evidence.authentication.arc.result == .fail, !evidence.authentication.arc.isUndecided else { return [] }
            return evidence.places("arc-seal")
        },

        Signal(
            "authentication.libspf2-differs", .info, weight: 0, reference: "RFC 7208; libspf2 1.2.10",
            "Receivers that use the library libspf2 will judge the domain's list of servers differently.",
            explanation: "The record is judged by the RFC here; Exim, OpenDMARC and many milters use the library."
        ) { evidence in
            guard evidence.authentication.spfMailFrom?.libspf2?.differs == true, let check = evidence.authentication.spfMailFrom else { return [] }
            return [evidence.place(check).saying("libspf2: \(check.libspf2?.result ?? "?"), \(check.libspf2?.why ?? "")")]
        },
    ]
}

extension Evidence {
    /// The first note of the receiver with a result of SPF, where SPF cannot be verified now and nothing else vouches.
    fileprivate func recordedSPF(_ result: String) -> [Place] {
        guard !isAuthorVerified, authentication.spfMailFrom.map({ $0.result == .temperror }) ?? true, !isAuthorRecordedVerified
        else { return [] }
        return authentication.recorded.filter { record in
            record.trusted && record.results.contains { $0.method == "spf" && $0.result == result }
        }.prefix(1).compactMap { $0.field.flatMap { place(field: $0) } }
    }
}
