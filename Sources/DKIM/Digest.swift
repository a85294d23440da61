import CCrypto

/// The hashes of DKIM (RFC 6376 §3.3).
package enum HashAlgorithm: String, Sendable, Hashable {
    case sha1, sha256

    package var length: Int { self == .sha1 ? 20 : 32 }
}

/// A running hash, through libcrypto. Owns its context and frees it.
package struct Digest: ~Copyable {
    private let context: OpaquePointer
    package let algorithm: HashAlgorithm

    package init(_ algorithm: HashAlgorithm) {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory") }
        self.context = context
        self.algorithm = algorithm
        EVP_DigestInit_ex2(context, HashFunction.of(algorithm), nil)
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ octets: [UInt8]) {
        octets.withUnsafeBytes { update($0) }
    }

    mutating func update(_ octets: UnsafeRawBufferPointer) {
        guard let base = octets.baseAddress, !octets.isEmpty else { return }
        EVP_DigestUpdate(context, base, octets.count)
    }

    /// What the hash would be after `octets`; the running hash stays where it is.
    package func value(after octets: [UInt8] = []) -> [UInt8] {
        var copy = Digest(algorithm)
        EVP_MD_CTX_copy_ex(copy.context, context)
        copy.update(octets)
        return copy.finish()
    }

    /// The hash, at the end: nothing can be added to it any more.
    mutating func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: algorithm.length) { buffer, count in
            var length: UInt32 = 0
            EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
            count = Int(length)
        }
    }

    package static func hash(_ algorithm: HashAlgorithm, _ octets: [UInt8]) -> [UInt8] {
        var digest = Digest(algorithm)
        digest.update(octets)
        return digest.finish()
    }
}

/// The functions, fetched once: looking one up by name costs libcrypto more than hashing a header.
///
/// `@unchecked Sendable` because openssl-threads(7) says: "Objects are thread-safe as long as the API's being invoked
/// don't modify the object", and nothing modifies a function after it was fetched. It is kept until the process ends.
private struct HashFunction: @unchecked Sendable {
    private static let sha1 = HashFunction(function: EVP_MD_fetch(nil, "SHA1", nil))
    private static let sha256 = HashFunction(function: EVP_MD_fetch(nil, "SHA2-256", nil))

    let function: OpaquePointer?

    static func of(_ algorithm: HashAlgorithm) -> OpaquePointer? {
        (algorithm == .sha1 ? sha1 : sha256).function ?? (algorithm == .sha1 ? EVP_sha1() : EVP_sha256())
    }
}
