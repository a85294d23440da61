/// The properties that decide whether something is seen, and how large it is. URLs are found in every property.
package enum CSSProperty: String, Sendable, Hashable, CaseIterable {
    case display, visibility, opacity, color, background, position, overflow, left, top, width, height, content
    case fontSize = "font-size"
    case font
    case lineHeight = "line-height"
    case backgroundColor = "background-color"
    case maxWidth = "max-width"
    case maxHeight = "max-height"
    case textIndent = "text-indent"
    case marginLeft = "margin-left"
    case marginTop = "margin-top"
    case clip
    case clipPath = "clip-path"
    case transform
    case msoHide = "mso-hide"
    /// Any other.
    case other = ""

    /// Its bit in a set of properties.
    var bit: UInt32 { 1 &<< UInt32(order) }

    private var order: UInt8 {
        switch self {
        case .display: 0
        case .visibility: 1
        case .opacity: 2
        case .color: 3
        case .background: 4
        case .position: 5
        case .overflow: 6
        case .left: 7
        case .top: 8
        case .width: 9
        case .height: 10
        case .content: 11
        case .fontSize: 12
        case .font: 13
        case .lineHeight: 14
        case .backgroundColor: 15
        case .maxWidth: 16
        case .maxHeight: 17
        case .textIndent: 18
        case .marginLeft: 19
        case .marginTop: 20
        case .clip: 21
        case .clipPath: 22
        case .transform: 23
        case .msoHide: 24
        case .other: 25
        }
    }

    private static let table: [(low: UInt64, high: UInt64, property: CSSProperty)] = allCases.compactMap { property in
        guard let (low, high) = pack(Array(property.rawValue.utf8)[...]) else { return nil }
        return property == .other ? nil : (low, high, property)
    }

    init(_ name: ArraySlice<UInt8>) {
        guard let (low, high) = Self.pack(name) else {
            self = .other
            return
        }
        self = Self.table.first { $0.low == low && $0.high == high }?.property ?? .other
    }

    /// A name of up to 16 octets in two words, letters in lower case.
    private static func pack(_ name: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
        guard name.count <= 16 else { return nil }
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in name {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(isLetter(byte) ? byte | 0x20 : byte)
        }
        return (low, high)
    }
}
