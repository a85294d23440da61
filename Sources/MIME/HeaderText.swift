/// Values of header fields as people read them.
enum HeaderText {
    /// An unstructured field, decoded. Tabs and line ends, which an encoded word can hide, become spaces, and a NUL
    /// becomes U+FFFD: the value is one line of text.
    static func decode(_ octets: [UInt8]) -> String {
        let text = EncodedWord.decode(octets)
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0: line.append("\u{FFFD}")
            case 0x09, 0x0A, 0x0D: line.append(" ")
            default: line.append(scalar)
            }
        }
        return String(line)
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
