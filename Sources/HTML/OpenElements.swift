/// An element whose start tag was met and whose end was not.
package struct OpenElement: Sendable {
    /// What the reader of the events wants to know of an element and of all that it contains.
    package struct Marks: OptionSet, Sendable, Hashable {
        package let rawValue: UInt32
        @inlinable @inline(__always) package init(rawValue: UInt32) { self.rawValue = rawValue }
        /// Whether it has one of the others.
        @inlinable @inline(__always) package func hasAny(_ others: Marks) -> Bool { rawValue & others.rawValue != 0 }

        /// Not shown. The walker sets it where the element is never shown; the rest is for who knows the styles.
        package static var hidden: Marks { @inlinable @inline(__always) get { Marks(rawValue: 1 << 0) } }
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

    /// Most mails nest no deeper.
    private static let usualDepth = 16

    /// What the tags were read from.
    private let input: [UInt8]
    private var stack: [OpenElement] = []
    /// What searches read, beside the stack: a document can make every tag search all of it.
    private var keys: [Key] = []
    private struct Key: Sendable {
        var name: UInt64
        var traits: ElementTraits
        var isClosed = false
    }

    /// Elements beyond the maximum, which are not kept: so many end tags are skipped.
    private var beyond = 0
    /// Whether the maximum was reached.
    package private(set) var isTruncated = false
    private var paragraphs = 0
    private var anchors = 0

    /// Formatting elements that were closed together with what they stood in, the innermost first, and how many cells
    /// were open around them (§13.2.4.3, list of active formatting elements and its markers).
    private var reopening: [(tag: HTMLTag, cells: Int)] = []
    private var cells = 0

    init(_ input: [UInt8]) { self.input = input }

    package var startIndex: Int { 0 }
    package var endIndex: Int { stack.count }
    package subscript(index: Int) -> OpenElement { stack[index] }

    /// The marks of the innermost element: what holds for text here.
    package var marks: OpenElement.Marks { stack.last?.marks ?? [] }

    var innermost: HTMLTag? { stack.last?.tag }

    /// The innermost open element of the name, which is none of the unknown ones.
    package func nearest(_ name: ElementName) -> OpenElement? {
        if name == .a, anchors == 0 { return nil }
        return last(HTMLTag(name: TagName(name), range: 0..<0), notBeyond: []).map { stack[$0] }
    }

    func isForeign(_ tag: HTMLTag) -> Bool {
        tag.traits.contains(.foreignRoot) || last(of: .foreignRoot, notBeyond: []) != nil
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
        if tag.traits.contains(.frame) {
            let isFirst = stack.isEmpty || tag.name == .body && stack.count == 1 && stack[0].tag.name == .html
            guard isFirst, tag.name != .head else { return false }
        }
        guard stack.count < Self.maximumDepth else {
            beyond += 1
            isTruncated = true
            return false
        }
        if stack.isEmpty {
            stack.reserveCapacity(Self.usualDepth)
            keys.reserveCapacity(Self.usualDepth)
        }
        let own: OpenElement.Marks = tag.traits.contains(.neverShown) ? .hidden : []
        stack.append(OpenElement(tag: tag, marks: marks.union(own), ownMarks: own))
        keys.append(Key(name: tag.key, traits: tag.traits))
        if tag.traits.contains(.paragraph) { paragraphs += 1 }
        if tag.traits.contains(.anchor) { anchors += 1 }
        if tag.traits.contains(.cell) { cells += 1 }
        return true
    }

    mutating func popLast(isReopening: Bool) -> OpenElement? {
        guard let element = stack.popLast() else { return nil }
        keys.removeLast()
        if element.isClosed { return element }
        uncount(element)
        if element.tag.traits.contains(.cell) {
            cells -= 1
            while let last = reopening.last, last.cells > cells { reopening.removeLast() }
        } else if isReopening, element.tag.traits.contains(.formatting), reopening.count < Self.maximumReopening {
            reopening.append((element.tag, cells))
        }
        return element
    }

    // MARK: Reopening

    /// A document must not have many elements made again for each of its tags.
    private static let maximumReopening = 16

    var hasReopening: Bool { !reopening.isEmpty && reopening.last?.cells == cells }

    /// The outermost element that is to start again here.
    mutating func takeReopening() -> HTMLTag? { hasReopening ? reopening.popLast()?.tag : nil }

    /// An end tag, or another link, for an element that waits to start again.
    private mutating func forget(_ tag: HTMLTag) {
        if let index = reopening.lastIndex(where: { isSame($0.tag, tag) && $0.cells == cells }) {
            reopening.remove(at: index)
        }
    }

    private mutating func uncount(_ element: OpenElement) {
        if element.tag.traits.contains(.paragraph) { paragraphs -= 1 }
        if element.tag.traits.contains(.anchor) { anchors -= 1 }
    }

    /// How many elements stay open when the tag starts an element (§13.1.2.4 and §13.2.6.4.7 to 16).
    func depthKept(byStart tag: HTMLTag) -> Int {
        let traits = tag.traits
        if paragraphs > 0, traits.contains(.closesParagraph),
            let index = last(of: .paragraph, notBeyond: .paragraphScope)
        {
            return index
        }
        guard traits.contains(.impliesEnd), let innermost = keys.last?.traits else { return stack.count }
        for rule in Self.impliedEnds where !traits.isDisjoint(with: rule.start) {
            return last(of: rule.closes, notBeyond: rule.scope) ?? stack.count
        }
        // An option or a heading closes one that is open directly around it.
        let closesInnermost =
            traits.contains(.option) && innermost.contains(.option)
            || traits.contains(.optionGroup) && !innermost.isDisjoint(with: [.option, .optionGroup])
            || traits.contains(.heading) && innermost.contains(.heading)
        return closesInnermost ? stack.count - 1 : stack.count
    }

    private static let impliedEnds: [(start: ElementTraits, closes: ElementTraits, scope: ElementTraits)] = [
        (.item, .item, .itemScope),
        (.description, .description, .itemScope),
        (.dataCell, .dataCell, [.row, .table]),
        (.row, .row, .table),
        (.rowGroup, .rowGroup, .table),
    ]

    /// An `a` ends one that is open, up to the cell it stands in (§13.2.6.4.7); what is open inside it stays so.
    mutating func closeAnchor() -> OpenElement? {
        if !reopening.isEmpty { reopening.removeAll { $0.tag.traits.contains(.anchor) && $0.cells == cells } }
        guard anchors > 0, let index = last(of: .anchor, notBeyond: .cell) else { return nil }
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
        if tag.traits.contains(.frame) { return .nothing }
        if beyond > 0 {
            beyond -= 1
            return .nothing
        }
        let traits = tag.traits
        let index: Int?
        if traits.contains(.heading) {
            index = last(of: .heading, notBeyond: .scope)
        } else if !traits.isDisjoint(with: [.table, .row, .rowGroup, .cell]) {
            index = last(tag, notBeyond: .table)
        } else if traits.contains(.formatting) {
            index = last(tag, notBeyond: .cell)
            if index == nil { forget(tag) }
            if let index, index < stack.count - 1 { return .closed(close(at: index)) }
        } else if !traits.isDisjoint(with: [.block, .scope]) {
            index = last(tag, notBeyond: .scope)
        } else {
            // §13.2.6.4.7, any other end tag: it does not reach through a block.
            index = last(tag, notBeyond: [.block, .scope])
        }
        return index.map { .keeping($0) } ?? .nothing
    }

    private mutating func close(at index: Int) -> OpenElement {
        let element = stack[index]
        uncount(element)
        stack[index].isClosed = true
        keys[index].isClosed = true
        // What it marked no longer holds for the elements inside it.
        stack[index].ownMarks = []
        var inherited = index > 0 ? stack[index - 1].marks : []
        for position in index..<stack.count {
            inherited.formUnion(stack[position].ownMarks)
            stack[position].marks = inherited
        }
        return element
    }

    // MARK: Searches

    /// The innermost open element of a name, from the inside up to the first with one of the traits.
    private func last(_ tag: HTMLTag, notBeyond scope: ElementTraits) -> Int? {
        let keys = keys.span
        var index = keys.count
        while index > 0 {
            index &-= 1
            if keys[index].name == tag.key, !keys[index].isClosed, isSame(stack[index].tag, tag) { return index }
            if !keys[index].traits.isDisjoint(with: scope) { return nil }
        }
        return nil
    }

    /// Whether two tags have one name.
    private func isSame(_ one: HTMLTag, _ other: HTMLTag) -> Bool {
        one.key == other.key
            && (one.name != .other || HTMLTokenizer.isEqual(input.span, one.nameRange, other.nameRange))
    }

    private func last(of traits: ElementTraits, notBeyond scope: ElementTraits) -> Int? {
        let keys = keys.span
        var index = keys.count
        while index > 0 {
            index &-= 1
            if !keys[index].traits.isDisjoint(with: traits), !keys[index].isClosed { return index }
            if !keys[index].traits.isDisjoint(with: scope) { return nil }
        }
        return nil
    }
}
