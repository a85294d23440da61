/// The results of RFC 8601 §2.7.1.
package enum DKIMResult: String, Sendable, Hashable, CaseIterable {
    case none, pass, fail, policy, neutral, temperror, permerror
}

/// One DKIM-Signature field (RFC 6376) and what became of it.
package struct DKIMSignature: Sendable {
    package var result: DKIMResult = .none
    /// Why, in words; for a pass too where there is something to know.
    package var reason: String = ""
    /// The same for programs; nil for a signature that is valid.
    package var cause: DKIMCause?
    /// `d=`, the SDID, lower case.
    package var domain: String?
    /// `s=`.
    package var selector: String?
    /// `i=`, the AUID, where it is given.
    package var identity: String?
    /// `a=`, such as `rsa-sha256`.
    package var algorithm: String?
    package var keyBits: Int?
    /// `c=` in full, such as `relaxed/simple`.
    package var canonicalization: String = "simple/simple"
    /// `h=`, lower case, in order.
    package var signedHeaders: [String] = []
    /// `l=`.
    package var bodyLength: Int?
    /// Canonical body octets after `l=`, which nobody signed; nil where the body length is not given.
    package var unsignedBytes: Int?
    /// `t=` and `x=`, seconds since 1970-01-01T00:00:00Z.
    package var signed: Int?
    package var expires: Int?
    /// `t=y` in the key record: the domain is testing DKIM (RFC 6376 §3.6.1).
    package var testing: Bool = false
    /// Without the key: whether the body is seen to be another one than was signed.
    package var isBodyAltered = false
    /// What starts in the unsigned octets; nil where there are none.
    package var unsignedStructure: UnsignedStructure?
    /// Header fields that matter to a reader and that this signature does not cover, lower case, by their order in
    /// `SignatureCoverage.matters`: the field is there (or there once more) and `h=` does not name it (so often).
    package var unsignedHeaders: [String] = []
    /// Names that `h=` holds more often than the message has such fields: none can be added (RFC 6376 §5.4.2).
    package var oversigned: [String] = []
    /// What would let somebody send the signed message on to others, in words.
    package var replayHints: [String] = []
    /// The header field it stands in: its index in the header section.
    package var field: Int

    package init(field: Int) { self.field = field }
}
