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
    var otherNames = OtherNames()
    /// The DOCTYPE that came last.
    package internal(set) var doctype: HTMLDoctype?

    package init(_ input: [UInt8], state: State = .data, lastStartTag: String = "") {
        self.input = input
        self.state = state
        self.lastStartTag = lastStartTag.isEmpty ? [] : Array(lastStartTag.utf8)
    }

    /// The next token; nil at the end of the input.
    package mutating func next() -> HTMLToken? {
        attributes.removeAll(keepingCapacity: true)
        var tokens: [HTMLToken] = []
        tokens.append(addingCapacity: 1) { read(1, into: &$0) }
        return tokens.first
    }

    /// Reads the next tokens in place of those in the list; none at the end of the input. So many at once that the code
    /// that reads them, and then the code that is told of them, stays in the processor's caches.
    @inline(never) mutating func read(into tokens: inout [HTMLToken]) {
        tokens.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        // Documents inside comments are mostly short.
        let count = min(Self.tokensAtOnce, input.count / 8 + 1)
        if attributes.capacity == 0 { attributes.reserveCapacity(min(Self.attributesAtOnce + 16, input.count / 12 + 1)) }
        tokens.append(addingCapacity: count) { read(count, into: &$0) }
    }

    private static let tokensAtOnce = 32
    private static let attributesAtOnce = 64

    /// Each step reads one token at the most.
    private mutating func read(_ count: Int, into tokens: inout OutputSpan<HTMLToken>) {
        let input = input
        let octets = input.span
        while tokens.count < count, attributes.count < Self.attributesAtOnce, position < octets.count {
            if state == .data { readData(octets, &tokens) } else { readContent(octets, &tokens) }
        }
    }

    @inline(__always) private mutating func readData(_ octets: Span<UInt8>, _ tokens: inout OutputSpan<HTMLToken>) {
        guard octets[position] == 0x3C, position &+ 2 < octets.count else { return readText(octets, &tokens) }
        let next = octets[position &+ 1]
        if isLetter(next) {
            readTag(.startTag, nameStart: position &+ 1, octets, &tokens)
        } else if next == 0x2F, isLetter(octets[position &+ 2]) {
            readTag(.endTag, nameStart: position &+ 2, octets, &tokens)
        } else {
            readText(octets, &tokens)
        }
    }

    /// What is neither a tag nor text without tags; no token where it leaves none.
    private mutating func readContent(_ octets: Span<UInt8>, _ tokens: inout OutputSpan<HTMLToken>) {
        switch state {
        case .data: break
        case .rcdata, .rawtext, .scriptData:
            if isAppropriateEndTag(position) { return readTag(.endTag, nameStart: position + 2, octets, &tokens) }
            let end = state == .scriptData ? endOfScriptData() : endOfRawtext()
            readText(until: end, state == .rcdata ? .rcdata : .rawtext, &tokens)
        case .plaintext: readText(until: octets.count, .rawtext, &tokens)
        case .cdataSection: readCDATASection(&tokens)
        }
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

    /// The markup at `position`; no token where it leaves none (`</>`, a tag cut off by the end).
    mutating func readMarkup(_ octets: Span<UInt8>, _ tokens: inout OutputSpan<HTMLToken>) {
        let start = position
        switch octets[start + 1] {
        case 0x21:
            if start + 3 < octets.count, octets[start + 2] == 0x2D, octets[start + 3] == 0x2D { return readComment(&tokens) }
            if matches("doctype", at: start + 2) { return readDoctype(&tokens) }
            if foreign.isActive, matches("[CDATA[", at: start + 2, ignoringCase: false) {
                position = start + 9
                state = .cdataSection
                return
            }
            readBogusComment(from: start + 2, &tokens)
        case 0x3F: readBogusComment(from: start + 1, &tokens)
        case 0x2F:
            if isLetter(octets[start + 2]) { return readTag(.endTag, nameStart: start + 2, octets, &tokens) }
            if octets[start + 2] == 0x3E {
                position = start + 3
                return
            }
            readBogusComment(from: start + 2, &tokens)
        default: readTag(.startTag, nameStart: start + 1, octets, &tokens)
        }
    }

    /// Whether the input has the word at the index; `word` in lower case where case does not matter.
    func matches(_ word: String, at index: Int, ignoringCase: Bool = true) -> Bool {
        let word = word.utf8
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
