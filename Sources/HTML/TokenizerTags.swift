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
        lastStartTag = Array(tag.name.utf8)
    }

    private mutating func tag(nameStart: Int) -> HTMLTag? {
        let start = position
        let end = input.count
        var (name, index) = names.name(input, from: nameStart, until: .tagNameEnd)
        var attributes: [HTMLAttribute] = []
        var seen: Set<String> = []
        while index < end {
            let byte = input[index]
            if byte == 0x3E {
                position = index + 1
                return HTMLTag(
                    name: name, attributes: attributes, isSelfClosing: false, range: start..<index + 1)
            }
            if byte == 0x2F, index + 1 < end, input[index + 1] == 0x3E {
                position = index + 2
                return HTMLTag(
                    name: name, attributes: attributes, isSelfClosing: true, range: start..<index + 2)
            }
            if byte == 0x2F || isSpace(byte) {
                index += 1
                continue
            }
            guard let attribute = attribute(&index) else { break }
            if attributes.isEmpty {
                attributes.reserveCapacity(4)
            } else if attributes.count >= Self.maximumAttributes {
                limits.insert(.attributes)
                continue
            } else if isDuplicate(attribute.name, attributes, &seen) {
                continue
            }
            attributes.append(attribute)
        }
        position = end
        return nil
    }

    /// Whether the tag has the attribute already (§13.2.5.33): the first wins.
    private func isDuplicate(_ name: String, _ attributes: [HTMLAttribute], _ seen: inout Set<String>) -> Bool {
        if attributes.count < 16 {
            for attribute in attributes where attribute.name == name { return true }
            return false
        }
        // A tag with very many attributes must not cost quadratic time.
        if seen.isEmpty { seen = Set(attributes.map(\.name)) }
        return !seen.insert(name).inserted
    }

    /// The attribute at the index, which is moved past it; nil where the input ends inside it.
    private mutating func attribute(_ index: inout Int) -> HTMLAttribute? {
        let end = input.count
        // A leading `=` belongs to the name (§13.2.5.32).
        let (name, nameEnd) = names.name(input, from: index, until: .attributeNameEnd, takingFirst: true)
        index = nameEnd
        while index < end, isSpace(input[index]) { index += 1 }
        guard index < end else { return nil }
        guard input[index] == 0x3D else { return HTMLAttribute(name: name.text, range: nameEnd..<nameEnd) }
        index += 1
        while index < end, isSpace(input[index]) { index += 1 }
        guard index < end else { return nil }
        let quote = input[index]
        if quote == 0x22 || quote == 0x27 { index += 1 }
        let start = index
        let bytes = input.span
        if quote == 0x22 || quote == 0x27 {
            while index < end, bytes[index] != quote { index &+= 1 }
            guard index < end else { return nil }
            let range = start..<index
            index += 1
            return HTMLAttribute(name: name.text, value: resolved(range, .attribute), range: range)
        }
        // `>` right after `=` leaves the value empty.
        while index < end, !OctetSet.unquotedEnd.contains(bytes[index]) { index &+= 1 }
        guard index < end else { return nil }
        return HTMLAttribute(name: name.text, value: resolved(start..<index, .attribute), range: start..<index)
    }
}
