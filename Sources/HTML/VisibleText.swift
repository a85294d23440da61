/// Text as a reader sees it: white space folded, blocks and `<br>` on lines of their own, cells apart.
package struct VisibleText: Sendable {
    package private(set) var octets: [UInt8] = []
    /// Whether `limit` cut the text.
    package private(set) var isTruncated = false
    private let limit: Int
    private enum Gap { case none, space, line }
    private var gap = Gap.none

    package init(limit: Int = 1 << 20) { self.limit = limit }

    package var string: String { String(decoding: octets, as: UTF8.self) }

    /// Appends a run of text. White space is that of HTML, and the no-break space, which looks the same.
    package mutating func append(_ text: ArraySlice<UInt8>) {
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if isSpace(byte) {
                separate()
                index += 1
            } else if byte == 0xC2, index + 1 < text.endIndex, text[index + 1] == 0xA0 {
                separate()
                index += 2
            } else {
                if octets.count >= limit {
                    isTruncated = true
                    return
                }
                if gap != .none, !octets.isEmpty { octets.append(gap == .line ? 0x0A : 0x20) }
                gap = .none
                octets.append(byte)
                index += 1
            }
        }
    }

    package mutating func separate() { if gap == .none { gap = .space } }

    package mutating func breakLine() { gap = .line }

    /// What an element's start or end does to the text around it.
    package mutating func pass(_ tag: HTMLTag) {
        if tag.traits.contains(.block) || tag.name == "br" {
            breakLine()
        } else if tag.traits.contains(.cell) {
            separate()
        }
    }
}
