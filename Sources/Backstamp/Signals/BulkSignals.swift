import MIME

/// Signals about mail that goes to many, and how well it behaves.
extension SignalCatalogue {
    static let bulk: [Signal] = [
        Signal(
            "bulk.mailing-list", .info, weight: -0.6, on: .listID, reference: "RFC 2919, RFC 2369",
            "A mailing list passed the message on.",
            explanation: "List-Id and List-Post. The list's footer breaks signatures; its own signature may stand beside."
        ) { evidence in
            guard evidence.header.holds("list-id"), evidence.header.holds("list-post") else { return [] }
            return evidence.places("list-id")
        },

        Signal(
            "bulk.one-click-unsubscribe", .info, weight: -0.2, on: .listUnsubscribe, reference: "RFC 8058",
            "You can unsubscribe with one click in your mail program.",
            explanation: "List-Unsubscribe-Post with an https address. Gmail and Yahoo demand it of bulk senders since 2024."
        ) { evidence in
            guard let post = evidence.header.first("list-unsubscribe-post"),
                evidence.header.body(post).holds("list-unsubscribe=one-click"),
                evidence.header.fields("list-unsubscribe").contains(where: { evidence.header.body($0).holds("https://") })
            else { return [] }
            return [evidence.place(post)]
        },

        Signal(
            "bulk.no-unsubscribe", .low, weight: 0.3, reference: "RFC 2369 §3.2; Gmail and Yahoo sender rules, 2024",
            "The message was sent in bulk, and offers no way to unsubscribe in its header.",
            explanation: "Honest bulk mail has a List-Unsubscribe field, or one of the older ones, such as X-Unsubscribe."
        ) { evidence in
            guard evidence.isBulk || evidence.header.first("x-mailer").map({ Mailers.isBulk(evidence.header.unfolded($0)) }) ?? false,
                !evidence.header.holds("list-unsubscribe"), !evidence.header.fields.contains(where: { $0.key.holds("unsubscri") && $0.key != "list-unsubscribe-post" })
            else { return [] }
            return [evidence.absent("List-Unsubscribe")]
        },

        Signal(
            "bulk.unsubscribe-in-clear", .low, weight: 0.2, on: .listUnsubscribe, reference: "RFC 8058 §3.1",
            "Unsubscribing sends your address over an unencrypted connection.",
            explanation: "List-Unsubscribe with plain http only."
        ) { evidence in
            evidence.header.fields("list-unsubscribe").filter { field in
                let value = evidence.header.body(field)
                return value.holds("http://") && !value.holds("https://")
            }.map { evidence.place($0) }
        },

        Signal(
            "bulk.spamware", .high, weight: 2.5, on: .mailer, reference: "SpamAssassin, X-Mailer rules",
            "The message was made with a program that is used for unwanted mail.",
            explanation: "Some bulk programs name themselves."
        ) { evidence in
            evidence.header.fields("x-mailer").filter { Mailers.isSpamware(evidence.header.unfolded($0)) }.map { evidence.place($0) }
        },

        Signal(
            "bulk.precedence", .info, weight: 0.2, on: .precedence, reference: "RFC 3834 §5",
            "The message calls itself bulk mail.",
            explanation: "Precedence: bulk or junk; lists and newsletters used it before List-Id."
        ) { evidence in
            evidence.header.fields("precedence").filter { ["bulk", "junk"].contains(evidence.header.text($0).lowercased()) }
                .map { evidence.place($0) }
        },

        Signal(
            "bulk.many-recipients", .low, weight: 1.2, reference: "SpamAssassin, SORTED_RECIPS, SUSPICIOUS_RECIPS",
            "The message is addressed to many people at once who need not know each other.",
            explanation: "More than fifteen addresses in To and Cc."
        ) { evidence in
            let count = evidence.message.parsed.to.count + evidence.message.parsed.cc.count
            return count > 15 ? evidence.places("to") + evidence.places("cc") : []
        },

        Signal(
            "bulk.priority", .low, weight: 0.8, reference: "RFC 2156 (Importance); SpamAssassin, X_PRIORITY_HIGH",
            "The message calls itself urgent.",
            explanation: "X-Priority 1 or Importance: high, where the sender is not one of a list."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            let high = evidence.header.fields("x-priority").filter { evidence.header.text($0).hasPrefix("1") }
                + evidence.header.fields("x-msmail-priority").filter { evidence.header.text($0).lowercased() == "high" }
                + evidence.header.fields("importance").filter { evidence.header.text($0).lowercased() == "high" }
            return high.map { evidence.place($0) }
        },

        Signal(
            "bulk.conversation", .info, weight: -0.8, on: .inReplyTo, reference: "RFC 5322 §3.6.4",
            "The message answers another one.",
            explanation: "In-Reply-To, References and a subject such as 'Re:' tie it into a conversation; fraud imitates one of them, and rarely all."
        ) { evidence in
            guard evidence.header.holds("in-reply-to"), evidence.header.holds("references") else { return [] }
            // A newsletter or an offer answers nothing; those who answer a list have its thread.
            let isThread = ReplyMark.starts(evidence.message.parsed.subject ?? "") || evidence.isDiscussionList
            return isThread ? evidence.places("in-reply-to") : []
        },
    ]
}

