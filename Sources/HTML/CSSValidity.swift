/// Whether the value of a declaration is one that its property may have, and what it says (CSS Syntax Level 3 §9). Read with
/// the tokenizer, because nearly all values are plain ones.
extension CSSDeclaration {
    /// It holds a function of which nobody knows what it stands for before the element is known (CSS Variables 1 §3).
    var isSubstituted: Bool {
        guard value.contains(0x28) else { return false }
        var tokenizer = CSSTokenizer(value)
        while true {
            let token = tokenizer.next()
            if token.kind == .end { return false }
            if token.kind == .function, CSSKeyword.substitutions.contains(tokenizer.name(token)) { return true }
        }
    }

    /// Where the value is words of the property alone; nil for any other.
    func keyword(maximum: Int) -> CSSDeclaredValue.Keyword? {
        var tokenizer = CSSTokenizer(value)
        var words: [CSSKeyword] = []
        var names: [String] = []
        while true {
            let token = tokenizer.nextSignificant()
            if token.kind == .end { break }
            guard token.kind == .ident, words.count < maximum else { return nil }
            let word = CSSKeyword.of(tokenizer.text(token)[...])
            guard word.isValue(of: property) else { return nil }
            words.append(word)
            if property == .display { names.append(tokenizer.name(token)) }
        }
        guard let first = words.first else { return nil }
        // Words beside a length, and none by themselves.
        if property == .textIndent, !first.isGlobal { return nil }
        if words.count == 1 { return first.meaning }
        if property == .display {
            let parts = names.compactMap { CSSKeyword.displayParts[$0] }
            guard parts.count == words.count, Set(parts).count == words.count else { return nil }
        }
        if words.contains(where: { $0.isGlobal || property == .display && $0.meaning == .nothing }) { return nil }
        if words.contains(where: { $0.meaning == .apart }) { return .apart }
        return words.allSatisfy { $0.meaning == first.meaning } ? first.meaning : .other
    }

    /// The value is one function that stands for a number or a length, or a length in a unit that says nothing here.
    var isUnknownNumber: Bool {
        var tokenizer = CSSTokenizer(value)
        let token = tokenizer.nextSignificant()
        switch token.kind {
        case .function where CSSKeyword.math.contains(tokenizer.name(token)): return tokenizer.skipArguments() && tokenizer.isAtEnd
        case .dimension: return CSSKeyword.units.contains(tokenizer.name(token)) && tokenizer.isAtEnd
        default: return false
        }
    }

