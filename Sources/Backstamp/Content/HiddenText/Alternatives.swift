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
        let text = plain.text
        let words = ComparedWords(plain: text.span.extracting(first: Content.visibleTextLimit), html: html.span)
        guard words.plainCount > 0, words.htmlCount > 0 else { return nil }
        plainWords = words.plainCount
        htmlWords = words.htmlCount
        similarity = Double(words.sharedCount) / Double(min(plainWords, htmlWords))
        place = Place(
            .body, name: plain.part.contentType, index: plain.part.index, offset: plain.part.range?.lowerBound,
            length: plain.part.range?.count, text: String(decoding: plain.text.prefix(300), as: UTF8.self))
    }
}

extension Content {
    /// The pair of versions of the first `multipart/alternative` that holds plain text and HTML.
    /// - Parameter html: what the first of the HTML parts with these indices shows.
    static func alternatives(
        _ message: Message, plain: [(part: MIMEPart, text: [UInt8])], html: (Range<Int>) -> [UInt8]?
    ) -> Alternatives? {
        let parts = message.parsed.parts
        for (index, parent) in parts.enumerated() where parent.contentType == "multipart/alternative" {
            let below = parts[(index + 1)...].prefix { $0.depth > parent.depth }
            let range = (index + 1)..<(index + 1 + below.count)
            guard let one = plain.first(where: { range.contains($0.part.index) }),
                let other = html(range)
            else { continue }
            return Alternatives(plain: one, html: other)
        }
        return nil
    }
}