/// Programs that name themselves in X-Mailer.
enum Mailers {
    private static let spamware = WordSearch([
        "the bat! (v1.52f)", "mailking", "advanced mass sender", "massive mail", "group mail", "groupmail", "dynamic mail",
        "directmail", "bulk mailer", "emailblaster", "mass mail", "fairymail", "leaf phpmailer", "leafmailer", "gammadyne",
        "atomic mail", "send-safe", "dark mailer", "stealth mail", "eexchange", "xmailer pro", "priv8 mailer", "alexus mailer",
    ])
    private static let bulk = WordSearch([
        "mailchimp", "whatcounts", "sendgrid", "phpmailer", "phplist", "lyris", "strongmail", "exacttarget", "campaign", "mailer",
        "newsletter", "listserv", "sendy", "acymailing", "interspire", "sendinblue", "emarsys", "responsys",
    ])

    static func isSpamware(_ name: [UInt8]) -> Bool { spamware.isFound(in: name.span) }
    static func isBulk(_ name: [UInt8]) -> Bool { bulk.isFound(in: name.span) }
}

/// What answers and forwarded mail begin with, in the languages of common mail programs.
enum ReplyMark {
    private static let marks: Set<String> = [
        "re", "fw", "fwd", "aw", "wg", "antw", "betr", "sv", "vs", "vl", "odp", "res", "enc", "rv", "tr", "r", "i", "rif", "doorst", "ynt", "ilt",
    ]

    /// The same for ASCII, in which each octet is a character.
    private static func starts(_ subject: Span<UInt8>) -> Bool {
        var start = 0
        while true {
            while start < subject.count, subject[start] == 0x20 { start += 1 }
            guard start < subject.count, subject[start] == 0x5B, let close = subject.first(0x5D, from: start) else { break }
            start = close + 1
        }
        guard let colon = subject.first(0x3A, from: start) else { return false }
        var letters: [UInt8] = []
        for index in start..<min(colon, start + 12) where subject[index].isASCIILetter { letters.append(subject[index].asciiLowercased) }
        return marks.contains(String(decoding: letters, as: UTF8.self))
    }

    /// Behind the name of a list in brackets, there may be a number: `[talk] Re[2]:`.
    static func starts(_ subject: String) -> Bool {
        let octets = subject.utf8.span.extracting(first: 200)
        if octets.isPrintable { return starts(octets) }
        var rest = subject.prefix(200).drop(while: \.isWhitespace)
        while rest.first == "[", let close = rest.firstIndex(of: "]") { rest = rest[rest.index(after: close)...].drop(while: \.isWhitespace) }
        guard let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
        return marks.contains(rest[..<colon].prefix(12).lowercased().filter(\.isLetter)) || ["回复", "答复", "转发", "回覆"].contains(String(rest[..<colon]))
    }
}
