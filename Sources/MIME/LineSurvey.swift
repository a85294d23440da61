import Glibc

/// The lines of a message counted in one pass: what stands at their ends, how long they are, and which octets occur that
/// should not. By `memchr`, because this looks at every octet of every message.
package struct LineSurvey: Sendable {
    package struct Place: Hashable, Sendable {
        package let offset: Int
        package let line: Int
    }

    /// CR and LF together.
    package private(set) var pairs = 0
    /// LF without CR before it; the first of them.
    package private(set) var bareLF = 0
    package private(set) var firstBareLF: Place?
    /// CR without LF behind it; the first of them.
    package private(set) var bareCR = 0
    package private(set) var firstBareCR: Place?
    package private(set) var firstNUL: Place?
    /// The longest line, without its end.
    package private(set) var longest = 0..<0
    package private(set) var longestLine = 0
    /// Whether a control character or an octet beyond ASCII stands in the header section.
    package private(set) var headerIsPlain = true

    package init(_ header: HeaderSection) {
        header.octets.withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return }
            survey(octets, base)
            for byte in octets[..<header.bodyStart] where byte < 0x20 || byte >= 0x7F {
                if byte != 0x0A, byte != 0x0D, byte != 0x09 { headerIsPlain = false }
            }
        }
    }

    private mutating func survey(_ octets: UnsafeRawBufferPointer, _ base: UnsafeRawPointer) {
        let nul = memchr(base, 0, octets.count).map { base.distance(to: UnsafeRawPointer($0)) }
        var start = 0
        var line = 1
        while start < octets.count {
            let found = memchr(base + start, 0x0A, octets.count - start)
            let end = found.map { base.distance(to: UnsafeRawPointer($0)) } ?? octets.count
            if let nul, firstNUL == nil, nul < end { firstNUL = Place(offset: nul, line: line) }
            var textEnd = end
            if found != nil {
                if end > start, octets[end - 1] == 0x0D {
                    pairs += 1
                    textEnd = end - 1
                } else {
                    bareLF += 1
                    if firstBareLF == nil { firstBareLF = Place(offset: end, line: line) }
                }
            }
            if textEnd - start > longest.count {
                longest = start..<textEnd
                longestLine = line
            }
            var position = start
            while position < textEnd, let cr = memchr(base + position, 0x0D, textEnd - position) {
                position = base.distance(to: UnsafeRawPointer(cr))
                bareCR += 1
                if firstBareCR == nil { firstBareCR = Place(offset: position, line: line) }
                position += 1
            }
            start = end + 1
            line += 1
        }
    }
}
