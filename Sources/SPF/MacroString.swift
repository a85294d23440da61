/// `macro-string`, `domain-spec` and `explain-string` (RFC 7208 §7.1): text with macros, parsed once.
struct MacroString: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case literal([UInt8])
        case macro(Macro)
    }

    /// `%{letter transformers delimiters}`.
    struct Macro: Hashable, Sendable {
        /// In lower case.
        var letter: UInt8
        /// An upper-case letter asks for URL escapes.
        var isEscaped: Bool
        /// How many right-hand parts to keep; nil for all.
        var keep: Int?
        var isReversed: Bool
        var delimiters: [UInt8]
    }

    /// Where the text stands decides what may be in it.
    enum Place {
        /// A `domain-spec` or the value of an unknown modifier: no `%{c}`, `%{r}`, `%{t}` (RFC 7208 §7.2).
        case record
        /// The TXT record that `exp=` names: those letters and spaces as well (RFC 7208 §6.2).
        case explanation
    }

    private(set) var parts: [Part] = []

    init(_ text: ArraySlice<UInt8>, _ place: Place) throws(SPFSyntaxError) {
        var literal: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "%") {
                guard index + 1 < text.endIndex else { throw SPFSyntaxError("a % stands alone") }
                let second = text[index + 1]
                if let plain = Self.escapes[second] {
                    literal += plain
                    index += 2
                    continue
                }
                guard second == UInt8(ascii: "{") else { throw SPFSyntaxError("a % stands alone") }
                guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else {
                    throw SPFSyntaxError("a macro is not closed")
                }
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = []
                parts.append(.macro(try Self.macro(text[(index + 2)..<close], place)))
                index = close + 1
                continue
            }
            // RFC 7208 §7.1: macro-literal is %x21-24 / %x26-7E.
            guard (0x21...0x7E).contains(byte) || (place == .explanation && byte == 0x20) else {
                throw SPFSyntaxError("an octet that is not allowed: \(byte)")
            }
            literal.append(byte)
            index += 1
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    /// Whether `%{s}` or `%{l}` is among the macros.
    var usesLocalPart: Bool {
        parts.contains { part in
            guard case .macro(let macro) = part else { return false }
            return macro.letter == UInt8(ascii: "s") || macro.letter == UInt8(ascii: "l")
        }
    }

    /// RFC 7208 §7.1: `%%` is a percent sign, `%_` a space, `%-` a space as a URL writes it.
    private static let escapes: [UInt8: [UInt8]] = [
        UInt8(ascii: "%"): Array("%".utf8), UInt8(ascii: "_"): Array(" ".utf8), UInt8(ascii: "-"): Array("%20".utf8),
    ]

    private static let delimiters = Set(".-+,/_=".utf8)

    /// More parts than any name or local part has.
    private static let maximumKeep = 1_000_000

    private static func macro(_ text: ArraySlice<UInt8>, _ place: Place) throws(SPFSyntaxError) -> Macro {
        guard let first = text.first else { throw SPFSyntaxError("a macro without a letter") }
        let letter = first | 0x20
        switch letter {
        case UInt8(ascii: "s"), UInt8(ascii: "l"), UInt8(ascii: "o"), UInt8(ascii: "d"), UInt8(ascii: "i"),
            UInt8(ascii: "p"), UInt8(ascii: "v"), UInt8(ascii: "h"):
            break
        case UInt8(ascii: "c"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            guard place == .explanation else {
                throw SPFSyntaxError("the macro %{\(Character(Unicode.Scalar(first)))} belongs in explanations only")
            }
        default: throw SPFSyntaxError("an unknown macro letter")
        }
        var macro = Macro(
            letter: letter, isEscaped: first < 0x60, keep: nil, isReversed: false, delimiters: [UInt8(ascii: ".")])
        var rest = text.dropFirst()
        var keep = 0
        while let digit = rest.first, (0x30...0x39).contains(digit) {
            keep = min(keep * 10 + Int(digit - 0x30), maximumKeep)
            macro.keep = keep
            rest = rest.dropFirst()
        }
        // RFC 7208 §7.3: the number must not be zero.
        if macro.keep == 0 { throw SPFSyntaxError("a macro that keeps no part") }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "r") {
            macro.isReversed = true
            rest = rest.dropFirst()
        }
        guard rest.allSatisfy(delimiters.contains) else { throw SPFSyntaxError("an unknown macro delimiter") }
        if !rest.isEmpty { macro.delimiters = Array(rest) }
        return macro
    }
}
