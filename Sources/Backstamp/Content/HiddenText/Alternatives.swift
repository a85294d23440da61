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
    init?(plain: (part: MIMEPart, text: [UInt8]), html: String) {
        let one = Self.words(String(decoding: plain.text.prefix(Content.visibleTextLimit), as: UTF8.self))
        let other = Self.words(html)
        guard !one.isEmpty, !other.isEmpty else { return nil }
        plainWords = one.count
        htmlWords = other.count
        similarity = Double(one.intersection(other).count) / Double(min(one.count, other.count))
        place = Place(
            .body, name: plain.part.contentType, index: plain.part.index, offset: plain.part.range?.lowerBound,
            length: plain.part.range?.count, text: String(decoding: plain.text.prefix(300), as: UTF8.self))
    }

    /// Different words of four letters and more; addresses of links stand in one version only.
    private static func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        for piece in text.split(whereSeparator: \.isWhitespace) where !piece.contains("://") && !piece.contains("@") {
            guard words.count < maximumWords else { break }
            for word in piece.lowercased().split(whereSeparator: { !$0.isLetter }) where word.count >= 4 {
                words.insert(String(word))
            }
        }
        return words
    }

    private static let maximumWords = 5_000
}

extension Content {
    /// The pair of versions of the first `multipart/alternative` that holds plain text and HTML.
    static func alternatives(
        _ message: Message, plain: [(part: MIMEPart, text: [UInt8])], html: [(part: MIMEPart, text: String)]
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
