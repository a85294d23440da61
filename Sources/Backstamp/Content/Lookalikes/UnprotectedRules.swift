/// Imitations that are seen without being told what is imitated: a government's suffix where it is none, a common word
/// with a digit in it, mixed alphabets.
import Domains

extension LookalikeRules {
    /// What needs no protected name: a government's suffix where it is none, a common word with a digit in it, and
    /// mixed alphabets.
    static func withoutProtectedName(_ suspect: Suspect) -> Likeness? {
        governmentSuffix(suspect) ?? commonWord(suspect) ?? mixedScripts(suspect)
    }

    private static func governmentSuffix(_ suspect: Suspect) -> Likeness? {
        guard suspect.mayHavePiece(in: BrandCatalogue.governmentFirstLabels), !BrandCatalogue.isGovernment(suspect.domain.suffix)
        else { return nil }
        let labels = suspect.pieces
        for start in labels.indices where BrandCatalogue.governmentFirstLabels.contains(WordSet.Word(labels[start].utf8)) {
            for wanted in BrandCatalogue.governmentSuffixesByFirstLabel[labels[start]] ?? []
            where labels[start...].starts(with: wanted) {
                let suffix = wanted.joined(separator: ".")
                return Likeness(
                    suffix, .subLabel, 0.8,
                    "\(suffix) stands in the name, but the domain is \(suspect.domain.registrable)")
            }
        }
        return nil
    }

    /// `h0st.biz` reads as `host.biz`.
    static func commonWord(_ suspect: Suspect) -> Likeness? {
        guard suspect.isASCII, suspect.label.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        let tokens = suspect.tokens
        for token in tokens {
            let octets = Array(token.utf8)
            let read = VisualFold.digitsAsLetters(octets)
            let word = String(decoding: read, as: UTF8.self)
            guard read != octets, octets.contains(where: { $0 > 0x39 }), HostWords.common.contains(word) else {
                continue
            }
            let honest = tokens.map { $0 == token ? word : String($0) }.joined(separator: "-")
            return Likeness(
                "\(honest).\(suspect.domain.suffix)", .digitForLetter, 0.8,
                "\(token) reads as the word \(word), with a digit for a letter")
        }
        return nil
    }

    private static func mixedScripts(_ suspect: Suspect) -> Likeness? {
        guard !suspect.isASCII, Confusables.mixesScripts(suspect.domain.label) else { return nil }
        let skeleton = Confusables.skeleton(suspect.domain.label)
        guard skeleton.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        return Likeness(
            "\(skeleton).\(suspect.domain.suffix)", .mixedScript, 0.8,
            "the label mixes alphabets and reads as \(skeleton)")
    }
}
