/// Whether the versions of a `multipart/alternative` (RFC 2046 §5.1.4: "the same information") say the same: a filter
/// may read one, and the reader another.
import MIME

extension Content {
    package struct Alternatives: Sendable {
        /// Share of the words of the shorter version that the other one holds, 0 to 1.
        package let similarity: Double
        /// Different words of four letters and more.
        package let plainWords: Int
        package let htmlWords: Int
        /// Where the plain version stands.
        package let place: Place

        /// Both say something, and hardly a word of it is the same.
        package var differ: Bool { min(plainWords, htmlWords) >= Self.minimumWords && similarity < 0.25 }

        private static let minimumWords = 20

        /// nil where one of the versions says nothing.
        init?(_ versions: ComparedVersions, _ place: Place) {
            guard let similarity = versions.similarity else { return nil }
            self.similarity = similarity
            plainWords = versions.plainWords
            htmlWords = versions.htmlWords
            self.place = place
        }
    }

    /// Two versions of one text.
    struct Versions: Sendable {
        /// Where the plain one stands.
        let place: Place
        /// What they say; nil where it is all that the message says, whose words are read anyway.
        var texts: (plain: [UInt8], html: [UInt8])?
    }

    /// The plain text and the HTML of the first `multipart/alternative` that holds both.
    /// - Parameters:
    ///   - plain: the parts of plain text, with their texts.
    ///   - html: what the first document with one of these indices shows; nil where there is none.
    ///   - isAll: there is nothing else that the message says.
    static func versions(
        _ message: Message, _ plain: [(part: MIMEPart, text: [UInt8])], isAll: Bool, html: (Range<Int>) -> [UInt8]?
    ) -> Versions? {
        if plain.isEmpty { return nil }
        let parts = message.parsed.parts
        for (index, parent) in parts.enumerated() where parent.contentType == "multipart/alternative" {
            let below = parts[(index + 1)...].prefix { $0.depth > parent.depth }
            let range = (index + 1)..<(index + 1 + below.count)
            guard let version = plain.first(where: { range.contains($0.part.index) }), let html = html(range) else { continue }
            let place = Place(
                .body, name: version.part.contentType, index: version.part.index, offset: version.part.range?.lowerBound,
                length: version.part.range?.count, text: String(decoding: version.text.prefix(300), as: UTF8.self))
            return Versions(place: place, texts: isAll ? nil : (version.text, html))
        }
        return nil
    }
}
