/// `message/external-body` (RFC 2046 §5.2.3, RFC 2017 for URLs): a part that a client fetches from elsewhere.
import HTML
import MIME

enum ExternalBody {
    static func loads(_ message: Message) -> [Content.RemoteLoad] {
        message.parsed.parts.filter { $0.contentType == "message/external-body" }.prefix(maximum).compactMap { part in
            guard let address = address(part.parameters), let url = RemoteURL(Array(address.utf8), base: nil) else {
                return nil
            }
            let place = Place(
                .body, name: part.contentType, index: part.index, offset: part.range?.lowerBound,
                length: part.range?.count, text: address)
            return Content.RemoteLoad(url: url.text, kind: "external-body", host: url.host, place: place)
        }
    }

    /// RFC 2017 §3: a URL may be folded, and white space inside it is no part of it. For ftp, RFC 2046 §5.2.3.2: site,
    /// directory and name.
    private static func address(_ parameters: [String: String]) -> String? {
        if let url = parameters["url"] { return url.filter { !$0.isWhitespace } }
        guard let type = parameters["access-type"]?.lowercased(), type.hasSuffix("ftp"), let site = parameters["site"]
        else { return nil }
        return "ftp://\(site)/\(parameters["directory"] ?? "")/\(parameters["name"] ?? "")"
    }

    private static let maximum = 20
}
