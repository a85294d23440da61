/// An element whose start tag was met and whose end was not.
package struct OpenElement: Sendable {
    /// What the reader of the events wants to know of an element and of all that it contains.
    package struct Marks: OptionSet, Sendable, Hashable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }
        /// Not shown. The walker sets it where the element is never shown; the rest is for who knows the styles.
        package static let hidden = Marks(rawValue: 1 << 0)
    }

    package let tag: HTMLTag
    /// Its own marks and those of its ancestors.
    package fileprivate(set) var marks: Marks
    fileprivate var ownMarks: Marks
    /// Its end tag came, but an element inside it is still open.
    package fileprivate(set) var isClosed = false
}

/// The stack of open elements (WHATWG §13.2.4.2), at most 500 deep.
package struct OpenElements: Sendable, RandomAccessCollection {
    package static let maximumDepth = 500

    private var stack: [OpenElement] = []
    /// Elements beyond the maximum, which are not kept: so many end tags are skipped.
    private var beyond = 0
    /// Whether the maximum was reached.
    package private(set) var isTruncated = false
    private var paragraphs = 0
    private var anchors = 0

    package init() {}

    package var startIndex: Int { 0 }
    package var endIndex: Int { stack.count }
    package subscript(index: Int) -> OpenElement { stack[index] }

    /// The marks of the innermost element: what holds for text here.
    package var marks: OpenElement.Marks { stack.last?.marks ?? [] }

    /// The innermost open element of the name.
    package func nearest(_ name: String) -> OpenElement? {
        if name == "a", anchors == 0 { return nil }
        return stack.last { $0.tag.name == name && !$0.isClosed }
    }

    func isForeign(_ tag: HTMLTag) -> Bool {
        tag.traits.contains(.foreignRoot) || stack.contains { $0.tag.traits.contains(.foreignRoot) }
    }

    mutating func mark(_ marks: OpenElement.Marks) {
        guard let last = stack.indices.last else { return }
        stack[last].ownMarks.formUnion(marks)
        stack[last].marks.formUnion(marks)
    }

    // MARK: Start

    /// Whether the element was kept.
    mutating func push(_ tag: HTMLTag) -> Bool {
        // The head ends by itself; one html and one body, at the bottom.
        if tag.name == "head" || tag.name == "html" && !stack.isEmpty { return false }
        if tag.name == "body", stack.contains(where: { $0.tag.name != "html" }) { return false }
        guard stack.count < Self.maximumDepth else {
            beyond += 1
            isTruncated = true
            return false
        }
        let own: OpenElement.Marks = tag.traits.contains(.neverShown) ? .hidden : []
        stack.append(OpenElement(tag: tag, marks: marks.union(own), ownMarks: own))
        if tag.name == "p" { paragraphs += 1 }
        if tag.name == "a" { anchors += 1 }
        return true
    }

    mutating func popLast() -> OpenElement? {
        guard let element = stack.popLast() else { return nil }
        if !element.isClosed { uncount(element) }
        return element
    }

    private mutating func uncount(_ element: OpenElement) {
        if element.tag.name == "p" { paragraphs -= 1 }
        if element.tag.name == "a" { anchors -= 1 }
    }

    /// How many elements stay open when the tag starts an element (§13.1.2.4 and §13.2.6.4.7 to 16).
    func depthKept(byStart tag: HTMLTag) -> Int {
        if paragraphs > 0, tag.traits.contains(.closesParagraph),
            let index = last(where: { $0.name == "p" }, notBeyond: { $0.traits.contains(.scope) || $0.name == "button" })
        {
            return index
        }
        guard tag.traits.contains(.impliesEnd), !stack.isEmpty else { return stack.count }
        let index =
            switch tag.name {
            case "li": last(where: { $0.name == "li" }, notBeyond: endsItem)
            case "dd", "dt": last(where: { $0.name == "dd" || $0.name == "dt" }, notBeyond: endsItem)
            case "option", "optgroup": last(where: { $0.name == "option" || $0.name == tag.name }, notBeyond: endsOption)
            case "td", "th":
                last(where: { $0.name == "td" || $0.name == "th" }, notBeyond: { $0.name == "table" || $0.name == "tr" })
            case "tr": last(where: { $0.name == "tr" }, notBeyond: { $0.name == "table" })
            case "tbody", "thead", "tfoot":
                last(where: { ["tbody", "thead", "tfoot"].contains($0.name) }, notBeyond: { $0.name == "table" })
            default:
                tag.traits.contains(.heading) && stack[stack.count - 1].tag.traits.contains(.heading)
                    ? stack.count - 1 : nil
            }
        return index ?? stack.count
    }

    /// An `a` ends one that is open, up to the cell it stands in (§13.2.6.4.7); what is open inside it stays so.
    mutating func closeAnchor(before tag: HTMLTag) -> OpenElement? {
        guard anchors > 0, tag.name == "a",
            let index = last(where: { $0.name == "a" }, notBeyond: { $0.traits.contains(.cell) })
        else { return nil }
        return close(at: index)
    }

    // MARK: End

    enum Ending {
        case nothing
        /// So many elements stay open.
        case keeping(Int)
        /// This one is closed, what is open inside it stays open.
        case closed(OpenElement)
    }

    mutating func end(_ tag: HTMLTag) -> Ending {
        // What follows `</body>` is in the body all the same (§13.2.6.4.19).
        if tag.name == "body" || tag.name == "html" || tag.name == "head" { return .nothing }
        if beyond > 0 {
            beyond -= 1
            return .nothing
        }
        let traits = tag.traits
        let index: Int?
        if traits.contains(.heading) {
            index = last(where: { $0.traits.contains(.heading) }, notBeyond: { $0.traits.contains(.scope) })
        } else if ["table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"].contains(tag.name) {
            index = last(where: { $0.name == tag.name }, notBeyond: { $0.name == "table" })
        } else if traits.contains(.formatting) {
            index = last(where: { $0.name == tag.name }, notBeyond: { $0.traits.contains(.cell) })
            if let index, index < stack.count - 1 { return .closed(close(at: index)) }
        } else if traits.contains(.block) || traits.contains(.scope) {
            index = last(where: { $0.name == tag.name }, notBeyond: { $0.traits.contains(.scope) })
        } else {
            // §13.2.6.4.7, any other end tag: it does not reach through a block.
            index = last(where: { $0.name == tag.name }, notBeyond: { !$0.traits.isDisjoint(with: [.block, .scope]) })
        }
        return index.map { .keeping($0) } ?? .nothing
    }

    private mutating func close(at index: Int) -> OpenElement {
        let element = stack[index]
        uncount(element)
        stack[index].isClosed = true
        // What it marked no longer holds for the elements inside it.
        stack[index].ownMarks = []
        var inherited = index > 0 ? stack[index - 1].marks : []
        for position in index..<stack.count {
            inherited.formUnion(stack[position].ownMarks)
            stack[position].marks = inherited
        }
        return element
    }

    private func last(where matches: (HTMLTag) -> Bool, notBeyond isBoundary: (HTMLTag) -> Bool) -> Int? {
        for index in stack.indices.reversed() {
            let element = stack[index]
            if !element.isClosed, matches(element.tag) { return index }
            if isBoundary(element.tag) { return nil }
        }
        return nil
    }

    /// §13.2.6.4.7 on `li` and `dd`: they are not looked for beyond another special element but these.
    private func endsItem(_ tag: HTMLTag) -> Bool {
        !tag.traits.isDisjoint(with: [.block, .scope]) && !["address", "div", "p"].contains(tag.name)
    }

    private func endsOption(_ tag: HTMLTag) -> Bool { tag.name != "option" && tag.name != "optgroup" }
}
