import Domains

/// What selectors ask of an element: places in the input, or in a list of what had to be resolved.
struct CSSElement: Sendable {
    struct Text: Sendable {
        var range = 0..<0
        /// It stands in the list of what was resolved.
        var isResolved = false
    }

    /// Where its tag stands.
    let start: Int
    let name: ElementName
    /// The name where it is none of the known ones.
    fileprivate(set) var otherName = Text()
    fileprivate(set) var id = Text()
    /// With white space between them.
    fileprivate(set) var classes = Text()
    /// Where the names of a long list of classes are in `CSSElements.classPlaces`, because each rule that is tried asks for
    /// some; empty for others, which are passed one after the other in no time.
    fileprivate(set) var classPlaces = 0..<0
    /// One bit for each of its names.
    fileprivate(set) var bits: UInt64 = 0
    /// How long the lists were behind it.
    fileprivate var resolvedCount = 0
    fileprivate var placeCount = 0

    fileprivate init(_ tag: HTMLTag) {
        start = tag.range.lowerBound
        name = tag.name
    }
}

/// The elements that rules are compared with: the one at hand and those around it. Their texts stand in the input and in
/// lists of all of them, so that there are no references to count.
struct CSSElements: Sendable {
    /// From the outermost on.
    private(set) var ancestors: [CSSElement] = []
    /// One bit for each name of an ancestor and of those around it.
    private var ancestorBits: [UInt64] = []
    private var ancestorTexts = CSSElementTexts()
    /// Of the element at hand alone, because whoever looks for its rules reads them while ancestors are gathered.
    private(set) var subjectTexts = CSSElementTexts()

    /// Of all that are around the element at hand, once they are gathered.
    var bits: UInt64 { ancestorBits.last ?? 0 }

    /// One of them had more classes than are told apart.
    var isTruncated: Bool { ancestorTexts.isTruncated || subjectTexts.isTruncated }

    /// The element of the walker's last start; its texts are kept until the next one.
    mutating func subject(_ walker: borrowing HTMLWalker, _ input: Span<UInt8>) -> CSSElement {
        subjectTexts.cut(behind: nil)
        return subjectTexts.element(walker.tag, walker, input)
    }

    /// Another document is walked through: places in its input mean nothing in those of others.
    mutating func leaveDocument() {
        if !ancestors.isEmpty {
            ancestors.removeAll(keepingCapacity: true)
            ancestorBits.removeAll(keepingCapacity: true)
        }
        ancestorTexts.cut(behind: nil)
        subjectTexts.cut(behind: nil)
    }

    /// What is around the element of the walker's last start. Elements that were looked at before are kept.
    mutating func gatherAncestors(_ walker: borrowing HTMLWalker, _ input: Span<UInt8>) {
        let count = walker.open.count - (walker.innermost?.range == walker.tag.range ? 1 : 0)
        var same = 0
        while same < count, same < ancestors.count, ancestors[same].start == walker.open.elements[same].tag.range.lowerBound {
            same += 1
        }
        if same < ancestors.count {
            ancestors.removeSubrange(same...)
            ancestorBits.removeSubrange(same...)
            ancestorTexts.cut(behind: ancestors.last)
        }
        if ancestors.isEmpty {
            ancestors.reserveCapacity(16)
            ancestorBits.reserveCapacity(16)
        }
        while same < count {
            let element = ancestorTexts.element(walker.open.elements[same].tag, walker, input)
            ancestorBits.append(element.bits | bits)
            ancestors.append(element)
            same += 1
        }
    }

    /// Whether an element, the one at hand, has what the last compound of a selector asks for.
    func mayBeSubject(_ element: CSSElement, of selector: CSSSelector, _ selectors: CSSSelectors, _ input: Span<UInt8>) -> Bool {
        subjectTexts.match(element, selectors.compounds[selector.compounds.upperBound - 1], selectors, input)
    }

    /// Whether such an element stands where the selector asks. A child is looked for in the nearest ancestor that matches.
    func stands(in selector: CSSSelector, _ selectors: CSSSelectors, _ input: Span<UInt8>) -> Bool {
        var place = selector.compounds.upperBound - 1
        var level = ancestors.count
        var needsParent = selectors.compounds[place].isChild
        while place > selector.compounds.lowerBound {
            place -= 1
            let compound = selectors.compounds[place]
            repeat {
                level -= 1
                guard level >= 0 else { return false }
                if compound.bits & ~ancestors[level].bits == 0,
                    ancestorTexts.match(ancestors[level], compound, selectors, input)
                {
                    break
                }
                if needsParent { return false }
            } while true
            needsParent = compound.isChild
        }
        return true
    }
}

/// Texts of elements that are no places in the input, one element's behind the other's.
struct CSSElementTexts: Sendable {
    /// What has another text than it is written with, as character references in a list of classes.
    private(set) var resolved: [UInt8] = []
    private var classPlaces: [Range<Int>] = []
    private let typeHashes = CSSName.typeHashes

