/// The properties that decide whether something is seen, and how large it is. URLs are found in every property.
package enum CSSProperty: UInt8, Sendable, Hashable, CaseIterable {
    case display, visibility, opacity, color, background, overflow, left, top, width, height
    case fontSize, font, backgroundColor, maxWidth, maxHeight, textIndent, marginLeft, marginTop
    /// Any other.
    case other

    /// In the order of the cases.
    private static let names = """
        display visibility opacity color background overflow left top width height
        font-size font background-color max-width max-height text-indent margin-left margin-top
        """

    /// A set of properties: one bit for each.
    package typealias Bits = UInt32

    var bit: Bits { 1 &<< Bits(rawValue) }

    package static func bits(_ properties: [CSSProperty]) -> Bits { properties.reduce(0) { $0 | $1.bit } }

    /// By the length of the name.
    private static let table: [[(low: UInt64, high: UInt64, property: CSSProperty)]] = {
        var table = [[(low: UInt64, high: UInt64, property: CSSProperty)]](repeating: [], count: 17)
        for (property, text) in zip(allCases, names.split(whereSeparator: \.isWhitespace)) {
            var (low, high): (UInt64, UInt64) = (0, 0)
            for byte in text.utf8 {
                high = high << 8 | low >> 56
                low = low << 8 | UInt64(byte)
            }
            table[text.utf8.count].append((low, high, property))
        }
        return table
    }()

    init(_ name: ArraySlice<UInt8>) { self.init(name.span, 0..<name.count) }

    init(_ octets: Span<UInt8>, _ range: Range<Int>) {
        self = .other
        let table = Self.table
        guard range.count < table.count, !table[range.count].isEmpty else { return }
        var low: UInt64 = 0
        var high: UInt64 = 0
        for index in range {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(lowercased(octets[index]))
        }
        for entry in table[range.count] where entry.low == low && entry.high == high { self = entry.property }
    }
}
