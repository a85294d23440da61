/// Runs over the tokens of a document and keeps the elements that are open, so that each start tag and each run of
/// text is met with its ancestors. It yields one event at a time: starts, ends (implied ones too), text.
///
/// Not the tree construction of the standard, only the part of it that decides what stands inside what: void elements,
/// optional tags (§13.1.2.4), scopes (§13.2.4.2), formatting elements closed out of order or reopened after a block
/// closed them (§13.2.4.3). It does not move misplaced content out of tables.
package struct HTMLWalker: ~Copyable {
    package enum Event: Sendable {
        /// The element is open now and the last of `open`, unless it has no content (`isOpen`). A formatting element or
        /// link that a block cut off starts again with the same tag (and range) before what follows.
        case start(HTMLTag)
        /// The element is no longer open.
        case end(OpenElement)
        case text(HTMLText)
        case comment(HTMLText, range: Range<Int>)
        case doctype
    }

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

    /// Of the last start event.
    package private(set) var tag = HTMLTag(name: TagName(.other), range: 0..<0)
    /// Whether the element of the last start event is open.
    package private(set) var isOpen = false
    /// Whether the last start event repeats an element that a block cut off: its tag was met before.
    package private(set) var isReopened = false

    package init(_ input: [UInt8]) {
        tokenizer = HTMLTokenizer(input)
        open = OpenElements(input)
    }

    package var limits: HTMLTokenizer.Limits { tokenizer.limits }

    /// The marks of the innermost open element: what holds for text here.
    package var marks: OpenElement.Marks { open.marks }

    /// The tag of the innermost open element.
    package var innermost: HTMLTag? { open.innermost }

    // MARK: Attributes of the last start event

    package func attribute(_ name: AttributeName) -> HTMLAttribute? {
        guard tag.has(name) else { return nil }
        if isReopened { return reopened.first { $0.name == name } }
        for place in tag.attributePlaces where tokenizer.attributes[place].name == name { return tokenizer.attributes[place] }
        return nil
    }

    /// UTF-8, character references resolved.
    package func value(_ name: AttributeName) -> ArraySlice<UInt8>? {
        attribute(name).map { tokenizer.octets(of: $0.value) }
    }

    package subscript(name: AttributeName) -> String? { value(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The octets of a text, character references resolved; see `HTMLTokenizer`.
    package func octets(of text: HTMLText, newlines: Bool = true) -> ArraySlice<UInt8> {
        tokenizer.octets(of: text, newlines: newlines)
    }

    /// Whether a text is white space alone, as what stands between two tags often is.
    package func isBlank(_ text: HTMLText) -> Bool { text.isBlank(in: tokenizer.input) }

    package func name(of tag: HTMLTag) -> String { tokenizer.name(of: tag) }

    /// The attributes of any element that was met.
    func attributes(of tag: HTMLTag) -> [HTMLAttribute] { tokenizer.attributes(of: tag) }

    // MARK: Events

    /// Marks the element of the start event that came last; what it contains inherits the marks. Nothing happens where
    /// it has no content.
    package mutating func mark(_ marks: OpenElement.Marks) {
        if isOpen { open.mark(marks) }
    }

    package mutating func next() -> Event? {
        while true {
            while open.count > depth, let element = open.popLast(isReopening: isReopening) {
                if !element.isClosed { return .end(element) }
            }
            depth = Int.max
            if position == tokens.count {
                tokenizer.read(into: &tokens)
                position = 0
                if tokens.isEmpty {
                    if open.isEmpty { return nil }
                    close(to: 0, isReopening: false)
                    continue
                }
            }
            let token = tokens[position]
            position &+= 1
            if let event = handle(token) { return event }
        }
    }

    /// The token comes again, after what has to come before it.
    private mutating func wait() { position &-= 1 }

    private mutating func close(to depth: Int, isReopening: Bool) {
        self.depth = depth
        self.isReopening = isReopening
    }

    /// The event of the token; where another has to come before it, that one, and the token waits.
    @inline(__always) private mutating func handle(_ token: HTMLToken) -> Event? {
        switch token {
        case .characters(let text):
            if open.hasReopening, !tokenizer.octets(of: text).allSatisfy(isSpace) { return reopen() }
            return .text(text)
        case .comment(let data, let range): return .comment(data, range: range)
        case .doctype: return .doctype
        case .startTag(let tag): return start(tag)
        case .endTag(let tag): return end(tag)
        }
    }

    private mutating func reopen() -> Event? {
        wait()
        guard let tag = open.takeReopening() else { return nil }
        reopened = tokenizer.attributes(of: tag)
        return push(tag, isReopened: true)
    }

    @inline(__always) private mutating func start(_ tag: HTMLTag) -> Event? {
        if tag.traits.contains(.anchor), let closed = open.closeAnchor() {
            wait()
            return .end(closed)
        }
        let depth = open.depthKept(byStart: tag)
        if depth < open.count {
            wait()
            close(to: depth, isReopening: true)
            return nil
        }
        if open.hasReopening, tag.traits.isDisjoint(with: .notPhrasing) { return reopen() }
        return push(tag)
    }

    private mutating func end(_ tag: HTMLTag) -> Event? {
        // §13.2.6.4.7: `</br>` counts as `<br>`.
        if tag.name == .br { return push(HTMLTag(name: TagName(.br), range: tag.range)) }
        switch open.end(tag) {
        case .nothing: return nil
        case .closed(let element): return .end(element)
        case .keeping(let count):
            close(to: count, isReopening: !tag.traits.contains(.formatting))
            return nil
        }
    }

    private mutating func push(_ tag: HTMLTag, isReopened: Bool = false) -> Event {
        self.isReopened = isReopened
        self.tag = tag
        // `/>` means something in SVG and MathML only.
        let isVoid = tag.traits.contains(.void) || tag.isSelfClosing && open.isForeign(tag)
        isOpen = !isVoid && open.push(tag)
        return .start(tag)
    }
}
