/// URLs in CSS: everything that a client could fetch because of a `style` attribute or a style sheet. All of them are
/// found, whether or not the rule around them is well-formed or applies; only comments hide them.
package struct CSSURL: Sendable, Hashable {
    package enum Construct: String, Sendable, Hashable {
        case url
        case src
        case imageSet = "image-set"
        case `import`
        /// `AlphaImageLoader(src='…')` of old Microsoft renderers.
        case filter
    }

    /// As written, escapes resolved; relative ones too, but for fragments.
    package let url: ArraySlice<UInt8>
    package let construct: Construct
    /// The property, in lower case, where it stands in a declaration.
    package let property: String?
    /// Where the URL stands: indices of the text that was read.
    package let range: Range<Int>
}

extension CSSParser {
    /// How many URLs of a text are kept. Where there are more, one more is, by which that is known.
    package static let maximumURLs = 2_000

    /// The URLs of a `style` attribute or of a style sheet.
    package static func urls(_ text: ArraySlice<UInt8>) -> [CSSURL] {
        guard mayHoldURLs(text) else { return [] }
        var reader = URLReader(tokenizer: CSSTokenizer(text))
        return reader.read()
    }

    private struct URLReader {
        var tokenizer: CSSTokenizer
        private var found: [CSSURL] = []
        /// What a string means in each function that is open.
        private var functions: [CSSURL.Construct?] = []
        /// How many of them are an `image-set`.
        private var imageSets = 0
        private var isImport = false
        private var isNamespace = false
        private var property: CSSToken?
        /// The name that may become a property.
        private var name: CSSToken?
        private var isStart = true
        private var lastIdent: CSSToken?

        init(tokenizer: CSSTokenizer) { self.tokenizer = tokenizer }

        mutating func read() -> [CSSURL] {
            while found.count <= CSSParser.maximumURLs {
                let token = tokenizer.nextSignificant()
                if token.kind == .end { break }
                pass(token)
            }
            return found
        }

        private mutating func pass(_ token: CSSToken) {
            let wasStart = isStart
            isStart = false
            switch token.kind {
            case .semicolon, .openCurly, .closeCurly:
                // A bracket left open in one declaration must not swallow what follows.
                if !functions.isEmpty { (functions, imageSets) = ([], 0) }
                isImport = false
                isNamespace = false
                property = nil
                name = nil
                isStart = true
            case .atKeyword:
                isImport = tokenizer.isWord("import", token)
                isNamespace = tokenizer.isWord("namespace", token)
            case .ident:
                if wasStart { name = token }
                lastIdent = token
            case .colon:
                if property == nil { property = name }
            case .function:
                functions.append(construct(token))
                if functions.last == .imageSet { imageSets += 1 }
            case .openParenthesis: functions.append(nil)
            case .closeParenthesis: if functions.popLast() == .imageSet { imageSets -= 1 }
            case .url: add(token, .url)
            case .string:
                if let construct = functions.last ?? nil {
                    // Of the filter's arguments, `src` is the one that is fetched.
                    if construct == .filter, lastIdent.map({ tokenizer.isWord("src", $0) }) != true { return }
                    add(token, construct)
                } else if isImport, functions.isEmpty {
                    add(token, .import)
                }
            default: break
            }
        }

        private func construct(_ function: CSSToken) -> CSSURL.Construct? {
            switch tokenizer.name(function) {
            case "url": .url
            case "src": .src
            case "image-set", "-webkit-image-set": .imageSet
            case "image", "cross-fade", "-webkit-cross-fade": .url
            case let name: name.hasSuffix("alphaimageloader") ? .filter : nil
            }
        }

        private mutating func add(_ token: CSSToken, _ construct: CSSURL.Construct) {
            // A namespace is a name that looks like a URL.
            if isNamespace { return }
            var construct = construct
            let url = tokenizer.text(token)
            if isImport { construct = .import } else if imageSets > 0 { construct = .imageSet }
            // A fragment alone names something in the document, whatever its base is (CSS Values 4 §4.5.1.1).
            if url.first == UInt8(ascii: "#"), construct == .url || construct == .src { return }
            found.append(
                CSSURL(
                    url: url, construct: construct, property: property.map(tokenizer.name),
                    range: token.content))
            if functions.isEmpty || functions == [.url] || functions == [.src] { isImport = false }
        }
    }
}
