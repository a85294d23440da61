/// The words and functions that values of the known properties may consist of. A declaration with any other is invalid and
/// counts for nothing, so that one before it stands (CSS Syntax Level 3 §9, Cascade Level 4 §4.1).
struct CSSKeyword: Sendable {
    let meaning: CSSDeclaredValue.Keyword
    /// Of which it may be a value, or a part of one.
    let properties: CSSProperty.Bits

    func isValue(of property: CSSProperty) -> Bool { properties & property.bit != 0 }

    /// It is a value of every property, and then the only word (Cascade 5 §7).
    var isGlobal: Bool { properties == .max }

    static let byOctets: NameTable<CSSKeyword> = {
        var found: [String: CSSKeyword] = [:]
        for (meaning, properties, words) in rows {
            for word in words.split(whereSeparator: \.isWhitespace).map(String.init) {
                let bits = found[word]?.properties ?? 0
                found[word] = CSSKeyword(meaning: meaning, properties: bits | properties)
            }
        }
        return NameTable(Array(found.keys), Array(found.values), other: CSSKeyword(meaning: .other, properties: 0))
    }()

    static func of(_ text: ArraySlice<UInt8>) -> CSSKeyword {
        var packed = PackedName()
        let octets = text.span
        for index in octets.indices { packed.append(lowercased(octets[index])) }
        return byOctets[packed]
    }

    /// CSS Display 3 §2: several words say one thing each, of the box outside, of its inside, and that it is an item.
    static let displayParts: [String: Int] = [
        "block": 0, "inline": 0, "run-in": 0, "flow": 1, "flow-root": 1, "table": 1, "flex": 1, "grid": 1, "ruby": 1, "math": 1,
        "list-item": 2,
    ]

    private static let limits = CSSProperty.bits([.maxWidth, .maxHeight])
    private static let sizes = CSSProperty.bits([.width, .height, .maxWidth, .maxHeight])
    private static let colors = CSSProperty.bits([.color, .background, .backgroundColor])

    private static let rows: [(CSSDeclaredValue.Keyword, CSSProperty.Bits, String)] = [
        (.other, .max, "inherit initial unset"),
        (.revert, .max, "revert revert-layer"),
        (.nothing, CSSProperty.bits([.display, .background]) | limits, "none"),
        // CSS Display 3 §2, and what browsers took before it.
        (
            .apart, CSSProperty.display.bit,
            """
            block flow-root table table-row-group table-header-group table-footer-group table-row table-cell
            table-column-group table-column table-caption list-item flex grid -webkit-box -webkit-flex
            """
        ),
        (
            .other, CSSProperty.display.bit,
            """
            inline inline-block inline-table inline-flex inline-grid -webkit-inline-box -webkit-inline-flex run-in contents flow
            ruby ruby-base ruby-text ruby-base-container ruby-text-container math
            """
        ),
        (.hidden, CSSProperty.bits([.visibility, .overflow]), "hidden"),
        (.other, CSSProperty.bits([.visibility, .overflow]), "visible"),
        (.collapse, CSSProperty.visibility.bit, "collapse"),
        (.other, CSSProperty.overflow.bit, "clip scroll overlay"),
        (.auto, CSSProperty.bits([.overflow, .left, .top, .width, .height, .marginLeft, .marginTop, .background]), "auto"),
        (.other, sizes, "min-content max-content fit-content stretch intrinsic min-intrinsic"),
        (.other, sizes, "-webkit-min-content -webkit-max-content -webkit-fit-content -webkit-fill-available"),
        (.other, sizes, "-moz-min-content -moz-max-content -moz-fit-content -moz-available"),
        (
            .other, CSSProperty.bits([.fontSize, .font]),
            "xx-small x-small small medium large x-large xx-large xxx-large smaller larger math"
        ),
        (.other, CSSProperty.font.bit, "caption icon menu message-box small-caption status-bar"),
        (.other, CSSProperty.textIndent.bit, "hanging each-line"),
        // CSS Color 4 §6.2, and the ones before it (§A).
        (
            .other, colors,
            """
            currentcolor accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field
            fieldtext graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext
            activeborder activecaption appworkspace background buttonhighlight buttonshadow captiontext inactiveborder
            inactivecaption inactivecaptiontext infobackground infotext menu menutext scrollbar threeddarkshadow threedface
            threedhighlight threedlightshadow threedshadow window windowframe windowtext -webkit-link -webkit-text
            """
        ),
        (
            .other, CSSProperty.background.bit,
            """
            repeat repeat-x repeat-y no-repeat space round scroll fixed local left right top bottom center cover contain
            border-box padding-box content-box text border-area
            """
        ),
    ]

    // MARK: Functions

    /// What they stand for is known only where the element is (CSS Variables 1 §3): any value may hold them.
    static let substitutions: Set<String> = ["var", "env", "attr"]
    /// In place of a number or a length.
    static let math: Set<String> = [
        "calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
        "pow", "sqrt", "hypot", "log", "exp", "fit-content", "anchor", "anchor-size", "calc-size", "-webkit-calc", "-moz-calc",
        "sibling-index", "sibling-count", "random", "progress",
    ]
    static let color: Set<String> = [
        "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "contrast-color",
        "device-cmyk",
    ]
    static let picture: Set<String> = [
        "url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "-moz-element", "paint",
        "linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient",
        "repeating-conic-gradient", "-webkit-gradient", "-webkit-linear-gradient", "-webkit-radial-gradient",
        "-webkit-repeating-linear-gradient", "-webkit-repeating-radial-gradient", "-moz-linear-gradient", "-moz-radial-gradient",
        "-moz-repeating-linear-gradient", "-moz-repeating-radial-gradient",
    ]
    /// Units of lengths that depend on what is around the element (CSS Values 4 §6.1).
    static let units: Set<String> = [
        "cap", "ic", "lh", "rlh", "rex", "rch", "ric", "rcap", "vi", "vb", "svw", "svh", "svi", "svb", "svmin", "svmax", "lvw", "lvh",
        "lvi", "lvb", "lvmin", "lvmax", "dvw", "dvh", "dvi", "dvb", "dvmin", "dvmax", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax",
    ]
}
