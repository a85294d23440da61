/// Preludes and blocks of which only the end is asked for: what holds no string, bracket, comment or escape is passed
/// octet by octet, the rest token by token.
extension CSSTokenizer {
    /// Moves past the next `{` where nothing stands before it that may hide it or end the prelude.
    /// - Returns: where it stands; nil, and nothing is moved, otherwise.
    mutating func skipPlainPrelude() -> Int? {
        var index = position
        while index < input.endIndex {
            switch input[index] {
            case 0x7B:
                position = index + 1
                return index
            case 0x22, 0x27, 0x28, 0x29, 0x2F, 0x3B, 0x5B, 0x5C, 0x5D, 0x7D: return nil
            default: index += 1
            }
        }
        return nil
    }

    /// Moves past the `}` of the block whose `{` was met, or to the end.
    mutating func skipBlock() {
        var depth = 1
        var open = CSSNesting()
        while !skipPlain(&depth) {
            // To the end of what is not plain.
            while true {
                let token = next()
                if token.kind == .end { return }
                if open.isEmpty {
                    if token.kind == .openCurly { depth += 1 }
                    if token.kind == .closeCurly { depth -= 1 }
                    if depth == 0 { return }
                    if token.kind == .openCurly || token.kind == .closeCurly || token.kind == .semicolon { break }
                }
                open.pass(token.kind)
            }
        }
    }

    /// Moves behind the last `{`, `}` or `;` before what is not plain; true where that ends the block.
    private mutating func skipPlain(_ depth: inout Int) -> Bool {
        var index = position
        while index < input.endIndex {
            switch input[index] {
            case 0x22, 0x27, 0x28, 0x29, 0x2F, 0x5B, 0x5C, 0x5D: return false
            case 0x7B: depth += 1
            case 0x7D: depth -= 1
            case 0x3B: break
            default:
                index += 1
                continue
            }
            index += 1
            position = index
            if depth == 0 { return true }
        }
        return false
    }

    // MARK: Selectors

    /// From behind the colon past the name, and past its arguments.
    /// - Returns: whether the name is known.
    mutating func skipPseudo() -> Bool {
        var name = next()
        let isElement = name.kind == .colon
        if isElement { name = next() }
        guard name.kind == .ident || name.kind == .function else { return false }
        let isFunction = name.kind == .function
        guard CSSPseudo.isKnown(text(name), isElement: isElement, isFunction: isFunction) else { return false }
        return !isFunction || skipArguments()
    }

    /// From behind the `[` past the `]` (Selectors Level 4 §6).
    /// - Returns: whether that is a selector.
    mutating func skipAttributeSelector() -> Bool {
        var token = nextSignificant()
        // With a namespace before it, or any.
        while token.kind == .delimiter, [0x2A, 0x7C].contains(input[token.range.lowerBound]) { token = next() }
        guard token.kind == .ident else { return false }
        token = nextSignificant()
        if token.kind == .closeSquare { return true }
        guard token.kind == .delimiter else { return false }
        if input[token.range.lowerBound] != 0x3D {
            guard Self.matchers.contains(input[token.range.lowerBound]) else { return false }
            token = next()
            guard token.kind == .delimiter, input[token.range.lowerBound] == 0x3D else { return false }
        }
        token = nextSignificant()
        guard token.kind == .ident || token.kind == .string else { return false }
        token = nextSignificant()
        if token.kind == .ident, isWord("i", token) || isWord("s", token) { token = nextSignificant() }
        return token.kind == .closeSquare
    }

    private static let matchers = Array("~|^$*".utf8)
}
