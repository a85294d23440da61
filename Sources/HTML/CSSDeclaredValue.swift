/// What one declaration of a known property says (CSS Cascade Level 4 §4.1, declared values), as far as anything asks for
/// it. Read once, because the rule of a sheet counts for many elements; and without references in it, because it is handed
/// on and compared with others several times.
@usableFromInline package struct CSSDeclaredValue: Sendable, Hashable {
    /// Those that something depends on.
    @usableFromInline package enum Keyword: UInt8, Sendable {
        case other, auto, collapse, hidden, nothing
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

    package init(_ declaration: CSSDeclaration) {
        property = declaration.property
        isImportant = declaration.isImportant
        switch property {
        case .color, .backgroundColor: color = declaration.color
        case .background:
            color = declaration.color
            if declaration.value.contains(0x28), declaration.keyword == nil {
                let isColor = declaration.value.starts(with: "rgb".utf8) || declaration.value.starts(with: "hsl".utf8)
                function = isColor ? .color : .picture
            }
        case .display, .visibility, .overflow: keyword = Self.keyword(declaration.keyword)
        case .opacity: number = declaration.number
        case .font: length = declaration.firstLength
        case .left, .top, .width, .height, .fontSize, .maxWidth, .maxHeight, .textIndent, .marginLeft, .marginTop:
            length = declaration.length
            if length == nil { keyword = Self.keyword(declaration.keyword) }
        case .other: break
        }
    }

    private static func keyword(_ text: String?) -> Keyword {
        switch text {
        case "auto": .auto
        case "collapse": .collapse
        case "hidden": .hidden
        case "none": .nothing
        default: .other
        }
    }

    // MARK: Plain values

    /// As most are written: one number, one word, one hexadecimal colour. nil for what the tokenizer has to read.
    init?(_ property: CSSProperty, isImportant: Bool, plain value: Span<UInt8>) {
        self.property = property
        self.isImportant = isImportant
        switch property {
        case .color, .background, .backgroundColor:
            if value.count == 4 || value.count == 7, value[0] == 0x23 {
                guard let color = CSSColor(hexadecimal: value.extracting(droppingFirst: 1)) else { return nil }
                self.color = color
            } else {
                guard Self.isWord(value) else { return nil }
                color = CSSColor(name: value)
            }
        case .display, .visibility, .overflow:
            guard let keyword = Self.keyword(plain: value) else { return nil }
            self.keyword = keyword
        case .left, .top, .width, .height, .fontSize, .maxWidth, .maxHeight, .textIndent, .marginLeft, .marginTop:
            length = CSSLength.plain(value)
            if length == nil {
                guard let keyword = Self.keyword(plain: value) else { return nil }
                self.keyword = keyword
            }
        case .opacity, .font: return nil
        case .other: break
        }
    }

    /// Letters alone.
    private static func isWord(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where !isLetter(value[index]) { return false }
        return value.count > 0
    }

    /// Of small letters and hyphens, with a letter first.
    private static func keyword(plain value: Span<UInt8>) -> Keyword? {
        guard value.count > 0, value.count < 16, value[0] != 0x2D else { return nil }
        var packed = PackedName()
        for index in value.indices {
            guard value[index] &- 0x61 < 26 || value[index] == 0x2D else { return nil }
            packed.append(value[index])
        }
        guard packed.high == 0 else { return .other }
        switch packed.low {
        case 0x61_75_74_6F: return .auto
        case 0x63_6F_6C_6C_61_70_73_65: return .collapse
        case 0x68_69_64_64_65_6E: return .hidden
        case 0x6E_6F_6E_65: return .nothing
        default: return .other
        }
    }
}
