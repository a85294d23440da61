/// Tags and their attributes (WHATWG §13.2.5.8, 32 to 40).
import Domains

extension HTMLTokenizer {
    /// The start tag at `position`; nil where the input ends inside it.
    @inline(__always) mutating func startTag() -> HTMLToken? {
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

    @inline(__always) private mutating func tag(nameStart: Int) -> HTMLTag? {
        let start = position
        var index = nameStart
        let packed = Self.name(input.span, &index, endsAtEquals: false)
        let name = TagName(names.element(packed), input.span, nameStart..<index)
        let traits = names.traits(of: name.element)
        if index < input.count, input[index] == 0x3E {
            position = index &+ 1
            return HTMLTag(name: name, traits: traits, range: start..<position)
        }
        // Moved out, so that the list is filled while the input is looked at.
        var list: [HTMLAttribute] = []
        swap(&list, &attributes)
        let first = list.count
        var limits = limits
        let end = Self.readAttributes(input.span, names, &index, &list, &limits)
        swap(&list, &attributes)
        self.limits = limits
        guard let end else {
            position = input.count
            return nil
        }
        position = index
        return HTMLTag(
            name: name, traits: traits, attributes: end.names, attributePlaces: first..<attributes.count,
            isSelfClosing: end.isSelfClosing, range: start..<index)
    }

    /// The attributes of a start tag that was met before.
    func attributes(of tag: HTMLTag) -> [HTMLAttribute] {
        var attributes: [HTMLAttribute] = []
        var index = tag.nameRange.upperBound
        var limits = limits
        if tag.attributeCount > 0 { _ = Self.readAttributes(input.span, names, &index, &attributes, &limits) }
        return attributes
    }

    /// The name from the index on, which is moved to its end: white space, `/`, `>`, of an attribute `=` too.
    @inline(__always) private static func name(_ octets: Span<UInt8>, _ index: inout Int, endsAtEquals: Bool) -> PackedName {
        var name = PackedName()
        let start = index
        let ends = endsAtEquals ? OctetSet.attributeNameEnd : OctetSet.tagNameEnd
        while index >= 0, index &+ 8 <= octets.count {
            let word = octets.word(at: index)
            guard word.isASCII else { break }
            var found = word.mask(below: 0x21) | word.mask(of: 0x2F) | word.mask(of: 0x3E)
            if endsAtEquals { found |= word.mask(of: 0x3D) }
            let count = found == 0 ? 8 : OctetWord.first(found)
            if count > 0 { name.append(word.lowercasedName(count: count), count: count) }
            index &+= count
            if found == 0 { continue }
            // Other controls belong to the name, and so does a leading `=` (§13.2.5.32).
            if ends.contains(octets[index]), !endsAtEquals || index > start { return name }
            break
        }
        while index < octets.count {
            let byte = octets[index]
            if ends.contains(byte), !endsAtEquals || index > start { break }
            name.append(lowercased(byte))
            index &+= 1
        }
        return name
    }

    /// Appends the attributes from the index on, and moves it past the `>` of the tag; nil where the input ends before.
    private static func readAttributes(
        _ octets: Span<UInt8>, _ tables: NameTables, _ index: inout Int, _ attributes: inout [HTMLAttribute],
        _ limits: inout Limits
    ) -> (names: UInt64, isSelfClosing: Bool)? {
        let end = octets.count
        let first = attributes.count
        var names: UInt64 = 0
        /// The bits of names that are none of the known ones.
        var otherBits: UInt64 = 0
        /// Where names that are none of the known ones stand, by hash, in a tag that has very many.
        var others: [UInt64: Int]?
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
            guard let (attribute, bit) = attribute(octets, tables, &index) else { return nil }
            if attributes.count &- first >= maximumAttributes {
                limits.insert(.attributes)
                continue
            }
            // The first of a name wins (§13.2.5.33).
            if attribute.name == .other {
                // A bit that is not set yet tells that the name is new; a set of names has to hear of each.
                if otherBits & bit != 0 || others != nil {
                    guard isNew(attribute, octets, attributes[first...], &others) else { continue }
                }
                otherBits |= bit
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
        _ attribute: HTMLAttribute, _ octets: Span<UInt8>, _ attributes: ArraySlice<HTMLAttribute>, _ seen: inout [UInt64: Int]?
    ) -> Bool {
        if seen == nil, attributes.count < 48 {
            for index in attributes.indices where attributes[index].name == .other {
                if isEqual(octets, attributes[index].nameRange, attribute.nameRange) { return false }
            }
            return true
        }
        // A tag with very many attributes must not cost quadratic time.
        var places = seen ?? [:]
        seen = nil
        if places.isEmpty {
            for index in attributes.indices where attributes[index].name == .other {
                places[TagName.hash(octets, attributes[index].nameRange)] = index
            }
        }
        let hash = TagName.hash(octets, attribute.nameRange)
        var isNew = true
        // Names made to share a hash are kept, as many as a tag may have.
        if let place = places[hash] { isNew = !isEqual(octets, attributes[place].nameRange, attribute.nameRange) }
        if isNew { places[hash] = attributes.endIndex }
        seen = places
        return isNew
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

    /// The attribute at the index, which is moved behind it, and the bit of its name; nil where the input ends inside it.
    @inline(__always) private static func attribute(
        _ octets: Span<UInt8>, _ tables: NameTables, _ index: inout Int
    ) -> (HTMLAttribute, bit: UInt64)? {
        let end = octets.count
        let start = index
        let packed = name(octets, &index, endsAtEquals: true)
        let name = tables.attribute(packed)
        let nameRange = start..<index
        while index < end, isSpace(octets[index]) { index &+= 1 }
        guard index < end else { return nil }
        guard octets[index] == 0x3D else {
            let nothing = HTMLText(nameRange.upperBound..<nameRange.upperBound, .attribute, [])
            return (HTMLAttribute(name: name, nameRange: nameRange, value: nothing), packed.bit)
        }
        index &+= 1
        while index < end, isSpace(octets[index]) { index &+= 1 }
        guard index < end else { return nil }
        let quote = octets[index]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index &+= 1 }
        let valueStart = index
        let specials = isQuoted ? skipQuoted(octets, &index, quote) : skipUnquoted(octets, &index)
        guard index < end else { return nil }
        let value = HTMLText(valueStart..<index, .attribute, specials)
        if isQuoted { index &+= 1 }
        return (HTMLAttribute(name: name, nameRange: nameRange, value: value), packed.bit)
    }

    /// Moves the index to the quote, or to the end.
    @inline(__always) private static func skipQuoted(_ octets: Span<UInt8>, _ index: inout Int, _ quote: UInt8) -> Specials {
        var specials: Specials = []
        while index >= 0, index &+ 8 <= octets.count {
            let word = octets.word(at: index)
            let found = word.mask(of: quote) | word.mask(of: 0x26) | word.mask(below: 0x0E)
            guard found != 0 else {
                index &+= 8
                continue
            }
            index &+= OctetWord.first(found)
            let byte = octets[index]
            if byte == quote { return specials }
            specials.note(byte)
            index &+= 1
        }
        while index < octets.count {
            let byte = octets[index]
            if byte == quote { break }
            specials.note(byte)
            index &+= 1
        }
        return specials
    }

    /// `>` right after `=` leaves the value empty.
    private static func skipUnquoted(_ octets: Span<UInt8>, _ index: inout Int) -> Specials {
        var specials: Specials = []
        while index < octets.count {
            let byte = octets[index]
            if OctetSet.unquotedEnd.contains(byte) { break }
            specials.note(byte)
            index &+= 1
        }
        return specials
    }
}
