/// Names of tags and attributes (WHATWG §13.2.5.8 and 33), read in words of eight octets: nearly all are ASCII and shorter
/// than sixteen.
import Domains

extension HTMLTokenizer {
    /// The name at the index and its end, where it is shorter than eight octets and ASCII. A name ends at white space, `/`,
    /// `>`, that of an attribute at `=` too.
    @inline(__always) static func shortName(
        _ octets: Span<UInt8>, at index: Int, endsAtEquals: Bool
    ) -> (name: PackedName, end: Int)? {
        guard index >= 0, index &+ 8 <= octets.count else { return nil }
        let word = octets.word(at: index)
        let found = nameEnd(word, endsAtEquals)
        let count = OctetWord.first(found)
        guard count > 0, count < 8, word.isASCII(before: found) else { return nil }
        // Other controls belong to the name.
        let ends = endsAtEquals ? OctetSet.attributeNameEnd : OctetSet.tagNameEnd
        guard ends.contains(word.octet(at: count)) else { return nil }
        return (PackedName(low: word.lowercasedName(count: count), count: count), index &+ count)
    }

    /// A mask of what a name may end at: space and all controls, `/`, `>`, `=`.
    @inline(__always) private static func nameEnd(_ word: OctetWord, _ endsAtEquals: Bool) -> UInt64 {
        let found = word.mask(below: 0x21) | word.mask(of: 0x2F) | word.mask(of: 0x3E)
        return endsAtEquals ? found | word.mask(of: 0x3D) : found
    }

    /// The same of eight octets to fifteen.
    @inline(__always) private static func longerName(
        _ octets: Span<UInt8>, at index: Int, endsAtEquals: Bool
    ) -> (name: PackedName, end: Int)? {
        guard index >= 0, index &+ 16 <= octets.count else { return nil }
        let first = octets.word(at: index)
        let second = octets.word(at: index &+ 8)
        let found = nameEnd(second, endsAtEquals)
        guard found != 0, first.isASCII, nameEnd(first, endsAtEquals) == 0, second.isASCII(before: found) else { return nil }
        let rest = OctetWord.first(found)
        let ends = endsAtEquals ? OctetSet.attributeNameEnd : OctetSet.tagNameEnd
        guard ends.contains(second.octet(at: rest)) else { return nil }
        // The last eight octets, and those before them.
        let low = octets.word(at: index &+ rest).lowercasedName(count: 8)
        let high = rest == 0 ? 0 : first.lowercasedName(count: rest)
        return (PackedName(low: low, high: high, count: 8 &+ rest), index &+ 8 &+ rest)
    }

    /// The name at the index, whatever it is, and its end.
    @inline(never) static func name(
        _ octets: Span<UInt8>, at start: Int, endsAtEquals: Bool
    ) -> (name: PackedName, end: Int) {
        if let longer = longerName(octets, at: start, endsAtEquals: endsAtEquals) { return longer }
        var name = PackedName()
        var index = start
        let ends = endsAtEquals ? OctetSet.attributeNameEnd : OctetSet.tagNameEnd
        while index < octets.count {
            let byte = octets[index]
            // A leading `=` belongs to the name (§13.2.5.32).
            if ends.contains(byte), !endsAtEquals || index > start { break }
            name.append(lowercased(byte))
            index &+= 1
        }
        return (name, index)
    }
}
