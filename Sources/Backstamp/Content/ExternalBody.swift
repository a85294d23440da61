/// `message/external-body` (RFC 2046 §5.2.3, RFC 2017 for URLs): a part that a client fetches from elsewhere.
///
/// The parser keeps no parameters of parts, so the fields are looked for in the octets, and only where it saw such a
/// part.
import HTML
import MIME

enum ExternalBody {
    static func loads(_ message: Message) -> [Content.RemoteLoad] {
        let count = message.parsed.parts.count { $0.contentType == "message/external-body" }
        guard count > 0 else { return [] }
        let octets = message.header.octets
        var loads: [Content.RemoteLoad] = []
        var position = 0
        while loads.count < min(count, maximum),
            let start = find(Array("message/external-body".utf8), in: octets, from: position)
        {
            position = start + 1
            let field = octets[start...].prefix(maximumField)
            guard let url = address(parameters(field)).flatMap({ RemoteURL(Array($0.utf8), base: nil) }) else {
                continue
            }
            let place = Place(
                .body, name: "Content-Type", line: message.header.line(ofOffset: start), offset: start,
                length: "message/external-body".utf8.count, text: url.text)
            loads.append(Content.RemoteLoad(url: url.text, kind: "external-body", host: url.host, place: place))
        }
        return loads
    }

    /// RFC 2017 §3: a URL may be folded, and white space inside it is no part of it. For ftp, RFC 2046 §5.2.3.2: site,
    /// directory and name.
    private static func address(_ parameters: [String: String]) -> String? {
        if let url = parameters["url"] { return url.filter { !$0.isWhitespace } }
        guard let type = parameters["access-type"]?.lowercased(), type.hasSuffix("ftp"), let site = parameters["site"]
        else {
            return nil
        }
        return "ftp://\(site)/\(parameters["directory"] ?? "")/\(parameters["name"] ?? "")"
    }

    private static func parameters(_ field: ArraySlice<UInt8>) -> [String: String] {
        var parameters: [String: String] = [:]
        for piece in String(decoding: unfolded(field), as: UTF8.self).split(separator: ";").dropFirst().prefix(20) {
            let halves = piece.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let value = halves[1].drop { $0 == " " || $0 == "\"" }.prefix { $0 != "\"" }
            parameters[halves[0].filter { !$0.isWhitespace }.lowercased()] = String(value)
        }
        return parameters
    }

    /// Up to the end of the field: a line end that no white space follows.
    private static func unfolded(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var index = field.startIndex
        while index < field.endIndex {
            if field[index] == 0x0A {
                guard index + 1 < field.endIndex, field[index + 1] == 0x20 || field[index + 1] == 0x09 else { break }
            } else if field[index] != 0x0D {
                text.append(field[index] == 0x09 ? 0x20 : field[index])
            }
            index += 1
        }
        return text
    }

    private static func find(_ wanted: [UInt8], in octets: [UInt8], from start: Int) -> Int? {
        guard octets.count >= wanted.count, let first = wanted.first else { return nil }
        var index = start
        while index <= octets.count - wanted.count {
            if octets[index] | 0x20 == first, zip(octets[index...], wanted).allSatisfy({ $0 | 0x20 == $1 }) {
                return index
            }
            index += 1
        }
        return nil
    }

    private static let maximum = 20
    private static let maximumField = 4_000
}
