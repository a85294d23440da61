import Domains
import MIME

/// Signals about the name and the mailbox that the author shows.
extension SignalCatalogue {
    static let authorName: [Signal] = [
        Signal(
            "originator.brand-in-display-name", .high, weight: 2.5, on: .lookalikes, reference: "M3AAWG, display-name deception",
            "The author's name is that of a well-known brand, and the address is not of one of its known domains.",
            explanation:
                "Many mail programs show only the name. Honest mailers that a brand has hired may use a domain of their own, "
                + "and people may be called like a brand."
        ) { evidence in
            if evidence.facts.author?.isPublicBody ?? false || evidence.isDiscussionList { return [] }
            return evidence.content.lookalikes.filter { $0.technique == "display-name" }.map(\.place)
        },

        Signal(
            "originator.impossible-domain", .medium, weight: 2.5, reference: "RFC 5321 §2.3.5; IANA root zone",
            "The author's domain can hardly exist: no known top-level domain has such an ending.",
            explanation: "Nobody can answer, and nobody can vouch for it. Messages that never left a house have such authors too."
        ) { evidence in
            evidence.isAuthorImpossible && !evidence.isDiscussionList ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.recipient-in-display-name", .medium, weight: 1.5, reference: "M3AAWG, display-name deception",
            "The author's name holds the recipient's address or domain, and the author is of another domain.",
            explanation: "'Support of your-domain': it is to look like your own administrator."
        ) { evidence in
            guard let author = evidence.message.author, let name = author.name, !evidence.isDiscussionList else { return [] }
            let octets = Array(name.utf8).prefix(500)
            let isNamed = evidence.message.parsed.to.prefix(5).contains { recipient in
                // Hardly ever is either of them named.
                let isDomain = recipient.domain.map { octets.holds(lowercased: Array($0.utf8)) } ?? false
                guard isDomain || octets.holds(lowercased: Array(recipient.address.lowercased().utf8)) else { return false }
                guard let domain = recipient.domain, domain.utf8.contains(0x2E), !FreeMail.isProvider(domain),
                    !evidence.sameOrganization(domain, author.domain)
                else { return octets.holds(lowercased: Array(recipient.address.lowercased().utf8)) && recipient.address != author.address }
                return isDomain
            }
            return isNamed ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.local-part-noise", .low, weight: 1.8, reference: "SpamAssassin, FROM_LOCAL_HEX and its kin",
            "The author's address is letters and digits in confusion, as programs make them.",
            explanation:
                "Letters and digits change places three times or more in one word, or six letters follow without a vowel. Some "
                + "companies number their people so."
        ) { evidence in
            guard let local = evidence.message.author?.localPart, local.utf8.count >= 6, !evidence.isBulk else { return [] }
            let isOneWord = !local.utf8.contains { $0 == 0x2E || $0 == 0x2D || $0 == 0x5F }
            guard isOneWord || local.utf8.contains(where: \.isASCIIDigit) else { return [] }
            let words = local.utf8.split { $0 == 0x2E || $0 == 0x2D || $0 == 0x5F }
            if words.count > 1 {
                // Other signs are those of addresses made for one recipient each (VERP).
                return words.allSatisfy { $0.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit } } && words.contains { $0.count >= 10 && HostNoise.changes($0) >= 4 } ? [evidence.fromPlace] : []
            }
            guard local.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else { return [] }
            return HostNoise.changes(local.utf8) >= 3 || HostNoise.longestRunWithoutVowel(local.utf8) >= 6 ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.tag-in-display-name", .low, weight: 1.2, on: .hash, reference: "SpamAssassin, unique tags",
            "The author's name or the subject carries a random tag such as #x7Kq2b.",
            explanation: "It differs in each copy, so that no two copies are alike. Ticket numbers have digits or capitals only."
        ) { evidence in
            let isName = RandomTag.occurs(in: evidence.message.author?.name ?? "")
            let isSubject = RandomTag.occurs(in: evidence.message.parsed.subject ?? "")
            return (isName ? [evidence.fromPlace] : []) + (isSubject ? evidence.places("subject") : [])
        },