    private static let shortLength = 64
    /// An element had more classes than are told apart.
    private(set) var isTruncated = false

    // MARK: Reading

    /// Lets go of what came behind an element; nil for all.
    mutating func cut(behind element: CSSElement?) {
        let (resolvedCount, placeCount) = (element?.resolvedCount ?? 0, element?.placeCount ?? 0)
        if resolvedCount < resolved.count { resolved.removeSubrange(resolvedCount...) }
        if placeCount < classPlaces.count { classPlaces.removeSubrange(placeCount...) }
    }

    mutating func element(_ tag: HTMLTag, _ walker: borrowing HTMLWalker, _ input: Span<UInt8>) -> CSSElement {
        var element = CSSElement(tag)
        if tag.name == .other {
            let name = Array(walker.name(of: tag).utf8)
            element.otherName = resolve(name[...])
            element.bits = CSSName.bit(ofHash: CSSName.hash(name.span))
        } else {
            element.bits = CSSName.bit(ofHash: typeHashes[Int(tag.name.rawValue)])
        }
        if tag.has(.id) || tag.has(.class) {
            if tag.range == walker.tag.range {
                read(walker.attribute(.id), walker, input, &element)
                read(walker.attribute(.class), walker, input, &element)
            } else {
                for attribute in walker.attributes(of: tag) { read(attribute, walker, input, &element) }
            }
        }
        element.resolvedCount = resolved.count
        element.placeCount = classPlaces.count
        return element
    }

    /// Notes the attribute where it is an id or a list of classes.
    private mutating func read(
        _ attribute: HTMLAttribute?, _ walker: borrowing HTMLWalker, _ input: Span<UInt8>, _ element: inout CSSElement
    ) {
        guard let attribute, attribute.name == .id || attribute.name == .class else { return }
        guard !attribute.value.isAsWritten else {
            let range = attribute.value.range
            return note(attribute.name, CSSElement.Text(range: range), input.extracting(range), &element)
        }
        let octets = walker.octets(of: attribute.value)
        note(attribute.name, resolve(octets), octets.span, &element)
    }

    private mutating func note(
        _ name: AttributeName, _ text: CSSElement.Text, _ octets: Span<UInt8>, _ element: inout CSSElement
    ) {
        if name == .id {
            element.id = text
            element.bits |= CSSName.bit(ofHash: CSSName.hash(octets))
            return
        }
        element.classes = text
        let first = classPlaces.count
        var names = ClassNames()
        while let place = names.next(octets) {
            element.bits |= CSSName.bit(ofHash: CSSName.hash(octets.extracting(place)))
            if octets.count > Self.shortLength { classPlaces.append(place) }
        }
        if names.hasRest { isTruncated = true }
        element.classPlaces = first..<classPlaces.count
    }

    private mutating func resolve(_ text: ArraySlice<UInt8>) -> CSSElement.Text {
        let start = resolved.count
        resolved += text
        return CSSElement.Text(range: start..<resolved.count, isResolved: true)
    }

    // MARK: Matching

    func match(
        _ element: CSSElement, _ compound: CSSSelector.Compound, _ selectors: CSSSelectors, _ input: Span<UInt8>
    ) -> Bool {
        for place in compound.parts {
            let part = selectors.parts[place]
            let name = selectors.names.span.extracting(part.name)
            switch part.kind {
            case .type:
                guard part.element == element.name else { return false }
                if part.element == .other, !name.isSame(as: resolved.span.extracting(element.otherName.range)) { return false }
            case .id:
                let id = (element.id.isResolved ? resolved.span : input).extracting(element.id.range)
                if !name.isSame(as: id) { return false }
            case .class:
                let classes = (element.classes.isResolved ? resolved.span : input).extracting(element.classes.range)
                if !has(name, classes, element.classPlaces) { return false }
            }
        }
        return true
    }

    private func has(_ name: Span<UInt8>, _ classes: Span<UInt8>, _ places: Range<Int>) -> Bool {
        if classes.count > Self.shortLength {
            for place in places where classes.extracting(classPlaces[place]).isSame(as: name) { return true }
            return false
        }
        var names = ClassNames()
        while let place = names.next(classes) {
            if classes.extracting(place).isSame(as: name) { return true }
        }
        return false
    }
}

/// Where the names of a `class` attribute stand in it, one after the other; what follows the hundredth is taken for one.
struct ClassNames {
    private var index = 0
    private var count = 0

    /// There were more than a hundred.
    var hasRest: Bool { count > 100 }

    mutating func next(_ octets: Span<UInt8>) -> Range<Int>? {
        let isRest = count == 100
        if !isRest { while index < octets.count, isSpace(octets[index]) { index &+= 1 } }
        guard index < octets.count else { return nil }
        let start = index
        while index < octets.count, isRest || !isSpace(octets[index]) { index &+= 1 }
        let end = index
        if index < octets.count { index &+= 1 }
        count &+= 1
        return start..<end
    }
}
