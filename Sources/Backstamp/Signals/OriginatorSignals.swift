import Domains
import MIME

/// Signals about who claims to have written the message.
extension SignalCatalogue {
    static let originator: [Signal] = [
        Signal(
            "originator.missing-from", .medium, weight: 2.5, reference: "RFC 5322 §3.6",
            "The message names no author.",
            explanation: "Every message must have a From field with an address. Only broken or careless software omits it."
        ) { $0.message.parsed.from.isEmpty ? [$0.fromPlace] : [] },

        Signal(
            "originator.malformed-addresses", .low, weight: 1.2, on: .anomalies, reference: "RFC 5322 §3.4",
            "A field that says who wrote the message, or who gets the answers, is no list of addresses.",
            explanation:
                "Mail programs put names with brackets or commas into quotation marks. Programs that send spam write down what "
                + "they are given, and mail programs show somebody all the same."
        ) { evidence in
            // Relays write `To: undisclosed recipients`.
            let lines = ["from", "sender", "reply-to"].flatMap { evidence.header.fields($0).map(\.line) }
            return evidence.anomalies("invalid-address-list").filter { place in place.line.map(lines.contains) ?? false }
        },

        Signal(
            "originator.several-from-fields", .high, weight: 3.0, reference: "RFC 5322 §3.6",
            "There is more than one From field, so different programs will show different authors.",
            explanation: "From may occur once. A second one lets an attacker have one author checked and another one shown."
        ) { $0.header.places("from").count > 1 ? $0.places("from") : [] },

        Signal(
            "originator.several-authors", .medium, weight: 1.0, on: .severalAuthors, reference: "RFC 5322 §3.6.2, RFC 9989",
            "From names several authors, and no Sender says which of them sent the message.",
            explanation: "Allowed only together with a Sender field. Mail programs tend to show the first and check another."
        ) { evidence in
            let domains = Set(evidence.message.parsed.from.compactMap(\.domain))
            guard domains.count > 1, evidence.message.parsed.sender == nil else { return [] }
            return evidence.places("from")
        },

        Signal(
            "originator.address-in-display-name", .high, weight: 2.0, on: .nameWithAt, reference: "M3AAWG, display-name deception",
            "The author's name shows an address of another domain than the one the message comes from.",
            explanation:
                "Many mail programs show only the name. Somebody who writes an address of a bank into it wants it taken "
                + "for the sender's. Mailing lists that rewrite From do the same with 'via'."
        ) { evidence in
            guard let author = evidence.message.author, let name = author.name?.lowercased(), name.utf8.contains(0x40) else { return [] }
            let shown = name.split { !($0.isLetter || $0.isNumber || "@.-_+".contains($0)) }.compactMap { word -> String? in
                guard let at = word.lastIndex(of: "@") else { return nil }
                let domain = word[word.index(after: at)...]
                return domain.contains(".") ? String(domain) : nil
            }
            let other = shown.first { !evidence.sameOrganization($0, author.domain) }
            return other == nil || evidence.isDiscussionList ? [] : [evidence.fromPlace]
        },

        Signal(
            "originator.reply-to-elsewhere", .low, weight: 0.8, on: .replyTo, reference: "RFC 5322 §3.6.2",
            "Answers go to another organization than the author's.",
            explanation: "Usual for lists and hired mailers, and for fraud that collects the answers of a forged author."
        ) { evidence in
            guard !evidence.message.parsed.replyTo.isEmpty, !evidence.isDiscussionList, evidence.message.authorDomain != nil
            else { return [] }
            // Answers to the address that the message went to: a list without List-Id.
            let addressed = Set((evidence.message.parsed.to + evidence.message.parsed.cc).prefix(50).map { $0.address.lowercased() })
            let other = evidence.message.parsed.replyTo.contains {
                $0.domain != nil && !evidence.sameOrganization($0.domain, evidence.message.authorDomain)
                    && !addressed.contains($0.address.lowercased())
            }
            return other ? evidence.places("reply-to") : []
        },

        Signal(
            "originator.reply-to-freemail", .medium, weight: 2.2, on: .replyTo, reference: "M3AAWG, business e-mail compromise",
            "Answers go to a free mailbox, although the author writes from another domain.",
            explanation:
                "An organization that has a domain takes its answers there; fraudsters need a mailbox that they can read. "
                + "Hired mailers that write newsletters for small shops give the shop's mailbox, so it does not fire there."
        ) { evidence in
            guard !evidence.isDiscussionList, !evidence.isNewsletter, let author = evidence.message.authorDomain, !FreeMail.isProvider(author)
            else { return [] }
            return evidence.message.parsed.replyTo.contains { FreeMail.isProvider($0.domain) }
                ? evidence.places("reply-to") : []
        },

        Signal(
            "originator.return-path-elsewhere", .info, weight: 0.3, reference: "RFC 5321 §4.4, RFC 9989 §4.4",
            "Error messages go to another organization than the author's: a hired mailer, or somebody else altogether.",
            explanation: "Common for newsletters that a company sends for the author. Worth nothing by itself."
        ) { evidence in
            guard let path = evidence.envelope.mailFrom, let domain = evidence.mailFromDomain,
                !evidence.isDiscussionList, let author = evidence.message.authorDomain, author != domain,
                !evidence.sameOrganization(domain, evidence.message.authorDomain)
            else { return [] }
            return [
                evidence.header.first("return-path").map { evidence.place($0) }
                    ?? Place(.envelope, name: "mailFrom", text: path)
            ]
        },

        Signal(
            "originator.lookalike-domain", .critical, weight: 4.0, on: .lookalikes, reference: "UTS #39; RFC 5890 §4.4",
            "The author's domain is made to look like another one.",
            explanation: "A domain that differs by a digit, an accent or a word from one that readers trust is chosen for that."
        ) { evidence in
            evidence.content.lookalikes.filter { lookalike in
                lookalike.where == "from" && lookalike.technique != "display-name"
            }.map(\.place)
        },

        Signal(
            "originator.lookalike-beside-author", .high, weight: 2.5, on: .lookalikes, reference: "UTS #39; RFC 5890 §4.4",
            "Answers or error messages go to a domain that is made to look like another one, or its sender stands there.",
            explanation: "Reply-To, Sender or Return-Path: where the author is a forged one, these lead to who sent the message."
        ) { evidence in
            evidence.content.lookalikes.filter { ["reply-to", "sender", "return-path"].contains($0.where) }.map(\.place)
        },

        Signal(
            "originator.missing-message-id", .low, weight: 0.8, reference: "RFC 5322 §3.6.4",
            "The message has no Message-ID.",
            explanation: "Every mail program and every submission server adds one; bulk mailers of the cheap sort do not."
        ) { $0.header.holds("message-id") ? [] : [$0.absent("Message-ID")] },

        Signal(
            "originator.malformed-message-id", .low, weight: 1.2, reference: "RFC 5322 §3.6.4",
            "The Message-ID does not have the form that the standard wants.",
            explanation: "It must be <left@right>, both unique by their maker. Hand-made senders get it wrong."
        ) { evidence in
            guard let field = evidence.header.first("message-id") else { return [] }
            return MessageIDShape.isSound(evidence.header.unfolded(field)) ? [] : [evidence.place(field)]
        },

        Signal(
            "originator.missing-date", .low, weight: 1.0, reference: "RFC 5322 §3.6.1",
            "The message has no date, or one that cannot be read.",
            explanation: "Date is one of the two fields that every message must have."
        ) { evidence in
            guard evidence.message.parsed.date == nil else { return [] }
            return [evidence.header.first("date").map { evidence.place($0) } ?? evidence.absent("Date")]
        },

        Signal(
            "originator.missing-recipient", .low, weight: 0.6, reference: "RFC 5322 §3.6.3",
            "The message is addressed to nobody by name.",
            explanation: "Without a To or Cc field the message went to addresses that the reader is not shown: usual for bulk mail."
        ) { evidence in
            let header = evidence.header
            return header.holds("to") || header.holds("cc") || header.holds("apparently-to") ? [] : [evidence.absent("To")]
        },

        Signal(
            "originator.bcc-shown", .low, weight: 1.2, reference: "RFC 5322 §3.6.3",
            "The message arrived with a Bcc field, which senders remove.",
            explanation: "Mail programs and servers take Bcc away or send each recipient a copy of his own. Home-made senders forget it."
        ) { $0.places("bcc") },

        Signal(
            "originator.recipient-undisclosed", .low, weight: 1.2, reference: "RFC 5322 §3.4 (group syntax)",
            "The recipients are not disclosed.",
            explanation: "'undisclosed-recipients:;' hides the list of those who got the message: bulk mail, or a courtesy."
        ) { evidence in
            evidence.header.fields("to").filter { field in
                // A text of that kind is not folded within the word.
                let value = evidence.header.body(field)
                if value.holds("undisclosed") { return true }
                return value.allSatisfy { $0 <= 0x20 || $0 == 0x3C || $0 == 0x3E } && ["", "<>"].contains(evidence.header.text(field))
            }.map { evidence.place($0) }
        },

        Signal(
            "originator.author-is-recipient", .medium, weight: 1.3, on: .unvouched, reference: "SpamAssassin, TO_EQ_FM and its kin",
            "The author's address is the recipient's own.",
            explanation: "Fraudsters put the victim's address into From to claim that they have broken into the mailbox."
        ) { evidence in
            guard let author = evidence.message.author?.address.lowercased(), author.contains("@"),
                evidence.message.parsed.to.count == 1, !evidence.isBulk, !evidence.isAuthorVerified
            else { return [] }
            return evidence.message.parsed.to[0].address.lowercased() == author ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.random-local-part", .low, weight: 0.7, reference: "SpamAssassin, FROM_ENDS_IN_NUMS and its kin",
            "The author's address looks machine-made: mostly digits, or a long run of them.",
            explanation: "Throw-away addresses are made by programs. Some providers in Asia give out numbers, though."
        ) { evidence in
            // Addresses with signs in them are made for one recipient each (VERP), which is another thing.
            guard let local = evidence.message.author?.localPart, !evidence.isBulk,
                local.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2E || $0 == 0x5F })
            else { return [] }
            var (digits, run, longest) = (0, 0, 0)
            for octet in local.utf8 {
                digits += octet.isASCIIDigit ? 1 : 0
                run = octet.isASCIIDigit ? run + 1 : 0
                longest = max(longest, run)
            }
            return longest >= 5 || (digits >= 4 && digits * 2 > local.utf8.count) ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.sender-elsewhere", .info, weight: 0.6, on: .sender, reference: "RFC 5322 §3.6.2",
            "Somebody of another organization says that it sent the message for the author.",
            explanation: "Sender names who pressed the button. Honest for hired mailers and lists."
        ) { evidence in
            guard let sender = evidence.message.parsed.sender, evidence.message.authorDomain != nil,
                !evidence.isDiscussionList,
                !evidence.sameOrganization(sender.domain, evidence.message.authorDomain)
            else { return [] }
            return evidence.places("sender")
        },
    ]
}
