/// URLs that stand in plain text and that every client makes clickable (RFC 3986 appendix C).
import Domains
import HTML

enum PlainTextLinks {
    /// Where they stand; none is empty.
    static func find(in text: [UInt8], limit: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let octets = text.span
        var index = 0
        while found.count < limit, let opening = opening(in: octets, from: index) {
            index = opening.start + 1
            if opening.start > 0, isLetterOrDigit(octets[opening.start - 1]) { continue }
            let start = opening.start
            var end = start
            while end < octets.count, end - start < ContentRoom.maximumAddress, !isDelimiter(octets[end]) { end += 1 }
            // What closes a sentence is not part of the URL.
            while end > start, isTrailing(octets[end - 1]) { end -= 1 }
            if end - start > opening.length { found.append(start..<end) }
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
                if word(in: text, endingAt: index, from: start, length: 3) == 0x777777 { return (index - 3, 4) }
            } else if text[index] == UInt8(ascii: ":"), index + 2 < text.count, text[index + 1] == 0x2F, text[index + 2] == 0x2F,
                let length = schemeLength(in: text, endingAt: index, from: start)
            {
                return (index - length, length + 3)
            }
            index &+= 1
        }
        return nil
    }

    /// `http`, `https` or `ftp`.
    private static func schemeLength(in text: Span<UInt8>, endingAt end: Int, from start: Int) -> Int? {
        if word(in: text, endingAt: end, from: start, length: 4) == 0x6874_7470 { return 4 }
        if word(in: text, endingAt: end, from: start, length: 5) == 0x68_7474_7073 { return 5 }
        return word(in: text, endingAt: end, from: start, length: 3) == 0x66_7470 ? 3 : nil
    }

    /// The octets before the index as a number, letters in lower case; 0 where there are not so many.
    private static func word(in text: Span<UInt8>, endingAt end: Int, from start: Int, length: Int) -> UInt64 {
        guard end - length >= start else { return 0 }
        var word: UInt64 = 0
        for index in (end - length)..<end { word = word << 8 | UInt64(text[index] | 0x20) }
        return word
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
