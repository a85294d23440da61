/// Where something stands in a document. The text of the place is only made where something is reported: most tags give
/// nothing away.
import HTML

/// One of the documents of a part: the part's own, or one inside it.
final class HTMLDocument: Sendable {
    /// UTF-8.
    let octets: [UInt8]
    /// Where it starts in the part.
    let start: Int
    /// Index of the part.
    let part: Int

    init(_ octets: [UInt8], start: Int, part: Int) {
        self.octets = octets
        self.start = start
        self.part = part
    }

    /// Octets from the start of the part.
    func offset(_ tag: HTMLTag) -> Int { min(tag.range.lowerBound, octets.count) + start }

    func place(_ tag: HTMLTag) -> Place {
        let range = tag.range.clamped(to: octets.indices)
        return Place(
            .html, name: HTMLTokenizer.name(of: tag, in: octets), index: part, offset: range.lowerBound + start,
            length: range.count, octets: octets[range])
    }

    /// - Parameter octets: those of the text.
    func place(_ text: HTMLText, _ octets: ArraySlice<UInt8>) -> Place {
        Place(
            .html, name: "text", index: part, offset: text.range.lowerBound + start, length: text.range.count, octets: octets)
    }
}

enum TagOrigin: Sendable {
    case tag(HTMLTag, HTMLDocument)
    /// What is no tag.
    indirect case place(Place)

    var place: Place {
        switch self {
        case .tag(let tag, let document): document.place(tag)
        case .place(let place): place
        }
    }
}
