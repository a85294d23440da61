import Glibc

/// The lines of a message counted in one pass: what stands at their ends, how long they are, and which octets occur that
/// should not. By `memchr`, because this looks at every octet of every message.
package struct LineSurvey: Sendable {
    package struct Place: Hashable, Sendable {
        package let offset: Int
        package let line: Int
    }

    /// Lines, a last one without a line end among them.
    package private(set) var count = 0
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
    /// Where lines of the body start with two hyphens, as boundaries do (RFC 2046 §5.1.1); the first `hyphenLimit`.
    package private(set) var hyphenLines: [Int] = []
    package static let hyphenLimit = 4096

    package init(_ header: HeaderSection) {
        header.octets.withUnsafeBytes { octets in
            guard let base = octets.baseAddress else { return }
            survey(octets, base, bodyStart: header.bodyStart)
            surveyReturns(octets, base)
        }
    }

    private mutating func survey(_ octets: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, bodyStart: Int) {
        let nul = memchr(base, 0, octets.count).map { base.distance(to: UnsafeRawPointer($0)) } ?? octets.count
        // In variables of its own, which a loop over each line keeps in registers.
        var (lines, ended, pairs) = (0, 0, 0)
        var (longestStart, longestCount, longestLine) = (0, 0, 0)
        var start = 0
        while start < octets.count {
            lines += 1
            let found = memchr(base + start, 0x0A, octets.count &- start)
            let end = found.map { UnsafeRawPointer($0) - base } ?? octets.count
            if nul < end, nul >= start { firstNUL = Place(offset: nul, line: lines) }
            var textEnd = end
            if found != nil {
                ended += 1
                if end > start, octets[end - 1] == 0x0D {
                    pairs += 1
                    textEnd = end - 1
                } else if firstBareLF == nil {
                    firstBareLF = Place(offset: end, line: lines)
                }
            }
            if textEnd - start > longestCount { (longestStart, longestCount, longestLine) = (start, textEnd - start, lines) }
            if octets[start] == 0x2D, start + 1 < end, octets[start + 1] == 0x2D, start >= bodyStart,
                hyphenLines.count < Self.hyphenLimit
            {
                hyphenLines.append(start)
            }
            start = end + 1
        }
        count = lines
        self.pairs = pairs
        bareLF = ended - pairs
        longest = longestStart..<(longestStart + longestCount)
        self.longestLine = longestLine
    }

    private mutating func surveyReturns(_ octets: UnsafeRawBufferPointer, _ base: UnsafeRawPointer) {
        var position = 0
        while position < octets.count, let cr = memchr(base + position, 0x0D, octets.count - position) {
            let place = base.distance(to: UnsafeRawPointer(cr))
            position = place + 1
            if position < octets.count, octets[position] == 0x0A { continue }
            bareCR += 1
            if firstBareCR == nil {
                firstBareCR = Place(offset: place, line: octets[..<place].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 })
            }
        }
    }
}
