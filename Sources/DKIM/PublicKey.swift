import CCrypto

/// A public key of a key record, parsed once and used for many signatures, through libcrypto.
///
/// `@unchecked Sendable`: libcrypto's openssl-threads(7) lets several threads use an object at once as long as none
/// changes it, and nothing changes the key after `init`.
package final class PublicKey: @unchecked Sendable {
    package enum Kind: String, Sendable, Hashable { case rsa, ed25519 }

    private let key: OpaquePointer
    package let kind: Kind
    /// The modulus of an RSA key; 256 for ed25519.
    package let bits: Int

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
                guard !buffer.isEmpty else { return nil }
                var position = buffer.baseAddress
                if let key = d2i_PUBKEY(nil, &position, buffer.count) { return key }
                position = buffer.baseAddress
                return d2i_PublicKey(EVP_PKEY_RSA, nil, &position, buffer.count)
            }
        }
        guard let parsed else { return nil }
        guard EVP_PKEY_get_base_id(parsed) == (kind == .rsa ? EVP_PKEY_RSA : EVP_PKEY_ED25519) else {
            EVP_PKEY_free(parsed)
            return nil
        }
        key = parsed
        self.kind = kind
        bits = kind == .rsa ? Int(EVP_PKEY_get_bits(parsed)) : 256
    }

    deinit { EVP_PKEY_free(key) }

    /// Whether `signature` is this key's signature of a hash: PKCS #1 v1.5 for RSA (RFC 8017 §8.2.2); for ed25519 the
    /// hash itself is the message that was signed (RFC 8463 §3).
    package func verifies(_ signature: [UInt8], ofHash hash: [UInt8], _ algorithm: HashAlgorithm) -> Bool {
        defer { ERR_clear_error() }
        switch kind {
        case .rsa:
            guard let context = EVP_PKEY_CTX_new(key, nil) else { return false }
            defer { EVP_PKEY_CTX_free(context) }
            let digest = algorithm == .sha1 ? EVP_sha1() : EVP_sha256()
            guard EVP_PKEY_verify_init(context) == 1,
                EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
                EVP_PKEY_CTX_set_signature_md(context, digest) == 1
            else { return false }
            return EVP_PKEY_verify(context, signature, signature.count, hash, hash.count) == 1
        case .ed25519:
            guard let context = EVP_MD_CTX_new() else { return false }
            defer { EVP_MD_CTX_free(context) }
            guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
            return EVP_DigestVerify(context, signature, signature.count, hash, hash.count) == 1
        }
    }
}
