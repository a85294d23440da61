/// Comments in Content-Type, Content-Disposition and Content-Transfer-Encoding (RFC 2045 §5.1, §6.1), and what else may stand
/// beside an encoding's name. GMime takes them for a part of the value, and knows no charset `utf-16 (x)` and no encoding
/// `base64;`; clients do, so nothing must hide behind them. They become white space in the copy that GMime is given.
///
/// A file's name is left alone: `name=report (1).pdf` lacks its quotation marks, and is no comment to anybody. So are a
/// boundary, which many programs take with all that stands in it, and what stands before a disposition: not all programs know
/// that `(x) attachment` is one.
struct ContentComments {
    private let copy: UnsafeMutableBufferPointer<UInt8>
    /// Of the field's body, with the lines that go on with it.
    private let body: Range<Int>

    /// - Parameter start: of a line that begins with `content-`.
    static func hide(in copy: UnsafeMutableBufferPointer<UInt8>, field start: Int) {
        guard let kind = Kind(copy, start) else { return }
        var end = kind.bodyStart
        while end < copy.count {
            if copy[end] == 0x0A, end + 1 >= copy.count || copy[end + 1] != 0x20 && copy[end + 1] != 0x09 { break }
            end += 1
        }
        let field = ContentComments(copy: copy, body: kind.bodyStart..<end)
        if kind.isEncoding { field.hideBesideEncoding() } else { field.hideComments(onlyBehindFirst: kind.isDisposition) }
    }

    private struct Kind {
        let isEncoding: Bool
        let isDisposition: Bool
        let bodyStart: Int

        init?(_ copy: UnsafeMutableBufferPointer<UInt8>, _ start: Int) {
            let names: [StaticString] = ["content-type", "content-disposition", "content-transfer-encoding"]
            for name in names {
                let length = name.utf8CodeUnitCount
                guard start + length < copy.count else { continue }
                var colon = start + length
                // Obsolete white space before the colon (RFC 5322 §4.5).
                while colon < copy.count, copy[colon] == 0x20 || copy[colon] == 0x09 { colon += 1 }
                guard colon < copy.count, copy[colon] == 0x3A,
                    (0..<length).allSatisfy({ copy[start + $0] | 0x20 == name.utf8Start[$0] })
                else { continue }
                isEncoding = length == 25
                isDisposition = length == 19
                bodyStart = colon + 1
                return
            }
            return nil
        }
    }

    /// - Parameter onlyBehindFirst: whether what stands before the first semicolon is left alone.
    private func hideComments(onlyBehindFirst: Bool) {
        guard body.contains(where: { copy[$0] == 0x28 }) else { return }
        var isQuoted = false
        var isParameter = false
        var start = body.lowerBound
        var index = body.lowerBound
        while index < body.upperBound {
            switch copy[index] {
            case 0x5C where isQuoted: index += 1
            case 0x22: isQuoted.toggle()
            case 0x3B where !isQuoted:
                isParameter = true
                start = index + 1
            case 0x28 where !isQuoted && (isParameter || !onlyBehindFirst):
                while start < index, copy[start] <= 0x20 { start += 1 }
                if isParameter, isOpaque(start) { break }
                guard let end = commentEnd(index) else { return }
                blank(index..<end)
                index = end
                continue
            default: break
            }
            index += 1
        }
    }

    /// The name of an encoding is all that there is.
    private func hideBesideEncoding() {
        var index = body.lowerBound
        while index < body.upperBound {
            switch copy[index] {
            case 0x28:
                let end = commentEnd(index) ?? body.upperBound
                blank(index..<end)
                index = end
                continue
            case 0x22: copy[index] = 0x20
            case 0x3B: return blank(index..<body.upperBound)
            default: break
            }
            index += 1
        }
    }

    /// Behind a comment, in which others may stand; nil where it has no end.
    private func commentEnd(_ start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < body.upperBound {
            switch copy[index] {
            case 0x5C: index += 1
            case 0x28: depth += 1
            case 0x29:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Whether a parameter is one in which nothing is a comment.
    private func isOpaque(_ start: Int) -> Bool {
        let names: [StaticString] = ["name", "filename", "boundary"]
        return names.contains { name in
            let length = name.utf8CodeUnitCount
            return start + length <= body.upperBound && (0..<length).allSatisfy { copy[start + $0] | 0x20 == name.utf8Start[$0] }
        }
    }

    /// Line ends stay, so that the lines do.
    private func blank(_ range: Range<Int>) {
        for index in range where copy[index] != 0x0D && copy[index] != 0x0A { copy[index] = 0x20 }
    }
}
