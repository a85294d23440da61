/// How the words of two versions of a text agree (RFC 2046 §5.1.4: "the same information"): the long words of the plain text
/// and of the HTML, as `WordReader` reads them.
struct ComparedVersions: Sendable {
    /// Different words.
    let plainWords: Int
    let htmlWords: Int
    /// Of all long words of the plain text, those of addresses too: a text of nothing but addresses is not empty.
    let plainLength: Int
    /// Of the words with which the HTML begins, the share that the plain text has as well; nil where they are too few to tell.
    let sharedOfHTML: Double?
    /// Of the different words of the shorter version, the share that the other one has as well; nil where one has none.
    let similarity: Double?

    /// Shorter HTML is a picture with a caption, or a link.
    private static let enoughWords = 20
    /// Long texts are read to different places, so that their ends may differ.
    private static let sampleSize = 300

    /// - Parameters: readers that have kept the long words.
    init(plain: WordReader, html: WordReader) {
        let plainFilter = WordFilter(plain.longWords)
        let htmlFilter = WordFilter(html.longWords)
        (plainWords, htmlWords) = (plainFilter.words.count, htmlFilter.words.count)
        plainLength = plain.longWords.count + plain.addressWords
        let sample = html.longWords.prefix(Self.sampleSize)
        sharedOfHTML = sample.count >= Self.enoughWords ? plainFilter.share(of: sample) : nil
        let (shorter, longer) = htmlWords <= plainWords ? (htmlFilter, plainFilter) : (plainFilter, htmlFilter)
        similarity = shorter.words.isEmpty ? nil : longer.share(of: shorter.words[...])
    }

    /// - Parameters: UTF-8.
    init(plain: [UInt8], html: [UInt8]) {
        var (one, other) = (WordReader(keepsLongWords: true), WordReader(keepsLongWords: true))
        one.read(plain.span)
        other.read(html.span)
        self.init(plain: one, html: other)
    }
}

/// Which words a text has, by two of 65,536 bits for each. A text of a thousand different words seems to have one in a
/// thousand of those that it has not, which changes no share that is shown.
private struct WordFilter {
    /// The different ones, in the order of the text.
    private(set) var words: [UInt64] = []
    private var bits = [UInt64](repeating: 0, count: 1024)

    init(_ text: [UInt64]) {
        words.reserveCapacity(text.count)
        for word in text where !contains(word) {
            let (one, other) = Self.places(word)
            bits[one &>> 6] |= 1 &<< UInt64(one & 63)
            bits[other &>> 6] |= 1 &<< UInt64(other & 63)
            words.append(word)
        }
    }

    func share(of others: ArraySlice<UInt64>) -> Double { Double(others.count { contains($0) }) / Double(others.count) }

    private func contains(_ word: UInt64) -> Bool {
        let (one, other) = Self.places(word)
        return bits[one &>> 6] &>> UInt64(one & 63) & bits[other &>> 6] &>> UInt64(other & 63) & 1 != 0
    }

    /// The low bits of a word's number do not know of its last letters; the high ones of a product know of all.
    private static func places(_ word: UInt64) -> (Int, Int) {
        let product = word &* 0x9E37_79B9_7F4A_7C15
        return (Int(product &>> 48), Int(product &>> 32 & 0xFFFF))
    }
}
