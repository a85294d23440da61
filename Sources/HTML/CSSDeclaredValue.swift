/// What one declaration of a known property says (CSS Cascade Level 4 §4.1, declared values), as far as anything asks for
/// it. Read once, because the rule of a sheet counts for many elements; and without references in it, because it is handed
/// on and compared with others several times.
@usableFromInline package struct CSSDeclaredValue: Sendable, Hashable {
    /// Those that something depends on.
    @usableFromInline package enum Keyword: UInt8, Sendable {
        case other, auto, collapse, hidden, nothing
        /// A display on lines, or in cells, of its own.
        case apart
        /// What counts without the author's styles.
        case revert
    }

    /// Of a background: whether a function stands in it.
    @usableFromInline package enum Function: UInt8, Sendable {
        case absent
        /// `rgb(…)`, `hsl(…)`.
        case color
        /// A picture or a gradient.
        case picture
    }

    package let property: CSSProperty
    package let isImportant: Bool
    package private(set) var keyword = Keyword.other
    package private(set) var function = Function.absent
    /// Of `font` its size.
    package private(set) var length: CSSLength?
    package private(set) var number: Double?
    package private(set) var color: CSSColor?

    /// nil where the value is none that the property may have: the declaration counts for nothing.
    package init?(_ declaration: CSSDeclaration) {
        property = declaration.property
        isImportant = declaration.isImportant
        if declaration.isSubstituted { return }
        switch property {
        case .color, .backgroundColor:
            guard let found = declaration.onlyColor else { return nil }
            color = found
        case .background:
            guard declaration.isBackground else { return nil }
            color = declaration.color
            if declaration.value.contains(0x28), declaration.keyword == nil {
                let isColor = declaration.value.starts(with: "rgb".utf8) || declaration.value.starts(with: "hsl".utf8)
                function = isColor ? .color : .picture
            }
        case .display: if !setKeyword(declaration, maximum: 3) { return nil }
        case .overflow: if !setKeyword(declaration, maximum: 2) { return nil }
        case .visibility: if !setKeyword(declaration) { return nil }
        case .opacity:
            number = declaration.number
            if number == nil, !setKeyword(declaration), !declaration.isUnknownNumber { return nil }
        case .font:
            guard let size = declaration.fontSize else { return nil }
            length = size
        case .textIndent:
            length = declaration.indent
            if length == nil, !setKeyword(declaration), !declaration.isUnknownNumber { return nil }
        case .left, .top, .marginLeft, .marginTop, .width, .height, .fontSize, .maxWidth, .maxHeight:
            length = declaration.length
            if let length {
                if length.value < 0, !Self.mayBeNegative(property) { return nil }
            } else if !setKeyword(declaration), !declaration.isUnknownNumber {
                return nil
            }
        case .other: break
        }
    }

    private mutating func setKeyword(_ declaration: CSSDeclaration, maximum: Int = 1) -> Bool {
        guard let found = declaration.keyword(maximum: maximum) else { return false }
        keyword = found
        return true
    }

    private static func mayBeNegative(_ property: CSSProperty) -> Bool {
        switch property {
        case .left, .top, .marginLeft, .marginTop: true
        default: false
        }
    }

    // MARK: Plain values

    /// As most are written: one number, one word, one hexadecimal colour. nil for what the tokenizer has to read, or to refuse.
    init?(_ property: CSSProperty, isImportant: Bool, plain value: Span<UInt8>) {
        self.property = property
        self.isImportant = isImportant
        switch property {
        case .color, .background, .backgroundColor:
            if value.count == 4 || value.count == 7, value[0] == 0x23 {
                guard let color = CSSColor(hexadecimal: value.extracting(droppingFirst: 1)) else { return nil }
                self.color = color
            } else {
                guard let word = Self.keyword(plain: value) else { return nil }
                color = CSSColor(name: value)
                if color == nil, !word.isValue(of: property) { return nil }
            }
        case .display, .visibility, .overflow:
            guard let word = Self.keyword(plain: value), word.isValue(of: property) else { return nil }
            keyword = word.meaning
        case .left, .top, .width, .height, .fontSize, .maxWidth, .maxHeight, .textIndent, .marginLeft, .marginTop:
            length = CSSLength.plain(value)
            if length == nil {
                guard let word = Self.keyword(plain: value), word.isValue(of: property), property != .textIndent || word.isGlobal
                else { return nil }
                keyword = word.meaning
            }
        case .opacity, .font: return nil
        case .other: break
        }
    }

    /// Of small letters and hyphens, with a letter first.
    private static func keyword(plain value: Span<UInt8>) -> CSSKeyword? {
        guard value.count > 0, value[0] != 0x2D else { return nil }
        var packed = PackedName()
        for index in value.indices {
            guard value[index] &- 0x61 < 26 || value[index] == 0x2D else { return nil }
            packed.append(value[index])
        }
        return CSSKeyword.byOctets[packed]
    }
}
