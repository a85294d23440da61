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
        var addresses: [String] = []
        addresses.reserveCapacity(8)
        add(message.parsed.to, to: &addresses)
        add(message.parsed.cc, to: &addresses)
        let header = message.header
        for key in fields where header.holds(key) {
            for field in header.fields(key).prefix(3) { addresses.append(bare(header.unfolded(field))) }
        }
        return addresses
    }

    private static func add(_ mailboxes: [Mailbox], to addresses: inout [String]) {
        let mailboxes = mailboxes.span
        for index in mailboxes.indices where addresses.count < 10 { addresses.append(mailboxes[index].address) }
    }

    /// What stands in angle brackets, else what stands before a comma.
    private static func bare(_ field: [UInt8]) -> String {
        let octets: ArraySlice<UInt8>
        if let open = field.lastIndex(of: UInt8(ascii: "<")), let close = field[open...].firstIndex(of: UInt8(ascii: ">")) {
            octets = field[(open + 1)..<close]
        } else {
            octets = field.drop { $0 == UInt8(ascii: ",") }.prefix { $0 != UInt8(ascii: ",") }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
