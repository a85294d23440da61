/// What CSS makes a client fetch: `url()` in any property, `@import`, `@font-face`, `image-set()`, `src()`, with comments
/// and escapes resolved as CSS Syntax Level 3 says.
import HTML

enum StyleURLs {
    struct Found: Sendable {
        var url: [UInt8]
        /// `css-import`, `css-font`, else `css-` and the property.
        var kind: String
    }

    static func find(in text: ArraySlice<UInt8>, limit: Int = 500) -> [Found] {
        // Most styles load nothing, and that is quickly seen: a URL needs a parenthesis or an at-keyword.
        guard text.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "@") }) else { return [] }
        var tokenizer = CSSTokenizer(text)
        var found: [Found] = []
        var property = ""
        var lastName = ""
        var rule = ""
        var ruleDepth = 0
        /// How deep in functions that take strings as URLs.
        var urlFunctions: [Bool] = []
        while found.count < limit {
            let token = tokenizer.next()
            var url: ArraySlice<UInt8>?
            switch token.kind {
            case .end: return found
            case .ident: lastName = tokenizer.name(token)
            case .colon: if urlFunctions.isEmpty { property = lastName }
            case .atKeyword:
                (rule, ruleDepth, property) = (tokenizer.name(token), 0, "")
            case .openCurly:
                ruleDepth += 1
                property = ""
            case .closeCurly:
                ruleDepth -= 1
                if ruleDepth <= 0 { rule = "" }
                (property, urlFunctions) = ("", [])
            case .semicolon where urlFunctions.isEmpty:
                if ruleDepth == 0 { rule = "" }
                property = ""
            case .function:
                let name = tokenizer.name(token)
                urlFunctions.append(takesURL.contains(name))
                if urlFunctions.count > 100 { urlFunctions.removeFirst() }
            case .openParenthesis: urlFunctions.append(urlFunctions.last ?? false)
            case .closeParenthesis: _ = urlFunctions.popLast()
            case .url: url = tokenizer.text(token)
            case .string:
                if urlFunctions.last == true || rule == "import" && ruleDepth == 0 { url = tokenizer.text(token) }
            case .badURL:
                // A lenient client may read what is written.
                url = text[token.range].dropFirst(4).prefix { $0 != UInt8(ascii: ")") }
            default: break
            }
            guard let url, !url.isEmpty, rule != "namespace" else { continue }
            found.append(Found(url: Array(url), kind: kind(property, rule)))
        }
        return found
    }

    private static let takesURL: Set<String> = ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"]

    private static func kind(_ property: String, _ rule: String) -> String {
        if rule == "import" { return "css-import" }
        if rule == "font-face" { return "css-font" }
        switch property {
        case "background", "background-image": return "css-background"
        case "list-style", "list-style-image": return "css-list-style"
        case "content", "cursor", "filter", "behavior", "border-image", "border-image-source", "mask", "mask-image",
            "-moz-binding", "clip-path", "shape-outside":
            return "css-" + property.drop { $0 == "-" }
        default: return "css-url"
        }
    }
}
