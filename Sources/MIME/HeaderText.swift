import CGMime

/// Values of header fields as people read them.
enum HeaderText {
    /// An unstructured field with its encoded words decoded (RFC 2047); octets beyond ASCII are taken as UTF-8 or else
    /// as Windows-1252.
    static func decode(_ octets: [UInt8], options: OpaquePointer?) -> String {
        let text = GMime.owned(GMime.withCString(octets) { g_mime_utils_header_decode_text(options, $0) }) ?? ""
        return text
    }

    /// A msg-id (RFC 5322 §3.6.4) without its angle brackets; where there are none, the value as it stands.
    static func identifier(_ octets: [UInt8]) -> String? {
        var value = octets[...]
        if let open = value.firstIndex(of: 0x3C) {
            value = value[(open + 1)...]
            if let close = value.firstIndex(of: 0x3E) { value = value[..<close] }
        }
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        while let last = value.last, isSpace(last) { value.removeLast() }
        value = value.drop(while: isSpace)
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }
}
