/// Text as a reader sees it: white space folded, blocks and `<br>` on lines of their own, cells apart.
import Domains

@usableFromInline package struct VisibleText: Sendable {
    package private(set) var octets: [UInt8] = []
    /// Whether `limit` cut the text.
    package private(set) var isTruncated = false
    private let limit: Int
    private var gap = Gap.none

    /// What parts two runs of text.
    @usableFromInline package enum Gap: UInt8, Sendable {
        case none, space, line

        /// What an element's start or end makes of it.
        @inlinable package mutating func pass(_ tag: HTMLTag) {
            if tag.traits.contains(.block) || tag.name == .br {
                self = .line
            } else if tag.traits.contains(.apart) {
                separate()
            }
        }

        @inlinable package mutating func separate() { if self == .none { self = .space } }
    }

    package init(limit: Int = 1 << 20) { self.limit = limit }

    /// Most mails have no more, so that it need not grow again and again.
    private static let usualLength = 4_000

    package var string: String { String(decoding: octets, as: UTF8.self) }

    /// Appends a run of text. White space is that of HTML, and the no-break space, which looks the same.
    /// - Parameters:
    ///   - text: what it stands in.
    ///   - range: where it stands.
    package mutating func append(_ text: [UInt8], _ range: Range<Int>) {
        if isTruncated || appendWords(text, range) { return }
        // Line by line: most of them are single words with single spaces between them.
        let run = text.span.extracting(range)
        var index = 0
        while index < run.count {
            let space = Self.spaceLength(run, index)
            if space > 0 {
                separate()
                index &+= space
                continue
            }
            let end = Self.lineEnd(run, from: index + 1)
            let line = range.lowerBound + index..<range.lowerBound + end
            // A short one is not worth the look.
            if line.count < 16 || !appendWords(text, line) { appendPieces(text, line) }
            if isTruncated { return }
            index = end
        }
    }

    /// Octets of the white space at the index; 0 for what is none.
    @inline(__always) private static func spaceLength(_ run: Span<UInt8>, _ index: Int) -> Int {
        if isSpace(run[index]) { return 1 }
        return run[index] == 0xC2 && index + 1 < run.count && run[index + 1] == 0xA0 ? 2 : 0
    }

    /// The next control, or what may be a no-break space.
    private static func lineEnd(_ run: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index >= 0, index &+ 8 <= run.count {
            let word = run.word(at: index)
            let found = word.mask(below: 0x20) | word.mask(of: 0xC2)
            if found != 0 { return index &+ OctetWord.first(found) }
            index &+= 8
        }
        while index < run.count, run[index] >= 0x20, run[index] != 0xC2 { index &+= 1 }
        return index
    }

    /// What stands between white space, piece by piece.
    private mutating func appendPieces(_ text: [UInt8], _ range: Range<Int>) {
        let run = text.span.extracting(range)
        var index = 0
        while index < run.count {
            let space = Self.spaceLength(run, index)
            if space > 0 {
                separate()
                index &+= space
                continue
            }
            let start = index
            // A single space between words stays as it is.
            while index < run.count {
                let byte = run[index]
                if byte <= 0x20, isSpace(byte) {
                    guard byte == 0x20, index + 1 < run.count, !isSpace(run[index + 1]), run[index + 1] != 0xC2 else { break }
                } else if byte == 0xC2, index + 1 < run.count, run[index + 1] == 0xA0 {
                    break
                }
                index &+= 1
            }
            guard octets.count < limit else {
                isTruncated = true
                return
            }
            if gap != .none, !octets.isEmpty { octets.append(gap == .line ? 0x0A : 0x20) }
            gap = .none
            // A gap may reach the limit; a character that stands at it is not cut off.
            let room = max(1, limit - octets.count)
            octets.append(text, range.lowerBound + start..<range.lowerBound + min(index, start + room))
            if index - start > room {
                isTruncated = true
                return
            }
        }
    }

    /// Appends a run as it stands, but for white space at its ends, where that is all there is to do.
    private mutating func appendWords(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        let run = text.span.extracting(range)
        var (start, end) = (0, run.count)
        while start < end, isSpace(run[start]) { start &+= 1 }
        while end > start, isSpace(run[end - 1]) { end &-= 1 }
        guard start < end else {
            if !run.isEmpty { separate() }
            return true
        }
        guard FoldedText.isFolded(run.extracting(start..<end), noBreakSpaces: true), octets.count + end - start + 1 < limit else {
            return false
        }
        if start > 0 { separate() }
        if octets.isEmpty { octets.reserveCapacity(min(limit, Self.usualLength)) }
        if gap != .none, !octets.isEmpty { octets.append(gap == .line ? 0x0A : 0x20) }
        gap = end < run.count ? .space : .none
        octets.append(text, range.lowerBound + start..<range.lowerBound + end)
        return true
    }

    package mutating func separate() { gap.separate() }

    /// What parts the text so far from what follows, beside what was said before.
    package mutating func add(_ other: Gap) { if other.rawValue > gap.rawValue { gap = other } }
}

/// Text in which folding white space changes nothing: most of what stands between two tags.
package enum FoldedText {
    /// Whether there are single spaces at the most, no other controls, and no lead octet of the no-break space where
    /// that counts. A loop without branches over two slices of one length, which the compiler makes wide.
    package static func isFolded(_ text: Span<UInt8>, noBreakSpaces: Bool) -> Bool {
        guard let last = text.indices.last else { return true }
        let (one, next) = (text.extracting(0..<last), text.extracting(1..<last + 1))
        let lead: UInt8 = noBreakSpaces ? 0xC2 : 0
        var odd = flag(text[last] < 0x20) | flag(text[last] == lead)
        for index in 0..<last {
            odd |= flag(one[index] < 0x20) | flag(one[index] == lead) | flag(one[index] == 0x20) & flag(next[index] == 0x20)
        }
        return odd == 0
    }

    @inline(__always) private static func flag(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }
}
