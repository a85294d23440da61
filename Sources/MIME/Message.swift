/// What a MIME parser makes of a message (RFC 5322, RFC 2045 to 2047, RFC 2231): decoded fields, mailboxes, parts.

/// An address with its name, decoded. `address` is as written but for its domain, which is in lower case.
package struct Mailbox: Hashable, Sendable {
    package let name: String?
    package let address: String
    /// The domain, in lower case; nil where the address has none.
    package let domain: String?

    package init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
        domain = Self.domain(address)
    }

    package var localPart: String? {
        Self.sign(address).map { String(Substring(address.utf8.prefix($0))) }
    }

    /// The domain of an address, in lower case.
    package static func domain(_ address: String) -> String? {
        guard let sign = sign(address) else { return nil }
        let octets = address.utf8.span
        if sign + 1 == octets.count { return nil }
        let domain = Substring(address.utf8.dropFirst(sign + 1))
        // Mostly it is in that form already.
        var isLower = true
        for index in (sign + 1)..<octets.count { isLower = isLower && octets[index] < 0x80 && octets[index] &- 0x41 >= 26 }
        return isLower ? String(domain) : domain.lowercased()
    }

    /// Where the last `@` of an address stands.
    private static func sign(_ address: String) -> Int? {
        let octets = address.utf8.span
        var index = octets.count - 1
        while index >= 0, octets[index] != 0x40 { index -= 1 }
        return index < 0 ? nil : index
    }
}

/// Something about a message's form that a well-behaved mailer does not produce, or a limit that was hit.
package struct Anomaly: Hashable, Sendable {
    /// Stable, `kebab-case`.
    package let code: String
    /// A sentence for people.
    package let text: String
    /// The octets of the message that show it; nil where it is about the message as a whole.
    package let range: Range<Int>?
    /// 1 for the first line of the message; nil where unknown.
    package let line: Int?

    package init(_ code: String, _ text: String, range: Range<Int>? = nil, line: Int? = nil) {
        self.code = code
        self.text = text
        self.range = range
        self.line = line
    }
}

/// One part of a message, depth first. Multiparts and enclosed messages are listed too, before their children.
package final class MIMEPart: Sendable {
    /// Position in the list of parts, from 0.
    package let index: Int
    /// 0 for the top.
    package let depth: Int
    /// `type/subtype` in lower case; what RFC 2045 §5.2 says where the field is missing.
    package let contentType: String
    package let charset: String?
    package let filename: String?
    /// `inline`, `attachment` or what else is written, in lower case.
    package let disposition: String?
    /// Without angle brackets.
    package let contentID: String?
    package let contentLocation: String?
    /// What relative URLs of the part are relative to (RFC 2110 §4.2), as written.
    package let contentBase: String?
    /// Of Content-Type, names in lower case, values decoded (RFC 2231).
    package let parameters: [String: String]
    /// The octets after the content-transfer-encoding is undone; empty for multiparts and enclosed messages (unless they
    /// are encoded as a whole).
    package var content: [UInt8] { decoded.octets }
    /// Octets of `content`, told without decoding it where that can be.
    package var size: Int { decoded.count }
    private let decoded: PartContent
    /// The octets of the message that `content` was decoded from; nil for multiparts, for enclosed messages, and within
    /// an enclosed message that is encoded as a whole.
    package let range: Range<Int>?

    package convenience init(
        index: Int, depth: Int, contentType: String, charset: String? = nil, content: [UInt8] = [], range: Range<Int>? = nil
    ) {
        self.init(
            index: index, depth: depth, contentType: contentType, charset: charset, content: PartContent(content), range: range)
    }

    init(
        index: Int, depth: Int, contentType: String, charset: String? = nil, filename: String? = nil,
        disposition: String? = nil, contentID: String? = nil, contentLocation: String? = nil, contentBase: String? = nil,
        parameters: [String: String] = [:], content: PartContent, range: Range<Int>? = nil
    ) {
        self.index = index
        self.depth = depth
        self.contentType = contentType
        self.charset = charset
        self.filename = filename
        self.disposition = disposition
        self.contentID = contentID
        self.contentLocation = contentLocation
        self.contentBase = contentBase
        self.parameters = parameters
        decoded = content
        self.range = range
    }

    package var isMultipart: Bool { contentType.hasPrefix("multipart/") }

    /// The same part elsewhere in a list, with no place of its own in the message.
    func placed(index: Int, depth: Int) -> MIMEPart {
        MIMEPart(
            index: index, depth: depth, contentType: contentType, charset: charset, filename: filename,
            disposition: disposition, contentID: contentID, contentLocation: contentLocation,
            contentBase: contentBase, parameters: parameters, content: decoded)
    }
}

package struct ParsedMessage: Sendable {
    package var header: HeaderSection
    package var messageID: String?
    package var subject: String?
    package var date: MailDate?
    package var from: [Mailbox] = []
    /// Whether a From field is no address list; `from` is then what most programs are likely to show.
    package var isFromMalformed = false
    package var sender: Mailbox?
    package var replyTo: [Mailbox] = []
    package var to: [Mailbox] = []
    package var cc: [Mailbox] = []
    package var parts: [MIMEPart] = []
    package var anomalies: [Anomaly] = []
    package let lines: LineSurvey

    package init(header: HeaderSection) {
        self.header = header
        lines = LineSurvey(header)
    }
}
