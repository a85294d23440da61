/// The rules of a `style` element (CSS Syntax Level 3 §5.4): style rules with their selectors, those inside `@media` and
/// other conditional rules with the condition. Nested rules (CSS Nesting) are skipped. Limits hit are flagged.
package struct CSSStylesheet: Sendable {
    package struct Rule: Sendable {
        package var selectors: [CSSSelector]
        package var declarations: [CSSDeclaration]
        /// The prelude of each conditional rule around it, such as `screen` or `(max-width:600px)`, in lower case.
        package var conditions: [String]
    }

    package private(set) var rules: [Rule] = []
    /// Rules beyond `CSSParser.maximumRules` are missing.
    package private(set) var isTruncated = false
    private let keepsConditional: Bool

    /// - Parameter conditional: false leaves out the rules under a condition, where nobody asks for them.
    package init(_ text: ArraySlice<UInt8>, conditional: Bool = true) {
        keepsConditional = conditional
        var tokenizer = CSSTokenizer(text)
        read(&tokenizer, conditions: [], depth: 0)
    }

    /// Rules up to the end, or past the `}` of the block around them.
    private mutating func read(_ tokenizer: inout CSSTokenizer, conditions: [String], depth: Int) {
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return
            case .closeCurly where depth > 0: return
            case .cdo where depth == 0, .cdc where depth == 0, .semicolon: continue
            case .atKeyword: atRule(&tokenizer, tokenizer.name(token), conditions, depth)
            default: styleRule(&tokenizer, from: token, conditions)
            }
        }
    }

    private mutating func atRule(_ tokenizer: inout CSSTokenizer, _ name: String, _ conditions: [String], _ depth: Int)
    {
        let start = tokenizer.position
        guard let end = prelude(&tokenizer, endsAtSemicolon: true) else { return }
        let isConditional = ["media", "supports", "container", "layer", "scope", "-moz-document"].contains(name)
        if isConditional, depth < 32, keepsConditional || name == "layer" {
            let prelude = CSSSelector.text(tokenizer.input[start..<end])
            read(&tokenizer, conditions: name == "layer" ? conditions : conditions + [prelude], depth: depth + 1)
        } else {
            tokenizer.skipBlock()
        }
    }

    private mutating func styleRule(_ tokenizer: inout CSSTokenizer, from first: CSSToken, _ conditions: [String]) {
        let start = first.range.lowerBound
        let end: Int
        if first.kind == .openCurly {
            end = start
        } else {
            guard let found = prelude(&tokenizer, from: first, endsAtSemicolon: false) else { return }
            end = found
        }
        let declarations = CSSParser.knownDeclarations(ofBlock: &tokenizer)
        guard rules.count < CSSParser.maximumRules else {
            isTruncated = true
            return
        }
        guard let selectors = CSSSelector.list(tokenizer.input[start..<end]) else { return }
        rules.append(Rule(selectors: selectors, declarations: declarations, conditions: conditions))
    }

    /// Moves past the `{` that ends a prelude; nil where there is none.
    /// - Returns: where the `{` stands.
    private func prelude(_ tokenizer: inout CSSTokenizer, from first: CSSToken? = nil, endsAtSemicolon: Bool) -> Int? {
        var open = CSSNesting()
        if let first { open.pass(first.kind) }
        if open.isEmpty, let brace = tokenizer.skipPlainPrelude() { return brace }
        while true {
            let token = tokenizer.next()
            if token.kind == .end { return nil }
            if open.isEmpty {
                if token.kind == .openCurly { return token.range.lowerBound }
                if token.kind == .semicolon, endsAtSemicolon { return nil }
            }
            open.pass(token.kind)
        }
    }
}
