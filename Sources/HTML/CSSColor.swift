/// Colours: hexadecimal, `rgb()`, `hsl()`, the names of CSS Color 4; and those of HTML attributes.
package struct CSSColor: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    /// 0 is transparent, 1 opaque.
    package var alpha: Double = 1

    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// The largest difference in one of the three channels.
    package func distance(to other: CSSColor) -> Int {
        max(
            abs(Int(red) - Int(other.red)), abs(Int(green) - Int(other.green)), abs(Int(blue) - Int(other.blue)))
    }

    /// `bgcolor` or `color` of HTML: a name, or hexadecimal with or without `#` (HTML §2.3.6, its common part).
    package init?(attribute text: Span<UInt8>) {
        for index in text.indices where isSpace(text[index]) {
            let rest = text.indices.map { text[$0] }.filter { !isSpace($0) }
            self.init(attribute: rest.span)
            return
        }
        // No name consists of hexadecimal digits alone.
        let digits = text.count > 0 && text[0] == 0x23 ? text.extracting(1..<text.count) : text
        guard let color = CSSColor(hexadecimal: digits) ?? CSSColor(name: text) else { return nil }
        self = color
    }

    /// 3, 4, 6 or 8 digits.
    init?(hexadecimal text: Span<UInt8>) {
        guard text.count <= 8 else { return nil }
        var value: UInt32 = 0
        for index in text.indices {
            guard let digit = PercentEncoding.digit(text[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        func octet(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift) }
        func doubled(_ shift: UInt32) -> UInt8 { (octet(shift) & 15) * 17 }
        switch text.count {
        case 3: self.init(red: doubled(8), green: doubled(4), blue: doubled(0))
        case 4: self.init(red: doubled(12), green: doubled(8), blue: doubled(4), alpha: Double(doubled(0)) / 255)
        case 6: self.init(red: octet(16), green: octet(8), blue: octet(0))
        case 8: self.init(red: octet(24), green: octet(16), blue: octet(8), alpha: Double(octet(0)) / 255)
        default: return nil
        }
    }

    /// CSS Color 4 §6.1.
    private static let named = """
        aliceblue F0F8FF antiquewhite FAEBD7 aqua 00FFFF aquamarine 7FFFD4 azure F0FFFF beige F5F5DC bisque FFE4C4
        black 000000 blanchedalmond FFEBCD blue 0000FF blueviolet 8A2BE2 brown A52A2A burlywood DEB887
        cadetblue 5F9EA0 chartreuse 7FFF00 chocolate D2691E coral FF7F50 cornflowerblue 6495ED cornsilk FFF8DC
        crimson DC143C cyan 00FFFF darkblue 00008B darkcyan 008B8B darkgoldenrod B8860B darkgray A9A9A9
        darkgreen 006400 darkgrey A9A9A9 darkkhaki BDB76B darkmagenta 8B008B darkolivegreen 556B2F darkorange FF8C00
        darkorchid 9932CC darkred 8B0000 darksalmon E9967A darkseagreen 8FBC8F darkslateblue 483D8B
        darkslategray 2F4F4F darkslategrey 2F4F4F darkturquoise 00CED1 darkviolet 9400D3 deeppink FF1493
        deepskyblue 00BFFF dimgray 696969 dimgrey 696969 dodgerblue 1E90FF firebrick B22222 floralwhite FFFAF0
        forestgreen 228B22 fuchsia FF00FF gainsboro DCDCDC ghostwhite F8F8FF gold FFD700 goldenrod DAA520 gray 808080
        green 008000 greenyellow ADFF2F grey 808080 honeydew F0FFF0 hotpink FF69B4 indianred CD5C5C indigo 4B0082
        ivory FFFFF0 khaki F0E68C lavender E6E6FA lavenderblush FFF0F5 lawngreen 7CFC00 lemonchiffon FFFACD
        lightblue ADD8E6 lightcoral F08080 lightcyan E0FFFF lightgoldenrodyellow FAFAD2 lightgray D3D3D3
        lightgreen 90EE90 lightgrey D3D3D3 lightpink FFB6C1 lightsalmon FFA07A lightseagreen 20B2AA
        lightskyblue 87CEFA lightslategray 778899 lightslategrey 778899 lightsteelblue B0C4DE lightyellow FFFFE0
        lime 00FF00 limegreen 32CD32 linen FAF0E6 magenta FF00FF maroon 800000 mediumaquamarine 66CDAA
        mediumblue 0000CD mediumorchid BA55D3 mediumpurple 9370DB mediumseagreen 3CB371 mediumslateblue 7B68EE
        mediumspringgreen 00FA9A mediumturquoise 48D1CC mediumvioletred C71585 midnightblue 191970 mintcream F5FFFA
        mistyrose FFE4E1 moccasin FFE4B5 navajowhite FFDEAD navy 000080 oldlace FDF5E6 olive 808000 olivedrab 6B8E23
        orange FFA500 orangered FF4500 orchid DA70D6 palegoldenrod EEE8AA palegreen 98FB98 paleturquoise AFEEEE
        palevioletred DB7093 papayawhip FFEFD5 peachpuff FFDAB9 peru CD853F pink FFC0CB plum DDA0DD powderblue B0E0E6
        purple 800080 rebeccapurple 663399 red FF0000 rosybrown BC8F8F royalblue 4169E1 saddlebrown 8B4513
        salmon FA8072 sandybrown F4A460 seagreen 2E8B57 seashell FFF5EE sienna A0522D silver C0C0C0 skyblue 87CEEB
        slateblue 6A5ACD slategray 708090 slategrey 708090 snow FFFAFA springgreen 00FF7F steelblue 4682B4 tan D2B48C
        teal 008080 thistle D8BFD8 tomato FF6347 turquoise 40E0D0 violet EE82EE wheat F5DEB3 white FFFFFF
        whitesmoke F5F5F5 yellow FFFF00 yellowgreen 9ACD32
        """

    private static let texts: [(name: String, value: UInt32)] = {
        let pieces = named.split(whereSeparator: \.isWhitespace).map(String.init)
        let colors = stride(from: 0, to: pieces.count - 1, by: 2).map { (pieces[$0], UInt32(pieces[$0 + 1], radix: 16) ?? unknown) }
        return colors + [("transparent", transparent)]
    }()
    private static let transparent: UInt32 = 0xFF00_0000
    private static let unknown: UInt32 = 0xFE00_0000
    private static let names = NameTable(texts.map(\.name), texts.map(\.value), other: unknown)

    /// In any case.
    init?(name: Span<UInt8>) {
        var packed = PackedName()
        for index in name.indices { packed.append(lowercased(name[index])) }
        let value = Self.names[packed]
        if value == Self.unknown { return nil }
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value), alpha: value == Self.transparent ? 0 : 1)
    }

    /// Reads the arguments of `rgb(`, `rgba(`, `hsl(` or `hsla(`, with commas or without.
    init?(function name: String, _ tokenizer: inout CSSTokenizer) {
        switch name {
        case "rgb", "rgba", "hsl", "hsla": break
        default: return nil
        }
        var numbers: [(value: Double, isPercentage: Bool)] = []
        numbers.reserveCapacity(5)
        reading: while numbers.count < 5 {
            let token = tokenizer.nextSignificant()
            switch token.kind {
            case .number, .dimension: numbers.append((token.number, false))
            case .percentage: numbers.append((token.number / 100, true))
            case .comma, .delimiter: continue
            case .closeParenthesis, .end: break reading
            default: return nil
            }
        }
        guard numbers.count == 3 || numbers.count == 4 else { return nil }
        let alpha = numbers.count == 4 ? min(max(numbers[3].value, 0), 1) : 1
        if name.hasPrefix("rgb") {
            func channel(_ index: Int) -> UInt8 {
                Self.channel(numbers[index].isPercentage ? numbers[index].value : numbers[index].value / 255)
            }
            self.init(red: channel(0), green: channel(1), blue: channel(2), alpha: alpha)
        } else {
            let channels = Self.rgb(hue: numbers[0].value, numbers[1].value, numbers[2].value)
            self.init(red: channels[0], green: channels[1], blue: channels[2], alpha: alpha)
        }
    }

    private static func channel(_ share: Double) -> UInt8 { UInt8(min(max(share, 0), 1) * 255 + 0.5) }

    /// CSS Color Level 4 §7.1.
    private static func rgb(hue: Double, _ saturation: Double, _ lightness: Double) -> [UInt8] {
        let hue = hue.isFinite ? hue.truncatingRemainder(dividingBy: 360) : 0
        let saturation = min(max(saturation, 0), 1)
        let lightness = min(max(lightness, 0), 1)
        return [0.0, 8.0, 4.0].map { offset in
            let turn = (offset + (hue < 0 ? hue + 360 : hue) / 30).truncatingRemainder(dividingBy: 12)
            let amount = saturation * min(lightness, 1 - lightness)
            return channel(lightness - amount * max(-1, min(turn - 3, 9 - turn, 1)))
        }
    }
}
