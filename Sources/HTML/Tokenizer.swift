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
    let names = NameTables()
    package internal(set) var limits: Limits = []
    var state: State
    /// Where the next token starts.
    var position = 0
    /// The name of the last start tag: only its end tag ends RCDATA, RAWTEXT and script data.
    var lastStartTag: [UInt8]
    var foreign = ForeignContent()
    /// Of the tag that came last; of all tags that were read at once.
    package internal(set) var attributes: [HTMLAttribute] = []
    /// The DOCTYPE that came last.
    package internal(set) var doctype: HTMLDoctype?

    package init(_ input: [UInt8], state: State = .data, lastStartTag: String = "") {
        self.input = input
        self.state = state
        self.lastStartTag = Array(lastStartTag.utf8)
    }

    /// The next token; nil at the end of the input.
    package mutating func next() -> HTMLToken? {
        attributes.removeAll(keepingCapacity: true)
        return read()
    }

    /// Reads the next tokens in place of those in the list; none at the end of the input. So many at once that the code
    /// that reads them, and then the code that is told of them, stays in the processor's caches.
    mutating func read(into tokens: inout [HTMLToken]) {
        tokens.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        if tokens.capacity == 0 {
            tokens.reserveCapacity(Self.tokensAtOnce)
            attributes.reserveCapacity(Self.attributesAtOnce)
        }
        while tokens.count < Self.tokensAtOnce, attributes.count < Self.attributesAtOnce, let token = read() {
            tokens.append(token)
        }
    }

    // Lists of less than a thousand octets, which cost next to nothing to allocate.
    private static let tokensAtOnce = 16
    private static let attributesAtOnce = 32

    @inline(__always) private mutating func read() -> HTMLToken? {
        while position < input.count {
            let token: HTMLToken? =
                switch state {
                case .data:
                    input[position] == 0x3C && Self.startsMarkup(input.span, position) ? markup() : data()
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
    static func startsMarkup(_ octets: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 1 < octets.count else { return false }
        switch octets[index + 1] {
        case 0x21, 0x3F: return true
        case 0x2F: return index + 2 < octets.count
        case let byte: return isLetter(byte)
        }
    }

    /// The markup at `position`; nil where it leaves no token (`</>`, a tag cut off by the end).
    @inline(__always) private mutating func markup() -> HTMLToken? {
        let start = position
        switch input[start + 1] {
        case 0x21:
            if start + 3 < input.count, input[start + 2] == 0x2D, input[start + 3] == 0x2D { return comment() }
            if matches("doctype", at: start + 2) { return readDoctype() }
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
