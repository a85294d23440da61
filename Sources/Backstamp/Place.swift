/// Where in a message, or outside it, a piece of evidence stands. Every finding has at least one, so that a reader
/// can look at the very octets, and a page can mark them.
package struct Place: Hashable, Sendable {
    package enum Where: String, Sendable { case header, body, html, dns, envelope }

    package let `where`: Where
    /// header: the field's name. html: the element. dns: the name asked. envelope: mailFrom, helo or clientIP.
    package let name: String?
    /// header: the field's index, from 0. body and html: the part's index.
    package let index: Int?
    /// header and body: the line of the message, from 1.
    package let line: Int?
    /// header and body: octets from the start of the message. html: octets from the start of the part, decoded.
    package let offset: Int?
    package let length: Int?
    /// What stands there, or what was answered; shortened to `textLimit` characters.
    package let text: String

    package static let textLimit = 300
}

// Each names all of a place at once, so that it is not put together in memory and copied from there.
extension Place {
    package init(
        _ place: Where, name: String? = nil, index: Int? = nil, line: Int? = nil, offset: Int? = nil,
        length: Int? = nil, text: String
    ) {
        self.init(
            where: place, name: name, index: index, line: line, offset: offset, length: length, text: Self.shortened(text))
    }

    /// - Parameter octets: UTF-8; what is not shown is not decoded.
    package init(
        _ place: Where, name: String? = nil, index: Int? = nil, line: Int? = nil, offset: Int? = nil,
        length: Int? = nil, octets: ArraySlice<UInt8>
    ) {
        self.init(
            where: place, name: name, index: index, line: line, offset: offset, length: length, text: Self.shortened(octets))
    }

    private static func shortened(_ octets: ArraySlice<UInt8>) -> String {
        guard octets.count > textLimit else { return String(decoding: octets, as: UTF8.self) }
        if isPlain(octets.span.extracting(first: textLimit + 1)) { return String(decoding: octets.prefix(textLimit), as: UTF8.self) + "…" }
        // Enough for the characters that are shown.
        return shortened(String(decoding: octets.prefix(textLimit * 4), as: UTF8.self))
    }

    /// Whether each octet is a character: ASCII, without what may be a line end of two. Without branches, so that many
    /// octets are looked at together.
    private static func isPlain(_ octets: Span<UInt8>) -> Bool {
        var odd: UInt8 = 0
        for index in octets.indices { odd |= (octets[index] & 0x80) | (octets[index] == 0x0D ? 0x80 : 0) }
        return odd == 0
    }

    /// Characters are counted only where there may be too many of them: to find their borders takes time.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > textLimit else { return text }
        if isPlain(text.utf8.span.extracting(first: textLimit + 1)) {
            // As a string, because what is joined to a part of one has its characters counted.
            return String(text[..<text.utf8.index(text.startIndex, offsetBy: textLimit)]) + "…"
        }
        guard let end = text.index(text.startIndex, offsetBy: textLimit, limitedBy: text.endIndex), end < text.endIndex
        else { return text }
        return String(text[..<end]) + "…"
    }
}
