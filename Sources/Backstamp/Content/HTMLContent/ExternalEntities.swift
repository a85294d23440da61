/// External entities (XML 1.0 §4.2.2): what the internal subset of a document type declaration makes an XML parser
/// fetch, as `<!DOCTYPE svg [<!ENTITY x SYSTEM "http://…">]>` does.
///
/// The external subset counts only where there is an internal one: every older newsletter names W3C's DTD, and nobody
/// fetches that for HTML.
import Domains

enum ExternalEntities {
    struct Entity {
        /// `xml-entity` or `xml-doctype`.
        let kind: String
        let url: ArraySlice<UInt8>
        let range: Range<Int>
    }

    static func find(_ octets: [UInt8]) -> [Entity] {
        let head = octets.prefix(firstOctets)
        guard holdsDeclaration(head), let start = position(of: "<!doctype", in: head, from: 0),
            let open = octets[start...].prefix(firstOctets).firstIndex(where: { $0 == 0x5B || $0 == 0x3E }),
            octets[open] == 0x5B
        else { return [] }
        var entities: [Entity] = []
        if let url = identifier(octets[start..<open]) {
            entities.append(Entity(kind: "xml-doctype", url: url, range: url.startIndex..<url.endIndex))
        }
        let subset = octets[open...].prefix(maximumSubset)
        var index = open
        while entities.count < maximum, let next = position(of: "<!entity", in: subset, from: index) {
            let end = subset[next...].firstIndex(of: 0x3E) ?? subset.endIndex
            if let url = identifier(subset[next..<end]) {
                entities.append(Entity(kind: "xml-entity", url: url, range: url.startIndex..<url.endIndex))
            }
            index = end
        }
        return entities
    }

    /// Whether a `d` stands behind an exclamation mark. Without branches, so that many octets are looked at together.
    private static func holdsDeclaration(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        let octets = text.span
        let (one, next) = (octets.extracting(0..<octets.count - 1), octets.extracting(1..<octets.count))
        var found: UInt8 = 0
        for index in one.indices { found |= (one[index] == 0x21 ? 1 : 0) & (next[index] | 0x20 == 0x64 ? 1 : 0) }
        return found != 0
    }

    private static let firstOctets = 1_024
    private static let maximumSubset = 64 * 1024
    private static let maximum = 100

    /// The system identifier: after `SYSTEM` the first literal, after `PUBLIC` the second.
    private static func identifier(_ declaration: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if let keyword = position(of: "system", in: declaration, from: declaration.startIndex) {
            return literal(declaration[keyword...])?.0
        }
        guard let keyword = position(of: "public", in: declaration, from: declaration.startIndex),
            let (_, rest) = literal(declaration[keyword...])
        else { return nil }
        return literal(rest)?.0
    }

    private static func literal(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        guard let open = text.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
            let close = text[(open + 1)...].firstIndex(of: text[open])
        else { return nil }
        return (text[(open + 1)..<close], text[(close + 1)...])
    }

    private static func position(of word: String, in text: ArraySlice<UInt8>, from start: Int) -> Int? {
        let octets = text.span
        let wanted = word.utf8.span
        guard octets.count >= wanted.count else { return nil }
        var index = max(0, start - text.startIndex)
        while index <= octets.count - wanted.count {
            // To the next that is the first one, eight octets at a time; a letter may be of either case.
            if wanted[0] < 0x61, index &+ 8 <= octets.count {
                let found = octets.word(at: index).mask(of: wanted[0])
                index += found == 0 ? 8 : OctetWord.first(found)
                if found == 0 || index > octets.count - wanted.count { continue }
            }
            if isSame(octets[index], wanted[0]) {
                var length = 1
                while length < wanted.count, isSame(octets[index + length], wanted[length]) { length += 1 }
                if length == wanted.count { return text.startIndex + index }
            }
            index += 1
        }
        return nil
    }

    /// Letters are wanted in lower case.
    private static func isSame(_ octet: UInt8, _ wanted: UInt8) -> Bool {
        octet == wanted || octet | 0x20 == wanted && wanted >= 0x61
    }
}
