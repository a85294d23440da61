/// Tags and their attributes (WHATWG §13.2.5.8, 32 to 40).
extension HTMLTokenizer {
    /// The start tag at `position`; nil where the input ends inside it.
    mutating func startTag() -> HTMLToken? {
        guard let tag = tag(nameStart: position + 1) else { return nil }
        foreign.start(tag)
        if !foreign.isActive { switchState(after: tag) }
        return .startTag(tag)
    }

    /// The end tag at `position`; nil where the input ends inside it.
    mutating func endTag() -> HTMLToken? {
        guard let tag = tag(nameStart: position + 2) else { return nil }
        state = .data
        foreign.end(tag)
        return .endTag(tag)
    }

    /// Which start tags change the state (§13.2.6.4.4 and 7). Scripting is off in a mail client, so `noscript` does not.
    private mutating func switchState(after tag: HTMLTag) {
        guard !tag.traits.isDisjoint(with: [.rcdata, .rawtext, .script, .plaintext]) else { return }
        if tag.traits.contains(.rcdata) { state = .rcdata }
        if tag.traits.contains(.rawtext) { state = .rawtext }
        if tag.traits.contains(.script) { state = .scriptData }
        if tag.traits.contains(.plaintext) { state = .plaintext }
        lastStartTag = Array(tag.name.text.utf8)
    }

    private mutating func tag(nameStart: Int) -> HTMLTag? {
        let start = position
        // Moved out, so that the list is filled while the input is looked at.
        var list: [HTMLAttribute] = []
        swap(&list, &attributes)
        if !list.isEmpty { list.removeAll(keepingCapacity: true) }
        var limits = limits
        let (tag, next) = Self.readTag(input.span, start, nameStart, &list, &limits)
        swap(&list, &attributes)
        self.limits = limits
        position = next
        return tag
    }

    private static func readTag(
        _ octets: Span<UInt8>, _ start: Int, _ nameStart: Int, _ attributes: inout [HTMLAttribute],
        _ limits: inout Limits
    ) -> (HTMLTag?, next: Int) {
        let name = tagName(octets, from: nameStart)
        var index = name.range.upperBound
        guard let end = readAttributes(octets, &index, &attributes, &limits) else { return (nil, octets.count) }
        let tag = HTMLTag(
            name: name, attributes: end.names, attributeCount: attributes.count, isSelfClosing: end.isSelfClosing,
            range: start..<index)
        return (tag, index)
    }

    /// The attributes of a start tag that was met before.
    func attributes(of tag: HTMLTag) -> [HTMLAttribute] {
        var attributes: [HTMLAttribute] = []
        var index = tag.nameRange.upperBound
        var limits = limits
        if tag.attributeCount > 0 { _ = Self.readAttributes(input.span, &index, &attributes, &limits) }
        return attributes
    }

    private static func tagName(_ octets: Span<UInt8>, from start: Int) -> TagName {
        var name = PackedName()
        var index = start
        while index < octets.count {
            let byte = octets[index]
            if OctetSet.tagNameEnd.contains(byte) { break }
            name.append(lowercased(byte))
            index &+= 1
        }
        return TagName(ElementName(rawValue: ElementName.numbers.number(of: name)) ?? .other, octets, start..<index)
    }

    /// Reads the attributes from the index on, and moves it past the `>` of the tag; nil where the input ends before.
    private static func readAttributes(
        _ octets: Span<UInt8>, _ index: inout Int, _ attributes: inout [HTMLAttribute], _ limits: inout Limits
    ) -> (names: UInt64, isSelfClosing: Bool)? {
        let end = octets.count
        var names: UInt64 = 0
        var others: Set<[UInt8]> = []
        while index < end {
            let byte = octets[index]
            if byte == 0x3E {
                index &+= 1
                return (names, false)
            }
            if byte == 0x2F, index + 1 < end, octets[index + 1] == 0x3E {
                index &+= 2
                return (names, true)
            }
            if byte == 0x2F || isSpace(byte) {
                index &+= 1
                continue
            }
            guard let (attribute, next) = attribute(octets, index) else { return nil }
            index = next
            if attributes.count >= maximumAttributes {
                limits.insert(.attributes)
                continue
            }
            // The first of a name wins (§13.2.5.33).
            if attribute.name == .other {
                guard isNew(attribute, octets, attributes, &others) else { continue }
            } else if names & attribute.name.bit != 0 {
                continue
            }
            names |= attribute.name.bit
            attributes.append(attribute)
        }
        return nil
    }

