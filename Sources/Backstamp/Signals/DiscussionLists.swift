import Domains
import MIME

/// What shows that a list passed the message on, on which people write to each other. Newsletters have List-Id and
/// List-Unsubscribe too, and anybody can add one field: a list of today says where to write to it (RFC 2369 §3.4), or
/// names itself (RFC 2919) and behaves like a list besides; the programs of before have fields of their own.
extension Evidence {
    /// Whether a discussion list passed the message on, worked out once.
    var isDiscussionList: Bool { facts.isDiscussionList }
    var isNewsletter: Bool { message.isNewsletter }
}

extension Message {
    /// Whether a discussion list passed the message on.
    var isDiscussionList: Bool { hasListPost || isOfOldList || (hasNamedList && hasListMark) }

    /// Whether it is sent to subscribers who can leave: the list has a name, and a way out.
    var isNewsletter: Bool { header.holds("list-id") && header.holds("list-unsubscribe") }

    /// "List-Post: NO" is what lists say that only announce (RFC 2369 §3.4).
    private var hasListPost: Bool {
        header.fields("list-post").contains { header.body($0).contains(0x40) || header.unfolded($0).holds("://") }
    }

    /// List programs before and beside RFC 2369: Mailman, majordomo, ezmlm, Smartlist, Yahoo Groups.
    private var isOfOldList: Bool {
        isSentByOwner
            || ["x-mailing-list", "x-beenthere", "mailing-list"].contains { key in
                header.fields(key).contains { header.body($0).contains(0x40) }
            }
    }

    private var isSentByOwner: Bool {
        header.fields("sender").contains { field in
            guard let name = Self.localPart(header.text(field)) else { return false }
            return name.hasPrefix("owner-") || name.hasSuffix("-owner")
        }
    }

    /// Whether List-Id names a list below a domain that can exist.
    private var hasNamedList: Bool {
        header.fields("list-id").contains { field in
            let value = header.text(field)
            guard let start = value.utf8.lastIndex(of: 0x3C), let end = value.utf8.lastIndex(of: 0x3E), start < end else { return false }
            let name = value[value.utf8.index(after: start)..<end]
            return name.utf8.contains(0x2E) && PublicSuffix.endsInKnownSuffix(String(name))
        }
    }

    private var hasListMark: Bool {
        if header.holds("list-archive") || header.holds("list-subscribe") { return true }
        if header.fields("precedence").contains(where: { header.text($0).lowercased() == "list" }) { return true }
        return header.fields("sender").contains { field in
            Self.localPart(header.text(field)).map { $0.hasSuffix("-bounces") || $0.contains("-bounces+") } ?? false
        }
    }

    /// Before the @ of an address in a field, in lower case.
    private static func localPart(_ value: String) -> String? {
        guard let at = value.utf8.lastIndex(of: 0x40) else { return nil }
        let before = value.utf8[..<at]
        let start = before.lastIndex { $0 == 0x20 || $0 == 0x3C || $0 == 0x22 || $0 == 0x09 || $0 == 0x28 }
        return String(value[(start.map { before.index(after: $0) } ?? before.startIndex)..<at]).lowercased()
    }
}
