/// URLs that stand in plain text and that every client makes clickable (RFC 3986 appendix C).
import HTML

enum PlainTextLinks {
    static func find(in text: [UInt8], limit: Int) -> [(range: Range<Int>, text: String)] {
        var found: [(range: Range<Int>, text: String)] = []
        let octets = text.span
        var index = 0
        while found.count < limit, let opening = openings.first(in: octets, from: index) {
            index = opening.start + 1
            if opening.start > 0, isLetterOrDigit(octets[opening.start - 1]) { continue }
            let start = opening.start
            var end = start
            while end < octets.count, end - start < LinkJudge.maximumURL, !isDelimiter(octets[end]) { end += 1 }
            // What closes a sentence is not part of the URL.
            while end > start, isTrailing(octets[end - 1]) { end -= 1 }
            if end - start > opening.length { found.append((start..<end, String(decoding: text[start..<end], as: UTF8.self))) }
            index = max(end, index)
        }
        return found
    }

    /// What introduces a URL at the start of a word.
    private static let openings = WordSearch(["http://", "https://", "ftp://", "www."])

    private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool { isLetter(octet) || (0x30...0x39).contains(octet) }

    private static func isDelimiter(_ octet: UInt8) -> Bool {
        switch octet {
        case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"): true
        default: false
        }
    }

    private static func isTrailing(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"),
            UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "'"), UInt8(ascii: "*"):
            true
        default: false
        }
    }
}
