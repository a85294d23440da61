import MIME

/// Which messages libopendkim is asked about. Each rule names a fault of version 2.11; a message with anything in it that
/// falls under one is hashed by our own canonicalisation, and the result says nothing about it. One bad signature keeps
/// the library away from the good ones too, because it works on all of them.
enum OpenDKIMScope {
    /// Every name in `h=` is compared with every field: time grows with the product.
    static let fieldLimit = 500
    /// `h=` is cut off at 4096 octets, and what is behind would count as signed without being hashed.
    static let signedHeadersLimit = 4000

    static func covers(_ section: HeaderSection, _ signatures: [ParsedSignature]) -> Bool {
        let others = section.fields.reduce(0) { $0 + ($1.key.isEmpty || $1.key == "dkim-signature" ? 0 : 1) }
        // Where `h=` takes up every field and names one more, the library writes behind the end of its list.
        return signatures.allSatisfy { covers($0) && $0.signature.signedHeaders.count < others } && covers(section)
    }

    private static func covers(_ section: HeaderSection) -> Bool {
        guard section.fields.count <= fieldLimit else { return false }
        // Relaxed canonicalisation stops at a NUL, and takes vertical tab and form feed for white space; a bare CR is
        // no line end to us.
        var last: UInt8 = 0
        for byte in section.octets[..<section.bodyStart] {
            if byte < 0x0D, byte == 0 || byte == 0x0B || byte == 0x0C { return false }
            if last == 0x0D, byte != 0x0A { return false }
            last = byte
        }
        let origins = section.fields("from")
        guard origins.count == 1, let from = origins.first else { return false }
        return isPlainFrom(section.body(from))
    }

    private static func covers(_ parsed: ParsedSignature) -> Bool {
        // It is not strict; and of `l=` it does not tell the length of the whole body.
        guard parsed.failure == nil, let tags = parsed.tags, parsed.signature.bodyLength == nil else { return false }
        guard tags["h"].map({ $0.count <= signedHeadersLimit }) ?? false else { return false }
        // RFC 6376 §3.5, h=: the field itself is not among those that it names. The library takes it for one.
        guard !parsed.signature.signedHeaders.contains("dkim-signature") else { return false }
        // `b=` is found by the octet before the equals sign: `b =` is missed, `xb=` taken for it.
        return tags.tags.allSatisfy { $0.name == "b" ? $0.isTight : $0.name.utf8.last != 0x62 }
    }

    /// A From that its parser takes: one address, in angle brackets or bare, no comments, no escapes. Where the parser
    /// fails the library gives no hashes of any signature.
    private static func isPlainFrom(_ body: ArraySlice<UInt8>) -> Bool {
        var quotes = 0
        var ats = 0
        var opening = 0
        var closing = 0
        for byte in body {
            switch byte {
            case 0x22: quotes += 1
            case 0x28, 0x29, 0x5C, 0x3A, 0x3B: return false
            case 0x40 where quotes != 1: ats += 1
            case 0x2C where quotes != 1: return false
            case 0x3C where quotes != 1:
                opening += 1
                if ats > 0 { return false }
            case 0x3E where quotes != 1: closing += 1
            default: break
            }
        }
        return (quotes == 0 || quotes == 2) && ats == 1 && opening == closing && opening <= 1
    }
}
