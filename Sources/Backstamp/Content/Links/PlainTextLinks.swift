/// URLs that stand in plain text and that every client makes clickable (RFC 3986 appendix C).
import HTML

enum PlainTextLinks {
    static func find(in text: [UInt8], limit: Int) -> [(range: Range<Int>, text: String)] {
        var found: [(range: Range<Int>, text: String)] = []
        var index = 0
        let octets = text.span
        while index + 4 < octets.count, found.count < limit {
            guard let scheme = start(octets, at: index) else {
                index += 1
                continue
            }
            var end = index
            while end < text.count, end - index < LinkJudge.maximumURL, !isDelimiter(text[end]) { end += 1 }
            // What closes a sentence is not part of the URL.
            while end > index, isTrailing(text[end - 1]) { end -= 1 }
            if end - index > scheme {
                found.append((index..<end, String(decoding: text[index..<end], as: UTF8.self)))
            }
            index = max(end, index + 1)
        }
        return found
    }

    /// The length of what introduces a URL here: a scheme, or `www.` at the start of a word.
    private static func start(_ text: Span<UInt8>, at index: Int) -> Int? {
        let opening: [[UInt8]]
        switch text[index] | 0x20 {
        case UInt8(ascii: "h"):
            guard text[index + 1] | 0x20 == UInt8(ascii: "t") else { return nil }
            opening = web
        case UInt8(ascii: "w"):
            guard text[index + 1] | 0x20 == UInt8(ascii: "w") else { return nil }
            opening = name
        case UInt8(ascii: "f"):
            guard text[index + 1] | 0x20 == UInt8(ascii: "t") else { return nil }
            opening = file
        default: return nil
        }
        if index > 0, isLetterOrDigit(text[index - 1]) { return nil }
        for word in opening where text.count - index > word.count {
            var offset = 0
            while offset < word.count {
                let octet = text[index + offset]
                guard octet == word[offset] || isLetter(octet) && octet | 0x20 == word[offset] else { break }
                offset += 1
            }
            if offset == word.count { return word.count }
        }
        return nil
    }

    private static let web = ["http://", "https://"].map { Array($0.utf8) }
    private static let file = ["ftp://"].map { Array($0.utf8) }
    private static let name = ["www."].map { Array($0.utf8) }

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
