/// Judges how a message to many lets its reader leave: List-Unsubscribe (RFC 2369), one-click (RFC 8058), and the links of
/// the text. Nothing is asked of anybody; what a link does when it is followed is not known here.
import DKIM
import Domains
import HTML
import MIME

extension Subscription {
    /// nil for a message that nothing marks as one to many.
    package static func judge(
        _ message: Message, _ route: Route, _ authentication: Authentication, _ content: Content
    ) -> Subscription? {
        var subscription = Subscription()
        let own = [message.authorDomain].compactMap(\.self)
            + authentication.dkim.filter { $0.result == .pass }.compactMap(\.domain)
        subscription.ways = inHeader(message, own) + inText(content, own)
        guard !subscription.ways.isEmpty || isToMany(message.header) else { return nil }
        subscription.oneClick = oneClick(message, authentication)
        subscription.rules = SenderRules.check(message, route, authentication, subscription)
        return subscription
    }

    private static func isToMany(_ header: HeaderSection) -> Bool {
        for mark in marks where header.holds(mark) { return true }
        return header.first("precedence").map { ["bulk", "list", "junk"].contains(header.text($0).lowercased()) } ?? false
    }

    private static let marks = [
        "list-unsubscribe", "list-unsubscribe-post", "list-id", "feedback-id", "x-campaign", "x-campaignid",
    ]

    // MARK: Ways out

    /// RFC 2369 §2: URLs in angle brackets, by comma; what stands outside of brackets is a comment.
    private static func inHeader(_ message: Message, _ own: [String]) -> [Way] {
        message.header.fields("list-unsubscribe").prefix(3).flatMap { field in
            urls(message.header.unfolded(field)).map { url in
                way(.header, url, Place(message.header, field), own)
            }
        }
    }

    private static func urls(_ value: [UInt8]) -> [WebURL] {
        value.prefix(8_000).split(separator: UInt8(ascii: "<")).dropFirst(value.first == UInt8(ascii: "<") ? 0 : 1)
            .prefix(10).compactMap { piece in
                guard piece.contains(UInt8(ascii: ">")) else { return nil }
                return WebURL(piece.prefix { $0 != UInt8(ascii: ">") }.filter { $0 > 0x20 }[...])
            }
    }

    private static func inText(_ content: Content, _ own: [String]) -> [Way] {
        let links = content.links
        var found: [Int] = []
        for index in links.indices where isWayOut(kind: links[index].kind, text: links[index].text, url: links[index].url) {
            found.append(index)
            if found.count == 10 { break }
        }
        var ways: [Way] = []
        ways.reserveCapacity(found.count)
        for index in found {
            let link = links[index]
            // What is a URL and whole is what it would be if it were read again.
            if let host = link.host, link.kind == "http" || link.kind == "https", link.url.utf8.count < ContentRoom.maximumAddress {
                ways.append(way(.link, link.url, host: host, encrypted: link.encrypted, link.place, own))
            } else if let url = WebURL(link.url) {
                ways.append(way(.link, url, link.place, own))
            }
        }
        return ways
    }

    private static func way(_ source: Way.Source, _ url: WebURL, _ place: Place, _ own: [String]) -> Way {
        let host = url.scheme == "mailto" ? url.path.pieces { $0 == 0x40 }.last?.lowercased() : url.hostname
        return way(
            source, ContentRoom.shortened(url.href), host: host, encrypted: url.isSpecial ? url.scheme == "https" : nil, place, own)
    }

    private static func way(
        _ source: Way.Source, _ url: String, host: String?, encrypted: Bool?, _ place: Place, _ own: [String]
    ) -> Way {
        let isForeign = host.map { host in !own.contains { LinkJudge.isSame($0, host) } } ?? false
        return Way(source: source, url: url, host: host, encrypted: encrypted, foreign: isForeign, place: place)
    }

    /// By the words of its text, or of its address where the text is none.
    private static func isWayOut(kind: String, text: String, url: String) -> Bool {
        switch kind {
        case "http", "https", "mailto", "address": break
        default: return false
        }
        return isWayOut(text) || addressWords.isFound(in: url.utf8.span.extracting(first: 2_000))
    }

    private static func isWayOut(_ text: String) -> Bool {
        let octets = text.utf8.span
        var all: UInt8 = 0
        for index in octets.indices { all |= octets[index] }
        if all < 0x80 { return words.isFound(in: octets) }
        // Letters beyond ASCII have a lower case of their own.
        let lower = lowerLatin(octets) ?? Array(text.lowercased().utf8)
        return words.isFound(in: lower.span)
    }

    /// The text with its letters of Latin-1 beyond ASCII in lower case; nil where it has other signs than those and general
    /// punctuation.
    private static func lowerLatin(_ text: Span<UInt8>) -> [UInt8]? {
        var lower: [UInt8] = []
        lower.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let octet = text[index]
            let next = index + 1 < text.count ? text[index + 1] : 0
            switch octet {
            case 0..<0x80, 0xC2: lower.append(octet)
            case 0xC3:
                lower.append(octet)
                // À to Þ, the sign of multiplication apart.
                lower.append(next <= 0x9E && next != 0x97 ? next | 0x20 : next)
                index += 1
            case 0xE2 where next == 0x80: lower.append(octet)
            case 0x80..<0xC0: lower.append(octet)
            default: return nil
            }
            index += 1
        }
        return lower
    }

    /// In the languages of most newsletters.
    private static let words = WordSearch([
        "unsubscribe", "opt out", "opt-out", "abmelden", "abbestellen", "désinscri", "desinscri", "désabonner",
        "cancelar la suscripción", "darse de baja", "darme de baja", "disiscri", "cancella iscrizione", "afmelden",
        "uitschrijven", "avregistrera", "frameld", "avmeld", "cancelar inscrição", "descadastrar", "odhlásit",
        "wypisz", "отписаться", "配信停止", "退订", "取消訂閱", "email preferences", "manage preferences",
        "subscription preferences",
    ])
    private static let addressWords = WordSearch([
        "unsubscribe", "/unsub", "optout", "opt-out", "opt_out", "abmelde", "desinscription",
    ])

    // MARK: One click (RFC 8058 §3.1 and §4)

    private static func oneClick(_ message: Message, _ authentication: Authentication) -> OneClick {
        guard let post = message.header.first("list-unsubscribe-post") else { return OneClick(result: .none) }
        let place = Place(message.header, post)
        var reasons: [String] = []
        let value = message.header.text(post).filter { !$0.isWhitespace }
        if value.lowercased() != "list-unsubscribe=one-click" {
            reasons.append("List-Unsubscribe-Post is not List-Unsubscribe=One-Click")
        }
        let addresses = message.header.fields("list-unsubscribe").flatMap { urls(message.header.unfolded($0)) }
        if message.header.first("list-unsubscribe") == nil {
            reasons.append("List-Unsubscribe is missing")
        } else if !addresses.contains(where: { $0.scheme == "https" }) {
            reasons.append("List-Unsubscribe names no https address")
        }
        let isCovered = authentication.dkim.contains { signature in
            signature.result == .pass && signature.signedHeaders.contains("list-unsubscribe")
                && signature.signedHeaders.contains("list-unsubscribe-post")
        }
        if !isCovered {
            let isValid = authentication.dkim.contains { $0.result == .pass }
            reasons.append(
                isValid ? "no valid DKIM signature covers both fields" : "no DKIM signature is known to be valid")
        }
        return OneClick(result: reasons.isEmpty ? .pass : .fail, reasons: reasons, place: place)
    }
}
