import Domains
import MIME

/// Signals about what made the message: Message-ID, Date and the program that names itself.
extension SignalCatalogue {
    static let identification: [Signal] = [
        Signal(
            "originator.zeroed-message-id", .medium, weight: 3.0, reference: "SpamAssassin, MSGID_SPAM_ZEROES",
            "The Message-ID imitates Outlook's and is filled up with zeros.",
            explanation: "Outlook's is made of time and address; a well-known bulk mailer writes zeros where these stand."
        ) { evidence in
            guard let id = evidence.messageIDField, MessageIDShape.isZeroed(id.left) else { return [] }
            return [evidence.place(id.field)]
        },

        Signal(
            "originator.id-of-another-time", .medium, weight: 2.8, reference: "SpamAssassin, MSGID_OUTLOOK_INVALID",
            "The Message-ID imitates Outlook's, and the time within it is not that of the message.",
            explanation:
                "Outlook writes its clock into the id (the upper half of a Windows FILETIME). Programs that only imitate the form "
                + "put digits of chance there; a message that waited in the drafts for weeks would differ too."
        ) { evidence in
            guard let id = evidence.messageIDField, let date = evidence.message.parsed.date, !MessageIDShape.isZeroed(id.left),
                let time = MessageIDShape.outlookTime(id.left), abs(time - date.seconds) > 21 * 86_400
            else { return [] }
            return [evidence.place(id.field)]
        },

        Signal(
            "originator.nonsense-mailer", .medium, weight: 2.0, reference: "SpamAssassin, X-Mailer rules",
            "The program that made the message calls itself by letters and digits in confusion.",
            explanation: "A program has a name and a version. Bulk mailers write something else into each copy."
        ) { evidence in
            evidence.header.fields("x-mailer").filter { field in
                let name = evidence.header.unfolded(field)
                return (5...40).contains(name.count) && name.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit } && HostNoise.changes(name) >= 2
            }.map(evidence.place)
        },

        Signal(
            "originator.mailer-impossible-id", .medium, weight: 2.2, reference: "SpamAssassin, FORGED_MUA_OUTLOOK and its kin",
            "The Message-ID does not have the form that the program named in X-Mailer gives it.",
            explanation:
                "Programs can be told by their ids. Who forges the name of one seldom knows. Lists and some servers write a new id, "
                + "so mail of lists is passed over."
        ) { evidence in
            guard !evidence.isBulk, let mailer = evidence.header.first("x-mailer"), let id = evidence.messageIDField,
                let isSound = MessageIDShape.rule(for: evidence.header.text(mailer)), !isSound(id.left, id.right)
            else { return [] }
            return [evidence.place(mailer), evidence.place(id.field)]
        },

        Signal(
            "originator.id-made-by-relay", .low, weight: 2.0, reference: "RFC 6409 §8.3; SpamAssassin, MSGID_FROM_MTA_HEADER",
            "The sender's program gave the message no Message-ID; a relay had to.",
            explanation: "The id's host is one that took the message in from outside, and the author is of another domain. Mail programs make ids."
        ) { evidence in
            guard !evidence.isBulk, let id = evidence.messageIDField, id.right.contains("."),
                !evidence.sameOrganization(id.right, evidence.message.authorDomain)
            else { return [] }
            let relays = evidence.route.hops.filter { hop in
                hop.by.name?.lowercased() == id.right && hop.auth == nil && hop.from.ip.map { !AddressScope.isInternal($0) } ?? false
                    && !evidence.sameOrganization(hop.from.rdns ?? hop.from.helo, id.right)
            }
            return relays.isEmpty ? [] : [evidence.place(id.field)] + relays.prefix(1).map { evidence.place($0) }
        },

        Signal(
            "originator.id-of-local-host", .low, weight: 0.5, reference: "RFC 5322 §3.6.4",
            "The Message-ID was made by a computer that does not know its own name.",
            explanation: "localhost or localdomain at the right: a script or a server set up in haste."
        ) { evidence in
            guard !evidence.isDiscussionList, let id = evidence.messageIDField,
                id.right == "localhost" || id.right.hasSuffix(".localdomain") || id.right.hasPrefix("localhost.")
            else { return [] }
            return [evidence.place(id.field)]
        },

        Signal(
            "originator.web-script", .low, weight: 1.2, reference: "PHP manual, mail.add_x_header",
            "A script on a web site made the message.",
            explanation: "Shops and forums send so; so do scripts on sites that were broken into."
        ) { evidence in
            let named = ["x-php-originating-script", "x-php-script", "x-php-filename"].flatMap { evidence.places($0) }
            let mailers = evidence.header.fields("x-mailer").filter { evidence.header.body($0).holds("php") }
            return evidence.isDiscussionList ? [] : named + mailers.map(evidence.place)
        },

