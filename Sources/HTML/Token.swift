/// What the tokenizer of the HTML standard (WHATWG, §13.2.5) emits.
package enum HTMLToken: Sendable, Hashable {
    case doctype(name: [UInt8]?, publicID: [UInt8]?, systemID: [UInt8]?, forceQuirks: Bool)
    case startTag(HTMLTag)
    case endTag(HTMLTag)
    case comment([UInt8], range: Range<Int>)
    /// A run of text with its character references resolved.
    case characters([UInt8], range: Range<Int>)
}

package struct HTMLTag: Sendable, Hashable {
    /// ASCII letters in lower case.
    package var name: String
    package var attributes: [HTMLAttribute]
    package var isSelfClosing: Bool
    /// The tag in the input, from `<` to after `>`.
    package var range: Range<Int>

    package init(name: String, attributes: [HTMLAttribute] = [], isSelfClosing: Bool = false, range: Range<Int> = 0..<0) {
        self.name = name
        self.attributes = attributes
        self.isSelfClosing = isSelfClosing
        self.range = range
    }

    /// The first attribute of the name (the standard drops later ones); `name` in lower case.
    package subscript(name: String) -> String? {
        attributes.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}

package struct HTMLAttribute: Sendable, Hashable {
    /// ASCII letters in lower case.
    package var name: String
    /// UTF-8, character references resolved.
    package var value: [UInt8]
    /// The value in the input as written, quotes not included; empty where there is none.
    package var range: Range<Int>

    package init(name: String, value: [UInt8] = [], range: Range<Int> = 0..<0) {
        self.name = name
        self.value = value
        self.range = range
    }
}
