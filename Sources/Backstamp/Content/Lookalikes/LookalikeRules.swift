/// The ways in which a name is imitated, each a rule of its own.
///
/// They stand in the order of certainty: what the eye cannot tell apart comes before what a finger may have mistyped.
import Domains

enum LookalikeRules {
    typealias Rule = @Sendable (Suspect, ProtectedNames) -> Likeness?

    static let inOrder: [Rule] = [
        sameToTheEye, wholeDomainAsSubLabel, oneEdit, besideWords, otherSuffix, labelAsSubLabel,
    ]

    // MARK: The rules

    /// Another spelling that folds alike: digits, letter pairs, other alphabets.
    private static func sameToTheEye(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        for name in names.folding(to: suspect.fold) where name.domain.label != suspect.domain.label {
            let technique = foldTechnique(suspect, name)
            guard name.label.count >= (technique == .confusable ? 3 : minimumFoldLength) else { continue }
            // Digits alone are how honest names differ: `abcd1` and `abcdl` look alike, `163` and `l63` do too, but a
            // name without any letter says nothing.
            guard name.label.contains(where: { $0 > 0x39 }) else { continue }
            // Of short names the likeness of `i` and `l` says little.
            if technique == .similarLetter, name.label.count < 6, name.domain.suffix != suspect.domain.suffix {
                continue
            }
            var likeness = Likeness(
                name.domain.registrable, technique, technique == .similarLetter ? 0.85 : 0.95,
                "\(suspect.domain.label) looks like \(name.domain.label): \(foldSentence(technique))")
            if Confusables.mixesScripts(suspect.domain.label) {
                likeness.technique = .mixedScript
                likeness.reasons.append("the label mixes alphabets")
            }
            return likeness
        }
        return nil
    }

    /// `paypal.com.evil.example`, `paypal-com.evil.example`, `paypal.com-login.example`.
    private static func wholeDomainAsSubLabel(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        guard !names.isEmpty else { return nil }
        let pieces = suspect.pieces
        guard pieces.count >= 2 else { return nil }
        for start in pieces.indices.dropLast() {
            for name in names.named(String(pieces[start])) where name.label.count >= 2 {
                let wanted = name.domain.suffix.split(separator: ".")
                guard !wanted.isEmpty, pieces[(start + 1)...].starts(with: wanted) else { continue }
                // Of everyday words only whole labels count.
                if name.isWord, !("." + suspect.domain.ascii).contains(".\(name.domain.registrable).") { continue }
                return Likeness(
                    name.domain.registrable, .subLabel, 0.95,
                    "\(name.domain.registrable) is only a part of a name under \(suspect.domain.registrable)")
            }
        }
        return nil
    }

    private static func oneEdit(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        guard suspect.isASCII, !suspect.domain.label.hasPrefix("xn--") else { return nil }
        for name in names.near(suspect.label) {
            guard let edit = SingleEdit(suspect.label, from: name.label) else { continue }
            let isLong = name.label.count >= 8
            let isSameSuffix = name.domain.suffix == suspect.domain.suffix
            // An abbreviation: one consonant is all that tells it from another.
            guard isLong || name.label.contains(where: Self.isVowel) else { continue }
            // With another suffix as well, the two names share little; a long label still cannot be chance.
            guard isSameSuffix || (isLong && !name.isWord) else { continue }
            guard !name.isWord || (name.label.count >= minimumEditLengthOfWords && isSameSuffix) else { continue }
            // One letter more, less or other, under another suffix, is how firms in other countries are named.
            if !isSameSuffix, edit != .transposition, edit != .doubledLetter { continue }
            return Likeness(
                name.domain.registrable, technique(edit), isLong ? 0.85 : 0.7,
                "\(suspect.domain.label) is \(name.domain.label) but for one slip: \(edit.sentence)")
        }
        return nil
    }

    /// A hyphen inside the name, or a word beside it.
    private static func besideWords(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        guard suspect.isASCII, !names.isEmpty else { return nil }
        if suspect.isHyphenated {
            let tokens = suspect.tokens
            for name in names.named(tokens.joined()) where name.label.count >= minimumFoldLength && !name.isWord
            {
                return Likeness(
                    name.domain.registrable, .hyphen, 0.85,
                    "\(suspect.domain.label) is \(name.domain.label) with hyphens")
            }
            for (index, token) in tokens.enumerated() {
                let others = tokens.enumerated().filter { $0.offset != index }.map { String($0.element) }
                if let found = added(others, to: Array(token.utf8), String(token), suspect, names) { return found }
            }
            return nil
        }
        // Without a hyphen only a word that is known for it counts: `paypalsecure`, `loginpaypal`, `wwwpaypal`.
        for (fold, word) in suspect.besideWords {
            for name in names.folding(to: fold) where !name.isWord || HostWords.strong.contains(word) {
                return Likeness(
                    name.domain.registrable, .addedWord, 0.8,
                    "\(suspect.domain.label) is \(name.domain.label) with the word \(word)")
            }
        }
        return nil
    }

