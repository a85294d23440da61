import CCrypto
import Synchronization

/// A public key of a key record, parsed once and used for many signatures, through libcrypto.
///
/// `@unchecked Sendable` because openssl-threads(7) says: "Objects are thread-safe as long as the API's being invoked
/// don't modify the object", and nothing modifies the key after `init`; the context that checks with it has a lock.
package final class PublicKey: @unchecked Sendable {
    package enum Kind: String, Sendable, Hashable { case rsa, ed25519 }

    private let key: OpaquePointer
    package let kind: Kind
    /// The modulus of an RSA key; 256 for ed25519.
    package let bits: Int
    /// For `rsa`: ready to check a SHA-256 hash. Making one costs a fifth of a check, and "EVP_PKEY_verify() can be
    /// called more than once on the same context" (EVP_PKEY_verify(3)).
    private let context: OpaquePointer?
    private let lock = Mutex(())

    /// - Parameter octets: for `rsa` a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) or a bare RSAPublicKey (RFC 8017
    ///   appendix A.1.1): RFC 6376 §3.6.1 says the latter, its example and the world the former. For `ed25519` the 32
    ///   octets of RFC 8032 (RFC 8463 §4).
    /// - Returns: nil where the octets are no such key.
    package init?(_ kind: Kind, _ octets: [UInt8]) {
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = octets.withUnsafeBufferPointer { buffer in
            switch kind {
            case .ed25519:
                guard octets.count == 32 else { return nil }
                return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, buffer.baseAddress, 32)
            case .rsa:
                return Self.rsa(buffer)
            }
        }
        guard let parsed else { return nil }
        guard EVP_PKEY_get_base_id(parsed) == (kind == .rsa ? EVP_PKEY_RSA : EVP_PKEY_ED25519) else {
            EVP_PKEY_free(parsed)
            return nil
        }
        let context = kind == .rsa ? Self.context(parsed, EVP_sha256()) : nil
        guard kind != .rsa || context != nil else {
            EVP_PKEY_free(parsed)
            return nil
        }
        key = parsed
        self.context = context
        self.kind = kind
        bits = kind == .rsa ? Int(EVP_PKEY_get_bits(parsed)) : 256
    }

    /// A SubjectPublicKeyInfo of the usual form is told by its head, and what it wraps is read: `d2i_PUBKEY` finds its
    /// reader anew each time, which takes it ten times as long. It reads whatever has another form.
    private static func rsa(_ octets: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        guard let base = octets.baseAddress, !octets.isEmpty else { return nil }
        if let start = SubjectPublicKeyInfo.rsaPublicKey(octets) {
            var position: UnsafePointer<UInt8>? = base + start
            let key = d2i_PublicKey(EVP_PKEY_RSA, nil, &position, octets.count - start)
            // All of it has to be the key.
            if key != nil, position == base + octets.count { return key }
            EVP_PKEY_free(key)
        }
        var position: UnsafePointer<UInt8>? = base
        if let key = d2i_PUBKEY(nil, &position, octets.count) { return key }
        position = base
        return d2i_PublicKey(EVP_PKEY_RSA, nil, &position, octets.count)
    }

    deinit {
        EVP_PKEY_CTX_free(context)
        EVP_PKEY_free(key)
    }

    /// - Returns: what checks hashes of one kind; to be freed. nil where libcrypto does not allow it.
    private static func context(_ key: OpaquePointer, _ digest: OpaquePointer?) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new(key, nil) else { return nil }
        guard EVP_PKEY_verify_init(context) == 1, EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
            EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        else {
            EVP_PKEY_CTX_free(context)
            return nil
        }
        return context
    }

    /// Whether `signature` is this key's signature of a hash: PKCS #1 v1.5 for RSA (RFC 8017 §8.2.2); for ed25519 the
    /// hash itself is the message that was signed (RFC 8463 §3).
    package func verifies(_ signature: [UInt8], ofHash hash: [UInt8], _ algorithm: HashAlgorithm) -> Bool {
        defer { ERR_clear_error() }
        switch kind {
        case .rsa where algorithm == .sha256:
            return lock.withLock { _ in
                context.map { EVP_PKEY_verify($0, signature, signature.count, hash, hash.count) == 1 } ?? false
            }
        case .rsa:
            guard let context = Self.context(key, EVP_sha1()) else { return false }
            defer { EVP_PKEY_CTX_free(context) }
            return EVP_PKEY_verify(context, signature, signature.count, hash, hash.count) == 1
        case .ed25519:
            guard let context = EVP_MD_CTX_new() else { return false }
            defer { EVP_MD_CTX_free(context) }
            guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
            return EVP_DigestVerify(context, signature, signature.count, hash, hash.count) == 1
        }
    }
}

/// The head of a SubjectPublicKeyInfo for RSA (RFC 5280 §4.1.2.7, RFC 8017 appendix A.1) in DER.
private enum SubjectPublicKeyInfo {
    /// AlgorithmIdentifier: rsaEncryption, NULL.
    private static let algorithm: [UInt8] = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]

    /// Where the RSAPublicKey starts that it wraps and that reaches to its end; nil where it has another form.
    static func rsaPublicKey(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let content = content(octets, at: 0, tag: 0x30), octets[content...].starts(with: algorithm),
            // BIT STRING without unused bits.
            let bits = self.content(octets, at: content + algorithm.count, tag: 0x03), bits < octets.count,
            octets[bits] == 0
        else { return nil }
        return bits + 1
    }

    /// Where the content of an element starts that reaches to the end of the octets.
    private static func content(_ octets: UnsafeBufferPointer<UInt8>, at start: Int, tag: UInt8) -> Int? {
        guard start + 2 <= octets.count, octets[start] == tag else { return nil }
        let first = octets[start + 1]
        var position = start + 2
        var length = Int(first)
        if first >= 0x80 {
            // X.690 §8.1.3.5: how many octets tell the length. No key needs more than two.
            let count = Int(first & 0x7F)
            guard (1...2).contains(count), position + count <= octets.count else { return nil }
            length = octets[position..<(position + count)].reduce(0) { $0 << 8 | Int($1) }
            position += count
        }
        return position + length == octets.count ? position : nil
    }
}
