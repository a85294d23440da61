/// A link of the message as the signals see it, each question asked once.
final class JudgedLink: Sendable {
    let link: Content.Link
    let host: HostFacts?
    /// Of neither the author's organization nor a recipient's.
    let isThirdParty: Bool
    let isMail: Bool
    /// It leads to a host, and not to a mailbox.
    let isWeb: Bool
    /// A name stands before an @ in front of the host (RFC 3986 §3.2.1).
    let hasUser: Bool
    /// As written; empty where there is none.
    let port: String

    init(_ link: Content.Link, _ host: HostFacts?, isThirdParty: Bool) {
        self.link = link
        self.host = host
        self.isThirdParty = isThirdParty
        isMail = link.kind == "mailto"
        isWeb = link.host != nil && !isMail
        guard link.kind == "http" || link.kind == "https" || link.kind == "address" else {
            (hasUser, port) = (false, "")
            return
        }
        let url = link.url.utf8.span
        var user = false
        var colon: Int?
        var index = (url.first(0x3A, from: 0) ?? url.count) + 3
        authority: while index < url.count {
            switch url[index] {
            case 0x2F, 0x3F, 0x23: break authority
            case 0x40: user = true
            case 0x3A: colon = index
            case 0x5D: colon = nil
            default: break
            }
            index += 1
        }
        hasUser = user
        port = colon.map { start in String(decoding: (start + 1..<index).map { url[$0] }, as: UTF8.self) } ?? ""
    }

    var place: Place { link.place }
}
