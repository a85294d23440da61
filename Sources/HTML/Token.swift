/// What the tokenizer of the HTML standard (WHATWG, §13.2.5) emits: places in the input and small numbers, which cost
/// nothing to copy. `HTMLTokenizer` gives the octets of a text, and the attributes of the start tag that came last.
package enum HTMLToken: Sendable {
    /// See `HTMLTokenizer.doctype`.
    case doctype
    case startTag(HTMLTag)
    case endTag(HTMLTag)
    case comment(HTMLText, range: Range<Int>)
    /// A run of text.
    case characters(HTMLText)
}

package struct HTMLDoctype: Sendable {
    package var name: [UInt8]?
    package var publicID: [UInt8]?
    package var systemID: [UInt8]?
    package var forceQuirks = false
}

/// Small, because each is handed on several times.
package struct HTMLTag: Sendable {
    /// The names of its attributes.
    @usableFromInline let attributes: UInt64
    /// Stands for the name where names are compared: see `TagName`.
    let key: UInt64
    private let start, end, nameStart, nameEnd, firstAttribute: UInt32
    /// What the standard says of elements of this name.
    package let traits: ElementTraits
    private let count: UInt16
    package let name: ElementName
    package let isSelfClosing: Bool

    /// - Parameters:
    ///   - traits: where they are at hand; else they are looked up.
    ///   - attributePlaces: where its attributes are in the tokenizer's list.
    init(
        name: TagName, traits: ElementTraits? = nil, attributes: UInt64 = 0, attributePlaces: Range<Int> = 0..<0,
        isSelfClosing: Bool = false, range: Range<Int>
    ) {
        self.name = name.element
        self.traits = traits ?? ElementTraits.of(name.element)
        key = name.key
        nameStart = UInt32(truncatingIfNeeded: name.range.lowerBound)
        nameEnd = UInt32(truncatingIfNeeded: name.range.upperBound)
        self.attributes = attributes
        firstAttribute = UInt32(truncatingIfNeeded: attributePlaces.lowerBound)
        count = UInt16(truncatingIfNeeded: attributePlaces.count)
        self.isSelfClosing = isSelfClosing
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    /// The tag in the input, from `<` to after `>`.
    package var range: Range<Int> { Int(start)..<Int(max(start, end)) }
    var nameRange: Range<Int> { Int(nameStart)..<Int(max(nameStart, nameEnd)) }
    /// `HTMLTokenizer.maximumAttributes` at the most.
    package var attributeCount: Int { Int(count) }
    /// In the list of the tokenizer, as long as that holds them.
    var attributePlaces: Range<Int> { Int(firstAttribute)..<Int(firstAttribute) &+ Int(count) }

    @inlinable @inline(__always) package func has(_ name: AttributeName) -> Bool { attributes & name.bit != 0 }

    /// Whether it has one of several attributes, each a bit.
    @inlinable @inline(__always) package func hasAny(_ names: UInt64) -> Bool { attributes & names != 0 }
}

package struct HTMLAttribute: Sendable {
    package let name: AttributeName
    private let nameStart, nameEnd: UInt32
    /// The value as written, quotes not included; empty where there is none.
    package let value: HTMLText

    init(name: AttributeName, nameRange: Range<Int>, value: HTMLText) {
        self.name = name
        nameStart = UInt32(truncatingIfNeeded: nameRange.lowerBound)
        nameEnd = UInt32(truncatingIfNeeded: nameRange.upperBound)
        self.value = value
    }

    var nameRange: Range<Int> { Int(nameStart)..<Int(max(nameStart, nameEnd)) }
}

/// A run of octets of the input, and what has to be replaced in it.
package struct HTMLText: Sendable {
    private let start, end: UInt32
    /// What the state replaces.
    let replacements: Replacements
    /// What of that occurs.
    let found: Replacements

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
    package var range: Range<Int> { Int(start)..<Int(max(start, end)) }

    /// - Parameter specials: the octets that occur in it.
    init(_ range: Range<Int>, _ replacements: Replacements, _ specials: Specials) {
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

/// The name of a tag as it is read.
struct TagName: Sendable {
    let element: ElementName
    let range: Range<Int>
    /// One for each known name. Of others a hash: two names may share it, so that it only says which are worth comparing.
    let key: UInt64

    init(_ element: ElementName) {
        self.element = element
        range = 0..<0
        key = UInt64(element.rawValue)
    }

    @inline(__always) init(_ element: ElementName, _ octets: Span<UInt8>, _ range: Range<Int>) {
        self.element = element
        self.range = range
        guard element == .other else {
            key = UInt64(element.rawValue)
            return
        }
        key = Self.hash(octets, range) | 1 << 63
    }

    /// Of a name of a tag or an attribute, in lower case (FNV-1a).
    @inline(__always) static func hash(_ octets: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
        var hash = CSSName.start
        for index in name { hash = CSSName.append(lowercased(octets[index]), to: hash) }
        return hash
    }
}
