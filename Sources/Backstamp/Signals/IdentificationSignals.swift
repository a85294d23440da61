import Domains
import MIME

/// Signals about what made the message: Message-ID, Date and the program that names itself.
extension SignalCatalogue {
    static let identification: [Signal] = [
        Signal(
            "originator.zeroed-message-id", .medium, weight: 3.0, on: .outlookID, reference: "SpamAssassin, MSGID_SPAM_ZEROES",
            "The Message-ID imitates Outlook's and is filled up with zeros.",
            explanation: "Outlook's is made of time and address; a well-known bulk mailer writes zeros where these stand."
        ) { evidence in
            guard let id = evidence.messageIDField, MessageIDShape.isZeroed(id.left) else { return [] }
            return [evidence.place(id.field)]
        },

        Signal(
            "originator.id-of-another-time", .medium, weight: 2.8, on: .outlookID, reference: "SpamAssassin, MSGID_OUTLOOK_INVALID",
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
            "originator.nonsense-mailer", .medium, weight: 2.0, on: .mailer, reference: "SpamAssassin, X-Mailer rules",
            "The program that made the message calls itself by letters and digits in confusion.",
            explanation: "A program has a name and a version. Bulk mailers write something else into each copy."
        ) { evidence in
            evidence.header.fields("x-mailer").filter { field in
                let name = evidence.header.unfolded(field)
                return (5...40).contains(name.count) && name.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit } && HostNoise.changes(name) >= 2
            }.map { evidence.place($0) }
        },

        Signal(
            "originator.mailer-impossible-id", .medium, weight: 2.2, on: .mailer, reference: "SpamAssassin, FORGED_MUA_OUTLOOK and its kin",
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
            guard !evidence.isBulk, let id = evidence.messageIDField, id.right != evidence.message.authorDomain, id.right.utf8.contains(0x2E),
                !evidence.sameOrganization(id.right, evidence.message.authorDomain)
            else { return [] }
            let hops = evidence.route.hops.span
            for index in hops.indices {
                guard let name = hops[index].by.name, name.lowercased() == id.right, hops[index].auth == nil,
                    hops[index].from.ip.map({ !AddressScope.isInternal($0) }) ?? false,
                    !evidence.sameOrganization(hops[index].from.rdns ?? hops[index].from.helo, id.right)
                else { continue }
                return [evidence.place(id.field), evidence.place(hops[index])]
            }
            return []
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
            if evidence.isDiscussionList { return [] }
            let named = evidence.places("x-php-originating-script") + evidence.places("x-php-script") + evidence.places("x-php-filename")
            return named + evidence.header.fields("x-mailer").filter { evidence.header.body($0).holds("php") }.map { evidence.place($0) }
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
            "trace.impossible-zone", .medium, weight: 3.0, on: .unusualDate, reference: "RFC 5322 §3.3; SpamAssassin, INVALID_TZ and DATE rules",
            "The date is given in a time zone that does not exist.",
            explanation: "Zones reach from -1200 to +1400 in steps of a quarter of an hour. Programs do not err so; forgers do."
        ) { evidence in
            guard let field = evidence.header.first("date"), DateShape.hasImpossibleZone(evidence.header.body(field)) else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "trace.malformed-date", .low, weight: 1.7, on: .unusualDate, reference: "RFC 5322 §3.3; SpamAssassin, INVALID_DATE",
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