        Signal(
            "originator.punctuated-name", .low, weight: 1.2, on: .nameWithSign, reference: "rspamd, display-name symbols",
            "The author's name is dressed up with signs such as # _ * = | or rows of hyphens.",
            explanation: "Two such signs or more. They stand out in a list of messages and cut the words for filters."
        ) { evidence in
            guard let name = evidence.message.author?.name, !evidence.isDiscussionList else { return [] }
            let signs = name.utf8.prefix(200).count { PunctuatedName.signs.contains($0) }
            let quotes = name.utf8.prefix(200).count { $0 == 0x22 }
            return signs >= 2 || quotes >= 3 || name.holds("--") ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.pictogram-in-name", .low, weight: 1.5, on: .nameBeyondASCII, reference: "rspamd, FROM_NAME_HAS_EMOJI and its kin",
            "The author's name is decorated with pictograms.",
            explanation: "A person or a firm is not called so; the pictures are to stand out in a list of messages."
        ) { evidence in
            guard let name = evidence.message.author?.name, !evidence.isDiscussionList else { return [] }
            let isDecorated = name.unicodeScalars.prefix(200).contains {
                (0x2600...0x27BF).contains($0.value) || (0x1F000...0x1FAFF).contains($0.value)
            }
            return isDecorated ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.freemail-to-undisclosed", .medium, weight: 1.2, on: .freeMail, reference: "SpamAssassin, FREEMAIL and UNDISC_FREEM",
            "A free mailbox writes to recipients that are not named.",
            explanation: "Associations do it to protect their members' addresses; fraud does it to reach thousands."
        ) { evidence in
            guard FreeMail.isProvider(evidence.message.authorDomain), !evidence.isDiscussionList, !evidence.isBulk else { return [] }
            let to = evidence.header.fields("to").map { evidence.header.body($0) }
            let isHidden = evidence.message.parsed.to.isEmpty && evidence.message.parsed.cc.isEmpty
            return isHidden || to.contains { $0.holds("undisclosed") } ? [evidence.fromPlace] : []
        },

        Signal(
            "originator.freemail-answers-elsewhere", .medium, weight: 2.2, on: [.freeMail, .replyTo], reference: "SpamAssassin, FREEMAIL_FORGED_REPLYTO",
            "A free mailbox writes, and another free mailbox wants the answers.",
            explanation: "The first is thrown away or broken into, the second is read. Few honest people keep two like that."
        ) { evidence in
            guard let author = evidence.message.author, FreeMail.isProvider(author.domain), !evidence.isDiscussionList else { return [] }
            let other = evidence.message.parsed.replyTo.contains {
                FreeMail.isProvider($0.domain) && $0.address.lowercased() != author.address.lowercased()
            }
            return other ? [evidence.fromPlace] + evidence.places("reply-to") : []
        },

        Signal(
            "originator.malformed-author", .medium, weight: 1.5, reference: "RFC 5322 §3.4.1",
            "The author's address is none that mail could be sent to.",
            explanation: "Nothing before the @, or nothing behind it. No mail program writes such a From."
        ) { evidence in
            guard let author = evidence.message.author else { return [] }
            return (author.localPart ?? "").isEmpty || author.domain == nil ? [evidence.fromPlace] : []
        },
    ]
}

enum PunctuatedName {
    static let signs = Array("#_*=|~^<>{}".utf8)
}

enum AuthorDomainKind {
    /// RFC 2606 and RFC 6762 names, and those of houses: they say nothing about the world outside.
    private static let reserved: Set<String> = [
        "example", "test", "invalid", "localhost", "localdomain", "local", "lan", "home", "internal", "intranet", "corp", "arpa",
    ]

    static func isImpossible(_ domain: String, _ labels: [Substring]) -> Bool {
        guard domain.utf8.allSatisfy({ $0 < 0x80 }), !domain.hasPrefix("["), let last = labels.last else { return false }
        if reserved.contains(String(last)) { return false }
        return !domain.contains(".") || !PublicSuffix.endsInKnownSuffix(domain)
    }

    private static let publicBodies: Set<Substring> = ["gov", "gob", "gouv", "gub", "govt", "gc", "mil", "edu", "ac", "police", "nhs", "mod"]

    /// Governments, schools and universities, by the suffix that only they get.
    static func isPublicBody(_ labels: [Substring]) -> Bool {
        guard let last = labels.last else { return false }
        if publicBodies.contains(last) { return true }
        return labels.count > 2 && last.utf8.count == 2 && publicBodies.contains(labels[labels.count - 2])
    }
}
