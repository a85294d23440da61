/// What the ids of some programs look like.
enum MessageIDShape {
    /// RFC 5322 §3.6.4: `<left@right>`, without white space.
    static func isSound(_ value: [UInt8]) -> Bool {
        guard value.count > 2, value.first == 0x3C, value.last == 0x3E else { return false }
        var (hasAt, isPlain) = (false, true)
        // As if one stood on either side: two in a row have an empty side between them.
        var isBehindAt = true
        for octet in value[1..<(value.count - 1)] {
            if octet == 0x40, isBehindAt { return false }
            isBehindAt = octet == 0x40
            hasAt = hasAt || isBehindAt
            isPlain = isPlain && octet > 0x20 && octet < 0x80
        }
        guard hasAt, !isBehindAt else { return false }
        return isPlain || !String(decoding: value.dropFirst().dropLast(), as: UTF8.self).contains(where: \.isWhitespace)
    }

    /// Octets of the left side of Outlook's.
    static let outlookLength = 30

    /// `0000xxxxxxxx$0000xxxx$0000xxxx`.
    static func isZeroed(_ left: String) -> Bool {
        let parts = left.utf8.split(separator: 0x24, omittingEmptySubsequences: false)
        guard parts.count == 3, isOutlookExpress(left) else { return false }
        return parts.allSatisfy { $0.prefix(4).allSatisfy { $0 == 0x30 } }
    }

    /// Twelve, eight and eight hexadecimal digits.
    static func isOutlookExpress(_ left: String) -> Bool {
        guard left.utf8.count == outlookLength else { return false }
        let parts = left.utf8.split(separator: 0x24, omittingEmptySubsequences: false)
        return parts.count == 3 && parts.map(\.count) == [12, 8, 8] && parts.allSatisfy { $0.allSatisfy(\.isHexadecimal) }
    }

    /// The time in seconds since 1970 that an id of Outlook Express' form tells; nil for others.
    static func outlookTime(_ left: String) -> Int? {
        guard isOutlookExpress(left), let high = Int(left.prefix(12).suffix(8), radix: 16) else { return nil }
        // FILETIME counts 100 ns since 1601; its upper half steps each 429.4967296 s.
        return Int(Double(high) * 429.4967296) - 11_644_473_600
    }

    private static func isNetscape(_ left: String) -> Bool {
        let parts = left.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.prefix(2).allSatisfy { (4...8).contains($0.count) && $0.allSatisfy(\.isHexadecimal) }
    }

    /// What a program's ids must be like, by the beginning of its name; nil for programs that are not known.
    static func rule(for mailer: String) -> ((_ left: String, _ right: String) -> Bool)? {
        rules.first { mailer.hasPrefix($0.name) }?.isSound
    }

    private static let rules: [(name: String, isSound: @Sendable (String, String) -> Bool)] = [
        ("Microsoft Outlook Express", { left, right in isOutlookExpress(left) || right.hasSuffix("phx.gbl") || left.hasPrefix("BAY") }),
        ("Mozilla 4.", { left, _ in isNetscape(left) }),
        ("AOL ", { _, right in right.hasSuffix("aol.com") }),
        ("Juno ", { _, right in right.hasSuffix("juno.com") }),
        ("QUALCOMM Windows Eudora", { left, _ in left.utf8.contains(0x2E) && (left.utf8.first?.isASCIIDigit ?? false || left.hasPrefix("p") || left.hasPrefix("v")) }),
    ]
}
