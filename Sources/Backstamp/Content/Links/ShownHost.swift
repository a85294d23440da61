/// The host that a link's text shows, where it shows one: `www.example.org`, `https://example.org/x`, `a@example.org`.
import Domains
import HTML

enum ShownHost {
    /// nil where the text is words. A bare name counts only when it is the whole text and ends in a known suffix, so
    /// that `Node.js` or `report.final` are no hosts.
    /// - Parameters:
    ///   - text: not longer than a link's text may become.
    ///   - target: where the link leads, which need not be looked up where it is shown.
    static func of(_ text: String, besides target: String) -> String? {
        // Most texts are words: no dot stands inside them.
        guard hasInnerDot(text), mayShowHost(text) else { return nil }
        if isPlainWord(text.utf8.span) { return host(inPlainWord: text.utf8.span, besides: target) }
        let words = words(text)
        let mayHoldURL = words.count == 1 || text.utf8.contains(0x3A) || text.utf8.contains { $0 | 0x20 == 0x77 }
        for word in words.prefix(mayHoldURL ? words.count : 0) where word.utf8.count > 4 && isOpening(word) {
            let lower = trimmed(String(word).lowercased())
            if let start = scheme(lower) {
                if let host = WebURL(start)?.hostname, isName(host) { return host }
            } else if lower.hasPrefix("www."), let host = WebURL("http://" + lower)?.hostname, isName(host) {
                return host
            }
        }
        guard words.count == 1, let word = words.first else { return nil }
        let lower = trimmed(String(word).lowercased())
        guard let host = WebURL("http://" + domain(lower))?.hostname, isName(host), PublicSuffix.endsInKnownSuffix(host) else {
            return nil
        }
        return host
    }

    /// Whether it is one word of ASCII.
    private static func isPlainWord(_ text: Span<UInt8>) -> Bool {
        var isPlain = true
        for index in text.indices { isPlain = isPlain && text[index] &- 0x21 < 0x5F }
        return isPlain
    }

    /// The same of one word, octet by octet.
    private static func host(inPlainWord word: Span<UInt8>, besides target: String) -> String? {
        if word.isEmpty { return nil }
        // With a scheme before it, for what has none.
        var octets: [UInt8] = []
        octets.reserveCapacity(word.count + 7)
        octets += "http://".utf8
        for index in word.indices { octets.append(word[index].asciiLowercased) }
        let lower = trimmed(octets[7...])
        let url = lower.startIndex == 7 ? octets[..<lower.endIndex] : "http://".utf8 + lower
        let isAddress = lower.contains(UInt8(ascii: "@"))
        if word.count > 4, isOpening(word[0]) {
            let isWhole = ["http://", "https://", "ftp://"].contains { lower.starts(with: $0.utf8) }
            if isWhole || lower.starts(with: "www.".utf8) {
                let found = WebURL.hostname(of: isWhole ? lower : url)
                if let found, !isAddress && found == target || isName(found) { return found }
                // Without an address in it, it would be read the same way again.
                if !isAddress { return nil }
            }
        }
        let address = isAddress ? "http://".utf8 + lastPiece(of: lower) : url
        guard let found = WebURL.hostname(of: address) else { return nil }
        return found == target || isName(found) && PublicSuffix.endsInKnownSuffix(found) ? found : nil
    }

    /// Of an address, what follows its sign.
    private static func lastPiece(of address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let sign = UInt8(ascii: "@")
        guard let end = address.lastIndex(where: { $0 != sign }) else { return [] }
        let piece = address[...end]
        return piece.lastIndex(of: sign).map { piece[($0 + 1)...] } ?? piece
    }

