/// Header fields that ask the reader's program to tell somebody that the message was opened (RFC 8098 §2.1, and what
/// was used before and beside it).
import MIME

enum Receipts {
    static let fields = [
        "disposition-notification-to", "return-receipt-to", "x-confirm-reading-to", "read-receipt-to", "x-pmrqc",
    ]

    static func find(_ message: Message) -> [Content.Receipt] {
        var found: [Content.Receipt] = []
        let header = message.header
        for key in fields where header.holds(key) {
            for field in header.fields(key).prefix(10) {
                found.append(
                    Content.Receipt(header: field.name, address: address(header.text(field)), place: Place(header, field)))
            }
        }
        return found
    }

    /// What stands in angle brackets, else all of it.
    private static func address(_ text: String) -> String {
        guard let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") else {
            return String(text.prefix(320))
        }
        return String(text[text.index(after: open)..<close].prefix(320))
    }
}

/// The addresses to which the message came, by what its header says: a personal token is made from one of them.
enum Recipients {
    private static let fields = [
        "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to", "apparently-to",
    ]

    static func addresses(_ message: Message) -> [String] {
        var addresses = (message.parsed.to + message.parsed.cc).prefix(10).map(\.address)
        let header = message.header
        for key in fields where header.holds(key) {
            for field in header.fields(key).prefix(3) { addresses.append(bare(header.text(field))) }
        }
        return addresses
    }

    private static func bare(_ text: String) -> String {
        let octets = text.utf8
        guard let open = octets.lastIndex(of: UInt8(ascii: "<")), let close = octets[open...].firstIndex(of: UInt8(ascii: ">"))
        else {
            return octets.split(separator: UInt8(ascii: ","), maxSplits: 1).first.map { String(Substring($0)) } ?? ""
        }
        return String(text[octets.index(after: open)..<close])
    }
}
