/// Keys and signatures for tests, made anew in each run.

import CCrypto
package import DKIM
import Foundation
import MIME

/// A key pair made for one test run, so that messages can be signed with any tags a test wants.
package final class TestKey: @unchecked Sendable {
    // Made once and never changed: the reason that `PublicKey` gives.
    package static let rsa = TestKey(.rsa, bits: 1024)
    package static let other = TestKey(.rsa, bits: 1024)
    package static let weak = TestKey(.rsa, bits: 512)
    package static let ed25519 = TestKey(.ed25519)

    package let key: OpaquePointer
    package let kind: PublicKey.Kind

    init(_ kind: PublicKey.Kind, bits: Int32 = 1024) {
        self.kind = kind
        let context = EVP_PKEY_CTX_new_id(kind == .rsa ? EVP_PKEY_RSA : EVP_PKEY_ED25519, nil)
        EVP_PKEY_keygen_init(context)
        if kind == .rsa { EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits) }
        var key: OpaquePointer?
        EVP_PKEY_generate(context, &key)
        EVP_PKEY_CTX_free(context)
        self.key = key!
    }

    deinit { EVP_PKEY_free(key) }

    /// SubjectPublicKeyInfo for RSA, 32 octets for ed25519.
    package var publicOctets: [UInt8] {
        if kind == .ed25519 {
            var octets = [UInt8](repeating: 0, count: 32)
            var length = 32
            EVP_PKEY_get_raw_public_key(key, &octets, &length)
            return octets
        }
        return encoded { i2d_PUBKEY(self.key, $0) }
    }

    /// RSAPublicKey (RFC 8017 appendix A.1.1) without the wrapping.
    package var bareOctets: [UInt8] { encoded { i2d_PublicKey(self.key, $0) } }

    private func encoded(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: Int(encode(nil)))
        octets.withUnsafeMutableBufferPointer { buffer in
            var position = buffer.baseAddress
            _ = encode(&position)
        }
        return octets
    }

    /// A key record, such as `v=DKIM1; k=rsa; p=...`.
    package var record: String { "v=DKIM1; k=\(kind.rawValue); p=\(p)" }
    package var p: String { Data(publicOctets).base64EncodedString() }

    package func sign(_ hash: [UInt8], _ algorithm: HashAlgorithm = .sha256) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 1024)
        var length = signature.count
        if kind == .ed25519 {
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            EVP_DigestSignInit(context, nil, nil, nil, key)
            EVP_DigestSign(context, &signature, &length, hash, hash.count)
        } else {
            let context = EVP_PKEY_CTX_new(key, nil)
            defer { EVP_PKEY_CTX_free(context) }
            EVP_PKEY_sign_init(context)
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING)
            EVP_PKEY_CTX_set_signature_md(context, algorithm == .sha1 ? EVP_sha1() : EVP_sha256())
            EVP_PKEY_sign(context, &signature, &length, hash, hash.count)
        }
        return Array(signature.prefix(length))
    }

    /// Puts a signature field with these tags on top of a message. `#bh` and `#b` in the tags stand for the values.
    package func sign(_ message: String, field name: String = "DKIM-Signature", _ tags: String) -> String {
        let hashed = HeaderSection(Array(message.utf8))
        var text = tags
        let list = try? TagList(Array(tags.utf8)[...])
        let hash = (try? list?.algorithm())?.hash ?? .sha256
        let canonicalization = (try? list?.canonicalization()) ?? (header: .simple, body: .simple)
        let limit = (try? list?.number("l", digits: 76)) ?? nil
        let body = MessageHashes(hashed).body(canonicalization.body, hash, limit: limit)
        text = text.replacingOccurrences(of: "#bh", with: Data(body.hash).base64EncodedString())
        let draft = HeaderSection(Array("\(name): \(text)\r\n\(message)".utf8))
        guard let field = draft.fields.first, let list = try? TagList(draft.body(field)) else {
            // Tags that make no list cannot be signed; they are sent as they are.
            return "\(name): \(text.replacingOccurrences(of: "#b", with: "AAAA"))\r\n\(message)"
        }
        let octets = SignedHeaders(draft).octets(
            (try? list.signedHeaders()) ?? [], signature: field, tags: list, canonicalization.header)
        let signature = Data(sign(Digest.hash(hash, octets), hash)).base64EncodedString()
        return "\(name): \(text.replacingOccurrences(of: "#b", with: signature))\r\n\(message)"
    }
}
