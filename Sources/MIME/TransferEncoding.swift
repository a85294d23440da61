import CGMime

/// Content-transfer-encodings (RFC 2045 §6) and the uuencode of old mail.
enum TransferEncoding: Sendable {
    case identity, base64, quotedPrintable, uuencode

    init(_ encoding: GMimeContentEncoding) {
        switch encoding {
        case GMIME_CONTENT_ENCODING_BASE64: self = .base64
        case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: self = .quotedPrintable
        case GMIME_CONTENT_ENCODING_UUENCODE: self = .uuencode
        default: self = .identity
        }
    }

    private var library: GMimeContentEncoding {
        switch self {
        case .identity: GMIME_CONTENT_ENCODING_DEFAULT
        case .base64: GMIME_CONTENT_ENCODING_BASE64
        case .quotedPrintable: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        case .uuencode: GMIME_CONTENT_ENCODING_UUENCODE
        }
    }

    /// Never fails: octets that the encoding does not know are skipped, and an unknown encoding is taken as binary.
    func decode(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        switch self {
        case .identity: Array(octets)
        case .base64: step(UnsafeBufferPointer(rebasing: octets))
        case .quotedPrintable: Self.quotedPrintable(UnsafeBufferPointer(rebasing: octets))
        case .uuencode: step(UnsafeBufferPointer(rebasing: octets[Self.uuStart(octets)...]))
        }
    }

    /// How much `decode` would give; nil where only it can tell.
    func decodedCount(_ octets: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        switch self {
        case .identity: octets.count
        case .base64: CleanEncoding.base64Count(UnsafeBufferPointer(rebasing: octets))
        case .quotedPrintable, .uuencode: nil
        }
    }

    private func step(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, library)
        let capacity = g_mime_encoding_outlen(&state, source.count + 2) + 4
        return Array(unsafeUninitializedCapacity: capacity) { target, count in
            let clean = self == .base64 ? CleanEncoding.base64(source, to: target) : (read: 0, written: 0)
            let rest = UnsafeBufferPointer(rebasing: source[clean.read...])
            count = clean.written + byLibrary(rest, to: UnsafeMutableBufferPointer(rebasing: target[clean.written...]))
        }
    }

    private static func quotedPrintable(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        Array(unsafeUninitializedCapacity: source.count) { target, count in
            count = CleanEncoding.quotedPrintable(source, to: target)
        }
    }

    /// - Returns: how many octets were written.
    func byLibrary(_ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard let from = source.baseAddress, let to = target.baseAddress, !source.isEmpty else { return 0 }
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, library)
        // Base64 that lacks its padding would lose its last characters; where it lacks none, this adds nothing.
        let padding: [CChar] = self == .base64 ? [0x3D, 0x3D] : []
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
