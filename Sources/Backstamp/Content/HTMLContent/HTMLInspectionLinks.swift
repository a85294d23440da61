/// Links with the text that a reader sees.
import HTML

extension HTMLInspection {
    mutating func link(_ walker: borrowing HTMLWalker) {
        guard let target = walker.value(.href) ?? walker.value(.xlinkHref) else { return }
        guard content.links.count < Content.linkLimit else {
            openLink = nil
            content.limits.insert("more than \(Content.linkLimit) links")
            return
        }
        if content.links.isEmpty { content.links.reserveCapacity(HTMLContent.usualCount) }
        content.links.append(HTMLContent.RawLink(written: target, base: base, tag: walker.tag, document: document, text: ""))
        if walker.tag.name == .area {
            content.links[content.links.count - 1].text = walker[.alt] ?? ""
        } else if walker.isOpen {
            openLink = content.links.count - 1
            linkNumbers.add(content.links.count - 1, walker.tag)
        }
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
    /// Appends text with its white space folded, up to the limit of a link's text.
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
