import DKIM
import MIME
import SPF

/// Who vouches for the author: facts that were verified here, and apart from them what the receiver noted. A DMARC
/// result, where there is one, decides what aligns; only where the domain publishes no policy does the registrable
/// domain (Public Suffix List) decide.
extension Evidence {
    /// Signatures that verify and whose SDID is of the author's organization.
    var alignedSignatures: [DKIMSignature] { facts.alignedSignatures }

    /// The same, worked out.
    var signaturesOfAuthor: [DKIMSignature] {
        guard authentication.dmarc.dkimAligned != false else { return [] }
        return authentication.dkim.filter { $0.result == .pass && sameOrganization($0.domain, message.authorDomain) }
    }

    /// Aligned signatures that cover what a reader sees: after `l=` anybody can add what he likes (RFC 6376 §8.2), and
    /// so he can on top of the header section, unless each instance of a field is signed (§8.15).
    var wholeAlignedSignatures: [DKIMSignature] { facts.wholeAlignedSignatures }

    /// The same, worked out.
    func whole(_ signatures: [DKIMSignature]) -> [DKIMSignature] {
        signatures.filter {
            ($0.unsignedBytes ?? 0) == 0 && unsignedRepetition($0) == nil && unsignedField($0) == nil
        }
    }

    /// RFC 6376 §5.4.1: the fields that a reader sees, or answers to, should be signed. Where SPF vouches for the sender
    /// too, nobody else has put them there; an answer that goes to the author's own organization does no harm.
    private func unsignedField(_ signature: DKIMSignature) -> String? {
        guard !isSPFAligned else { return nil }
        func isUnsigned(_ key: String) -> Bool { header.holds(key) && !signature.signedHeaders.contains(key) }
        if isUnsigned("subject") { return "Subject" }
        let answersElsewhere = message.parsed.replyTo.contains { !sameOrganization($0.domain, message.authorDomain) }
        return isUnsigned("reply-to") && answersElsewhere ? "Reply-To" : nil
    }

    /// Whether the author's signatures, and nothing else, vouch for the text, and none of them for a Content-Type by which
    /// it is more than plain text.
    var readsAsUnsigned: Bool {
        guard !isSPFAligned, !alignedSignatures.isEmpty, header.holds("content-type"),
            message.parsed.parts.first.map({ $0.contentType != "text/plain" }) ?? false
        else { return false }
        return alignedSignatures.allSatisfy { !$0.signedHeaders.contains("content-type") }
    }

    /// A field that readers see and that stands in the message more often than the signature covers.
    func unsignedRepetition(_ signature: DKIMSignature) -> HeaderField? {
        for key in ["from", "subject", "reply-to", "content-type", "date", "to", "sender"] {
            let places = header.places(key)
            guard places.count > 1 else { continue }
            if signature.signedHeaders.count(where: { $0 == key }) < places.count { return header.field(at: places.lowerBound) }
        }
        return nil
    }

    /// What the author's own signature tells against the message, where no other one of theirs covers the whole.
    enum Contradiction: Sendable {
        /// What was signed has been changed.
        case changed
        /// The text goes on after what is signed.
        case tail
        /// A field stands there once more than it was signed.
        case addedField(String)
        /// A field that readers see is not signed at all.
        case unsignedField(String)

        /// A list explains what is broken, not what the author never signed: anybody can call himself a list.
        var isAddition: Bool { if case .changed = self { false } else { true } }
    }

    var contradiction: Contradiction? {
        guard wholeAlignedSignatures.isEmpty else { return nil }
        if let signature = alignedSignatures.first {
            if let field = unsignedRepetition(signature) { return .addedField(field.name) }
            return unsignedField(signature).map { .unsignedField($0) } ?? .tail
        }
        let isChanged = authentication.dkim.contains {
            $0.result == .fail && sameOrganization($0.domain, message.authorDomain)
        }
        return isChanged ? .changed : nil
    }

    /// Whether SPF passes for a name of the author's organization.
    var isSPFAligned: Bool {
        guard let spf = authentication.spfMailFrom, authentication.dmarc.spfAligned != false else { return false }
        return spf.result == .pass && sameOrganization(spf.domain, message.authorDomain)
    }

    /// Whether the author's domain vouches for the message: verified here, never merely claimed.
    var isAuthorVerified: Bool { facts.isAuthorVerified }

    /// The same, worked out.
    var authorVouches: Bool {
        switch authentication.dmarc.result {
        case .pass: return message.authorDomain != nil
        // RFC 9989 §4.4: without one usable Author Domain there is nothing to vouch for.
        case .fail, .permerror: return false
        case .none: return !signaturesOfAuthor.isEmpty || isSPFAligned
        case .temperror:
            // The policy is not known, and it may ask for strict alignment.
            let author = message.authorDomain
            let isSPFExact = authentication.spfMailFrom.map { $0.result == .pass && $0.domain == author } ?? false
            return isSPFExact || authentication.dkim.contains { $0.result == .pass && $0.domain == author }
        }
    }

    /// Whether nobody can have the author's address, because no such top-level domain exists.
    var isAuthorImpossible: Bool { facts.author?.isImpossible ?? false }

    /// Whether every check that could vouch for the author was made; without DNS nothing follows from silence.
    var isAuthenticationComplete: Bool {
        authentication.dmarc.result != .temperror
            && !authentication.dkim.contains { $0.result == .temperror }
            && authentication.spfMailFrom.map { $0.result != .temperror } ?? true
    }

    // MARK: What the receiver noted

    /// The results that the receiver itself recorded for a method, in order.
    func recorded(_ method: String) -> [RecordedResults.Result] {
        authentication.recorded.filter(\.trusted).flatMap(\.results).filter { $0.method == method }
    }

    /// Whether the receiver recorded at delivery that DMARC passed for the author domain. A field that stands where
    /// the receiver's would is believed; whether it is theirs only the user knows, who can name their authserv-id.
    var isAuthorRecordedVerified: Bool {
        authentication.recorded.contains { $0.trusted && $0.results.contains { isDMARC($0, "pass") } }
    }

    /// The same, by a receiver that the user named.
    var isAuthorVerifiedByNamedReceiver: Bool {
        let results = authentication.recorded.filter(\.isNamed).flatMap(\.results)
        return results.contains { isDMARC($0, "pass") } && !results.contains { isDMARC($0, "fail") }
    }

    /// Whether the receiver recorded that DMARC failed and that the author's domain asks to refuse or set aside such
    /// mail. RFC 8601 has no place for the policy: receivers write it into comments and properties of their own.
    var isRefusalRecorded: Bool {
        authentication.recorded.contains { record in
            guard record.trusted, record.results.contains(where: { isDMARC($0, "fail") }), let index = record.field,
                header.fields.indices.contains(index)
            else { return false }
            let text = header.text(header.fields[index]).lowercased()
            let words = ["p=reject", "p=quarantine", "dis=reject", "dis=quarantine", "action=oreject", "action=quarantine", "action=reject"]
            return words.contains { text.contains($0) }
        }
    }

    /// A result of DMARC that names the author's domain.
    private func isDMARC(_ result: RecordedResults.Result, _ word: String) -> Bool {
        guard result.method == "dmarc", result.result == word else { return false }
        let from = result.properties.first { $0.name.lowercased() == "header.from" }?.value
        return sameOrganization(from?.lowercased(), message.authorDomain)
    }
}
