/// Text that may stand on a terminal whatever a mail put into it: control characters, escape sequences, bidi controls
/// and invisible format characters are taken out, line ends become spaces.
package enum TerminalText {
    package static func safe(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                if scalar == "\n" || scalar == "\t" || scalar == "\u{2028}" || scalar == "\u{2029}" { result.append(" ") }
            case .format, .surrogate, .privateUse, .unassigned: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// For a terminal that shows nothing but ASCII: each other sign becomes one that it has.
    package static func ascii(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case _ where scalar.isASCII: result.append(scalar)
            case "§": result.append(contentsOf: "s.".unicodeScalars)
            case "’", "‘": result.append("'")
            case "“", "”": result.append("\"")
            case "–", "—": result.append("-")
            default: result.append("?")
            }
        }
        return String(result)
    }

    /// How many columns a text takes: two for wide East Asian characters and emoji, none for combining marks.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// Lines of at most `width` columns, broken at spaces; a longer word is cut.
    package static func wrap(_ text: String, width limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = String(word)
            if !line.isEmpty, width(line) + 1 + width(word) > limit {
                lines.append(line)
                line = ""
            }
            while width(word) > limit {
                let head = shorten(word, to: limit, ellipsis: "")
                guard !head.isEmpty else { break }
                lines.append(head)
                word = String(word.dropFirst(head.count))
            }
            line += line.isEmpty ? word : " " + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    package static func shorten(_ text: String, to limit: Int, ellipsis: String = "…") -> String {
        guard width(text) > limit else { return text }
        var result = ""
        var used = width(ellipsis)
        for character in text {
            used += width(String(character))
            if used > limit { break }
            result.append(character)
        }
        return result + ellipsis
    }
}
