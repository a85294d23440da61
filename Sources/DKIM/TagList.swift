/// The tag-list of RFC 6376 §3.2, in which DKIM and ARC write signatures and key records: `v=1; a=rsa-sha256; ...`.
///
/// White space and folding stand wherever the grammar lets them. A duplicate tag, an empty tag-spec, a name that is
/// none or a control character spoils the whole list, as the section demands. Octets beyond ASCII may stand in values
/// (RFC 8616 §5); what a value means is the business of its reader.
package struct TagList: Sendable {
    package struct Tag: Sendable {
        package let name: String
        /// The value without the white space around it: a range of the octets that were given.
        package let value: Range<Int>
        /// From after the equals sign to the semicolon or the end: what is deleted of `b=` (RFC 6376 §3.7).
        package let extent: Range<Int>
        /// Whether the equals sign follows the name at once.
        package let isTight: Bool
    }

    /// In the order in which they stand.
    package let tags: [Tag]
    private let octets: ArraySlice<UInt8>

    /// More tags than any standard knows.
    static let limit = 200

    package init(_ octets: ArraySlice<UInt8>) throws(DKIMFailure) {
        self.octets = octets
        var tags: [Tag] = []
        var position = octets.startIndex
        while position < octets.endIndex {
            let end = octets[position...].firstIndex(of: 0x3B) ?? octets.endIndex
            let spec = Self.trimmed(octets, position..<end)
            if spec.isEmpty {
                // RFC 6376 §3.2: only the last semicolon may have nothing behind it.
                guard end == octets.endIndex, !tags.isEmpty else { throw .syntax("an empty tag") }
                break
            }
            let tag = try Self.tag(octets, spec, to: end)
            guard !tags.contains(where: { $0.name == tag.name }) else { throw .syntax("tag \(tag.name)= given twice") }
            guard tags.count < Self.limit else { throw .syntax("too many tags") }
            tags.append(tag)
            position = end + 1
        }
        guard !tags.isEmpty else { throw .syntax("no tags") }
        self.tags = tags
    }

    private static func tag(
        _ octets: ArraySlice<UInt8>, _ spec: Range<Int>, to end: Int
    ) throws(DKIMFailure) -> Tag {
        guard let equals = octets[spec].firstIndex(of: 0x3D) else { throw .syntax("a tag without =") }
        let name = trimmed(octets, spec.lowerBound..<equals)
        guard !name.isEmpty, name.count <= 64, isName(octets[name]) else { throw .syntax("a tag name that is none") }
        let text = String(decoding: octets[name], as: UTF8.self)
        let value = trimmed(octets, (equals + 1)..<end)
        for byte in octets[value] where byte < 0x20 && !isSpace(byte) || byte == 0x7F {
            throw .syntax("a control character in \(text)=")
        }
        return Tag(
            name: text, value: value, extent: (equals + 1)..<end, isTight: name.upperBound == equals)
    }

    /// RFC 6376 §3.2, tag-name.
    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, isLetter(first) else { return false }
        return name.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    private static func trimmed(_ octets: ArraySlice<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isSpace(octets[lower]) { lower += 1 }
        while upper > lower, isSpace(octets[upper - 1]) { upper -= 1 }
        return lower..<upper
    }

    // MARK: Reading

    package func tag(_ name: String) -> Tag? { tags.first { $0.name == name } }

    /// The value as it stands, folding inside it included.
    package subscript(name: String) -> ArraySlice<UInt8>? { tag(name).map { octets[$0.value] } }

    package func text(_ name: String) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }

    /// The items of a list with colons between them, white space around them removed.
    package func items(_ name: String) -> [String]? {
        itemRanges(name)?.map { String(decoding: octets[$0], as: UTF8.self) }
    }

    func itemRanges(_ name: String) -> [Range<Int>]? {
        guard let value = tag(name)?.value else { return nil }
        var items: [Range<Int>] = []
        var position = value.lowerBound
        while position <= value.upperBound {
            let end = octets[position..<value.upperBound].firstIndex(of: 0x3A) ?? value.upperBound
            items.append(Self.trimmed(octets, position..<end))
            position = end + 1
        }
        return items
    }

    /// In lower case; nil where it is not printable ASCII.
    func lowercased(_ range: Range<Int>) -> String? {
        octets.withUnsafeBufferPointer { all in
            let item = all[(range.lowerBound - octets.startIndex)..<(range.upperBound - octets.startIndex)]
            guard item.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
            return String(unsafeUninitializedCapacity: item.count) { name in
                for (index, octet) in item.enumerated() { name[index] = octet &- 0x41 < 26 ? octet | 0x20 : octet }
                return item.count
            }
        }
    }
}
