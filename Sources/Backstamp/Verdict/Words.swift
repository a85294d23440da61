import Geography

/// How reports put things into words.
enum Words {
    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The first `limit` of them, and how many more there are: `a, b and 3 more`.
    static func list(_ items: [String], atMost limit: Int) -> String {
        items.count <= limit ? list(items) : list(items.prefix(limit) + ["\(items.count - limit) more"])
    }

    /// The country's name as it stands in a sentence, such as `the US`.
    static func country(_ code: String) -> String { Country.shortName(ofCode: code) ?? code }

    static func adjective(_ code: String) -> String? { Country.adjective(ofCode: code) }

    /// `a US company`, `a company in Samoa`.
    static func kind(_ noun: String, of code: String) -> String {
        adjective(code).map { withArticle($0) + " " + noun } ?? "a \(noun) in \(country(code))"
    }

    /// `a US`, `an Irish`: the U of these adjectives is spoken as in "you".
    static func withArticle(_ adjective: String) -> String {
        (adjective.utf8.first.map("AEIO".utf8.contains) ?? false ? "an " : "a ") + adjective
    }

    /// With a full stop, but not two: `KPN B.V.`
    static func ended(_ sentence: String) -> String { sentence.hasSuffix(".") ? sentence : sentence + "." }

    static func capitalized(_ text: String) -> String {
        let octets = text.utf8.span
        // Mostly two letters of ASCII, so that it needs no look at what a character is.
        guard octets.count > 1, octets[0].isASCIILetter, octets[1] < 0x80 else { return text.prefix(1).uppercased() + text.dropFirst() }
        var capitalized = String(UnicodeScalar(octets[0] & ~0x20))
        capitalized += text[text.utf8.index(after: text.startIndex)...]
        return capitalized
    }

    /// With blanks between.
    static func joined(_ sentences: [String]) -> String {
        var text = ""
        for sentence in sentences {
            if !text.isEmpty { text += " " }
            text += sentence
        }
        return text
    }

    /// One decimal.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
