/// Empty space of a length that nobody scrolls through.
enum FarBelow {
    private static let limit = 1 << 19
    private static let emptyLines = 30
    private static let pixels = 2_000
    private static let properties: [[UInt8]] = ["margin-top", "margin-bottom", "padding-top", "padding-bottom", "height"].map { Array($0.utf8) }

    /// Looks at blocks first, because hardly any message has so many line breaks at all, or four digits before a `px`.
    static func find(_ octets: [UInt8]) -> Range<Int>? {
        let text = octets.span.extracting(first: limit)
        var breaks = 0
        var start = 0
        while start + 5 < text.count {
            let end = min(start + blockLength, text.count - 5)
            let (count, hasLength) = survey(text.extracting(start..<(end + 5)))
            breaks += count
            if hasLength, let range = far(octets, start..<end, text.count) {
                // What stands inside the tag of a line break does not count, and enough of those may come before.
                return breaks == 0 ? range : search(octets)
            }
            start = end
        }
        // The last octets hold one `<br` more at the most.
        return breaks + 1 >= emptyLines ? search(octets) : nil
    }

    /// The first great distance of which the last four digits start in the block.
    private static func far(_ octets: [UInt8], _ block: Range<Int>, _ end: Int) -> Range<Int>? {
        for index in block where index + 7 < end && octets[index + 4] == 0x70 && octets[index + 5] == 0x78 && octets[index + 3].isASCIIDigit {
            if let range = distance(octets, endingAt: index + 4) { return range }
        }
        return nil
    }

    /// What starts in a block: the text without its last five octets. The loop has no branches and runs over slices of
    /// one length, so that the compiler turns it into instructions for many octets at once.
    private static func survey(_ text: Span<UInt8>) -> (breaks: Int, hasLength: Bool) {
        let count = text.count - 5
        let (one, two, three) = (text.extracting(0..<count), text.extracting(1..<(count + 1)), text.extracting(2..<(count + 2)))
        let (four, five, six) = (text.extracting(3..<(count + 3)), text.extracting(4..<(count + 4)), text.extracting(5..<(count + 5)))
        var breaks: UInt8 = 0
        var lengths: UInt8 = 0
        for index in 0..<count {
            breaks &+= flag(one[index] == 0x3C) & flag(two[index] | 0x20 == 0x62) & flag(three[index] | 0x20 == 0x72)
            let digits = flag(one[index] &- 0x30 < 10) & flag(two[index] &- 0x30 < 10) & flag(three[index] &- 0x30 < 10) & flag(four[index] &- 0x30 < 10)
            lengths |= digits & flag(five[index] == 0x70) & flag(six[index] == 0x78)
        }
        return (Int(breaks), lengths != 0)
    }

    private static let blockLength = 128

    @inline(__always) private static func flag(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }

    private static func search(_ octets: [UInt8]) -> Range<Int>? {
        let end = min(octets.count, limit)
        var lines = 0
        var start = 0
        var index = 0
        while index + 3 < end {
            let octet = octets[index]
            if octet == 0x3C, octets[index + 1] | 0x20 == 0x62, octets[index + 2] | 0x20 == 0x72, !octets[index + 3].isASCIILetter {
                if lines == 0 { start = index }
                lines += 1
                if lines >= emptyLines { return start..<(index + 3) }
                index += 3
                while index < end, octets[index] != 0x3E { index += 1 }
            } else if octet > 0x20 {
                lines = 0
                if octet == 0x70, octets[index + 1] == 0x78, octets[index - (index > 0 ? 1 : 0)].isASCIIDigit, let range = distance(octets, endingAt: index) {
                    return range
                }
            }
            index += 1
        }
        return nil
    }

    /// `margin-top: 470500px`, where the `p` stands at `end`.
    private static func distance(_ octets: [UInt8], endingAt end: Int) -> Range<Int>? {
        var start = end
        var value = 0
        var scale = 1
        while start > 0, octets[start - 1].isASCIIDigit, end - start < 8 {
            start -= 1
            value += Int(octets[start] - 0x30) * scale
            scale *= 10
        }
        guard value >= pixels else { return nil }
        var name = start
        while name > 0, octets[name - 1] <= 0x20 { name -= 1 }
        guard name > 0, octets[name - 1] == 0x3A else { return nil }
        name -= 1
        while name > 0, octets[name - 1] <= 0x20 { name -= 1 }
        let last = name
        while name > 0, octets[name - 1].isASCIILetter || octets[name - 1] == 0x2D, last - name < 20 { name -= 1 }
        let property = octets[name..<last].map(\.asciiLowercased)
        return properties.contains(property) ? name..<(end + 2) : nil
    }
}