    /// Another suffix alone is how honest names differ; not so where only a government registers, or where names cost
    /// next to nothing.
    private static func otherSuffix(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        for name in names.named(suspect.domain.label) where name.domain.suffix != suspect.domain.suffix {
            if BrandCatalogue.isGovernment(name.domain.suffix), !BrandCatalogue.isGovernment(suspect.domain.suffix), name.label.count >= 3 {
                return Likeness(
                    name.domain.registrable, .otherSuffix, 0.6,
                    "\(name.domain.registrable) belongs to a government, .\(suspect.domain.suffix) is open to all")
            }
            if HostWords.cheapSuffixes.contains(suspect.domain.suffix), name.label.count >= 6, !name.isWord {
                return Likeness(
                    name.domain.registrable, .otherSuffix, 0.6,
                    "the name of \(name.domain.registrable) under .\(suspect.domain.suffix)")
            }
        }
        return nil
    }

    /// `paypal.evil.example`, `secure-paypal.evil.example`. Honest firms name customers so too, so that the likeness is
    /// weak unless something else about the domain is odd.
    private static func labelAsSubLabel(_ suspect: Suspect, _ names: ProtectedNames) -> Likeness? {
        for label in suspect.domain.before {
            let tokens = label.split(separator: "-").map(String.init)
            for token in tokens {
                for name in names.named(token) where name.label.count >= 3 && !HostWords.generic.contains(token) {
                    let isWhole = tokens.count == 1
                    guard isWhole ? names.isGiven || isDistinct(name) : isDistinct(name) else { continue }
                    let words = isWhole ? suspect.tokens.map(String.init) : tokens.filter { $0 != token }
                    let isOdd = oddness(suspect, name, words)
                    guard isOdd || names.isGiven else { continue }
                    return Likeness(
                        name.domain.registrable, .subLabel, isOdd ? 0.75 : 0.5,
                        "\(name.domain.label), of \(name.domain.registrable), is only a label of \(suspect.domain.registrable)"
                    )
                }
            }
        }
        return nil
    }

    /// A government's name outside of its suffix, a suffix that costs nothing, a word that asks for secrets, a digit for
    /// a letter.
    private static func oddness(_ suspect: Suspect, _ name: KnownName, _ words: [String]) -> Bool {
        if BrandCatalogue.isGovernment(name.domain.suffix), !BrandCatalogue.isGovernment(suspect.domain.suffix) { return true }
        return HostWords.cheapSuffixes.contains(suspect.domain.suffix)
            || words.contains(where: HostWords.strong.contains)
            || commonWord(suspect) != nil
    }

    // MARK: Parts

    static let minimumFoldLength = 4
    private static let minimumEditLengthOfWords = 6

    private static func isVowel(_ octet: UInt8) -> Bool { "aeiouy".utf8.contains(octet) }

    private static func isDistinct(_ name: KnownName) -> Bool { name.label.count >= 5 && !name.isWord }

    /// `paypal-secure`; also `paypa1-secure`, two tricks at once.
    private static func added(
        _ words: [String], to token: [UInt8], _ text: String, _ suspect: Suspect, _ names: ProtectedNames
    ) -> Likeness? {
        let isKnownWord = words.contains { HostWords.beside.contains($0) }
        for name in names.folding(to: VisualFold.fold(token)) {
            let isSpelledOut = name.label == token
            guard name.label.count >= minimumFoldLength else { continue }
            // A short or everyday name, or one spelled otherwise, needs a word that is known for it.
            let needsWord = !isDistinct(name) || !isSpelledOut
            guard isKnownWord || !needsWord else { continue }
            if name.isWord, !words.contains(where: HostWords.strong.contains) { continue }
            return Likeness(
                name.domain.registrable, .addedWord, isKnownWord ? 0.9 : 0.55,
                "\(suspect.domain.label) is \(name.domain.label) with \(words.joined(separator: ", "))")
        }
        return nil
    }

    private static func foldTechnique(_ suspect: Suspect, _ name: KnownName) -> Lookalike.Technique {
        guard suspect.isASCII else { return .confusable }
        let digits = { (label: [UInt8]) in label.count { $0 >= 0x30 && $0 <= 0x39 } }
        if digits(suspect.label) != digits(name.label) { return .digitForLetter }
        return suspect.label.count == name.label.count ? .similarLetter : .letterPair
    }

    private static func foldSentence(_ technique: Lookalike.Technique) -> String {
        switch technique {
        case .confusable: "letters of another alphabet, or with marks"
        case .digitForLetter: "a digit stands for a letter"
        case .letterPair: "two letters stand for one"
        default: "a letter of the same shape"
        }
    }

    private static func technique(_ edit: SingleEdit) -> Lookalike.Technique {
        Lookalike.Technique(rawValue: edit.rawValue) ?? .oneEdit
    }
}
