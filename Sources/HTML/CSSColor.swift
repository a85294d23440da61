/// Colours: hexadecimal, `rgb()`, `hsl()`, the names of CSS 2 and `transparent`; and those of HTML attributes.
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

    private static let texts: [(name: String, value: UInt32)] = [
        ("black", 0), ("silver", 0xC0C0C0), ("gray", 0x808080), ("grey", 0x808080), ("white", 0xFFFFFF), ("maroon", 0x800000),
        ("red", 0xFF0000), ("purple", 0x800080), ("fuchsia", 0xFF00FF), ("magenta", 0xFF00FF), ("green", 0x008000),
        ("lime", 0x00FF00), ("olive", 0x808000), ("yellow", 0xFFFF00), ("navy", 0x000080), ("blue", 0x0000FF),
        ("teal", 0x008080), ("aqua", 0x00FFFF), ("cyan", 0x00FFFF), ("orange", 0xFFA500), ("snow", 0xFFFAFA),
        ("ivory", 0xFFFFF0), ("whitesmoke", 0xF5F5F5), ("ghostwhite", 0xF8F8FF), ("floralwhite", 0xFFFAF0),
        ("lightgray", 0xD3D3D3), ("lightgrey", 0xD3D3D3), ("gainsboro", 0xDCDCDC), ("darkgray", 0xA9A9A9),
        ("darkgrey", 0xA9A9A9), ("azure", 0xF0FFFF), ("mintcream", 0xF5FFFA), ("aliceblue", 0xF0F8FF), ("linen", 0xFAF0E6),
        ("beige", 0xF5F5DC), ("transparent", transparent),
    ]
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
