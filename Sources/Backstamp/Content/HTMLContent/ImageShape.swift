/// How large an element is said to be, and whether anything hides it: from attributes and from its own style.
///
/// Style wins over attributes, as in CSS. Percentages and what is no number say nothing.
struct ImageShape: Sendable {
    /// CSS pixels.
    var width: Double?
    var height: Double?
    /// Why it cannot be seen, for people; nil where nothing hides it.
    var hiddenBy: String?

    /// The largest size at which an image shows nothing: a beacon is 1 × 1, careful ones are 2 × 2 or 3 × 3.
    static let tinyLimit = 3.0

    var isTiny: Bool {
        switch (width, height) {
        case (let width?, let height?): width <= Self.tinyLimit && height <= Self.tinyLimit || width == 0 || height == 0
        // One dimension alone scales the other: a square of 1 pixel.
        case (let one?, nil), (nil, let one?): one <= 1
        case (nil, nil): false
        }
    }

    /// Said to be large enough to be looked at.
    var isVisible: Bool {
        guard hiddenBy == nil else { return false }
        return (width ?? height ?? 0) > 10 && (height ?? width ?? 0) > 10
    }

    /// A number of CSS pixels (HTML §2.3.4.4, dimension values; CSS lengths in px, pt, em or without a unit).
    static func pixels(_ value: some Sequence<UInt8>) -> Double? {
        var number = 0.0
        var scale = 0.0
        var digits = 0
        var unit: [UInt8] = []
        for octet in value {
            switch octet {
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D: if digits > 0 || scale > 0 { if !unit.isEmpty { break } }
            case 0x30...0x39 where unit.isEmpty && digits < 12:
                digits += 1
                let digit = Double(octet - 0x30)
                if scale > 0 {
                    number += digit * scale
                    scale /= 10
                } else {
                    number = number * 10 + digit
                }
            case UInt8(ascii: ".") where unit.isEmpty && scale == 0: scale = 0.1
            case UInt8(ascii: "+") where digits == 0 && unit.isEmpty: break
            case UInt8(ascii: "-") where digits == 0: return nil
            case UInt8(ascii: "!"): return finished(number, digits, unit)
            default: if unit.count < 8 { unit.append(octet | 0x20) }
            }
        }
        return finished(number, digits, unit)
    }

    private static func finished(_ number: Double, _ digits: Int, _ unit: [UInt8]) -> Double? {
        guard digits > 0 else { return nil }
        switch String(decoding: unit, as: UTF8.self) {
        case "", "px": return number
        case "pt": return number * 4 / 3
        case "em", "rem": return number * 16
        default: return number == 0 ? 0 : nil
        }
    }
}
