/// How the words of two versions of a text agree (RFC 2046 §5.1.4: "the same information"): the long words of the plain text
/// and of the HTML, as `WordReader` reads them.
struct ComparedVersions: Sendable {
    let plainWords: Int
    let htmlWords: Int
    /// Long words of the plain text's addresses, which are not compared: a text of nothing but addresses is not empty.
    let plainAddressWords: Int
    /// Of the words of the HTML, the share that the plain text has as well; nil where they are too few to tell.
    let sharedOfHTML: Double?
    /// Of the words of the shorter version, the share that the other one has as well; nil where one has none.
    let similarity: Double?

    /// Shorter HTML is a picture with a caption, or a link.
    private static let enoughWords = 20

    init(plain reader: WordReader, html other: WordReader) {
        let (plain, html) = (reader.longWords, other.longWords)
        (plainWords, htmlWords, plainAddressWords) = (plain.count, html.count, reader.addressWords)
        let ofHTML = html.isEmpty ? nil : Self.share(of: html, in: plain)
        sharedOfHTML = html.count >= Self.enoughWords ? ofHTML : nil
        similarity = plain.isEmpty || html.isEmpty ? nil : html.count <= plain.count ? ofHTML : Self.share(of: plain, in: html)
    }

    private static func share(of words: [UInt64], in others: [UInt64]) -> Double {
        var filter = WordFilter()
        for word in others { filter.insert(word) }
        return Double(words.count { filter.contains($0) }) / Double(words.count)
    }
}

/// Which words a text has, by two of 65,536 bits for each. A text of a thousand different words seems to have one in a
/// thousand of those that it has not, which changes no share that is shown.
private struct WordFilter {
    private var bits = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ word: UInt64) {
        let (one, other) = Self.places(word)
        bits[one &>> 6] |= 1 &<< UInt64(one & 63)
        bits[other &>> 6] |= 1 &<< UInt64(other & 63)
    }

    func contains(_ word: UInt64) -> Bool {
        let (one, other) = Self.places(word)
        return bits[one &>> 6] &>> UInt64(one & 63) & bits[other &>> 6] &>> UInt64(other & 63) & 1 != 0
    }

    /// The low bits of a word's number do not know of its last letters; the high ones of a product know of all.
    private static func places(_ word: UInt64) -> (Int, Int) {
        let product = word &* 0x9E37_79B9_7F4A_7C15
        return (Int(product &>> 48), Int(product &>> 32 & 0xFFFF))
    }
}
