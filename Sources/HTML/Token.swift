/// What the tokenizer of the HTML standard (WHATWG, §13.2.5) emits. Text, values and comments are slices: of the input
/// itself where nothing had to be replaced in them, of an array of their own otherwise.
package enum HTMLToken: Sendable, Hashable {
    case doctype(name: [UInt8]?, publicID: [UInt8]?, systemID: [UInt8]?, forceQuirks: Bool)
    case startTag(HTMLTag)
    case endTag(HTMLTag)
    case comment(ArraySlice<UInt8>, range: Range<Int>)
    /// A run of text with its character references resolved.
    case characters(ArraySlice<UInt8>, range: Range<Int>)
}

package struct HTMLTag: Sendable, Hashable {
    /// ASCII letters in lower case.
    package let name: String
    package let attributes: [HTMLAttribute]
    package var isSelfClosing: Bool
    /// The tag in the input, from `<` to after `>`.
    package var range: Range<Int>
    /// What the standard says of elements of this name.
    package let traits: ElementTraits
    let key: UInt64
    /// One bit for each attribute name, which names may share: most questions for an attribute end here.
    private let attributeBits: UInt64

    package init(name: String, attributes: [HTMLAttribute] = [], isSelfClosing: Bool = false, range: Range<Int> = 0..<0)
    {
        self.init(
            name: NameCache.Name(name), attributes: attributes, isSelfClosing: isSelfClosing, range: range)
    }

    init(name: NameCache.Name, attributes: [HTMLAttribute], isSelfClosing: Bool, range: Range<Int>) {
        self.name = name.text
        traits = name.traits
        key = name.key
        self.attributes = attributes
        attributeBits = attributes.reduce(0) { $0 | Self.bit($1.name) }
        self.isSelfClosing = isSelfClosing
        self.range = range
    }

    /// The attribute of the name, in lower case (the standard keeps the first and drops later ones).
    package func attribute(_ name: String) -> HTMLAttribute? {
        guard attributeBits & Self.bit(name) != 0 else { return nil }
        for attribute in attributes where attribute.name == name { return attribute }
        return nil
    }

    private static func bit(_ name: String) -> UInt64 {
        let octets = name.utf8
        return 1 &<< (UInt64(octets.first ?? 0) &* 7 &+ UInt64(octets.count) & 63)
    }

    /// The value of the attribute of the name, in lower case.
    package subscript(name: String) -> String? {
        attribute(name).map { String(decoding: $0.value, as: UTF8.self) }
    }
}

package struct HTMLAttribute: Sendable, Hashable {
    /// ASCII letters in lower case.
    package var name: String
    /// UTF-8, character references resolved.
    package var value: ArraySlice<UInt8>
    /// The value in the input as written, quotes not included; empty where there is none.
    package var range: Range<Int>

    package init(name: String, value: ArraySlice<UInt8> = [], range: Range<Int> = 0..<0) {
        self.name = name
        self.value = value
        self.range = range
    }
}
