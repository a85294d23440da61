import Synchronization

/// Runs over the tokens of a document and keeps the elements that are open, so that each start tag and each run of
/// text is met with its ancestors. It yields one event at a time: starts, ends (implied ones too), text.
///
/// Not the tree construction of the standard, only the part of it that decides what stands inside what: void elements,
/// optional tags (§13.1.2.4), scopes (§13.2.4.2), formatting elements closed out of order or reopened after a block
/// closed them (§13.2.4.3). It does not move misplaced content out of tables.
package struct HTMLWalker: ~Copyable {
    /// What it is about is in `tag`, `text` and `range`, where it need not be taken apart and put together again.
    package enum Event: Sendable {
        /// The element of `tag` is open now and the last of `open`, unless it has no content (`isOpen`). A formatting element
        /// or link that a block cut off starts again with the same tag (and range) before what follows.
        case start
        /// The element of `tag` is no longer open.
        case end
        case text
        case comment
        case doctype
    }

    /// Nothing is kept in it: with it the walker is a structure that is handed on by its address. One of values alone is
    /// copied whole, three hundred octets, for each call that asks it something.
    private let address = Atomic<Bool>(false)

    /// Open elements from the outermost on.
    package private(set) var open: OpenElements
    private var tokenizer: HTMLTokenizer
    /// Those that were read at once, and which of them comes next.
    private var tokens: [HTMLToken] = []
    private var position = 0
    /// How many elements may stay open before the next token is handled.
    private var depth = Int.max
    /// Whether formatting elements among those that are closed for it start again.
    private var isReopening = false
    /// The attributes of an element that starts again.
    private var reopened: [HTMLAttribute] = []
    /// The last event was a start. The tokenizer may have dropped the attributes of any tag before.
    private var isAtStart = false

    /// Of the last event, where that is a start or an end.
    package private(set) var tag = HTMLTag.none
    /// The last text, or what stands in the last comment.
    package private(set) var text = HTMLText.none
    /// What holds for the last text, or for the element of the last start: the marks of the innermost open element.
    package private(set) var marks: OpenElement.Marks = []
    /// Where the last comment stands.
    package private(set) var range = 0..<0
    /// Whether the element of the last start event is open.
    package private(set) var isOpen = false
    /// How many end tags of forms were met, whether a form was open or not, but for those in a `template`: a form owns what is
    /// typed up to the next one, wherever that stands (§13.2.6.4.7, form element pointer).
    package private(set) var formEnds = 0
    /// Whether the last start event repeats an element that a block cut off: its tag was met before.
    package private(set) var isReopened = false

    package init(_ input: [UInt8]) {
        tokenizer = HTMLTokenizer(input)
        open = OpenElements(input)
    }

    /// Lists that grow while a document is walked through, kept for the next one.
    package struct Memory: Sendable {
        fileprivate var tokens: [HTMLToken] = []
        fileprivate var attributes: [HTMLAttribute] = []
        fileprivate var elements: [OpenElement] = []

        package init() {}
    }

    /// - Parameter memory: is empty until this walk gives it back.
    package init(_ input: [UInt8], _ memory: inout Memory) {
        self.init(input)
        exchange(&memory)
    }

    /// The walk is over.
    package mutating func giveBack(to memory: inout Memory) {
        // Behind the last event they are empty.
        if !tokens.isEmpty { tokens.removeAll(keepingCapacity: true) }
        if !tokenizer.attributes.isEmpty { tokenizer.attributes.removeAll(keepingCapacity: true) }
        if open.count > 0 { open = OpenElements(input) }
        exchange(&memory)
    }

    private mutating func exchange(_ memory: inout Memory) {
        swap(&tokens, &memory.tokens)
        swap(&tokenizer.attributes, &memory.attributes)
        open.exchange(&memory.elements)
    }

    var input: [UInt8] { tokenizer.input }

    package var limits: HTMLTokenizer.Limits { tokenizer.limits }

    /// The tag of the innermost open element.
    package var innermost: HTMLTag? { open.elements.last?.tag }

    /// Whether the element of the last start is one of SVG.
    package var isSVG: Bool { !tag.traits.contains(.breaksOut) && open.isSVG(tag) }

    // MARK: Attributes

    /// Of the element of a start, as long as that is the last event; else nil.
    package func attribute(_ name: AttributeName) -> HTMLAttribute? {
        guard isAtStart, tag.has(name) else { return nil }
        if isReopened { return reopened.first { $0.name == name } }
        let attributes = tokenizer.attributes.span
        for place in tag.attributePlaces where attributes[place].name == name { return attributes[place] }
        return nil
    }

    /// UTF-8, character references resolved.
    package func value(_ name: AttributeName) -> ArraySlice<UInt8>? {
        attribute(name).map { tokenizer.octets(of: $0.value) }
    }

    /// Looks at a value where it lies: an element that is asked for one has no references to count for it.
    @inline(__always) func withOctets<Result>(of name: AttributeName, _ body: (Span<UInt8>) -> Result) -> Result? {
        guard let text = attribute(name)?.value else { return nil }
        if text.isAsWritten { return body(tokenizer.input.span.extracting(text.range)) }
        let octets = tokenizer.octets(of: text)
        return body(octets.span)
    }

    package subscript(name: AttributeName) -> String? { value(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The colour that an attribute gives.
    package func color(_ name: AttributeName) -> CSSColor? { withOctets(of: name) { CSSColor(attribute: $0) } ?? nil }

    /// The octets of a text, character references resolved; see `HTMLTokenizer`.
    package func octets(of text: HTMLText, newlines: Bool = true) -> ArraySlice<UInt8> {
        tokenizer.octets(of: text, newlines: newlines)
    }

    package func name(of tag: HTMLTag) -> String { tokenizer.name(of: tag) }

    /// Of the name's text, mostly without making that.
    func nameHash(of tag: HTMLTag) -> UInt64 {
        let written = tokenizer.input.span.extracting(tag.nameRange)
        var hash = CSSName.start
        for index in written.indices {
            guard written[index] &- 1 < 0x7F else {
                let name = name(of: tag)
                return CSSName.hash(name.utf8.span)
            }
            hash = CSSName.append(lowercased(written[index]), to: hash)
        }
        return hash
    }

    /// The attributes of any element that was met.
    func attributes(of tag: HTMLTag) -> [HTMLAttribute] { tokenizer.attributes(of: tag) }

    // MARK: Events

    /// Marks the element of the start event that came last; what it contains inherits the marks. Nothing happens where
    /// it has no content.
    package mutating func mark(_ marks: OpenElement.Marks) {
        if isOpen { open.mark(marks) }
    }

    package mutating func next() -> Event? {
        isAtStart = false
        while true {
            while open.count > depth { if closeInnermost() { return .end } }
            depth = Int.max
            if position == tokens.count {
                tokenizer.read(into: &tokens)
                position = 0
                if tokens.isEmpty {
                    if open.count == 0 { return nil }
                    close(to: 0, isReopening: false)
                    continue
                }
            }
            let place = position
            position &+= 1
            switch tokens[place].kind {
            case .characters:
                text = tokens[place].text
                guard open.hasReopening, isShown(text) else {
                    marks = open.marks
                    return .text
                }
                if reopen() { return .start }
            case .startTag:
                tag = tokens[place].tag
                if let event = start() { return event }
            case .endTag:
                tag = tokens[place].tag
                if let event = end() { return event }
            case .comment:
                text = tokens[place].text
                range = tokens[place].tag.range
                return .comment
            case .doctype: return .doctype
            }
        }
    }

    // MARK: Before a token
    //
    // What few tokens ask for is kept apart, so that the code for the others stays short and in the processor's cache.

    /// The token comes again, after what has to come before it.
    private mutating func wait() { position &-= 1 }

    private mutating func close(to depth: Int, isReopening: Bool) {
        self.depth = depth
        self.isReopening = isReopening
    }

    /// Whether that is an event: an element whose end tag came before has none.
    private mutating func closeInnermost() -> Bool {
        guard let last = open.elements.indices.last else { return false }
        let isClosed = open.elements[last].isClosed
        if !isClosed { tag = open.elements[last].tag }
        open.removeLast(isReopening: isReopening)
        return !isClosed
    }

    @inline(never) private func isShown(_ text: HTMLText) -> Bool {
        !text.isBlank && !tokenizer.octets(of: text).allSatisfy(isSpace)
    }

    /// Whether an element starts again; the token waits.
    @inline(never) private mutating func reopen() -> Bool {
        wait()
        guard let tag = open.takeReopening() else { return false }
        reopened = tokenizer.attributes(of: tag)
        self.tag = tag
        push(isReopened: true)
        return true
    }

    // MARK: Tags

    /// The event of the tag; where another has to come before it, that one, and the token waits.
    @inline(__always) private mutating func start() -> Event? {
        let traits = tag.traits
        if traits.contains(.anchor), let closed = open.closeAnchor() {
            wait()
            tag = closed.tag
            return .end
        }
        let depth = open.depthKept(byStart: traits)
        if depth < open.count {
            wait()
            close(to: depth, isReopening: true)
            return nil
        }
        if open.hasReopening, traits.isDisjoint(with: .notPhrasing) { return reopen() ? .start : nil }
        push(isReopened: false)
        return .start
    }

    @inline(__always) private mutating func end() -> Event? {
        if tag.name == .form { endForm() }
        if open.endsInnermost(tag) {
            isReopening = false
            return closeInnermost() ? .end : nil
        }
        return endsAnother()
    }

    @inline(never) private mutating func endForm() { if open.nearest(.template) == nil { formEnds += 1 } }

    @inline(never) private mutating func endsAnother() -> Event? {
        // §13.2.6.4.7: `</br>` counts as `<br>`.
        if tag.name == .br {
            tag = HTMLTag(.br, tag.traits, range: tag.range)
            push(isReopened: false)
            return .start
        }
        switch open.end(tag) {
        case .nothing: return nil
        case .closed(let element):
            tag = element.tag
            return .end
        case .keeping(let count):
            close(to: count, isReopening: !tag.traits.contains(.formatting))
            return nil
        }
    }

    private mutating func push(isReopened: Bool) {
        self.isReopened = isReopened
        isAtStart = true
        // `/>` means something in SVG and MathML only.
        let isVoid = tag.traits.contains(.void) || tag.isSelfClosing && open.isForeign(tag.traits)
        isOpen = !isVoid && open.push(tag)
        marks = open.marks
    }
}
