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
    package var attributes: [HTMLAttribute]
    package var isSelfClosing: Bool
    /// The tag in the input, from `<` to after `>`.
    package var range: Range<Int>
    /// What the standard says of elements of this name.
    package let traits: ElementTraits
    let key: UInt64

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
        self.isSelfClosing = isSelfClosing
        self.range = range
    }

    /// The attribute of the name, in lower case (the standard keeps the first and drops later ones).
    package func attribute(_ name: String) -> HTMLAttribute? {
        for attribute in attributes where attribute.name == name { return attribute }
        return nil
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
