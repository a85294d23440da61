/// Lines of contents that GMime need not see. It looks at each line of a body for a boundary, and finds one only where two
/// hyphens start a line; we take the contents of parts from the original. So of a run of lines without hyphens it is given
/// the first and the last, and what is between them is left out.
///
/// Header fields are what it reads besides: behind a boundary, and at the start of an enclosed message. The former are
/// never left out, and where there may be one of the latter nothing is.
///
/// GMime itself reads a line behind a boundary that is no field in two ways, by where its buffer ends. Where there is one,
/// nothing is left out, for that would decide which.
extension HeaderSection {
    /// A shorter run is not worth a place in the list.
    private static let worthwhile = 512

    /// The octets of those lines, in their order.
    func quietContent(_ lines: LineSurvey, from start: Int) -> [Range<Int>] {
        guard isTidy(from: start), lines.count <= ParserInput.harmlessLines,
            lines.hyphenLines.count < LineSurvey.hyphenLimit,
            !fields("content-type").contains(where: { mayEnclose($0.range) })
        else { return [] }
        var quiet: [Range<Int>] = []
        var runStart: Int? = bodyStart
        for index in 0...lines.hyphenLines.count {
            let runEnd = index < lines.hyphenLines.count ? lines.hyphenLines[index] : octets.count
            if let runStart, runStart < runEnd, let inner = inner(runStart..<runEnd) { quiet.append(inner) }
            guard index < lines.hyphenLines.count else { break }
            let next = index + 1 < lines.hyphenLines.count ? lines.hyphenLines[index + 1] : octets.count
            let headerEnd = emptyLineEnd(in: runEnd..<next)
            let header = runEnd..<(headerEnd ?? next)
            guard isOfFields(header), !mayEnclose(header) else { return [] }
            runStart = headerEnd
        }
        return quiet
    }

    /// Without the first and the last line; nil where too little is left.
    private func inner(_ run: Range<Int>) -> Range<Int>? {
        guard run.count > Self.worthwhile else { return nil }
        return octets.withUnsafeBufferPointer { octets in
            guard let first = octets[run].firstIndex(of: 0x0A), let last = octets[run].dropLast().lastIndex(of: 0x0A)
            else { return nil }
            return last - first > Self.worthwhile ? (first + 1)..<(last + 1) : nil
        }
    }

    /// Whether the lines behind a hyphen line are fields, or it is the `-- ` above a signature, which no boundary is.
    private func isOfFields(_ range: Range<Int>) -> Bool {
        octets.withUnsafeBufferPointer { octets in
            guard var end = octets[range].firstIndex(of: 0x0A) else { return true }
            if octets[range.lowerBound..<end].dropFirst(2).allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return true }
            while end + 1 < range.upperBound {
                let start = end + 1
                end = octets[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
                let line = octets[start..<end]
                let isField = line.isEmpty || line.first == 0x0D || line.first == 0x20 || line.first == 0x09 || line.contains(0x3A)
                guard isField else { return false }
            }
            return true
        }
    }

    /// Behind the first empty line.
    private func emptyLineEnd(in range: Range<Int>) -> Int? {
        octets.withUnsafeBufferPointer { octets in
            var lineStart = range.lowerBound
            while lineStart < range.upperBound, let end = octets[lineStart..<range.upperBound].firstIndex(of: 0x0A) {
                let isEmpty = end == lineStart || end == lineStart + 1 && octets[lineStart] == 0x0D
                if isEmpty { return end + 1 }
                lineStart = end + 1
            }
            return nil
        }
    }

    /// Whether `message` or `digest` stands there: as types they make messages of what they hold (RFC 2046 §5.1.5, §5.2).
    private func mayEnclose(_ range: Range<Int>) -> Bool {
        octets.withUnsafeBufferPointer { octets in
            let words: [StaticString] = ["message", "digest"]
            for start in range where octets[start] | 0x20 == 0x6D || octets[start] | 0x20 == 0x64 {
                for word in words where start + word.utf8CodeUnitCount <= range.upperBound {
                    let isWord = (0..<word.utf8CodeUnitCount).allSatisfy {
                        octets[start + $0] | 0x20 == word.utf8Start[$0]
                    }
                    if isWord { return true }
                }
            }
            return false
        }
    }
}
