import CGMime

/// Digests by GLib, which GMime brings along.
package enum Digest {
    /// SHA-256 (FIPS 180-4) in lower-case hexadecimal.
    package static func sha256(_ octets: [UInt8]) -> String {
        octets.withUnsafeBufferPointer { buffer in
            GMime.owned(g_compute_checksum_for_data(G_CHECKSUM_SHA256, buffer.baseAddress, gsize(buffer.count))) ?? ""
        }
    }
}
