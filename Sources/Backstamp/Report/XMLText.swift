/// Text of a mail inside a picture's XML: neither markup nor anything that XML does not allow gets through.
package enum XMLText {
    /// As it may be shown: invisible signs taken out, cut to so many columns, escaped.
    package static func shown(_ text: String, columns: Int) -> String {
        escaped(TerminalText.shorten(TerminalText.safe(text), to: columns))
    }

    /// XML 1.0 §2.2 and §2.4: what is markup, and what is no character of XML.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
