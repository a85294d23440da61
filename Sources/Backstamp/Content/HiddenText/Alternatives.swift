/// Whether the versions of a `multipart/alternative` (RFC 2046 §5.1.4: "the same information") say the same: a filter
/// may read one, and the reader another.
import MIME

extension Content {
    package struct Alternatives: Sendable {
        /// Share of the words of the shorter version that the other one holds, 0 to 1.
        package var similarity: Double
        package var plainWords: Int
        package var htmlWords: Int
        /// Where the plain version stands.
        package var place: Place

        /// Both say something, and hardly a word of it is the same.
        package var differ: Bool { min(plainWords, htmlWords) >= Self.minimumWords && similarity < 0.25 }

        static let minimumWords = 20
    }
}

extension Content.Alternatives {
    /// - Parameters:
    ///   - plain: the part and its text.
    ///   - html: what the HTML version shows.
    init?(plain: (part: MIMEPart, text: [UInt8]), html: [UInt8]) {
        let one = Self.words(plain.text.prefix(Content.visibleTextLimit))
        let other = Self.words(html[...])
        guard one.count > 0, other.count > 0 else { return nil }
        plainWords = one.count
        htmlWords = other.count
        similarity = Double(one.sharedCount(with: other)) / Double(min(one.count, other.count))
        place = Place(
            .body, name: plain.part.contentType, index: plain.part.index, offset: plain.part.range?.lowerBound,
            length: plain.part.range?.count, text: String(decoding: plain.text.prefix(300), as: UTF8.self))
    }

    /// Different words of four letters and more; addresses of links stand in one version only.
    private static func words(_ text: ArraySlice<UInt8>) -> WordSet {
        let octets = text.span
        var words = WordSet()
        /// Those of the piece between white space that is read, which may turn out to be an address; most have one.
        var found: [WordSet.Word] = []
        var last: WordSet.Word?
        var index = 0
        while index < octets.count, words.count < maximumWords {
            let start = index
            var isPlain = true
            var isAddress = false
            while index < octets.count {
                let octet = octets[index]
                let isLetter = (octet | 0x20) &- 0x61 < 26
                if isLetter || octet == 0xC3 && latinLetter(octets, index + 1) != nil {
                    var (word, end) = isLetter ? word(octets, from: index) : (WordSet.Word(), index)
                    var length = end - index
                    if end < octets.count, octets[end] == 0xC3 { (word, length, end) = latinWord(octets, from: index) }
                    if length >= minimumLength {
                        if let last { found.append(last) }
                        last = word
                    }
                    index = end
                    continue
                }
                if octet <= 0x20, isSpace(octet) { break }
                if octet >= 0x80 {
                    let length = separatorLength(octets, index)
                    if length == 0 { isPlain = false }
                    index &+= max(1, length)
                    continue
                }
                if octet == 0x40 || octet == 0x2F && index >= start + 2 && octets[index - 1] == 0x2F && octets[index - 2] == 0x3A {
                    isAddress = true
                }
                index &+= 1
            }
            if !isPlain {
                let piece = text[(text.startIndex + start)..<(text.startIndex + index)]
                addUnicode(String(decoding: piece, as: UTF8.self), to: &words)
            } else if !isAddress {
                for word in found { words.insert(word) }
                if let last { words.insert(last) }
            }
            last = nil
            if !found.isEmpty { found.removeAll(keepingCapacity: true) }
            index &+= 1
        }
        return words
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet &- 0x09 < 5 }

    /// How many octets the sign at the index takes where it is a common one that is no letter, no white space and never
    /// makes one character with what is beside it: signs of Latin-1 such as ©, dashes, quotation marks, … and ™. Else 0.
    private static func separatorLength(_ octets: Span<UInt8>, _ index: Int) -> Int {
        guard index + 1 < octets.count else { return 0 }
        let next = octets[index + 1]
        if octets[index] == 0xC2 {
            // Not U+0080 to U+00A0, ª, the soft hyphen, µ, º.
            return next > 0xA0 && next < 0xC0 && next != 0xAA && next != 0xAD && next != 0xB5 && next != 0xBA ? 2 : 0
        }
        guard octets[index] == 0xE2, index + 2 < octets.count else { return 0 }
        let last = octets[index + 2]
        // U+2010 to U+2027; U+2122.
        return next == 0x80 && last >= 0x90 && last <= 0xA7 || next == 0x84 && last == 0xA2 ? 3 : 0
    }

    /// The letters of ASCII from the index on, and where they end.
    private static func word(_ octets: Span<UInt8>, from start: Int) -> (WordSet.Word, end: Int) {
        var word = WordSet.Word()
        var index = start
        while index < octets.count {
            let letter = octets[index] | 0x20
            guard letter &- 0x61 < 26 else { break }
            word.append(letter)
            index &+= 1
        }
        return (word, index)
    }

    /// The same with letters from À to ÿ among them.
    private static func latinWord(_ octets: Span<UInt8>, from start: Int) -> (WordSet.Word, length: Int, end: Int) {
        var word = WordSet.Word()
        var index = start
        var length = 0
        while index < octets.count {
            let octet = octets[index]
            if (octet | 0x20) &- 0x61 < 26 {
                word.append(octet | 0x20)
                index &+= 1
            } else if octet == 0xC3, let letter = latinLetter(octets, index + 1) {
                word.append(octet)
                word.append(letter)
                index &+= 2
            } else {
                break
            }
            length &+= 1
        }
        return (word, length, index)
    }

    /// The second octet of a letter from À to ÿ, in lower case.
    private static func latinLetter(_ octets: Span<UInt8>, _ index: Int) -> UInt8? {
        guard index < octets.count, octets[index] & 0xC0 == 0x80, octets[index] != 0x97, octets[index] != 0xB7 else { return nil }
        return octets[index] < 0x9F ? octets[index] | 0x20 : octets[index]
    }

    private static func isAddress(_ piece: Substring) -> Bool { piece.contains("://") || piece.contains("@") }

    /// With the spaces and letters of other alphabets.
    private static func addUnicode(_ text: String, to words: inout WordSet) {
        for piece in text.split(whereSeparator: \.isWhitespace) where !isAddress(piece) {
            guard words.count < maximumWords else { return }
            for letters in piece.lowercased().split(whereSeparator: { !$0.isLetter }) where letters.count >= minimumLength {
                var word = WordSet.Word()
                for octet in letters.utf8 { word.append(octet) }
                words.insert(word)
            }
        }
    }

    private static let minimumLength = 4
    private static let maximumWords = 5_000
}

extension Content {
    /// The pair of versions of the first `multipart/alternative` that holds plain text and HTML.
    static func alternatives(
        _ message: Message, plain: [(part: MIMEPart, text: [UInt8])], html: [(part: MIMEPart, text: [UInt8])]
    ) -> Alternatives? {
        let parts = message.parsed.parts
        for (index, parent) in parts.enumerated() where parent.contentType == "multipart/alternative" {
            let below = parts[(index + 1)...].prefix { $0.depth > parent.depth }
            let range = (index + 1)..<(index + 1 + below.count)
            guard let one = plain.first(where: { range.contains($0.part.index) }),
                let other = html.first(where: { range.contains($0.part.index) })
            else { continue }
            return Alternatives(plain: one, html: other.text)
        }
        return nil
    }
}
