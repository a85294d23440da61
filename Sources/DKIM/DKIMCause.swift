/// Why a signature is not simply valid: the word for programs, beside `DKIMSignature.reason`, the words for people.
package enum DKIMCause: String, Sendable, Hashable, CaseIterable {
    /// The field breaks the grammar of RFC 6376 §3.2 or §3.5.
    case syntax
    case unknownVersion, unknownAlgorithm, unknownCanonicalization, unknownQuery
    /// `h=` does not name From (RFC 6376 §5.4).
    case fromNotSigned
    /// The AUID is not of the SDID's domain (RFC 6376 §3.5, `i=`).
    case identityMismatch
    case expired, signedInFuture
    /// The DNS gave no usable answer: nobody knows.
    case lookUp
    case keyNotFound, keyRevoked
    /// The key record breaks RFC 6376 §3.6.1, or its key cannot be read.
    case keySyntax
    /// The key is not made for this signature: type, hash, service.
    case keyUnsuitable
    /// Less than 1024 bits (RFC 8301 §3.2), or rsa-sha1 (§3.1).
    case weakKey, weakAlgorithm
    case bodyAltered, headerAltered, headerAndBodyAltered
    /// `l=` counts more octets than the body has.
    case bodyTooShort
    /// A limit of ours was hit.
    case tooManySignatures, tooManyFields
}

/// A signature that is not valid, with the result of RFC 8601 §2.7.1 that it gets.
package struct DKIMFailure: Error, Hashable, Sendable {
    package let result: DKIMResult
    package let cause: DKIMCause
    package let reason: String

    package init(_ result: DKIMResult, _ cause: DKIMCause, _ reason: String) {
        self.result = result
        self.cause = cause
        self.reason = reason
    }

    static func syntax(_ reason: String) -> DKIMFailure { DKIMFailure(.permerror, .syntax, reason) }
    static func keySyntax(_ reason: String) -> DKIMFailure { DKIMFailure(.permerror, .keySyntax, reason) }
}
