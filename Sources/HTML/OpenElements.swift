/// An element whose start tag was met and whose end was not.
@usableFromInline package struct OpenElement: Sendable {
    /// What the reader of the events wants to know of an element and of all that it contains.
    @usableFromInline package struct Marks: OptionSet, Sendable, Hashable {
        @usableFromInline package let rawValue: UInt32
        @inlinable @inline(__always) package init(rawValue: UInt32) { self.rawValue = rawValue }
        /// Whether it has one of the others.
        @inlinable @inline(__always) package func hasAny(_ others: Marks) -> Bool { rawValue & others.rawValue != 0 }

        /// Not shown. The walker sets it where the element is never shown; the rest is for who knows the styles.
        package static var hidden: Marks { @inlinable @inline(__always) get { Marks(rawValue: 1 << 0) } }
    }

    package let tag: HTMLTag
    /// Stands for the name where names are compared: one for each known name. Of others a hash: two names may share it, so
    /// that it only says which are worth comparing.
    fileprivate let key: UInt64
    /// Its own marks and those of its ancestors.
    package fileprivate(set) var marks: Marks
    fileprivate var ownMarks: Marks
    /// Its end tag came, but an element inside it is still open.
    package fileprivate(set) var isClosed = false
}

/// The stack of open elements (WHATWG §13.2.4.2), at most 500 deep.
package struct OpenElements: ~Copyable {
    package static let maximumDepth = 500

    /// Most mails nest no deeper.
    private static let usualDepth = 16

    /// What the tags were read from.
    private let input: [UInt8]
    /// From the outermost on.
    package private(set) var elements: [OpenElement] = []

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
    /// Octets of the tags that may still start again.
    private var octetsToReopen = Self.maximumReopenedOctets
    /// Whether elements did not start again because `maximumReopenedOctets` were reached.
    package private(set) var isReopeningTruncated = false

    init(_ input: [UInt8]) { self.input = input }

    package var count: Int { elements.count }

    /// Takes another list for its own.
    mutating func exchange(_ elements: inout [OpenElement]) { swap(&self.elements, &elements) }

    /// The marks of the innermost element: what holds for text here.
    package var marks: OpenElement.Marks { elements.last?.marks ?? [] }

    /// The innermost open element of the name, which is none of the unknown ones.
    package func nearest(_ name: ElementName) -> OpenElement? {
        if name == .a, anchors == 0 { return nil }
        return last(HTMLTag(name, [], range: 0..<0), notBeyond: []).map { elements[$0] }
    }

    func isForeign(_ traits: ElementTraits) -> Bool {
        traits.contains(.foreignRoot) || last(of: .foreignRoot, notBeyond: []) != nil
    }

    /// Whether an element that starts here would be one of SVG, and not of MathML.
    func isSVG(_ tag: HTMLTag) -> Bool {
        if tag.traits.contains(.foreignRoot) { return tag.name == .svg }
        return last(of: .foreignRoot, notBeyond: []).map { elements[$0].tag.name == .svg } ?? false
    }

    mutating func mark(_ marks: OpenElement.Marks) {
        guard let last = elements.indices.last else { return }
        elements[last].ownMarks.formUnion(marks)
        elements[last].marks.formUnion(marks)
    }

    // MARK: Start

    /// Whether the element was kept.
    mutating func push(_ tag: HTMLTag) -> Bool {
        // The head ends by itself; one html and one body, at the bottom.
        if tag.traits.contains(.frame) {
            let isFirst = elements.isEmpty || tag.name == .body && elements.count == 1 && elements[0].tag.name == .html
            guard isFirst, tag.name != .head else { return false }
        }
        guard elements.count < Self.maximumDepth else {
            beyond += 1
            isTruncated = true
            return false
        }
        if elements.isEmpty { elements.reserveCapacity(min(Self.usualDepth, input.count / 16 + 1)) }
        let own: OpenElement.Marks = tag.traits.contains(.neverShown) ? .hidden : []
        elements.append(OpenElement(tag: tag, key: Self.key(of: tag, input), marks: marks.union(own), ownMarks: own))
        if !tag.traits.isDisjoint(with: .counted) { count(tag.traits, 1) }
        return true
    }

    /// Takes the innermost element off.
    mutating func removeLast(isReopening: Bool) {
        guard let last = elements.indices.last else { return }
        let traits = elements[last].tag.traits
        if !elements[last].isClosed, isReopening && traits.contains(.formatting) || !traits.isDisjoint(with: .counted) {
            close(elements[last].tag, isReopening)
        }
        elements.removeLast()
    }

    private mutating func close(_ tag: HTMLTag, _ isReopening: Bool) {
        count(tag.traits, -1)
        if tag.traits.contains(.cell) { while let last = reopening.last, last.cells > cells { reopening.removeLast() } }
        if isReopening, tag.traits.contains(.formatting), reopening.count < Self.maximumReopening, !isReopeningTruncated {
            reopening.append((tag, cells))
        }
    }

    /// Counts elements that are open, of kinds that are looked for.
    private mutating func count(_ traits: ElementTraits, _ step: Int) {
        if traits.contains(.paragraph) { paragraphs += step }
        if traits.contains(.anchor) { anchors += step }
        if traits.contains(.cell) { cells += step }
    }

    // MARK: Reopening

    /// A document must not have many elements made again for each of its tags.
    private static let maximumReopening = 16
    /// Each start reads its tag anew, and a tag may be as long as the document.
    package static let maximumReopenedOctets = 1 << 20

    var hasReopening: Bool { !reopening.isEmpty && reopening.last?.cells == cells }

    /// The outermost element that is to start again here.
    @inline(never) mutating func takeReopening() -> HTMLTag? {
        guard hasReopening, let tag = reopening.popLast()?.tag else { return nil }
        guard tag.range.count <= octetsToReopen else {
            isReopeningTruncated = true
            reopening = []
            return nil
        }
        octetsToReopen -= tag.range.count
        return tag
    }

    /// An end tag, or another link, for an element that waits to start again.
    private mutating func forget(_ tag: HTMLTag) {
        if let index = reopening.lastIndex(where: { $0.tag.name == tag.name && $0.cells == cells }) {
            reopening.remove(at: index)
        }
    }

    /// How many elements stay open when a tag of these traits starts an element (§13.1.2.4 and §13.2.6.4.7 to 16).
    @inline(__always) func depthKept(byStart traits: ElementTraits) -> Int {
        if traits.isDisjoint(with: .closingOthers) { return elements.count }
        return depthKept(byClosing: traits)
    }

    private func depthKept(byClosing traits: ElementTraits) -> Int {
        if paragraphs > 0, traits.contains(.closesParagraph),
            let index = last(of: .paragraph, notBeyond: .paragraphScope)
        {
            return index
        }
        guard traits.contains(.impliesEnd), let innermost = elements.last?.tag.traits else { return elements.count }
        for rule in Self.impliedEnds where !traits.isDisjoint(with: rule.start) {
            return last(of: rule.closes, notBeyond: rule.scope) ?? elements.count
        }
        // An option or a heading closes one that is open directly around it.
        let closesInnermost =
            traits.contains(.option) && innermost.contains(.option)
            || traits.contains(.optionGroup) && !innermost.isDisjoint(with: [.option, .optionGroup])
            || traits.contains(.heading) && innermost.contains(.heading)
        return closesInnermost ? elements.count - 1 : elements.count
    }

    /// Cells and rows come first, because most tags are of these.
    private static let impliedEnds: [(start: ElementTraits, closes: ElementTraits, scope: ElementTraits)] = [
        (.dataCell, .dataCell, [.row, .table]),
        (.row, .row, .table),
        (.item, .item, .itemScope),
        (.description, .description, .itemScope),
        (.rowGroup, .rowGroup, .table),
    ]

    /// An `a` ends one that is open, up to the cell it stands in (§13.2.6.4.7); what is open inside it stays so.
    @inline(never) mutating func closeAnchor() -> OpenElement? {
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

    /// Whether the end tag is that of the innermost element, as most are; any other has to be looked for.
    @inline(__always) func endsInnermost(_ tag: HTMLTag) -> Bool {
        guard beyond == 0, !tag.traits.contains(.frame), let last = elements.indices.last else { return false }
        return elements[last].key == Self.key(of: tag, input) && Self.isSame(elements[last].tag, tag, input) && !elements[last].isClosed
    }

    @inline(never) mutating func end(_ tag: HTMLTag) -> Ending {
        // What follows `</body>` is in the body all the same (§13.2.6.4.19).
        if tag.traits.contains(.frame) { return .nothing }
        if beyond > 0 {
            beyond -= 1
            return .nothing
        }
        let traits = tag.traits
        let index: Int?
        if tag.name == .template {
            // §13.2.6.4.4: whatever stands in it.
            index = last(tag, notBeyond: [])
        } else if tag.name == .form {
            index = last(tag, notBeyond: .scope)
            // §13.2.6.4.7: the form alone, but for what ends with it by itself.
            if let index, elements[(index + 1)...].contains(where: { !Self.endsWithForm($0.tag.name) }) {
                return .closed(close(at: index))
            }
        } else if traits.contains(.heading) {
            index = last(of: .heading, notBeyond: .scope)
        } else if !traits.isDisjoint(with: [.table, .row, .rowGroup, .cell]) {
            index = last(tag, notBeyond: .table)
        } else if traits.contains(.formatting) {
            index = last(tag, notBeyond: .cell)
            if index == nil { forget(tag) }
            if let index, index < elements.count - 1 { return .closed(close(at: index)) }
        } else if !traits.isDisjoint(with: [.block, .scope]) {
            index = last(tag, notBeyond: .scope)
        } else {
            // §13.2.6.4.7, any other end tag: it does not reach through a block.
            index = last(tag, notBeyond: [.block, .scope])
        }
        return index.map { .keeping($0) } ?? .nothing
    }

    /// §13.1.2.4: their end tags may be missing.
    private static func endsWithForm(_ name: ElementName) -> Bool {
        switch name {
        case .p, .li, .dd, .dt, .option, .optgroup, .rp, .rt: true
        default: false
        }
    }

    private mutating func close(at index: Int) -> OpenElement {
        let element = elements[index]
        // Cells are not closed this way.
        count(element.tag.traits, -1)
        elements[index].isClosed = true
        // What it marked no longer holds for the elements inside it.
        elements[index].ownMarks = []
        var inherited = index > 0 ? elements[index - 1].marks : []
        for position in index..<elements.count {
            inherited.formUnion(elements[position].ownMarks)
            elements[position].marks = inherited
        }
        return element
    }

    // MARK: Searches

    /// The innermost open element of a name, from the inside up to the first with one of the traits.
    private func last(_ tag: HTMLTag, notBeyond scope: ElementTraits) -> Int? {
        let key = Self.key(of: tag, input)
        let elements = elements.span
        var index = elements.count
        while index > 0 {
            index &-= 1
            if elements[index].key == key, !elements[index].isClosed, Self.isSame(elements[index].tag, tag, input) { return index }
            if !elements[index].tag.traits.isDisjoint(with: scope) { return nil }
        }
        return nil
    }

    // Static, because a method may have all of the structure copied for it.

    @inline(__always) private static func key(of tag: HTMLTag, _ input: [UInt8]) -> UInt64 {
        tag.name == .other ? hash(tag, input) : UInt64(tag.name.rawValue)
    }

    private static func hash(_ tag: HTMLTag, _ input: [UInt8]) -> UInt64 {
        HTMLTokenizer.nameHash(input.span, tag.nameRange) | 1 << 63
    }

    /// Whether an element of the same key has the name of the tag.
    @inline(__always) private static func isSame(_ element: HTMLTag, _ tag: HTMLTag, _ input: [UInt8]) -> Bool {
        tag.name != .other || HTMLTokenizer.isEqual(input.span, element.nameRange, tag.nameRange)
    }

    private func last(of traits: ElementTraits, notBeyond scope: ElementTraits) -> Int? {
        let elements = elements.span
        var index = elements.count
        while index > 0 {
            index &-= 1
            if !elements[index].tag.traits.isDisjoint(with: traits), !elements[index].isClosed { return index }
            if !elements[index].tag.traits.isDisjoint(with: scope) { return nil }
        }
        return nil
    }
}