    private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var word = word
        while let first = word.first, "<([{\"'".utf8.contains(first) { word.removeFirst() }
        while let last = word.last, ">)]}\"',.;:!?".utf8.contains(last) { word.removeLast() }
        return word
    }

    /// Between white space.
    private static func words(_ text: String) -> [Substring] {
        let octets = text.utf8.span
        var (all, hasSpace): (UInt8, Bool) = (0, false)
        for index in octets.indices {
            all |= octets[index]
            hasSpace = hasSpace || isSpace(octets[index])
        }
        guard all < 0x80 else { return text.split(whereSeparator: \.isWhitespace) }
        return hasSpace ? text.pieces(between: isSpace) : text.isEmpty ? [] : [text[...]]
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet &- 0x09 < 5 }

    /// Of an address what follows its sign, of anything else all of it.
    private static func domain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        // Beyond ASCII the sign may be one character with what follows.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return String(text.split(separator: "@").last ?? "") }
        return text.pieces { $0 == UInt8(ascii: "@") }.last.map(String.init) ?? ""
    }

    /// Sentences show none unless `://` or `www.` stands in them.
    private static func mayShowHost(_ text: String) -> Bool {
        var hasGap = false
        var isGap = false
        var hasWord = false
        var last: (UInt8, UInt8, UInt8) = (0, 0, 0)
        for octet in text.utf8 {
            if octet == 0x2F, last.2 == 0x2F, last.1 == 0x3A { return true }
            if octet == 0x2E, last.0 | 0x20 == 0x77, last.1 | 0x20 == 0x77, last.2 | 0x20 == 0x77 { return true }
            last = (last.1, last.2, octet)
            if isSpace(octet) {
                isGap = hasWord
            } else {
                hasGap = hasGap || isGap
                hasWord = true
            }
        }
        return !hasGap
    }

    /// A dot, or another sign that the URL standard may take for one, with something on either side.
    private static func hasInnerDot(_ text: String) -> Bool {
        let octets = text.utf8.span
        var last: UInt8 = 0x20
        var (wasDot, isOdd, hasPercent) = (false, false, false)
        for index in octets.indices {
            let octet = octets[index]
            if wasDot, octet > 0x20 { return true }
            wasDot = last > 0x20 && (octet == 0x2E || octet >= 0xE2 && mayBeDot(octet, index + 1 < octets.count ? octets[index + 1] : 0))
            isOdd = isOdd || octet >= 0x80
            hasPercent = hasPercent || octet == 0x25
            last = octet
        }
        // A dot may be encoded.
        return isOdd && hasPercent
    }

    /// Whether UTS 46 maps a sign to something with a dot in it, by its first two octets: none of those of alphabets, of
    /// Chinese, Japanese and Korean is. The signs that are lie in U+2000 to U+303F, U+3200 to U+33FF and from U+F900 on.
    private static func mayBeDot(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE2, 0xEF...: true
        case 0xE3: second == 0x80 || second >= 0x88 && second < 0x90
        default: false
        }
    }

    /// `www.`, or a letter of `http`, `https` and `ftp`, or a quotation mark before it.
    private static func isOpening(_ word: Substring) -> Bool {
        word.utf8.first.map(isOpening) ?? false
    }

    private static func isOpening(_ first: UInt8) -> Bool {
        switch first | 0x20 {
        case UInt8(ascii: "w"), UInt8(ascii: "h"), UInt8(ascii: "f"): true
        case 0x61...0x7A: false
        default: true
        }
    }

    private static func scheme(_ word: String) -> String? {
        word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("ftp://") ? word : nil
    }

    private static func isName(_ host: String) -> Bool {
        host.utf8.contains(UInt8(ascii: ".")) && PublicSuffix.registrableDomain(of: host) != nil
    }

    private static func trimmed(_ word: String) -> String {
        guard let first = word.utf8.first, let last = word.utf8.last, !isLetterOrDigit(first) || !isLetterOrDigit(last) else {
            return word
        }
        var word = word[...]
        while let first = word.first, "<([{\"'“‘«".contains(first) { word = word.dropFirst() }
        while let last = word.last, ">)]}\"'”’»,.;:!?…".contains(last) { word = word.dropLast() }
        return String(word)
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10 }
}
