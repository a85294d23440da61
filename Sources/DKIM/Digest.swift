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
        EVP_DigestInit_ex(context, algorithm == .sha1 ? EVP_sha1() : EVP_sha256(), nil)
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
        return [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
            var length: UInt32 = 0
            EVP_DigestFinal_ex(copy.context, buffer.baseAddress, &length)
            count = Int(length)
        }
    }

    package static func hash(_ algorithm: HashAlgorithm, _ octets: [UInt8]) -> [UInt8] {
        Digest(algorithm).value(after: octets)
    }
}
