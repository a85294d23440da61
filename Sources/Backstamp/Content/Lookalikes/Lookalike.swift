/// A domain that is made to look like another, and how.
package struct Lookalike: Sendable, Hashable {
    package enum Technique: String, Sendable {
        case digitForLetter = "digit-for-letter"
        /// Letters of other alphabets, or with marks, that look like those of the name.
        case confusable
        case mixedScript = "mixed-script"
        /// `rn` for `m`, `vv` for `w`, `cl` for `d`.
        case letterPair = "letter-pair"
        /// `I` or `l` for `i`.
        case similarLetter = "similar-letter"
        case transposition
        case doubledLetter = "doubled-letter"
        case omittedLetter = "omitted-letter"
        case insertedLetter = "inserted-letter"
        case keyboardNeighbour = "keyboard-neighbour"
        case bitFlip = "bit-flip"
        case oneEdit = "one-edit"
        case hyphen
        /// A word beside the name: `paypal-secure`.
        case addedWord = "added-word"
        /// The name as a label of somebody else's domain: `paypal.com.evil.example`.
        case subLabel = "sub-label"
        case otherSuffix = "other-suffix"
    }

    /// As asked, in A-labels.
    package let domain: String
    package let unicode: String
    package let registrable: String
    /// The registrable domain of the name that is imitated.
    package let imitates: String
    package let technique: Technique
    /// 0 to 1.
    package let confidence: Double
    /// Sentences for people.
    package let reasons: [String]
}
