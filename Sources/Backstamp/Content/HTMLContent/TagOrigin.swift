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
                length: range.count, text: String(decoding: Self.shown(octets[range]), as: UTF8.self))
        case .place(let place): return place
        }
    }

    /// Enough for the characters that a place shows: of ASCII one more than it does, so that it sees that there are more.
    private static func shown(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = text.prefix(Place.textLimit + 1)
        // A line end of two octets is one character.
        return head.allSatisfy { $0 < 0x80 && $0 != 0x0D } ? head : text.prefix(Place.textLimit * 4)
    }
}