        Signal(
            "originator.desktop-mailer", .info, weight: -0.8, reference: "practice; RFC 5322 §3.6.8",
            "The message names a mail program that people use, and is plain text.",
            explanation: "Anybody can write that field; mass mailers seldom choose such programs together with plain text."
        ) { evidence in
            guard let field = evidence.header.first("user-agent"), !evidence.message.parsed.parts.contains(where: { $0.contentType == "text/html" }),
                ["mutt", "thunderbird", "kmail", "evolution", "gnus", "pine", "mozilla/5.0", "claws", "neomutt", "k-9"].contains(where: {
                    evidence.header.body(field).holds(lowercased: Array($0.utf8))
                })
            else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "trace.impossible-zone", .medium, weight: 3.0, reference: "RFC 5322 §3.3; SpamAssassin, INVALID_TZ and DATE rules",
            "The date is given in a time zone that does not exist.",
            explanation: "Zones reach from -1200 to +1400 in steps of a quarter of an hour. Programs do not err so; forgers do."
        ) { evidence in
            guard let field = evidence.header.first("date"), DateShape.hasImpossibleZone(evidence.header.body(field)) else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "trace.malformed-date", .low, weight: 1.7, reference: "RFC 5322 §3.3; SpamAssassin, INVALID_DATE",
            "The date is not written as mail programs write it.",
            explanation: "The zone is missing, or the clock is of twelve hours, or the parts are in another order."
        ) { evidence in
            guard let field = evidence.header.first("date"), evidence.message.parsed.date != nil,
                !DateShape.isOrdinary(evidence.header.body(field))
            else { return [] }
            return [evidence.place(field)]
        },
    ]
}

/// What the ids of some programs look like.
enum MessageIDShape {
    /// RFC 5322 §3.6.4: `<left@right>`, without white space.
    static func isSound(_ value: [UInt8]) -> Bool {
        guard value.first == 0x3C, value.last == 0x3E else { return false }
        let inner = value.dropFirst().dropLast()
        let sides = inner.split(separator: 0x40, omittingEmptySubsequences: false)
        guard sides.count >= 2, sides.allSatisfy({ !$0.isEmpty }) else { return false }
        if inner.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return true }
        return !String(decoding: inner, as: UTF8.self).contains(where: \.isWhitespace)
    }

    /// `0000xxxxxxxx$0000xxxx$0000xxxx`.
    static func isZeroed(_ left: String) -> Bool {
        let parts = left.utf8.split(separator: 0x24, omittingEmptySubsequences: false)
        guard parts.count == 3, isOutlookExpress(left) else { return false }
        return parts.allSatisfy { $0.prefix(4).allSatisfy { $0 == 0x30 } }
    }

    /// Twelve, eight and eight hexadecimal digits.
    static func isOutlookExpress(_ left: String) -> Bool {
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

/// The form of a Date field.
enum DateShape {
    static func hasImpossibleZone(_ body: ArraySlice<UInt8>) -> Bool {
        for word in body.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) {
            guard word.count == 5, let sign = word.first, sign == 0x2B || sign == 0x2D else { continue }
            let digits = word.dropFirst().map { Int($0) - 48 }
            guard digits.allSatisfy({ (0...9).contains($0) }) else { continue }
            let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
            if digits[2] >= 6 || minutes % 15 != 0 || minutes > (sign == 0x2B ? 14 : 12) * 60 { return true }
        }
        return false
    }

    /// `[Day,] day month year hour:minute[:second] zone [(comment)]`.
    static func isOrdinary(_ body: ArraySlice<UInt8>) -> Bool {
        var words = body.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A || $0 == 0x2C })[...]
        if let first = words.first, first.first?.isASCIILetter ?? false { words = words.dropFirst() }
        guard words.count >= 5 else { return false }
        let parts = words.prefix(5).map { $0 }
        let isDay = parts[0].count <= 2 && parts[0].allSatisfy(\.isASCIIDigit)
        let isMonth = parts[1].count == 3 && parts[1].allSatisfy(\.isASCIILetter)
        let isYear = parts[2].allSatisfy(\.isASCIIDigit)
        let isTime = parts[3].contains(0x3A)
        let zone = parts[4]
        let isZone = ((zone.first == 0x2B || zone.first == 0x2D) && zone.count == 5) || ((1...5).contains(zone.count) && zone.allSatisfy(\.isASCIILetter) && !isHalfDay(zone))
        return isDay && isMonth && isYear && isTime && isZone
    }

    private static func isHalfDay(_ word: ArraySlice<UInt8>) -> Bool {
        let word = word.map(\.asciiLowercased)
        return word == [0x61, 0x6D] || word == [0x70, 0x6D]
    }
}