    /// Whether the tag has no attribute of this name, which is none of the known ones.
    private static func isNew(
        _ attribute: HTMLAttribute, _ octets: Span<UInt8>, _ attributes: [HTMLAttribute], _ seen: inout Set<[UInt8]>
    ) -> Bool {
        if attributes.count < 16 {
            for other in attributes where other.name == .other && other.nameRange.count == attribute.nameRange.count {
                if isEqual(octets, other.nameRange, attribute.nameRange) { return false }
            }
            return true
        }
        // A tag with very many attributes must not cost quadratic time.
        if seen.isEmpty {
            for other in attributes where other.name == .other { seen.insert(name(octets, other.nameRange)) }
        }
        return seen.insert(name(octets, attribute.nameRange)).inserted
    }

    /// Whether two names are the same but for the case of letters.
    static func isEqual(_ octets: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for offset in 0..<one.count
        where lowercased(octets[one.lowerBound + offset]) != lowercased(octets[other.lowerBound + offset]) {
            return false
        }
        return true
    }

    /// In lower case, U+0000 replaced.
    private static func name(_ octets: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var name: [UInt8] = []
        name.reserveCapacity(range.count)
        for index in range {
            if octets[index] == 0 { name += [0xEF, 0xBF, 0xBD] } else { name.append(lowercased(octets[index])) }
        }
        return name
    }

    private func name(_ range: Range<Int>) -> String {
        String(decoding: Self.name(input.span, range), as: UTF8.self)
    }

    /// In lower case.
    package func name(of tag: HTMLTag) -> String { Self.name(of: tag, in: input) }

    /// - Parameter input: what the tag was read from.
    package static func name(of tag: HTMLTag, in input: [UInt8]) -> String {
        tag.name == .other
            ? String(decoding: name(input.span, tag.nameRange.clamped(to: input.indices)), as: UTF8.self) : tag.name.text
    }

    /// In lower case.
    package func name(of attribute: HTMLAttribute) -> String {
        attribute.name == .other ? name(attribute.nameRange) : attribute.name.text
    }

    /// The attribute at the index, and where the tag goes on after it; nil where the input ends inside it.
    private static func attribute(_ octets: Span<UInt8>, _ start: Int) -> (HTMLAttribute, next: Int)? {
        let end = octets.count
        var packed = PackedName()
        var index = start
        while index < end {
            let byte = octets[index]
            // A leading `=` belongs to the name (§13.2.5.32).
            if OctetSet.attributeNameEnd.contains(byte), index > start { break }
            packed.append(lowercased(byte))
            index &+= 1
        }
        let name = AttributeName(rawValue: AttributeName.numbers.number(of: packed)) ?? .other
        let nameRange = start..<index
        while index < end, isSpace(octets[index]) { index &+= 1 }
        guard index < end else { return nil }
        guard octets[index] == 0x3D else {
            let nothing = HTMLText(nameRange.upperBound..<nameRange.upperBound, .attribute, [])
            return (HTMLAttribute(name: name, nameRange: nameRange, value: nothing), index)
        }
        index &+= 1
        while index < end, isSpace(octets[index]) { index &+= 1 }
        guard index < end else { return nil }
        let quote = octets[index]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index &+= 1 }
        let (valueEnd, specials) = isQuoted ? quotedEnd(octets, index, quote) : unquotedEnd(octets, index)
        guard valueEnd < end else { return nil }
        let value = HTMLText(index..<valueEnd, .attribute, specials)
        return (HTMLAttribute(name: name, nameRange: nameRange, value: value), isQuoted ? valueEnd &+ 1 : valueEnd)
    }

    private static func quotedEnd(_ octets: Span<UInt8>, _ start: Int, _ quote: UInt8) -> (Int, Specials) {
        var specials: Specials = []
        var index = start
        while index < octets.count {
            let byte = octets[index]
            // Neither a quote nor special: nearly every octet.
            if byte <= 0x27 {
                if byte == quote { break }
                specials.note(byte)
            }
            index &+= 1
        }
        return (index, specials)
    }

    /// `>` right after `=` leaves the value empty.
    private static func unquotedEnd(_ octets: Span<UInt8>, _ start: Int) -> (Int, Specials) {
        var specials: Specials = []
        var index = start
        while index < octets.count {
            let byte = octets[index]
            if OctetSet.unquotedEnd.contains(byte) { break }
            specials.note(byte)
            index &+= 1
        }
        return (index, specials)
    }
}
