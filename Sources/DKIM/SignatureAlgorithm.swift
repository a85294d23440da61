/// `a=` (RFC 6376 §3.3, RFC 8463 §3).
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
    case rsaSHA1 = "rsa-sha1"
    case rsaSHA256 = "rsa-sha256"
    case ed25519SHA256 = "ed25519-sha256"

    package var key: PublicKey.Kind { self == .ed25519SHA256 ? .ed25519 : .rsa }
    package var hash: HashAlgorithm { self == .rsaSHA1 ? .sha1 : .sha256 }
}
