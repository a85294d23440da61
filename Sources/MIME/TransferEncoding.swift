import CGMime

/// Content-transfer-encodings (RFC 2045 §6) and the uuencode of old mail.
enum TransferEncoding {
    /// Never fails: octets that the encoding does not know are skipped, and an unknown encoding is taken as binary.
    static func decode(_ octets: Slice<UnsafeBufferPointer<UInt8>>, _ encoding: GMimeContentEncoding) -> [UInt8] {
        switch encoding {
        case GMIME_CONTENT_ENCODING_BASE64, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: step(octets, encoding)
        case GMIME_CONTENT_ENCODING_UUENCODE: step(octets[uuStart(octets)...], encoding)
        default: Array(octets)
        }
    }

    private static func step(_ octets: Slice<UnsafeBufferPointer<UInt8>>, _ encoding: GMimeContentEncoding) -> [UInt8] {
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let source = UnsafeBufferPointer(rebasing: octets)
        // Base64 that lacks its padding would lose its last characters; where it lacks none, this adds nothing.
        let padding: [CChar] = encoding == GMIME_CONTENT_ENCODING_BASE64 ? [0x3D, 0x3D] : []
        let capacity = g_mime_encoding_outlen(&state, source.count + padding.count) + 4
        return Array(unsafeUninitializedCapacity: capacity) { target, count in
            guard let from = source.baseAddress, let to = target.baseAddress else { return count = 0 }
            count = from.withMemoryRebound(to: CChar.self, capacity: source.count) { from in
                to.withMemoryRebound(to: CChar.self, capacity: target.count) { to in
                    let written = g_mime_encoding_step(&state, from, source.count, to)
                    return written + g_mime_encoding_flush(&state, padding, padding.count, to + written)
                }
            }
        }
    }

    /// Behind the line `begin 644 name`, which GMime's decoder does not skip.
    private static func uuStart(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let mark = Array("begin ".utf8)
        var start = octets.startIndex
        while start < octets.endIndex {
            let end = octets[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? octets.endIndex
            if octets[start...].starts(with: mark) { return end }
            start = end
        }
        return octets.startIndex
    }
}
