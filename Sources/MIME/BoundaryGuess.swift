/// A multipart whose Content-Type names no boundary that occurs (the quotation mark is not closed, the parameter is
/// missing): phishing mail has it, and clients that search for one show parts that a strict parser does not see.
enum BoundaryGuess {
    /// RFC 2046 §5.1.1 allows 70 octets; some have more.
    private static let limit = 200

    /// The first line of the body that can be a boundary: two hyphens, and behind it a header field or an empty line.
    /// Without the hyphens; nil where there is none.
    static func boundary(in header: HeaderSection) -> ArraySlice<UInt8>? {
        var rest = header.octets[header.bodyStart...]
        while let start = lineStart(&rest) {
            var line = start
            if line.last == 0x0D { line.removeLast() }
            while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
            let boundary = line.dropFirst(2)
            guard line.starts(with: [0x2D, 0x2D]), !boundary.isEmpty, boundary.count <= limit,
                boundary.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
            else { continue }
            let next = rest.prefix { $0 != 0x0A }
            if next.isEmpty || next.elementsEqual([0x0D]) || isField(next) { return boundary }
        }
        return nil
    }

    /// A header that names the boundary, to stand before the body.
    static func header(_ boundary: ArraySlice<UInt8>) -> [UInt8] {
        Array("Content-Type: multipart/mixed; boundary=\"".utf8) + boundary + Array("\"\n\n".utf8)
    }

    /// The next line without its LF; `rest` becomes what follows it.
    private static func lineStart(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let line = rest.prefix { $0 != 0x0A }
        rest = rest[line.endIndex...].dropFirst()
        return line
    }

    private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
        return !name.isEmpty && name.endIndex < line.endIndex && line[name.endIndex] == 0x3A
    }
}
