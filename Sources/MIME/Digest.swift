import CCrypto

/// Digests by libcrypto, which uses the processor's own instructions for them where there are any.
package enum Digest {
    /// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
    package static func sha256(_ octets: [UInt8]) -> String { HashFunction.sha256.hexadecimal(octets) }

    /// SHA-1 (FIPS 180-4) in lower-case hexadecimal: to recognise one, never to rely on it.
    package static func sha1(_ octets: [UInt8]) -> String { HashFunction.sha1.hexadecimal(octets) }

    /// MD5 (RFC 1321) in lower-case hexadecimal: to recognise one, never to rely on it.
    package static func md5(_ octets: [UInt8]) -> String { HashFunction.md5.hexadecimal(octets) }
}

/// A hash function of libcrypto, fetched once: looking one up by name costs more than hashing a short text.
///
/// `@unchecked Sendable` because openssl-threads(7) says: "Objects are thread-safe as long as the API's being invoked
/// don't modify the object", and nothing modifies a function after it was fetched. It is kept until the process ends.
private struct HashFunction: @unchecked Sendable {
    static let sha256 = HashFunction("SHA2-256")
    static let sha1 = HashFunction("SHA1")
    static let md5 = HashFunction("MD5")

    /// nil where this libcrypto does not offer it: MD5 is missing from some.
    private let function: OpaquePointer?

    private init(_ name: String) { function = EVP_MD_fetch(nil, name, nil) }

    /// Empty where the function is not offered.
    func hexadecimal(_ octets: [UInt8]) -> String {
        guard let function else { return "" }
        return withUnsafeTemporaryAllocation(byteCount: Int(EVP_MAX_MD_SIZE), alignment: 8) { digest in
            var length: UInt32 = 0
            let target = digest.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard EVP_Digest(octets, octets.count, target, &length, function, nil) == 1 else { return "" }
            return String(unsafeUninitializedCapacity: 2 * Int(length)) { text in
                let digits: StaticString = "0123456789abcdef"
                for (index, byte) in digest.prefix(Int(length)).enumerated() {
                    text[2 * index] = digits.utf8Start[Int(byte >> 4)]
                    text[2 * index + 1] = digits.utf8Start[Int(byte & 15)]
                }
                return 2 * Int(length)
            }
        }
    }
}
