/// Runs over the tokens of a document and keeps the elements that are open, so that each start tag and each run of
/// text is met with its ancestors. It yields one event at a time: starts, ends (implied ones too), text.
///
/// Not the tree construction of the standard, only the part of it that decides what stands inside what: void elements,
/// optional tags (§13.1.2.4), scopes (§13.2.4.2), and formatting elements closed out of order. It does not reopen
/// formatting elements after a block, and does not move misplaced content out of tables.
package struct HTMLWalker {
    package enum Event: Sendable {
        /// The element is open now and the last of `open`, unless it has no content (`isOpen`).
        case start(HTMLTag)
        /// The element is no longer open.
        case end(OpenElement)
        case text(ArraySlice<UInt8>, range: Range<Int>)
        case comment(ArraySlice<UInt8>, range: Range<Int>)
        case doctype
    }

    /// Open elements from the outermost on.
    package private(set) var open = OpenElements()
    package private(set) var tokenizer: HTMLTokenizer
    private var pending: HTMLToken?
    /// How many elements may stay open before the pending token is handled.
    private var depth = Int.max

    /// Whether the element of the last start event is open.
    package private(set) var isOpen = false

    package init(_ input: [UInt8]) { tokenizer = HTMLTokenizer(input) }

    /// Marks the element of the start event that came last; what it contains inherits the marks. Nothing happens where
    /// it has no content.
    package mutating func mark(_ marks: OpenElement.Marks) {
        if isOpen { open.mark(marks) }
    }

    package mutating func next() -> Event? {
        while true {
            if open.count > depth, let element = open.popLast() {
                if element.isClosed { continue }
                return .end(element)
            }
            depth = Int.max
            if let token = pending {
                pending = nil
                if let event = start(token) { return event }
                continue
            }
            guard let token = tokenizer.next() else {
                if open.isEmpty { return nil }
                depth = 0
                continue
            }
            switch token {
            case .characters(let text, let range): return .text(text, range: range)
            case .comment(let data, let range): return .comment(data, range: range)
            case .doctype: return .doctype
            case .startTag(let tag):
                if let closed = open.closeAnchor(before: tag) {
                    pending = token
                    return .end(closed)
                }
                depth = open.depthKept(byStart: tag)
                if depth >= open.count { return push(tag) }
                pending = token
            case .endTag(let tag):
                // §13.2.6.4.7: `</br>` counts as `<br>`.
                if tag.name == "br" { return push(HTMLTag(name: "br", range: tag.range)) }
                switch open.end(tag) {
                case .nothing: continue
                case .keeping(let count): depth = count
                case .closed(let element): return .end(element)
                }
            }
        }
    }

    private mutating func start(_ token: HTMLToken) -> Event? {
        guard case .startTag(let tag) = token else { return nil }
        depth = open.depthKept(byStart: tag)
        if depth >= open.count { return push(tag) }
        pending = token
        return nil
    }

    private mutating func push(_ tag: HTMLTag) -> Event {
        depth = Int.max
        // `/>` means something in SVG and MathML only.
        let isVoid = tag.traits.contains(.void) || tag.isSelfClosing && open.isForeign(tag)
        isOpen = !isVoid && open.push(tag)
        return .start(tag)
    }
}
