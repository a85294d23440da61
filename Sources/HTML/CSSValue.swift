/// Values of declarations (CSS Values and Units Level 4, CSS Color Level 4), as far as the question "is it seen, and how
/// large is it" needs them. What is not understood is nil.
package struct CSSLength: Sendable, Hashable {
    package enum Unit: String, Sendable, Hashable {
        case px, pt, pc, cm, mm, q, em, rem, ex, ch, vw, vh, vmin, vmax
        case inch = "in"
        case percent = "%"
        /// A number alone: zero, or pixels where a page is read in quirks mode, as mail is.
        case none = ""
    }

    package var value: Double
    package var unit: Unit

    /// In CSS pixels, the font taken as 16 pixels high; nil where it depends on what is around it (unless it is zero).
    package var pixels: Double? {
        if value == 0 { return 0 }
        let factor: Double? =
            switch unit {
            case .px, .none: 1
            case .pt: 4.0 / 3
            case .pc: 16
            case .inch: 96
            case .cm: 96 / 2.54
            case .mm: 96 / 25.4
            case .q: 96 / 101.6
            case .em, .rem: 16
            case .ex, .ch: 8
            case .vw, .vh, .vmin, .vmax, .percent: nil
            }
        return factor.map { $0 * value }
    }

    init?(_ token: CSSToken, _ tokenizer: CSSTokenizer) {
        value = token.number
        switch token.kind {
        case .number: unit = .none
        case .percentage: unit = .percent
        case .dimension:
            let name = tokenizer.input[token.content]
            if name.count == 2, let first = name.first, let last = name.last, first | 0x20 == 0x70, last | 0x20 == 0x78 {
                unit = .px
            } else {
                guard let unit = Unit(rawValue: tokenizer.name(token)) else { return nil }
                self.unit = unit
            }
        default: return nil
        }
    }

    /// A text that is one length, such as `0.5em`.
    package init?(_ text: ArraySlice<UInt8>) {
        if let plain = Self.plain(text.span) {
            self = plain
            return
        }
        var tokenizer = CSSTokenizer(text)
        let token = tokenizer.nextSignificant()
        guard tokenizer.nextSignificant().kind == .end else { return nil }
        self.init(token, tokenizer)
    }

    /// Up to six digits and `px`, `%` or nothing, as most lengths are: read without tokens.
    static func plain(_ text: Span<UInt8>) -> CSSLength? {
        var value: UInt32 = 0
        var index = 0
        while index < text.count, index < 7, isDigit(text[index]) {
            value = value &* 10 &+ UInt32(text[index] &- 0x30)
            index &+= 1
        }
        guard index > 0, index < 7 else { return nil }
        switch text.count - index {
        case 0: return CSSLength(value: Double(value), unit: .none)
        case 1 where text[index] == 0x25: return CSSLength(value: Double(value), unit: .percent)
        case 2 where text[index] | 0x20 == 0x70 && text[index + 1] | 0x20 == 0x78:
            return CSSLength(value: Double(value), unit: .px)
        default: return nil
        }
    }

    private init(value: Double, unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// A dimension attribute of HTML such as `width="1"` (HTML §2.3.4.4): digits, and `%` or nothing that matters.
    package init?(attribute text: ArraySlice<UInt8>) {
        if let plain = Self.plain(text.span) {
            value = plain.value
            unit = plain.unit == .percent ? .percent : .none
            return
        }
        let digits = text.drop(while: isSpace)
        guard let first = digits.first, (0x30...0x39).contains(first) else { return nil }
        var reader = CSSNumberReader(digits, digits.startIndex)
        value = reader.read()
        unit = reader.index < digits.endIndex && digits[reader.index] == 0x25 ? .percent : .none
    }
}

extension CSSDeclaration {
    private var tokenizer: CSSTokenizer { CSSTokenizer(value) }

    /// The value where it is one keyword, in lower case.
    package var keyword: String? {
        var tokenizer = tokenizer
        let token = tokenizer.nextSignificant()
        guard token.kind == .ident, tokenizer.nextSignificant().kind == .end else { return nil }
        return tokenizer.name(token)
    }

    /// The value where it is one number.
    package var number: Double? {
        var tokenizer = tokenizer
        let token = tokenizer.nextSignificant()
        guard tokenizer.nextSignificant().kind == .end else { return nil }
        switch token.kind {
        case .number: return token.number
        case .percentage: return token.number / 100
        default: return nil
        }
    }

    /// The value where it is one length or percentage.
    package var length: CSSLength? { CSSLength(value) }

    /// The first length outside of functions, such as the size in `font: 1px/1px Arial`.
    package var firstLength: CSSLength? {
        var tokenizer = tokenizer
        var nesting = CSSNesting()
        while true {
            let token = tokenizer.nextSignificant()
            if token.kind == .end { return nil }
            if nesting.isEmpty, let length = CSSLength(token, tokenizer) { return length }
            nesting.pass(token.kind)
        }
    }

    /// The first colour of the value, which may hold more, as `background` does.
    package var color: CSSColor? {
        var tokenizer = tokenizer
        while true {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .end: return nil
            case .hash:
                let digits = tokenizer.text(token)
                return CSSColor(hexadecimal: digits.span)
            case .ident:
                let name = tokenizer.text(token)
                if let color = CSSColor(name: name.span) { return color }
            case .function:
                if let color = CSSColor(function: tokenizer.name(token), &tokenizer) { return color }
            default: break
            }
        }
    }

    /// The URLs of the value.
    package var urls: [CSSURL] {
        guard value.contains(0x28) else { return [] }
        return CSSParser.urls(source[nameRange.lowerBound..<valueRange.upperBound])
    }
}
