import MIME

/// The two hashes that a signature speaks of.
struct SignatureHashes {
    var header: [UInt8]
    var body: [UInt8]
    /// Octets of the whole canonical body, where it was counted.
    var bodyLength: Int?
}

/// Header and body hashes by our own canonicalisation, each body hash made once for all signatures that share it.
/// libopendkim's come first (`OpenDKIM`); these are for what it refuses or is known to get wrong, and for `l=`.
struct MessageHashes {
    private struct BodyKey: Hashable {
        let canonicalization: Canonicalization
        let hash: HashAlgorithm
        let limit: Int?
    }

    private let section: HeaderSection
    private let headers: SignedHeaders
    private var bodies: [BodyKey: (hash: [UInt8], length: Int)] = [:]

    init(_ section: HeaderSection) {
        self.section = section
        headers = SignedHeaders(section)
    }

    /// - Parameter parsed: a signature without failure.
    mutating func hashes(_ parsed: ParsedSignature) -> SignatureHashes? {
        guard let tags = parsed.tags, section.fields.indices.contains(parsed.signature.field) else { return nil }
        let hash = parsed.algorithm.hash
        let octets = headers.octets(
            parsed.signature.signedHeaders, signature: section.fields[parsed.signature.field], tags: tags,
            parsed.header)
        let body = body(parsed.body, hash, limit: parsed.signature.bodyLength)
        return SignatureHashes(header: Digest.hash(hash, octets), body: body.hash, bodyLength: body.length)
    }

    private mutating func body(
        _ canonicalization: Canonicalization, _ hash: HashAlgorithm, limit: Int?
    ) -> (hash: [UInt8], length: Int) {
        let key = BodyKey(canonicalization: canonicalization, hash: hash, limit: limit)
        if let known = bodies[key] { return known }
        let body = section.bodyHash(canonicalization, hash, limit: limit)
        bodies[key] = body
        return body
    }
}

extension HeaderSection {
    /// The hash of the canonical body up to `limit`, and the length of the whole of it.
    package func bodyHash(
        _ canonicalization: Canonicalization, _ hash: HashAlgorithm, limit: Int?
    ) -> (hash: [UInt8], length: Int) {
        var hasher = BodyHasher(canonicalization, hash, limit: limit)
        hasher.update(octets[bodyStart...])
        return hasher.finish()
    }
}
