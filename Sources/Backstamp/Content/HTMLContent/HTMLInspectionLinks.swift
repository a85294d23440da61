/// Links with the text that a reader sees: anchors, areas of image maps, and the shapes of VML with an `href` that Outlook's
/// buttons are made of.
import HTML

extension HTMLInspection {
    mutating func link(_ walker: borrowing HTMLWalker) {
        guard let target = walker.value(.href) ?? walker.value(.xlinkHref) else { return }
        guard room.links > 0 else {
            openLink = nil
            content.limits.insert("more than \(Content.linkLimit) links")
            return
        }
        room.links -= 1
        if content.links.isEmpty { content.links.reserveCapacity(HTMLContent.usualCount) }
        content.links.append(HTMLContent.RawLink(written: target, base: base, tag: walker.tag, document: document, text: ""))
        if walker.tag.name == .area {
            if let text = walker.value(.alt) { content.links[content.links.count - 1].text.append(folding: text) }
        } else if walker.isOpen, walker.tag.name == .a || !walker.tag.isSelfClosing {
            openLink = content.links.count - 1
            linkNumbers.add(content.links.count - 1, walker.tag)
        }
    }

    /// A shape in another ends the link of its own alone.
    mutating func endShape(_ tag: HTMLTag) {
        if let link = openLink, content.links[link].tag.range == tag.range { openLink = nil }
    }
}

/// The numbers of the links of one document by their tags: a link that a block cut off goes on where its tag starts again.
struct LinkNumbers {
    /// In the order of the document.
    private var links: [(start: Int, number: Int)] = []

    mutating func add(_ number: Int, _ tag: HTMLTag) {
        if links.isEmpty { links.reserveCapacity(HTMLContent.usualCount) }
        links.append((tag.range.lowerBound, number))
    }

    /// nil for what is no link that is kept.
    subscript(tag: HTMLTag) -> Int? {
        let start = tag.range.lowerBound
        var places = links.indices
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            if links[middle].start == start { return links[middle].number }
            places = links[middle].start < start ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        return nil
    }
}

extension String {
    /// Appends text with its white space folded, up to the limit of a link's text: what goes beyond it is less than twice as
    /// long.
    mutating func append(folding text: ArraySlice<UInt8>) {
        guard utf8.count < Content.linkTextLimit else { return }
        let text = text.prefix(Content.linkTextLimit)
        var endsInSpace = utf8.last.map { $0 == 0x20 } ?? true
        if FoldedText.isFolded(text.span, noBreakSpaces: false) {
            append(String(decoding: endsInSpace && text.first == 0x20 ? text.dropFirst() : text, as: UTF8.self))
            return
        }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        for octet in text {
            if octet > 0x20 {
                octets.append(octet)
            } else if !endsInSpace {
                octets.append(0x20)
            }
            endsInSpace = octet <= 0x20
        }
        append(String(decoding: octets, as: UTF8.self))
    }
}
