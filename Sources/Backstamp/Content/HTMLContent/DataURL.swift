/// A document or a style sheet that stands in a `data:` URL (RFC 2397, with the leniency of the Fetch standard): what it
/// loads is loaded too.
import HTML

struct DataURL: Sendable {
    enum Kind: Sendable {
        case document, styleSheet
    }

    let kind: Kind
    let content: [UInt8]
    /// What is beyond `maximumLength` is missing.
    let isTruncated: Bool

    /// nil for what is no `data:` URL, or one of pictures and the like, which load nothing.
    init?(_ octets: some Collection<UInt8>) {
        let trimmed = octets.drop { $0 <= 0x20 }
        guard trimmed.prefix(5).elementsEqual("data:".utf8, by: { Self.lower($0) == $1 }) else { return nil }
        let rest = trimmed.dropFirst(5)
        let type = rest.prefix(200).prefix { $0 != UInt8(ascii: ",") }
        let header = String(decoding: type.map(Self.lower), as: UTF8.self).filter { !$0.isWhitespace }
        let written = rest.dropFirst(type.count + 1)
        let body = written.prefix(Self.maximumLength)
        isTruncated = body.endIndex != written.endIndex
        switch header.prefix(while: { $0 != ";" }) {
        case "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml": kind = .document
        case "text/css": kind = .styleSheet
        default: return nil
        }
        let decoded = LinkTarget.percentDecoded(Array(body))
        content = header.hasSuffix(";base64") ? Self.base64(decoded) : decoded
    }

    static let maximumLength = 1 << 20

    private static func lower(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet | 0x20 : octet }

    /// RFC 4648 §4, up to the first octet that does not belong to it; white space is skipped.
    static func base64(_ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for octet in octets where octet > 0x20 {
            let value: UInt8
            switch octet {
            case 0x41...0x5A: value = octet - 0x41
            case 0x61...0x7A: value = octet - 0x61 + 26
            case 0x30...0x39: value = octet - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: return output
            }
            buffer = (buffer << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(buffer >> UInt32(bits) & 0xFF))
            }
        }
        return output
    }
}