    /// Of `text-indent`, which may have words behind the length (CSS Text 4 §8.1).
    var indent: CSSLength? {
        var tokenizer = CSSTokenizer(value)
        var length: CSSLength?
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return length
            case .ident:
                let word = CSSKeyword.of(tokenizer.text(token)[...])
                guard word.isValue(of: .textIndent), !word.isGlobal else { return nil }
            default:
                guard length == nil, let found = CSSLength(token, tokenizer) else { return nil }
                length = found
            }
        }
    }

    /// Where the value is one colour: which, as far as that is known; nil for any other value.
    var onlyColor: CSSColor?? {
        var tokenizer = CSSTokenizer(value)
        let token = tokenizer.nextSignificant()
        guard let color = Self.color(token, &tokenizer, property), tokenizer.isAtEnd else { return nil }
        return .some(color)
    }

    /// The same of one part of a value, behind which the tokenizer is moved.
    private static func color(_ token: CSSToken, _ tokenizer: inout CSSTokenizer, _ property: CSSProperty) -> CSSColor?? {
        switch token.kind {
        case .hash:
            let digits = tokenizer.text(token)
            return CSSColor(hexadecimal: digits.span).map { .some($0) }
        case .ident:
            let name = tokenizer.text(token)
            if let color = CSSColor(name: name.span) { return .some(color) }
            return CSSKeyword.of(name[...]).isValue(of: property) ? .some(nil) : nil
        case .function:
            let name = tokenizer.name(token)
            guard CSSKeyword.color.contains(name) else { return nil }
            var arguments = tokenizer
            let color = CSSColor(function: name, &arguments)
            let start = tokenizer.position
            guard tokenizer.skipArguments() else { return nil }
            if let color { return .some(color) }
            // What is read as numbers alone is none; words and functions may be one.
            let isOld = name.hasPrefix("rgb") || name.hasPrefix("hsl")
            return !isOld || tokenizer.input[start..<tokenizer.position].contains(where: isLetter) ? .some(nil) : nil
        default: return nil
        }
    }

    /// Whether each part of the value may be one of `background` (CSS Backgrounds 3 §2.10).
    var isBackground: Bool {
        var tokenizer = CSSTokenizer(value)
        var count = 0
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return count > 0
            case .comma, .number, .percentage, .dimension, .url: break
            case .delimiter: guard tokenizer.input[token.range.lowerBound] == 0x2F else { return false }
            case .function where !CSSKeyword.color.contains(tokenizer.name(token)):
                let name = tokenizer.name(token)
                guard CSSKeyword.picture.contains(name) || CSSKeyword.math.contains(name), tokenizer.skipArguments() else { return false }
            default: guard Self.color(token, &tokenizer, .background) != nil else { return false }
            }
            count += 1
        }
    }

    /// The size in `font` where it is a length; nil inside where it is none, nil where the value is no font: a size and a
    /// family behind it, or one word (CSS Fonts 4 §2.7).
    var fontSize: CSSLength?? {
        if keyword(maximum: 1) != nil { return Self.isSizeAlone(value) ? nil : .some(nil) }
        var tokenizer = CSSTokenizer(value)
        var size: CSSLength??
        var hasFamily = false
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return hasFamily ? size : nil
            case .number, .percentage, .dimension:
                // A number without a unit before another one is a weight.
                if hasFamily { return nil }
                // `oblique 10deg`
                if token.kind == .dimension, Self.angles.contains(tokenizer.name(token)) { break }
                let isWeight = size.flatMap { $0 }.map { $0.unit == .none && $0.value > 0 } ?? (size == nil)
                if isWeight { size = .some(CSSLength(token, tokenizer)) }
            case .ident:
                let isWeighted = size.flatMap { $0 }.map { $0.unit == .none && $0.value > 0 } ?? false
                if isWeighted, Self.fontWords.contains(tokenizer.name(token)) {
                    break
                } else if size == nil {
                    if CSSKeyword.of(tokenizer.text(token)[...]).isValue(of: .fontSize) { size = .some(nil) }
                } else {
                    hasFamily = true
                }
            case .string: if size == nil { return nil } else { hasFamily = true }
            case .function:
                guard CSSKeyword.math.contains(tokenizer.name(token)), tokenizer.skipArguments() else { return nil }
                if size == nil { size = .some(nil) }
            case .comma: break
            // The height of the line.
            case .delimiter where tokenizer.input[token.range.lowerBound] == 0x2F && size != nil:
                let height = tokenizer.nextSignificant()
                if height.kind == .function, !tokenizer.skipArguments() { return nil }
            default: return nil
            }
        }
    }

    private static let angles: Set<String> = ["deg", "grad", "rad", "turn"]

    /// What may stand before the size, in any order, a weight too.
    private static let fontWords: Set<String> = [
        "normal", "italic", "oblique", "small-caps", "ultra-condensed", "extra-condensed", "condensed", "semi-condensed",
        "semi-expanded", "expanded", "extra-expanded", "ultra-expanded",
    ]

    private static func isSizeAlone(_ value: ArraySlice<UInt8>) -> Bool {
        let word = CSSKeyword.of(value)
        return word.isValue(of: .fontSize) && !word.isGlobal
    }
}

extension CSSTokenizer {
    fileprivate var isAtEnd: Bool {
        var rest = self
        return rest.nextSignificant().kind == .end
    }

    /// From behind a function's `(` past its `)`, which the end stands for too (CSS Syntax Level 3 §5.4.9).
    /// - Returns: whether they are well-formed.
    mutating func skipArguments() -> Bool {
        var open = CSSNesting()
        while true {
            let token = next()
            switch token.kind {
            case .end: return true
            case .badString, .badURL: return false
            case .closeParenthesis where open.isEmpty: return true
            case .closeParenthesis, .closeSquare, .closeCurly:
                guard open.isClosed(by: token.kind) else { return false }
                open.pass(token.kind)
            default: open.pass(token.kind)
            }
        }
    }
}
