/// The host that a link's text shows, where it shows one: `www.example.org`, `https://example.org/x`, `a@example.org`.
import Domains
import HTML

enum ShownHost {
    /// nil where the text is words. A bare name counts only when it is the whole text and ends in a known suffix, so
    /// that `Node.js` or `report.final` are no hosts.
    static func of(_ text: String) -> String? {
        guard text.utf8.count <= Content.linkTextLimit else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        for word in words.prefix(50) {
            let lower = trimmed(word.lowercased())
            if let start = scheme(lower) {
                if let host = WebURL(start)?.hostname, isName(host) { return host }
            } else if lower.hasPrefix("www."), let host = WebURL("http://" + lower)?.hostname, isName(host) {
                return host
            }
        }
        guard words.count == 1, let word = words.first else { return nil }
        let lower = trimmed(word.lowercased())
        let name = lower.contains("@") ? String(lower.split(separator: "@").last ?? "") : lower
        guard let host = WebURL("http://" + name)?.hostname, isName(host), PublicSuffix.endsInKnownSuffix(host) else {
            return nil
        }
        return host
    }

    private static func scheme(_ word: String) -> String? {
        word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("ftp://") ? word : nil
    }

    private static func isName(_ host: String) -> Bool {
        host.contains(".") && PublicSuffix.registrableDomain(of: host) != nil
    }

    private static func trimmed(_ word: String) -> String {
        var word = word[...]
        while let first = word.first, "<([{\"'“‘«".contains(first) { word = word.dropFirst() }
        while let last = word.last, ">)]}\"'”’»,.;:!?…".contains(last) { word = word.dropLast() }
        return String(word)
    }
}
