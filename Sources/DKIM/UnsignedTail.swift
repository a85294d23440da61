import MIME

/// What starts in the body behind `l=`, which nobody signed (RFC 6376 §8.2). A boundary there lets a mail client show
/// parts that the signer never saw.
package enum UnsignedStructure: String, Sendable, Hashable {
    /// Nothing that a MIME parser would take for structure.
    case text
    /// A boundary that the message declares: another part starts.
    case boundary
    /// A closing boundary and no other: the end of the signer's own structure may be missing from what is signed.
    case closingBoundary
}

extension HeaderSection {
    /// Octets of the tail that are looked at, and boundaries that are remembered.
    private static let tailLimit = 1 << 20
    private static let boundaryLimit = 200

    /// - Parameter limit: `l=`, canonical octets that are signed.
    func unsignedStructure(_ canonicalization: Canonicalization, after limit: Int) -> UnsignedStructure {
        var hasher = BodyHasher(canonicalization, .sha256, limit: limit, tail: Self.tailLimit)
        hasher.update(octets[bodyStart...])
        let tail = hasher.finishWithTail()
        let boundaries = declaredBoundaries()
        guard !boundaries.isEmpty else { return .text }
        var found = UnsignedStructure.text
        for line in tail.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where line.starts(with: [0x2D, 0x2D]) {
            // RFC 2046 §5.1.1: white space may follow the boundary.
            let name = Self.trimmed(line.dropFirst(2))
            if boundaries.contains(name) { return .boundary }
            if name.suffix(2).elementsEqual([0x2D, 0x2D]), boundaries.contains(Self.trimmed(name.dropLast(2))) {
                found = .closingBoundary
            }
        }
        return found
    }

    /// Every value of a parameter `boundary`, in the header and in the headers of parts: also where it stands in a
    /// field that was added later.
    private func declaredBoundaries() -> Set<ArraySlice<UInt8>> {
        let word = Array("boundary".utf8)
        var found: Set<ArraySlice<UInt8>> = []
        var position = octets.startIndex
        while found.count < Self.boundaryLimit, let start = octets[position...].firstIndex(where: { $0 | 0x20 == 0x62 }) {
            position = start + 1
            guard octets[start...].prefix(word.count).map({ $0 | 0x20 }) == word else { continue }
            var value = octets[(start + word.count)...].drop { $0 == 0x20 || $0 == 0x09 }
            guard value.first == 0x3D else { continue }
            value = value.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
            let isQuoted = value.first == 0x22
            if isQuoted { value = value.dropFirst() }
            let name = value.prefix(Self.boundaryLimit).prefix {
                $0 >= 0x20 && (isQuoted ? $0 != 0x22 : $0 != 0x20 && $0 != 0x3B)
            }
            if !name.isEmpty { found.insert(Self.trimmed(name)) }
        }
        return found
    }

    private static func trimmed(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var octets = octets
        while octets.last == 0x20 || octets.last == 0x09 { octets.removeLast() }
        return octets
    }
}
