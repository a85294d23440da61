/// Declarations (CSS Syntax Level 3 §5): of a `style` attribute, or of the block of a rule. What is ill-formed is
/// skipped as the standard says. A declaration keeps its value as it is written; `CSSValue` reads it.
package struct CSSDeclaration: Sendable {
    package let property: CSSProperty
    package let isImportant: Bool
    /// What the declaration stands in.
    let source: ArraySlice<UInt8>
    let nameRange: Range<Int>
    let valueRange: Range<Int>

    /// In lower case, escapes resolved.
    package var name: String {
        CSSTokenizer(source).name(CSSToken(kind: .ident, range: nameRange, content: nameRange))
    }
    /// As written, without white space at its ends and without `!important`.
    package var value: ArraySlice<UInt8> { source[valueRange] }
}

package enum CSSParser {
    /// How many declarations of a block, and rules of a sheet, are kept. Of the declarations whose properties are known one
    /// more is, where there are more, by which that is known.
    package static let maximumDeclarations = 500
    package static let maximumRules = 5_000

    /// The declarations of a `style` attribute.
    package static func declarations(_ text: ArraySlice<UInt8>) -> [CSSDeclaration] {
        var tokenizer = CSSTokenizer(text)
        return declarations(&tokenizer, inBlock: false)
    }

    /// Declarations up to the end, or past the `}` of a block (§5.4.4).
    /// - Parameter ofKnown: only those whose properties are known.
    static func declarations(_ tokenizer: inout CSSTokenizer, inBlock: Bool, ofKnown: Bool = false) -> [CSSDeclaration] {
        let limit = ofKnown ? maximumDeclarations + 1 : maximumDeclarations
        var list: [CSSDeclaration] = []
        list.reserveCapacity(8)
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return list
            case .closeCurly where inBlock: return list
            case .semicolon: continue
            case .ident:
                let colon = tokenizer.nextSignificant()
                if colon.kind == .colon {
                    guard let value = value(&tokenizer, inBlock) else { return list }
                    let property = CSSProperty(tokenizer.text(token))
                    if list.count < limit, !ofKnown || property != .other {
                        list.append(
                            CSSDeclaration(
                                property: property, isImportant: value.isImportant, source: tokenizer.input,
                                nameRange: token.content, valueRange: value.range))
                    }
                    if value.endsBlock { return list }
                } else if skipStatement(&tokenizer, from: colon, inBlock) {
                    return list
                }
            default:
                if skipStatement(&tokenizer, from: token, inBlock) { return list }
            }
        }
    }

    private struct Value {
        var range: Range<Int>
        var isImportant: Bool
        var endsBlock: Bool
    }

    private static func value(_ tokenizer: inout CSSTokenizer, _ inBlock: Bool) -> Value? {
        var open = CSSNesting()
        var start: Int?
        var end = tokenizer.position
        /// Where the value ends without `!important`.
        var beforeMark: Int?
        var isMarked = false
        var isImportant = false
        while true {
            let token = tokenizer.next()
            let isEnd = token.kind == .end || open.isEmpty && inBlock && token.kind == .closeCurly
            if isEnd || open.isEmpty && token.kind == .semicolon {
                let from = start ?? end
                let to = isImportant ? beforeMark ?? end : end
                return Value(range: from..<max(from, to), isImportant: isImportant, endsBlock: isEnd)
            }
            if token.kind == .whitespace { continue }
            if open.isEmpty, token.kind == .delimiter, tokenizer.input[token.range.lowerBound] == 0x21 {
                beforeMark = end
                isMarked = true
                isImportant = false
            } else {
                isImportant = isMarked && token.kind == .ident && tokenizer.isWord("important", token)
                isMarked = false
            }
            open.pass(token.kind)
            if start == nil { start = token.range.lowerBound }
            end = token.range.upperBound
        }
    }

    /// Skips what is no declaration, up to `;` or past a `{}` block. True where that ended the surrounding block.
    private static func skipStatement(_ tokenizer: inout CSSTokenizer, from first: CSSToken, _ inBlock: Bool) -> Bool {
        var open = CSSNesting()
        var token = first
        while true {
            if token.kind == .end { return true }
            if open.isEmpty {
                if token.kind == .semicolon { return false }
                if token.kind == .closeCurly, inBlock { return true }
            }
            let isBlock = token.kind == .closeCurly && open.isClosed(by: .closeCurly)
            open.pass(token.kind)
            if isBlock, open.isEmpty { return false }
            token = tokenizer.next()
        }
    }
}
