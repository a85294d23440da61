package import DNS
package import MIME

/// Verifies the DKIM signatures of a message: RFC 6376 with RFC 8301 (algorithms and key sizes), RFC 8463 (ed25519) and
/// the results of RFC 8601.
///
/// The strict rules are ours (`ParsedSignature`, `KeyRecord`), and so are the hashes (`MessageHashes`); the check of the
/// signature itself is libcrypto's (`PublicKey`). Before a message is said to be altered, libopendkim hashes it too
/// (`SecondOpinion`). A signature is never left out: what cannot be evaluated has a result and a reason. Not for
/// several threads at once.
package final class DKIMVerifier {
    /// RFC 6376 §6.1: a verifier may limit how many signatures it tries.
    package static let signatureLimit = 20
    /// Seconds by which `t=` may be later than the time of receipt without a word, and at all. The time of receipt
    /// comes from a header too; a signer whose clock is a year ahead is another matter.
    package static let clockTolerance = (unremarked: 86_400, accepted: 366 * 86_400)

    package let keys: KeyStore
    private let library: OpenDKIM?

    package convenience init(resolver: any Resolver) {
        self.init(keys: KeyStore(resolver: resolver))
    }

    /// - Parameter keys: may be shared with an `ARCVerifier` of the same thread.
    package convenience init(keys: KeyStore) { self.init(keys: keys, library: OpenDKIM()) }

    init(keys: KeyStore, library: OpenDKIM?) {
        self.keys = keys
        self.library = library
    }

    /// - Parameter clock: the time that expiry is judged by, seconds since 1970: when the message was received.
    /// - Parameter hashes: of the same message, to be shared with an `ARCVerifier`.
    /// - Returns: one element per DKIM-Signature field, top first.
    package func verify(
        _ header: HeaderSection, _ hashes: MessageHashes? = nil, at clock: Int
    ) -> [DKIMSignature] {
        var signatures = MessageSignatures(header, at: clock)
        signatures.hash(hashes ?? MessageHashes(header))
        return verify(signatures, at: clock)
    }

    /// The last step: the keys are looked up, and the signatures checked.
    /// - Parameter read: signatures of a message, hashed.
    package func verify(_ read: MessageSignatures, at clock: Int) -> [DKIMSignature] {
        if read.fields.isEmpty { return [] }
        if read.header.isTruncated { return read.fields.map { Self.unevaluated($0.index, .tooManyFields) } }
        let beyond = read.fields.dropFirst(Self.signatureLimit).map { Self.unevaluated($0.index, .tooManySignatures) }
        var second = SecondOpinion(library, read.header, beyond.isEmpty ? read.signatures : [])
        let evaluated = read.signatures.indices.map { verify(read.signatures[$0], read.header, read.hashes[$0], &second, at: clock) }
        return evaluated + beyond
    }

    private static func unevaluated(_ field: Int, _ cause: DKIMCause) -> DKIMSignature {
        var signature = DKIMSignature(field: field)
        signature.settle(
            DKIMFailure(.policy, cause, cause == .tooManyFields ? "too many header fields" : "too many signatures"))
        return signature
    }

    // MARK: One signature

    private func verify(
        _ parsed: ParsedSignature, _ header: HeaderSection, _ hashes: SignatureHashes?, _ second: inout SecondOpinion,
        at clock: Int
    ) -> DKIMSignature {
        var signature = parsed.signature
        if let failure = parsed.failure {
            signature.settle(failure)
            return signature
        }
        guard let domain = signature.domain, let selector = signature.selector, let hashes else {
            signature.settle(.syntax("the signature cannot be read"))
            return signature
        }
        if let limit = signature.bodyLength, let length = hashes.bodyLength {
            // RFC 6376 §3.5, l=: not larger than the canonical body.
            guard limit <= length else {
                signature.settle(DKIMFailure(.permerror, .bodyTooShort, "l= is larger than the body"))
                return signature
            }
            signature.unsignedBytes = length - limit
            if length > limit {
                signature.unsignedStructure = header.unsignedStructure(parsed.body, after: limit)
            }
        }
        do {
            let records = try keys.lookUp(selector: selector, domain: domain)
            var outcomes: [DKIMSignature] = []
            for record in records {
                var outcome = check(signature, parsed, hashes, record, at: clock)
                // Nobody is said to have altered a message on one canonicalisation's word.
                if outcome.result == .fail || outcome.result == .policy,
                    let other = second.hashes(of: signature.field, otherThan: hashes)
                {
                    outcome = check(signature, parsed, other, record, at: clock)
                }
                if outcome.result == .pass { return outcome }
                outcomes.append(outcome)
            }
            // Of several records the one that could be used says most.
            return outcomes.first { $0.result != .permerror } ?? outcomes.first ?? signature
        } catch {
            signature.settle(error)
            // The body hash stands in the signature, so an altered body is seen although there is no key.
            if hashes.body != parsed.bodyHash,
                second.hashes(of: signature.field, otherThan: hashes)?.body != parsed.bodyHash
            {
                signature.isBodyAltered = true
                signature.reason += "; the body is not the one that was signed"
            }
            return signature
        }
    }

    private func check(
        _ signature: DKIMSignature, _ parsed: ParsedSignature, _ hashes: SignatureHashes, _ record: KeyRecord,
        at clock: Int
    ) -> DKIMSignature {
        var signature = signature
        signature.testing = record.isTesting
        signature.keyBits = record.key?.bits
        if let refusal = record.refusal(
            parsed.algorithm, domain: signature.domain ?? "", identityDomain: parsed.identityDomain)
        {
            signature.settle(refusal)
            return signature
        }
        let isBodyRight = parsed.bodyHash == hashes.body
        let isHeaderRight =
            record.key?.verifies(parsed.value, ofHash: hashes.header, parsed.algorithm.hash) ?? false
        if let failure = Self.failure(
            signature, parsed.algorithm, record, isBodyRight: isBodyRight, isHeaderRight: isHeaderRight, at: clock)
        {
            signature.settle(failure)
        } else {
            signature.result = .pass
            signature.reason = Self.remark(signature, at: clock)
        }
        return signature
    }

    /// What is wrong with a signature whose key can be used; the gravest first.
    private static func failure(
        _ signature: DKIMSignature, _ algorithm: SignatureAlgorithm, _ record: KeyRecord, isBodyRight: Bool,
        isHeaderRight: Bool, at clock: Int
    ) -> DKIMFailure? {
        let altered: DKIMFailure? =
            switch (isBodyRight, isHeaderRight) {
            case (false, true): DKIMFailure(.fail, .bodyAltered, "body altered")
            case (true, false): DKIMFailure(.fail, .headerAltered, "header altered, or signed with another key")
            case (false, false):
                DKIMFailure(.fail, .headerAndBodyAltered, "header and body altered, or signed with another key")
            case (true, true): nil
            }
        // RFC 8301 §3.1: rsa-sha1 must not be used for verifying; §3.2: no key below 1024 bits makes a signature valid.
        // RFC 8601 §2.7.1: `fail` is for signatures that were acceptable, `policy` for those that were not.
        let state = altered?.reason ?? "the signature itself is right"
        if let weakness = record.weakness {
            return DKIMFailure(weakness.result, weakness.cause, "\(weakness.reason); \(state)")
        }
        if algorithm == .rsaSHA1 {
            return DKIMFailure(.policy, .weakAlgorithm, "weak algorithm rsa-sha1; \(state)")
        }
        if let altered { return altered }
        if let expires = signature.expires, clock > expires {
            return DKIMFailure(.permerror, .expired, "expired at the time of receipt; the signature itself is right")
        }
        // RFC 6376 §3.5, t=: a verifier may ignore a signature of the future.
        if isSigned(signature, laterThan: clock, by: Self.clockTolerance.accepted) {
            return DKIMFailure(
                .policy, .signedInFuture, "signed after the time of receipt; the signature itself is right")
        }
        return nil
    }

    private static func isSigned(_ signature: DKIMSignature, laterThan clock: Int, by tolerance: Int) -> Bool {
        let (latest, overflow) = clock.addingReportingOverflow(tolerance)
        return !overflow && signature.signed.map { $0 > latest } ?? false
    }

    /// What there is to know of a signature that is right.
    private static func remark(_ signature: DKIMSignature, at clock: Int) -> String {
        var remarks: [String] = []
        if signature.testing { remarks.append("the domain is testing DKIM (test mode)") }
        if let unsigned = signature.unsignedBytes, unsigned > 0 {
            let structure = signature.unsignedStructure == .boundary ? ", and another part starts there" : ""
            remarks.append("the last \(unsigned) octets of the body are not signed\(structure)")
        }
        if isSigned(signature, laterThan: clock, by: Self.clockTolerance.unremarked) {
            remarks.append("signed after the time of receipt")
        }
        return remarks.joined(separator: "; ")
    }
}

extension DKIMSignature {
    mutating func settle(_ failure: DKIMFailure) {
        result = failure.result
        cause = failure.cause
        reason = failure.reason
        if testing, result != .pass { reason += "; the domain is testing DKIM (test mode)" }
    }
}
