/// The rules of a `style` element (CSS Syntax Level 3 §5.4): style rules with their selectors, those inside `@media` and
/// other conditional rules with the condition. Nested rules (CSS Nesting) are skipped. Limits hit are flagged.
package struct CSSStylesheet: Sendable {
    package struct Rule: Sendable {
        /// Where its selectors stand among those of the sheet.
        package let selectors: Range<Int>
        /// Where the declarations of known properties stand in `values`.
        package let values: Range<Int>
        /// The prelude of each conditional rule around it, such as `screen` or `(max-width:600px)`, in lower case.
        package let conditions: [String]
    }

    package private(set) var rules: [Rule] = []
    private(set) var selectors = CSSSelectors()
    package private(set) var values: [CSSDeclaredValue] = []
    /// Rules beyond `CSSParser.maximumRules` are missing, declarations of a rule or some of its selectors.
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
            let prelude = Self.text(tokenizer.input[start..<end])
            read(&tokenizer, conditions: name == "layer" ? conditions : conditions + [prelude], depth: depth + 1)
        } else {
            tokenizer.skipBlock()
        }
    }

    /// White space folded, in lower case.
    private static func text(_ octets: ArraySlice<UInt8>) -> String {
        octets.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self).lowercased() }
            .joined(separator: " ")
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
        let firstValue = values.count
        CSSParser.addKnownValues(ofBlock: &tokenizer, to: &values)
        if values.count - firstValue > CSSParser.maximumDeclarations { isTruncated = true }
        guard rules.count < CSSParser.maximumRules else {
            isTruncated = true
            values.removeSubrange(firstValue...)
            return
        }
        let added = selectors.add(list: tokenizer.input[start..<end])
        if selectors.isTruncated { isTruncated = true }
        guard let added else {
            values.removeSubrange(firstValue...)
            return
        }
        rules.append(Rule(selectors: added, values: firstValue..<values.count, conditions: conditions))
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
