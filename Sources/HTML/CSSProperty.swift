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

    static let byOctets = NameTable(
        names.split(whereSeparator: \.isWhitespace).map(String.init), allCases, other: .other)

    init(_ name: ArraySlice<UInt8>) {
        var packed = PackedName()
        let octets = name.span
        for index in octets.indices { packed.append(lowercased(octets[index])) }
        self = Self.byOctets[packed]
    }
}
