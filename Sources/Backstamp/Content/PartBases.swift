/// What the relative URLs of a part are relative to (RFC 2557 §5): its own Content-Base (RFC 2110 §4.2) or
/// Content-Location, else that of the multipart around it. Parts come depth first.
import HTML
import MIME

struct PartBases {
    private var around: [(depth: Int, base: WebURL)] = []

    mutating func base(of part: MIMEPart) -> WebURL? {
        while let last = around.last, last.depth >= part.depth { around.removeLast() }
        let outer = around.last?.base
        let own = Self.url(part.contentBase, outer) ?? Self.url(part.contentLocation, outer)
        if let own, part.isMultipart { around.append((part.depth, own)) }
        return own ?? outer
    }

    private static func url(_ text: String?, _ base: WebURL?) -> WebURL? {
        guard let text else { return nil }
        // White space is a fold, quotes are a habit.
        return WebURL(text.filter { !$0.isWhitespace && $0 != "\"" }, base: base)?.asBase
    }
}

extension MIMEPart {
    /// An attachment that another part may show by `cid:`.
    var isPictureOfAnother: Bool { contentID != nil && (contentType == "image/svg+xml" || contentType == "text/css") }
}
