/// What the tokenizer of the HTML standard (WHATWG, §13.2.5) emits: places in the input and small numbers. `HTMLTokenizer`
/// gives the octets of a text, and the attributes of a start tag.
///
/// A structure whose parts are read where it lies, because to take an enumeration apart means to copy all of it.
package struct HTMLToken: Sendable {
    package enum Kind: UInt8, Sendable {
        case startTag, endTag
        /// A run of text.
        case characters
        case comment
        /// See `HTMLTokenizer.doctype`.
        case doctype
    }

    /// Of a comment only where it stands.
    package let tag: HTMLTag
    /// The run of text, or what stands in a comment.
    package let text: HTMLText
    package let kind: Kind

    init(_ kind: Kind, _ tag: HTMLTag = .none, _ text: HTMLText = .none) {
        self.kind = kind
        self.tag = tag
        self.text = text
    }
}

package struct HTMLDoctype: Sendable {
    package var name: [UInt8]?
    package var publicID: [UInt8]?
    package var systemID: [UInt8]?
    package var forceQuirks = false
}

/// Small, because each is handed on several times.
@usableFromInline package struct HTMLTag: Sendable {
    /// The names of its attributes.
    @usableFromInline let attributes: UInt64
    @usableFromInline let start, end: UInt32
    private let nameStart, nameEnd, firstAttribute: UInt32
    /// What the standard says of elements of this name.
    @usableFromInline package let traits: ElementTraits
    private let count: UInt16
    @usableFromInline package let name: ElementName
    package let isSelfClosing: Bool

    /// - Parameter attributePlaces: where its attributes are in the tokenizer's list.
    init(
        _ name: ElementName, _ traits: ElementTraits, nameRange: Range<Int> = 0..<0, attributes: UInt64 = 0,
        attributePlaces: Range<Int> = 0..<0, isSelfClosing: Bool = false, range: Range<Int>
    ) {
        self.name = name
        self.traits = traits
        nameStart = UInt32(truncatingIfNeeded: nameRange.lowerBound)
        nameEnd = UInt32(truncatingIfNeeded: nameRange.upperBound)
        self.attributes = attributes
        firstAttribute = UInt32(truncatingIfNeeded: attributePlaces.lowerBound)
        count = UInt16(truncatingIfNeeded: attributePlaces.count)
        self.isSelfClosing = isSelfClosing
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    static var none: HTMLTag { HTMLTag(.other, [], range: 0..<0) }

    /// The same as the tag of an element that nothing is known of.
    var unknown: HTMLTag {
        HTMLTag(
            .other, [], nameRange: nameRange, attributes: attributes, attributePlaces: attributePlaces,
            isSelfClosing: isSelfClosing, range: range)
    }

    /// The tag in the input, from `<` to after `>`.
    @inlinable @inline(__always) package var range: Range<Int> { Int(start)..<Int(max(start, end)) }
    var nameRange: Range<Int> { Int(nameStart)..<Int(max(nameStart, nameEnd)) }
    /// `HTMLTokenizer.maximumAttributes` at the most.
    package var attributeCount: Int { Int(count) }
    /// In the list of the tokenizer, as long as that holds them.
    var attributePlaces: Range<Int> { Int(firstAttribute)..<Int(firstAttribute) &+ Int(count) }

    /// It has no attributes.
    @inlinable @inline(__always) package var isBare: Bool { attributes == 0 }

    @inlinable @inline(__always) package func has(_ name: AttributeName) -> Bool { attributes & name.bit != 0 }

    /// Whether it has one of several attributes, each a bit.
    @inlinable @inline(__always) package func hasAny(_ names: UInt64) -> Bool { attributes & names != 0 }
}

package struct HTMLAttribute: Sendable {
    private let nameStart, nameEnd: UInt32
    /// The value as written, quotes not included; empty where there is none.
    package let value: HTMLText
    package let name: AttributeName

    init(name: AttributeName, nameRange: Range<Int>, value: HTMLText) {
        self.name = name
        nameStart = UInt32(truncatingIfNeeded: nameRange.lowerBound)
        nameEnd = UInt32(truncatingIfNeeded: nameRange.upperBound)
        self.value = value
    }

    var nameRange: Range<Int> { Int(nameStart)..<Int(max(nameStart, nameEnd)) }
}

/// A run of octets of the input, and what has to be replaced in it.
@usableFromInline package struct HTMLText: Sendable {
    @usableFromInline let start, end: UInt32
    /// What the state replaces.
    let replacements: Replacements
    /// What of that occurs.
    let found: Replacements
    /// It is white space alone, as what stands between two tags often is.
    package let isBlank: Bool

    struct Replacements: OptionSet, Sendable {
        let rawValue: UInt8
        static let references = Replacements(rawValue: 1 << 0)
        static let attributeReferences = Replacements(rawValue: 1 << 1)
        static let null = Replacements(rawValue: 1 << 2)
        /// CR, in every state (§13.2.3.5).
        static let newlines = Replacements(rawValue: 1 << 3)

        static var text: Replacements { [.references, .newlines] }
        static var rcdata: Replacements { [.references, .null, .newlines] }
        static var rawtext: Replacements { [.null, .newlines] }
        static var attribute: Replacements { [.attributeReferences, .null, .newlines] }
        static var cdata: Replacements { .newlines }
    }

    /// Where it stands.
    @inlinable @inline(__always) package var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// Nothing is to be replaced in it.
    package var isAsWritten: Bool { found.isEmpty }

    package static var none: HTMLText { HTMLText(0..<0, [], []) }

    /// - Parameters:
    ///   - specials: the octets that occur in it.
    ///   - isBlank: asked of text only, not of attributes and comments.
    init(_ range: Range<Int>, _ replacements: Replacements, _ specials: Specials, isBlank: Bool = false) {
        self.isBlank = isBlank
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
        self.replacements = replacements
        guard !specials.isEmpty else {
            found = []
            return
        }
        var found: Replacements = []
        if specials.contains(.ampersand) { found.formUnion([.references, .attributeReferences]) }
        if specials.contains(.null) { found.formUnion(.null) }
        if specials.contains(.carriageReturn) { found.formUnion(.newlines) }
        self.found = found.intersection(replacements)
    }
}

/// Octets that some state replaces.
struct Specials: OptionSet {
    let rawValue: UInt8
    static let ampersand = Specials(rawValue: 1 << 0)
    static let null = Specials(rawValue: 1 << 1)
    static let carriageReturn = Specials(rawValue: 1 << 2)

    @inline(__always) mutating func note(_ byte: UInt8) {
        if byte > 0x26 { return }
        if byte == 0x26 {
            formUnion(.ampersand)
        } else if byte == 0x0D {
            formUnion(.carriageReturn)
        } else if byte == 0 {
            formUnion(.null)
        }
    }
}
