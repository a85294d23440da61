import MIME

/// Which list a message belongs to, and which program wrote it, by its own word.
extension Message {
    /// The identifier in List-Id (RFC 2919), lower case, without the description before it.
    package var listID: String? {
        guard let field = header.first("list-id") else { return nil }
        let value = header.text(field)
        let start = value.lastIndex(of: "<").map { value.index(after: $0) } ?? value.startIndex
        let identifier = value[start...].prefix { $0 != ">" }.lowercased()
        let isOne = !identifier.isEmpty && identifier.utf8.count <= 255 && identifier.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        return isOne ? identifier : nil
    }

    /// The program that wrote the message: X-Mailer, or User-Agent.
    package var mailer: String? {
        let value = (header.first("x-mailer") ?? header.first("user-agent")).map(header.text)
        guard let value, !value.isEmpty else { return nil }
        return String(value.prefix(200))
    }
}
