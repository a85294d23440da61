/// URLs that stand in plain text and that every client makes clickable (RFC 3986 appendix C).
import Domains
import HTML

enum PlainTextLinks {
    static func find(in text: [UInt8], limit: Int) -> [(range: Range<Int>, text: String)] {
        var found: [(range: Range<Int>, text: String)] = []
        let octets = text.span
        var index = 0
        while found.count < limit, let opening = opening(in: octets, from: index) {
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

    /// The next of what introduces a URL: `http://`, `https://`, `ftp://`, `www.` in any case. Looked for by the colon or the
    /// dot in it, of which a text has few.
    private static func opening(in text: Span<UInt8>, from start: Int) -> (start: Int, length: Int)? {
        var index = start
        while index < text.count {
            if index &+ 8 <= text.count {
                let word = text.word(at: index)
                let found = word.mask(of: UInt8(ascii: ":")) | word.mask(of: UInt8(ascii: "."))
                index &+= found == 0 ? 8 : OctetWord.first(found)
                if found == 0 { continue }
            }
            if text[index] == UInt8(ascii: ".") {
                if let first = place(of: "www", in: text, endingAt: index, from: start) { return (first, 4) }
            } else if text[index] == UInt8(ascii: ":"), index + 2 < text.count, text[index + 1] == 0x2F, text[index + 2] == 0x2F {
                for scheme: StaticString in ["http", "https", "ftp"] {
                    if let first = place(of: scheme, in: text, endingAt: index, from: start) { return (first, index + 3 - first) }
                }
            }
            index &+= 1
        }
        return nil
    }

    /// Where a word of small letters starts that ends at the index, be it written in capitals or not.
    private static func place(of word: StaticString, in text: Span<UInt8>, endingAt end: Int, from start: Int) -> Int? {
        let letters = word.description.utf8
        var index = end - letters.count
        guard index >= start else { return nil }
        for letter in letters {
            guard text[index] | 0x20 == letter else { return nil }
            index += 1
        }
        return end - letters.count
    }

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
