/// Tags and their attributes (WHATWG §13.2.5.8, 32 to 40).
///
/// Three of four attributes are written in one way, `name="value"` with a short name: there is a short way to read these,
/// beside the one that reads all.
import Domains

extension HTMLTokenizer {
    /// The tag at `position`, whose name stands at the index; no token where the input ends inside it.
    mutating func readTag(_ kind: HTMLToken.Kind, nameStart: Int, _ octets: Span<UInt8>, _ tokens: inout OutputSpan<HTMLToken>) {
        let start = position
        let (packed, nameEnd) =
            Self.shortName(octets, at: nameStart, endsAtEquals: false) ?? Self.name(octets, at: nameStart, endsAtEquals: false)
        let name = names.elements[packed]
        let traits = names.traits(of: name)
        let first = attributes.count
        var end = TagEnd(index: nameEnd &+ 1)
        if nameEnd >= octets.count || octets[nameEnd] != 0x3E {
            guard let found = Self.readAttributes(octets, names, from: nameEnd, &attributes, &limits, &otherNames) else {
                position = octets.count
                return
            }
            end = found
        }
        position = end.index
        // Made where it stays: a copy of what was just put together field by field has to wait for it.
        tokens.append(
            HTMLToken(
                kind,
                HTMLTag(
                    name, traits, nameRange: nameStart..<nameEnd, attributes: end.names,
                    attributePlaces: first..<attributes.count, isSelfClosing: end.isSelfClosing, range: start..<end.index)))
        if kind == .endTag {
            state = .data
            if foreign.isOpen { foreign.end(tokens[tokens.count - 1].tag) }
        } else if foreign.isOpen || !traits.isDisjoint(with: .changingState) {
            changeState(&tokens)
        }
    }

