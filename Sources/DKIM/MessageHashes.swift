package import MIME

/// The two hashes that a signature speaks of.
struct SignatureHashes: Equatable {
    var header: [UInt8]
    var body: [UInt8]
    /// Octets of the whole canonical body, where it was counted.
    var bodyLength: Int?
}

/// Header and body hashes of one message by our own canonicalisation. Each body hash is made once for all signatures
/// that share it, those of DKIM and those of ARC.
package final class MessageHashes {
    private struct BodyKey: Hashable {
        let canonicalization: Canonicalization
        let hash: HashAlgorithm
        let limit: Int?
    }

    private let section: HeaderSection
    package private(set) lazy var headers = SignedHeaders(section)
    private var bodies: [BodyKey: (hash: [UInt8], length: Int)] = [:]

    package init(_ section: HeaderSection) { self.section = section }

    /// - Parameter parsed: a signature without failure.
    func hashes(_ parsed: ParsedSignature) -> SignatureHashes? {
        guard let tags = parsed.tags, section.fields.indices.contains(parsed.signature.field) else { return nil }
        let hash = parsed.algorithm.hash
        let octets = headers.octets(
            parsed.signature.signedHeaders, signature: section.fields[parsed.signature.field], tags: tags,
            parsed.header)
        let body = body(parsed.body, hash, limit: parsed.signature.bodyLength)
        return SignatureHashes(header: Digest.hash(hash, octets), body: body.hash, bodyLength: body.length)
    }

    /// The hash of the canonical body up to `limit`, and the length of the whole of it.
    package func body(
        _ canonicalization: Canonicalization, _ hash: HashAlgorithm, limit: Int?
    ) -> (hash: [UInt8], length: Int) {
        let key = BodyKey(canonicalization: canonicalization, hash: hash, limit: limit)
        if let known = bodies[key] { return known }
        var hasher = BodyHasher(canonicalization, hash, limit: limit)
        hasher.update(section.octets[section.bodyStart...])
        let body = hasher.finish()
        bodies[key] = body
        return body
    }
}
