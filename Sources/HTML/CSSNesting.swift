/// The brackets that are open; a closing one that does not match the innermost is an ordinary token.
struct CSSNesting {
    private var closers: [CSSToken.Kind] = []

    var isEmpty: Bool { closers.isEmpty }

    func isClosed(by kind: CSSToken.Kind) -> Bool { closers.last == kind }

    mutating func pass(_ kind: CSSToken.Kind) {
        switch kind {
        case .openCurly: closers.append(.closeCurly)
        case .openSquare: closers.append(.closeSquare)
        case .openParenthesis, .function: closers.append(.closeParenthesis)
        default: if closers.last == kind { closers.removeLast() }
        }
    }
}
