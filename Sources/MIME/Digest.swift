import CGMime

/// Digests by GLib, which GMime brings along.
package enum Digest {
    /// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
    package static func sha256(_ octets: [UInt8]) -> String { hexadecimal(G_CHECKSUM_SHA256, octets) }

    /// SHA-1 (FIPS 180-4) in lower-case hexadecimal: to recognise one, never to rely on it.
    package static func sha1(_ octets: [UInt8]) -> String { hexadecimal(G_CHECKSUM_SHA1, octets) }

    /// MD5 (RFC 1321) in lower-case hexadecimal: to recognise one, never to rely on it.
    package static func md5(_ octets: [UInt8]) -> String { hexadecimal(G_CHECKSUM_MD5, octets) }

    private static func hexadecimal(_ kind: GChecksumType, _ octets: [UInt8]) -> String {
        octets.withUnsafeBufferPointer { buffer in
            GMime.owned(g_compute_checksum_for_data(kind, buffer.baseAddress, gsize(buffer.count))) ?? ""
        }
    }
}
