/// Where a tag stands. The text of the place is only made where something is reported: most tags give nothing away.
import HTML

struct TagOrigin {
    /// Octets from the start of the part.
    let offset: Int
    private let given: Place?
    private let name: String
    private let part: Int
    private let octets: [UInt8]
    private let range: Range<Int>

    /// - Parameters:
    ///   - octets: the document that the tag was read from.
    ///   - offset: where the document starts in the part.
    init(_ tag: HTMLTag, part: Int, octets: [UInt8], offset: Int) {
        given = nil
        name = tag.name
        self.part = part
        self.octets = octets
        range = tag.range.clamped(to: 0..<octets.count)
        self.offset = range.lowerBound + offset
    }

    /// What is no tag.
    init(_ place: Place) {
        given = place
        offset = place.offset ?? 0
        (name, part, octets, range) = ("", 0, [], 0..<0)
    }

    var place: Place {
        given
            ?? Place(
                .html, name: name, index: part, offset: offset, length: range.count,
                text: String(decoding: octets[range].prefix(Self.shownOctets), as: UTF8.self))
    }

    /// Enough for the characters that a place shows.
    private static let shownOctets = Place.textLimit * 4
}
