/// A URL that is its own serialisation: `http` or `https`, a domain of small letters, digits and hyphens, nothing that
/// has to be encoded, no segment that may be one of dots. Most are, and one look at each octet is all that they cost. The
/// others, be they odd or invalid, are nil here and left to `URLParser`, which gives the same for these.
import Domains

struct PlainURL {
    /// Without white space at its ends.
    private let written: ArraySlice<UInt8>
    let marks: WebURL.Marks

    init?(_ written: ArraySlice<UInt8>) {
        let text = written.span
        var (start, end) = (0, text.count)
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        guard let marks = Self.marks(text.extracting(start..<end)) else { return nil }
        self.marks = marks
        self.written = written[(written.startIndex + start)..<(written.startIndex + end)]
    }

    var scheme: String { marks.schemeEnd == 4 ? "http" : "https" }

    var host: String {
        let start = written.startIndex
        return String(decoding: written[(start + marks.hostStart)..<(start + marks.authorityEnd)], as: UTF8.self)
    }

    var href: String {
        let text = String(decoding: written, as: UTF8.self)
        // A domain alone has a path all the same.
        return marks.pathStart == written.count ? text + "/" : text
    }

    private static func marks(_ text: Span<UInt8>) -> WebURL.Marks? {
        var marks = WebURL.Marks()
        guard let schemeEnd = schemeEnd(text), let hostEnd = hostEnd(text, from: schemeEnd + 3) else { return nil }
        marks.schemeEnd = schemeEnd
        marks.hostStart = schemeEnd + 3
        marks.authorityEnd = hostEnd
        marks.pathStart = hostEnd
        var index = hostEnd
        guard index < text.count else {
            (marks.pathEnd, marks.queryEnd) = (index + 1, index + 1)
            return marks
        }
        let isOdd = odd.span
        while index < text.count {
            if index >= 0, index &+ 8 <= text.count {
                let length = text.word(at: index).plainInPath
                index &+= length
                if length == 8 { continue }
            }
            let byte = text[index]
            if isOdd[Int(byte)] & Self.inPath != 0 {
                if byte == 0x3F || byte == 0x23 { break }
                // A slash, and no segment that may be one of dots: `.` and `%2e`.
                guard byte == 0x2F else { return nil }
                if index + 1 < text.count, text[index + 1] == 0x2E || text[index + 1] == 0x25 { return nil }
            }
            index += 1
        }
        marks.pathEnd = index
        while index < text.count {
            if index >= 0, index &+ 8 <= text.count {
                let length = text.word(at: index).plainInQuery
                index &+= length
                if length == 8 { continue }
            }
            guard isOdd[Int(text[index])] & Self.inQuery == 0 else { break }
            index += 1
        }
        marks.queryEnd = index
        guard index < text.count else { return marks }
        // The fragment, or what must be encoded in a query.
        guard text[index] == 0x23 else { return nil }
        while index < text.count {
            guard isOdd[Int(text[index])] & Self.inFragment == 0 else { return nil }
            index += 1
        }
        return marks
    }

    /// By octet, in which parts of a URL it ends the part, is to be encoded or needs a second look.
    private static let odd: [UInt8] = (UInt8.min...UInt8.max).map { byte in
        let isOddInPath = PercentEncodeSet.path.contains(byte) || byte == 0x2F || byte == 0x5C
        return (isOddInPath ? inPath : 0) | (PercentEncodeSet.specialQuery.contains(byte) ? inQuery : 0)
            | (PercentEncodeSet.fragment.contains(byte) ? inFragment : 0)
    }
    private static let inPath: UInt8 = 1
    private static let inQuery: UInt8 = 2
    private static let inFragment: UInt8 = 4

    /// Where the colon of `http://` or `https://` is.
    private static func schemeEnd(_ text: Span<UInt8>) -> Int? {
        guard text.count > 8, text[0] == 0x68, text[1] == 0x74, text[2] == 0x74, text[3] == 0x70 else { return nil }
        let end = text[4] == 0x73 ? 5 : 4
        return text[end] == 0x3A && text[end + 1] == 0x2F && text[end + 2] == 0x2F ? end : nil
    }

    /// The end of the domain, at a slash or at the end of all; nil where it is no plain one, or may be a number.
    private static func hostEnd(_ text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.count {
            if index >= 0, index &+ 8 <= text.count {
                let length = text.word(at: index).plainInHost
                index &+= length
                if length == 8 { continue }
                break
            }
            let byte = text[index]
            guard byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E else { break }
            index &+= 1
        }
        guard index == text.count || text[index] == 0x2F else { return nil }
        var label = index
        while label > start, text[label - 1] != 0x2E { label -= 1 }
        // Of the last label the first octet tells: a number starts with a digit.
        guard label < index, text[label] &- 0x30 >= 10 else { return nil }
        return index
    }
}

extension OctetWord {
    /// How many octets it starts with that a plain domain is made of.
    fileprivate var plainInHost: Int {
        OctetWord.first(~(mask(from: 0x61, through: 0x7A) | mask(from: 0x30, through: 0x39) | mask(from: 0x2D, through: 0x2E)) & Self.tops)
    }

    /// How many it starts with, at least, that are nothing special in a path; some more that are not are special here.
    fileprivate var plainInPath: Int {
        let special = mask(from: 0x2F, through: 0x2F) | mask(from: 0x3C, through: 0x3F) | mask(from: 0x5B, through: 0x5E)
        return OctetWord.first(special | mask(from: 0x60, through: 0x60) | mask(below: 0x24) | mask(from: 0x7B, through: 0x7F) | maskBeyondASCII)
    }

    /// The same in a query.
    fileprivate var plainInQuery: Int {
        let special = mask(from: 0x27, through: 0x27) | mask(from: 0x3C, through: 0x3C) | mask(from: 0x3E, through: 0x3E)
        return OctetWord.first(special | mask(below: 0x24) | mask(from: 0x7F, through: 0x7F) | maskBeyondASCII)
    }
}
