import MIME

/// Signals about what the message holds and does not show, and about letters that are not those they look like.
extension SignalCatalogue {
    static let concealment: [Signal] = [
        Signal(
            "content.concealed-text", .high, weight: 2.0, on: .hiddenText, reference: "SpamAssassin, HTML obfuscation rules; CSS 2.2 §11.2 (visibility)",
            "Text is made invisible by means that a line of preview text does not need.",
            explanation:
                "More than 300 octets that are transparent, moved off the page or clipped away. Newsletters hide their preview "
                + "line with display:none; hiding it otherwise, and so much, is to mislead filters."
        ) { evidence in
            let hidden = evidence.content.hiddenText.filter { Concealment.means.contains($0.technique) }
            return hidden.reduce(0) { $0 + $1.length } > 300 ? hidden.prefix(5).map(\.place) : []
        },

        Signal(
            "content.text-in-ground-colour", .medium, weight: 1.2, on: .hiddenText, reference: "SpamAssassin, HTML_FONT_LOW_CONTRAST",
            "Text is written in the colour of the ground it stands on.",
            explanation: "White on white, for filters and not for readers. A dozen letters may be an oversight and are passed over."
        ) { evidence in
            let hidden = evidence.content.hiddenText.filter { $0.technique == "color" }
            return hidden.reduce(0) { $0 + $1.length } > 15 ? hidden.prefix(5).map(\.place) : []
        },

        Signal(
            "content.text-pushed-away", .medium, weight: 1.5, on: .htmlPart, reference: "SpamAssassin, HTML obfuscation rules; APWG, hash busting",
            "Text stands so far below the rest that nobody gets there.",
            explanation:
                "Thirty empty lines or more in a row, or a distance of 2000 pixels. What is down there is somebody else's "
                + "newsletter, pasted in so that the message looks like one to a filter."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.message.parsed.parts.filter { $0.contentType == "text/html" }.prefix(5).compactMap { part in
                FarBelow.find(part.content).map {
                    Place(.html, name: "text/html", index: part.index, offset: $0.lowerBound, length: $0.count, text: "a gap in the text")
                }
            }
        },

        Signal(
            "content.invisible-signs", .medium, weight: 1.0, on: .invisibleSigns, reference: "UAX #9 §2.2 (overrides); Unicode §23.9 (tag characters)",
            "The text holds signs that turn the direction of writing around, or letters that have no shape.",
            explanation:
                "With them a text reads otherwise to a person than to a program. Flags of regions are spelled with such letters, "
                + "and are passed over."
        ) { $0.content.invisibleSigns.filter { $0.kind != "zero-width" }.map(\.place) },

        Signal(
            "content.swapped-letters", .high, weight: 2.0, on: .doubtfulLetter, reference: "UTS #39 §4 (confusables); M3AAWG, display-name deception",
            "The subject or the author's name has a letter or digit in the place of another that looks the same.",
            explanation: "A capital I for l (WaImart), a zero for O (K0BALT), letters for zeros (1OO.OO): a filter reads another word than you."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            let isName = SwappedLetters.occur(in: evidence.message.author?.name ?? "")
            let isSubject = SwappedLetters.occur(in: evidence.message.parsed.subject ?? "")
            return (isName ? [evidence.fromPlace] : []) + (isSubject ? evidence.places("subject") : [])
        },

        Signal(
            "content.external-entity", .high, weight: 0.5, on: .loads, reference: "XML 1.0 §4.2.2; CWE-611",
            "A document in the message tells an XML reader to fetch something from elsewhere.",
            explanation: "Mail needs no external entities. Most readers ignore them; one that does not can be made to hand over files."
        ) { $0.loads("xml-entity") },

        Signal(
            "content.certificate-lookup", .info, weight: 0, on: .loads, reference: "RFC 5280 §4.2.2.1, RFC 8551",
            "Who checks the message's signature asks a server that the message names.",
            explanation:
                "S/MIME certificates say where their issuer, its list of revoked certificates and its server are. Normal; it also "
                + "tells that server when and from where the message was opened."
        ) { Array($0.loads("smime-").prefix(5)) },
    ]
}

enum Concealment {
    static let means: Set<String> = ["visibility:hidden", "visibility:collapse", "opacity", "placed off the page", "clipped to nothing"]
}

/// Letters and digits in each other's place.
enum SwappedLetters {
    private static let limit = 300

    static func occur(in text: String) -> Bool {
        let text = text.utf8.span.extracting(first: limit)
        var start = 0
        // Of the letters in question, in the word that begins at `start`.
        var isSuspect = false
        for end in 0...text.count {
            let octet = end < text.count ? text[end] : 0x20
            switch octet {
            case 0...0x20, 0x2D, 0x2F, 0x22, 0x2C:
                if isSuspect {
                    let word = (start..<end).map { text[$0] }
                    if hasCapitalI(word) || hasZero(word) || hasLettersForZeros(word) { return true }
                }
                start = end + 1
                isSuspect = false
            case 0x49, 0x4F, 0x30: isSuspect = isSuspect || end > start
            default: break
            }
        }
        return false
    }

    /// A capital I within small letters. Names that are put together (LinkedIn, McIntosh, DoIt) have other letters there.
    private static func hasCapitalI(_ word: [UInt8]) -> Bool {
        guard word.count >= 4, !word.starts(with: "Mc".utf8), !word.starts(with: "Mac".utf8) else { return false }
        let capitals = word.dropFirst().filter { (0x41...0x5A).contains($0) }
        guard capitals.elementsEqual([0x49]), let index = word.dropFirst().firstIndex(of: 0x49), index + 1 < word.count else { return false }
        let next = word[index + 1]
        return word.allSatisfy(\.isASCIILetter) && (0x61...0x7A).contains(word[index - 1]) && (0x61...0x7A).contains(next)
            && !"dfnst".utf8.contains(next)
    }

    /// One zero within a word of six letters or more.
    private static func hasZero(_ word: [UInt8]) -> Bool {
        guard word.count >= 6, word.count(where: { !$0.isASCIILetter }) == 1, let index = word.firstIndex(of: 0x30) else { return false }
        return index > 0 && index + 1 < word.count
    }

    /// `1OO.OO`, `$5OO`: a number that goes on in letters.
    private static func hasLettersForZeros(_ word: [UInt8]) -> Bool {
        let number = word.drop { $0 == 0x24 }
        guard number.count >= 3, let first = number.first, first.isASCIIDigit else { return false }
        return number.allSatisfy { $0.isASCIIDigit || $0 == 0x4F || $0 == 0x2E } && number.count { $0 == 0x4F } >= 2
    }
}
