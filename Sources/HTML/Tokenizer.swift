/// The tokenizer of the HTML standard (WHATWG §13.2.5) on UTF-8 octets, and the part of tree construction that it
/// needs: which start tags change its state, and where SVG or MathML begin.
///
/// Never fails and takes linear time. The standard's states are code here rather than values: a state that only waits
/// for the end of something is a loop over octets. Parse errors are not reported, only their consequences. Octets
/// that are no UTF-8 pass through unchanged.
package struct HTMLTokenizer {
    /// States that something outside the tokenizer can put it into.
    package enum State: Sendable {
        case data, rcdata, rawtext, scriptData, plaintext, cdataSection
    }

    /// Bounds that were reached; what lay beyond them is missing from the tokens.
    package struct Limits: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// A tag had more than `HTMLTokenizer.maximumAttributes`.
        package static let attributes = Limits(rawValue: 1 << 0)
    }

    package static let maximumAttributes = 1_000

    package let input: [UInt8]
    package internal(set) var limits: Limits = []
    var state: State
    /// Where the next token starts.
    var position = 0
    /// The name of the last start tag: only its end tag ends RCDATA, RAWTEXT and script data.
    var lastStartTag: [UInt8]
    var names = NameCache()
    var foreign = ForeignContent()

    package init(_ input: [UInt8], state: State = .data, lastStartTag: String = "") {
        self.input = input
        self.state = state
        self.lastStartTag = Array(lastStartTag.utf8)
    }

    /// The next token; nil at the end of the input.
    package mutating func next() -> HTMLToken? {
        while position < input.count {
            let token: HTMLToken? =
                switch state {
                case .data:
                    input[position] == 0x3C && startsMarkup(position) ? markup() : text(until: endOfData(), .text)
                case .rcdata:
                    isAppropriateEndTag(position) ? endTag() : text(until: endOfRawtext(), .rcdata)
                case .rawtext:
                    isAppropriateEndTag(position) ? endTag() : text(until: endOfRawtext(), .rawtext)
                case .scriptData:
                    isAppropriateEndTag(position) ? endTag() : text(until: endOfScriptData(), .rawtext)
                case .plaintext:
                    text(until: input.count, .rawtext)
                case .cdataSection:
                    cdataSection()
                }
            if let token { return token }
        }
        return nil
    }

    // MARK: Markup (§13.2.5.6 tag open, 7 end tag open, 42 markup declaration open)

    /// Whether the `<` at the index opens markup; otherwise it is text.
    func startsMarkup(_ index: Int) -> Bool {
        guard index + 1 < input.count else { return false }
        switch input[index + 1] {
        case 0x21, 0x3F: return true
        case 0x2F: return index + 2 < input.count
        case let byte: return isLetter(byte)
        }
    }

    /// The markup at `position`; nil where it leaves no token (`</>`, a tag cut off by the end).
    private mutating func markup() -> HTMLToken? {
        let start = position
        switch input[start + 1] {
        case 0x21:
            if matches("--", at: start + 2) { return comment() }
            if matches("doctype", at: start + 2) { return doctype() }
            if foreign.isActive, matches("[CDATA[", at: start + 2, ignoringCase: false) {
                position = start + 9
                state = .cdataSection
                return nil
            }
            return bogusComment(from: start + 2)
        case 0x3F:
            return bogusComment(from: start + 1)
        case 0x2F:
            if isLetter(input[start + 2]) { return endTag() }
            if input[start + 2] == 0x3E {
                position = start + 3
                return nil
            }
            return bogusComment(from: start + 2)
        default:
            return startTag()
        }
    }

    /// Whether the input has the word at the index; `word` in lower case where case does not matter.
    func matches(_ word: StaticString, at index: Int, ignoringCase: Bool = true) -> Bool {
        let word = word.description.utf8
        guard word.count <= input.count - index else { return false }
        var index = index
        for byte in word {
            let other = input[index]
            guard other == byte || ignoringCase && isLetter(other) && other | 0x20 == byte else { return false }
            index += 1
        }
        return true
    }
}

// MARK: Classes of octets

func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
}

/// Tab, line feed, form feed, space; and CR, which input preprocessing turns into a line feed.
func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 && OctetSet.space.contains(byte) }

/// A set of octets below 64: one shift and one mask.
struct OctetSet {
    let bits: UInt64

    init(_ octets: UInt8...) {
        bits = octets.reduce(0) { $0 | 1 << UInt64($1) }
    }

    private init(bits: UInt64) { self.bits = bits }

    func union(_ octets: UInt8...) -> OctetSet { OctetSet(bits: octets.reduce(bits) { $0 | 1 << UInt64($1) }) }

    func contains(_ byte: UInt8) -> Bool { byte < 64 && bits &>> UInt64(byte) & 1 != 0 }

    static var space: OctetSet { OctetSet(bits: 0x1_0000_3600) }
    /// Space, `/`, `>`: the end of a tag name.
    static var tagNameEnd: OctetSet { OctetSet(bits: 0x4000_8001_0000_3600) }
    /// And `=`: the end of an attribute name.
    static var attributeNameEnd: OctetSet { OctetSet(bits: 0x6000_8001_0000_3600) }
    /// Space, `>`: the end of an unquoted value.
    static var unquotedEnd: OctetSet { OctetSet(bits: 0x4000_0001_0000_3600) }
}
