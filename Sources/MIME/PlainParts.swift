/// Trees of parts of the plainest form, as nearly all are: each multipart has its boundary lines and its end, each part a
/// header that can be read in one way only, and content. What GMime makes of them is known beforehand, and making its
/// objects costs many times what reading the lines does.
///
/// Whatever could be read in two ways, or of which GMime would say something, is left to it.
struct PlainParts {
    /// More than these have few messages.
    private static let depthLimit = 8
    private static let closedLimit = 100

    private let message: [UInt8]
    /// Where lines start that may be boundaries.
    private let hyphenLines: [Int]
    /// Each line ends so.
    private let lineEnd: Int
    private(set) var parts: [MIMEPart] = []
    /// Whether there are more parts at the top than `PartTree` lists; they are read all the same.
    private(set) var isCut = false
    private var open: [[UInt8]] = []
    /// Of multiparts that ended: none of these may come again.
    private var closed: [[UInt8]] = []
    /// The first of `hyphenLines` that nothing was made of yet.
    private var next = 0

    /// - Returns: nil where there is anything else. Its top fields but those of the content must be quiet (`QuietFields`).
    static func read(_ header: HeaderSection, _ lines: LineSurvey) -> PlainParts? {
        let isUsual =
            lines.firstNUL == nil && lines.bareCR == 0 && (lines.bareLF == 0 || lines.pairs == 0)
            && lines.hyphenLines.count < LineSurvey.hyphenLimit
        guard isUsual, header.bodyStart < header.octets.count else { return nil }
        var reader = PlainParts(header, lines)
        let isRead = header.octets.withUnsafeBufferPointer { octets in
            guard let fields = PlainFields(header.fields, octets, isTop: true) else { return false }
            return reader.add(fields, start: header.bodyStart, depth: 0, octets)
        }
        return isRead ? reader : nil
    }

    private init(_ header: HeaderSection, _ lines: LineSurvey) {
        message = header.octets
        hyphenLines = lines.hyphenLines
        lineEnd = lines.pairs > 0 ? 2 : 1
    }

    /// - Parameter start: of the content.
    private mutating func add(_ fields: PlainFields, start: Int, depth: Int, _ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        guard depth <= Self.depthLimit else { return false }
        if fields.contentType.hasPrefix("multipart/") {
            guard let boundary = fields.parameters["boundary"].map({ Array("--\($0)".utf8) }), (3...72).contains(boundary.count),
                boundary.last != 0x20
            else { return false }
            guard closed.count < Self.closedLimit, append(fields, depth, nil) else { return false }
            open.append(boundary)
            return addChildren(boundary, depth + 1, octets)
        }
        if open.isEmpty {
            return append(fields, depth, start..<octets.count)
        }
        guard let line = boundaryLine(octets), hyphenLines[line.index] - lineEnd > start else { return false }
        return append(fields, depth, start..<(hyphenLines[line.index] - lineEnd))
    }

    /// From the preamble to the line that ends the multipart.
    private mutating func addChildren(_ boundary: [UInt8], _ depth: Int, _ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasChild = false
        while let line = boundaryLine(octets) {
            next = line.index + 1
            if line.isEnd {
                closed.append(boundary)
                open.removeLast()
                // What follows the outermost is nothing to anybody, as long as no boundary comes again.
                return hasChild && (!open.isEmpty || boundaryLine(octets) == nil && next == hyphenLines.count)
            }
            let end = next < hyphenLines.count ? hyphenLines[next] : octets.count
            let rest = UnsafeBufferPointer(rebasing: octets[min(line.end, end)..<end])
            var reader = HeaderReader(rest)
            reader.read(limit: 30)
            guard reader.isTerminated, let fields = PlainFields(reader.fields, rest, isTop: false),
                add(fields, start: line.end + reader.position, depth: depth, octets)
            else { return false }
            hasChild = true
        }
        return false
    }

    private struct BoundaryLine {
        let index: Int
        /// Behind its line end.
        let end: Int
        let isEnd: Bool
    }

    /// The next line that is a boundary of the innermost multipart, not yet taken; nil where there is none, or one that is
    /// a boundary of another, or nearly one.
    private mutating func boundaryLine(_ octets: UnsafeBufferPointer<UInt8>) -> BoundaryLine? {
        while next < hyphenLines.count {
            let start = hyphenLines[next]
            let isOfOther = open.dropLast().contains { starts(octets, start, with: $0) } || closed.contains { starts(octets, start, with: $0) }
            guard !isOfOther else { return nil }
            guard let boundary = open.last, starts(octets, start, with: boundary) else {
                next += 1
                continue
            }
            var end = start + boundary.count
            let isEnd = end + 1 < octets.count && octets[end] == 0x2D && octets[end + 1] == 0x2D
            if isEnd { end += 2 }
            if lineEnd == 2 {
                guard end < octets.count, octets[end] == 0x0D else { return nil }
                end += 1
            }
            guard end < octets.count, octets[end] == 0x0A else { return nil }
            return BoundaryLine(index: next, end: end + 1, isEnd: isEnd)
        }
        return nil
    }

    private func starts(_ octets: UnsafeBufferPointer<UInt8>, _ start: Int, with boundary: [UInt8]) -> Bool {
        guard start + boundary.count <= octets.count else { return false }
        for index in boundary.indices where octets[start + index] != boundary[index] { return false }
        return true
    }

    /// - Returns: whether it has a place in the list, or is one of those that are known not to have one.
    private mutating func append(_ fields: PlainFields, _ depth: Int, _ range: Range<Int>?) -> Bool {
        guard parts.count < PartTree.partLimit else {
            // How often a tree of several levels complains of that is for GMime to say.
            isCut = depth == 1 && range != nil
            return isCut
        }
        parts.append(
            MIMEPart(
                index: parts.count, depth: depth, contentType: fields.contentType, charset: fields.parameters["charset"],
                filename: fields.filename ?? fields.parameters["name"], disposition: fields.disposition,
                contentID: fields.contentID, parameters: fields.parameters,
                content: range.map { PartContent(message, $0, fields.encoding) } ?? PartContent([]), range: range))
        return true
    }
}
