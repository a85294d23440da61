/// Where something stands in a document. The text of the place is only made where something is reported: most tags give
/// nothing away.
import HTML

enum TagOrigin {
    case tag(HTMLTag)
    /// What is no tag.
    case place(Place)
}

extension HTMLInspection {
    /// Octets from the start of the part.
    func offset(_ origin: TagOrigin) -> Int {
        switch origin {
        case .tag(let tag): min(tag.range.lowerBound, octets.count) + start
        case .place(let place): place.offset ?? 0
        }
    }

    func place(_ origin: TagOrigin) -> Place {
        switch origin {
        case .tag(let tag):
            let range = tag.range.clamped(to: octets.indices)
            return Place(
                .html, name: HTMLTokenizer.name(of: tag, in: octets), index: part, offset: range.lowerBound + start,
                length: range.count, octets: octets[range])
        case .place(let place): return place
        }
    }
}
