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
        var start = 0
        while start < octets.count, words.count < maximumWords {
            var end = start
            var all: UInt8 = 0
            var isAddress = false
            while end < octets.count {
                let octet = octets[end]
                if octet <= 0x20, isSpace(octet) { break }
                all |= octet
                if octet == 0x40 || octet == 0x2F && end >= start + 2 && octets[end - 1] == 0x2F && octets[end - 2] == 0x3A {
                    isAddress = true
                }
                end &+= 1
            }
            if end > start {
                if all >= 0x80 {
                    let piece = text[(text.startIndex + start)..<(text.startIndex + end)]
                    addUnicode(String(decoding: piece, as: UTF8.self), to: &words)
                } else if !isAddress {
                    add(octets, start..<end, to: &words)
                }
            }
            start = end &+ 1
        }
        return words
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet &- 0x09 < 5 }

    private static func add(_ octets: Span<UInt8>, _ range: Range<Int>, to words: inout WordSet) {
        var word = WordSet.Word()
        var length = 0
        for index in range {
            let letter = octets[index] | 0x20
            if letter &- 0x61 < 26 {
                word.append(letter)
                length &+= 1
                continue
            }
            if length >= minimumLength { words.insert(word) }
            if length > 0 { (word, length) = (WordSet.Word(), 0) }
        }
        if length >= minimumLength { words.insert(word) }
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