    @inline(never) private mutating func changeState(_ tokens: inout OutputSpan<HTMLToken>) {
        let tag = tokens[tokens.count - 1].tag
        foreign.start(tag)
        guard foreign.isActive else { return switchState(after: tag) }
        // §4.2.3 speaks of the element of HTML; in SVG and MathML the name means nothing.
        if tag.name == .base {
            _ = tokens.removeLast()
            tokens.append(HTMLToken(.startTag, tag.unknown))
        }
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

    /// The attributes of a start tag that was met before.
    func attributes(of tag: HTMLTag) -> [HTMLAttribute] {
        var attributes: [HTMLAttribute] = []
        var limits = limits
        var otherNames = OtherNames()
        if tag.attributeCount > 0 {
            attributes.reserveCapacity(tag.attributeCount)
            _ = Self.readAttributes(input.span, names, from: tag.nameRange.upperBound, &attributes, &limits, &otherNames)
        }
        return attributes
    }

    // MARK: Attributes

    /// Where a tag ends, and what was found before.
    private struct TagEnd {
        /// Past the `>`.
        var index: Int
        /// The bits of the names of its attributes.
        var names: UInt64 = 0
        var isSelfClosing = false
    }

    /// Where names that are none of the known ones stand, by hash, in a tag that has very many. Kept from tag to tag, because
    /// one that is made for each has to be let go for each.
    struct OtherNames {
        fileprivate var places: [UInt64: Int] = [:]
        /// Where the tag's attributes start in the input.
        fileprivate var tag = -1
    }

    /// Appends the attributes from the index on; nil where the input ends before the tag.
    private static func readAttributes(
        _ octets: Span<UInt8>, _ tables: NameTables, from start: Int, _ attributes: inout [HTMLAttribute], _ limits: inout Limits,
        _ otherNames: inout OtherNames
    ) -> TagEnd? {
        let first = attributes.count
        var index = start
        var names: UInt64 = 0
        /// The bits of names that are none of the known ones.
        var otherBits: UInt64 = 0
        otherNames.tag = -1
        while index < octets.count {
            let byte = octets[index]
            if byte == 0x3E { return TagEnd(index: index &+ 1, names: names) }
            if byte == 0x2F, index &+ 1 < octets.count, octets[index &+ 1] == 0x3E {
                return TagEnd(index: index &+ 2, names: names, isSelfClosing: true)
            }
            if byte == 0x2F || isSpace(byte) {
                index &+= 1
                continue
            }
            let (packed, nameEnd) =
                shortName(octets, at: index, endsAtEquals: true) ?? name(octets, at: index, endsAtEquals: true)
            let name = tables.attributes[packed]
            guard let (value, end) = quotedValue(octets, at: nameEnd) ?? value(octets, at: nameEnd) else { return nil }
            let attribute = HTMLAttribute(name: name, nameRange: index..<nameEnd, value: value)
            index = end
            if attributes.count &- first >= maximumAttributes {
                limits.insert(.attributes)
                continue
            }
            // The first of a name wins (§13.2.5.33).
            if name == .other {
                // A bit that is not set yet tells that the name is new; a set of names has to hear of each.
                if otherBits & packed.bit != 0 || otherNames.tag == start {
                    guard isNew(attribute, octets, attributes[first...], start, &otherNames) else { continue }
                }
                otherBits |= packed.bit
            } else if names & name.bit != 0 {
                continue
            }
            names |= name.bit
            attributes.append(attribute)
        }
        return nil
    }

    /// Whether the tag has no attribute of this name, which is none of the known ones.
    private static func isNew(
        _ attribute: HTMLAttribute, _ octets: Span<UInt8>, _ attributes: ArraySlice<HTMLAttribute>, _ tag: Int,
        _ seen: inout OtherNames
    ) -> Bool {
        if seen.tag != tag, attributes.count < 48 {
            for index in attributes.indices where attributes[index].name == .other {
                if isEqual(octets, attributes[index].nameRange, attribute.nameRange) { return false }
            }
            return true
        }
        // A tag with very many attributes must not cost quadratic time.
        if seen.tag != tag {
            seen.tag = tag
            seen.places.removeAll(keepingCapacity: true)
            for index in attributes.indices where attributes[index].name == .other {
                seen.places[nameHash(octets, attributes[index].nameRange)] = index
            }
        }
        let hash = nameHash(octets, attribute.nameRange)
        // Names made to share a hash are kept, as many as a tag may have.
        if let place = seen.places[hash], isEqual(octets, attributes[place].nameRange, attribute.nameRange) { return false }
        seen.places[hash] = attributes.endIndex
        return true
    }

    /// Of a name of a tag or an attribute, in lower case (FNV-1a).
    static func nameHash(_ octets: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
        var hash = CSSName.start
        for index in name { hash = CSSName.append(lowercased(octets[index]), to: hash) }
        return hash
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

    // MARK: Values

    /// What stands behind a name, and its end: `="value"`, without white space.
    @inline(__always) private static func quotedValue(_ octets: Span<UInt8>, at index: Int) -> (HTMLText, end: Int)? {
        guard index &+ 1 < octets.count, octets[index] == 0x3D else { return nil }
        let quote = octets[index &+ 1]
        guard quote == 0x22 || quote == 0x27 else { return nil }
        let start = index &+ 2
        let (end, specials) = endOfQuoted(octets, from: start, quote)
        guard end < octets.count else { return nil }
        return (HTMLText(start..<end, .attribute, specials), end &+ 1)
    }

    /// What stands behind a name, whatever it is, and its end; nil where the input ends inside it.
    @inline(never) private static func value(_ octets: Span<UInt8>, at nameEnd: Int) -> (HTMLText, end: Int)? {
        var index = nameEnd
        while index < octets.count, isSpace(octets[index]) { index &+= 1 }
        guard index < octets.count else { return nil }
        guard octets[index] == 0x3D else { return (HTMLText(nameEnd..<nameEnd, .attribute, []), index) }
        index &+= 1
        while index < octets.count, isSpace(octets[index]) { index &+= 1 }
        guard index < octets.count else { return nil }
        let quote = octets[index]
        let isQuoted = quote == 0x22 || quote == 0x27
        if isQuoted { index &+= 1 }
        let (end, specials) = isQuoted ? endOfQuoted(octets, from: index, quote) : endOfUnquoted(octets, from: index)
        guard end < octets.count else { return nil }
        return (HTMLText(index..<end, .attribute, specials), isQuoted ? end &+ 1 : end)
    }

    /// Where the quote is, or the end.
    @inline(never) private static func endOfQuoted(_ octets: Span<UInt8>, from start: Int, _ quote: UInt8) -> (Int, Specials) {
        var specials: Specials = []
        var index = start
        while index >= 0, index &+ 8 <= octets.count {
            let word = octets.word(at: index)
            let found = word.mask(of: quote) | word.mask(of: 0x26) | word.mask(below: 0x0E)
            guard found != 0 else {
                index &+= 8
                continue
            }
            let place = OctetWord.first(found)
            let byte = word.octet(at: place)
            index &+= place
            if byte == quote { return (index, specials) }
            specials.note(byte)
            index &+= 1
        }
        while index < octets.count {
            let byte = octets[index]
            if byte == quote { break }
            specials.note(byte)
            index &+= 1
        }
        return (index, specials)
    }

    /// `>` right after `=` leaves the value empty.
    private static func endOfUnquoted(_ octets: Span<UInt8>, from start: Int) -> (Int, Specials) {
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
