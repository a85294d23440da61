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
        let source = UnsafeBufferPointer(rebasing: octets)
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let capacity = g_mime_encoding_outlen(&state, source.count + 2) + 4
        return Array(unsafeUninitializedCapacity: capacity) { target, count in
            let clean =
                switch encoding {
                case GMIME_CONTENT_ENCODING_BASE64: CleanEncoding.base64(source, to: target)
                case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: CleanEncoding.quotedPrintable(source, to: target)
                default: (read: 0, written: 0)
                }
            let rest = UnsafeBufferPointer(rebasing: source[clean.read...])
            count = clean.written + byLibrary(rest, encoding, to: UnsafeMutableBufferPointer(rebasing: target[clean.written...]))
        }
    }

    /// - Returns: how many octets were written.
    static func byLibrary(
        _ source: UnsafeBufferPointer<UInt8>, _ encoding: GMimeContentEncoding, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let from = source.baseAddress, let to = target.baseAddress, !source.isEmpty else { return 0 }
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        // Base64 that lacks its padding would lose its last characters; where it lacks none, this adds nothing.
        let padding: [CChar] = encoding == GMIME_CONTENT_ENCODING_BASE64 ? [0x3D, 0x3D] : []
        return from.withMemoryRebound(to: CChar.self, capacity: source.count) { from in
            to.withMemoryRebound(to: CChar.self, capacity: target.count) { to in
                let written = g_mime_encoding_step(&state, from, source.count, to)
                return written + g_mime_encoding_flush(&state, padding, padding.count, to + written)
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
