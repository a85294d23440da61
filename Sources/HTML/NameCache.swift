/// Names of tags and attributes as strings in lower case. A mail repeats few names very often, so the last ones seen
/// are kept, found by their octets: most names then cost no new string and no look-up of their traits.
struct NameCache {
    struct Name {
        let text: String
        let traits: ElementTraits
        let key: UInt64

        /// - Parameter text: in lower case.
        init(_ text: String) {
            self.text = text
            traits = ElementTraits.of(text)
            key = ElementTraits.key(text)
        }
    }

    private struct Entry {
        /// The first and second eight octets of the name; zero octets fill up.
        var low: UInt64
        var high: UInt64
        var name: Name
    }

    private var entries = [Entry](
        repeating: Entry(low: 0, high: 0, name: Name("")), count: 128)

    /// The name at `start`, up to one of `ends`; `takingFirst`: whatever stands first belongs to it.
    mutating func name(
        _ input: [UInt8], from start: Int, until ends: OctetSet, takingFirst: Bool = false
    ) -> (Name, end: Int) {
        let bytes = input.span
        var low: UInt64 = 0
        var high: UInt64 = 0
        var hasNull = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if ends.contains(byte), !(takingFirst && index == start) { break }
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            hasNull = hasNull || byte == 0
            let offset = index &- start
            if offset < 8 {
                low |= UInt64(lower) &<< UInt64(truncatingIfNeeded: offset &* 8)
            } else if offset < 16 {
                high |= UInt64(lower) &<< UInt64(truncatingIfNeeded: (offset &- 8) &* 8)
            }
            index &+= 1
        }
        guard index - start <= 16, !hasNull else { return (Self.make(input[start..<index]), index) }
        let hash = (low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        let slot = Int(hash >> 57)
        if entries[slot].low == low, entries[slot].high == high { return (entries[slot].name, index) }
        let name = Self.make(input[start..<index])
        entries[slot] = Entry(low: low, high: high, name: name)
        return (name, index)
    }

    private static func make(_ octets: ArraySlice<UInt8>) -> Name {
        var lower: [UInt8] = []
        lower.reserveCapacity(octets.count)
        for byte in octets {
            if byte == 0 {
                lower += [0xEF, 0xBF, 0xBD]
            } else {
                lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            }
        }
        return Name(String(decoding: lower, as: UTF8.self))
    }
}
