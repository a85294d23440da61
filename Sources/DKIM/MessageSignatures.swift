package import MIME

/// The DKIM signatures of a message on their way to `DKIMVerifier`: read, then hashed.
package struct MessageSignatures {
    let header: HeaderSection
    let fields: [HeaderField]
    /// Of the first `DKIMVerifier.signatureLimit` fields.
    private(set) var signatures: [ParsedSignature] = []
    /// Of each of these; nil where it cannot be read.
    private(set) var hashes: [SignatureHashes?] = []

    /// - Parameter clock: the time that expiry is judged by, seconds since 1970.
    package init(_ header: HeaderSection, at clock: Int) {
        self.header = header
        fields = header.fields("dkim-signature")
        guard !fields.isEmpty, !header.isTruncated else { return }
        let coverage = SignatureCoverage(header)
        signatures = fields.prefix(DKIMVerifier.signatureLimit).map { field in
            var parsed = ParsedSignature(field, in: header)
            coverage.describe(&parsed.signature, at: clock)
            return parsed
        }
    }

    /// - Parameter made: of the same message, to be shared with an `ARCVerifier`.
    package mutating func hash(_ made: MessageHashes) {
        hashes = signatures.map { parsed in
            let isReadable = parsed.failure == nil && parsed.signature.domain != nil && parsed.signature.selector != nil
            return isReadable ? made.hashes(parsed) : nil
        }
    }
}
