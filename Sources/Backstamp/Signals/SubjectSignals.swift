import MIME

/// Signals about the subject line.
extension SignalCatalogue {
    static let subject: [Signal] = [
        Signal(
            "content.subject-shouts", .low, weight: 1.2, on: .subjectWithoutSmallLetters, reference: "SpamAssassin, SUBJ_ALL_CAPS",
            "The subject is written in capitals.",
            explanation: "Shouting is a habit of advertisers and fraudsters."
        ) { evidence in
            guard let subject = evidence.message.parsed.subject, let field = evidence.header.first("subject") else { return [] }
            // One small letter is enough.
            if subject.utf8.contains(where: { (0x61...0x7A).contains($0) }) { return [] }
            let letters = subject.unicodeScalars.filter { $0.properties.isAlphabetic && $0.properties.isUppercase != $0.properties.isLowercase }
            guard letters.count >= 10, letters.allSatisfy(\.properties.isUppercase), subject.contains(" ") else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "content.subject-missing", .low, weight: 0.6, on: .blankSubject, reference: "RFC 5322 §3.6.5; SpamAssassin, MISSING_SUBJECT",
            "The message has no subject.",
            explanation: "Forgetful people and careless programs."
        ) { evidence in
            (evidence.message.parsed.subject ?? "").allSatisfy(\.isWhitespace)
                ? [evidence.header.first("subject").map { evidence.place($0) } ?? evidence.absent("Subject")] : []
        },

        Signal(
            "content.subject-trailing-tag", .medium, weight: 3.0, reference: "SpamAssassin, UNIQUE_ID in subjects and SUBJ_HAS_SPACES",
            "The subject ends in a meaningless tag, set far off to the right.",
            explanation: "Four or more blanks and then one word. The tag differs in each copy, so that no two copies are alike."
        ) { evidence in
            evidence.header.fields("subject").filter { SubjectShape.hasTrailingTag(evidence.header.body($0)) }.map { evidence.place($0) }
        },

        Signal(
            "content.subject-names-recipient", .medium, weight: 2.0, on: .subjectWithAt, reference: "rspamd, RCPT_IN_SUBJECT",
            "The subject holds the recipient's own address.",
            explanation: "It is to look personal to somebody of whom nothing but the address is known."
        ) { evidence in
            guard let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject, !evidence.isDiscussionList
            else { return [] }
            let octets = Array(subject.utf8).prefix(1000)
            return evidence.recipientAddresses.contains { octets.holds(lowercased: $0) } ? [evidence.place(field)] : []
        },

        Signal(
            "content.subject-advertisement", .medium, weight: 2.8, reference: "California B&P Code §17529 (ADV:); SpamAssassin, ADVERT_CODE",
            "The subject is marked as advertising.",
            explanation: "Some laws wanted unasked mail to bear ADV: in its subject."
        ) { evidence in
            guard let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject else { return [] }
            let octets = subject.utf8.span
            let isMarked = octets.indices.first { octets[$0].isASCIILetter }.map { octets.matches("adv:".utf8.span, at: $0) } ?? false
            return isMarked ? [evidence.place(field)] : []
        },

        Signal(
            "content.subject-hype", .low, weight: 0.8, on: .subjectWithMark, reference: "SpamAssassin, PLING_PLING and SUBJ_DOLLARS",
            "The subject shouts with signs: more than one exclamation mark, or dollar signs in a row.",
            explanation: "Happy people do so too; answers within a list are passed over."
        ) { evidence in
            guard !evidence.isDiscussionList, let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject
            else { return [] }
            return subject.holds("!!") || subject.holds("$$") || subject.holds("??") ? [evidence.place(field)] : []
        },

        Signal(
            "content.subject-false-reply", .low, weight: 0.6, reference: "SpamAssassin, FAKE_REPLY",
            "The subject says that this is an answer, and nothing else does.",
            explanation: "Answers carry In-Reply-To or References (RFC 5322 §3.6.4). Some web mailers of old left them out."
        ) { evidence in
            guard !evidence.isDiscussionList, !evidence.header.holds("in-reply-to"), !evidence.header.holds("references"),
                let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject
            else { return [] }
            return subject.utf8.span.extracting(first: 3).holds("re:") ? [evidence.place(field)] : []
        },

        Signal(
            "content.raw-header-text", .low, weight: 1.8, reference: "RFC 5322 §2.2, RFC 2047; SpamAssassin, SUBJ_ILLEGAL_CHARS",
            "The subject or the author's name holds letters beyond ASCII that are not encoded.",
            explanation: "Mail programs encode them; home-made senders do not. UTF-8 is allowed between servers that agree on it (RFC 6532)."
        ) { evidence in
            evidence.header.fields.filter { field in
                field.traits.contains(.isOdd) && (field.key == "subject" || field.key == "from") && evidence.header.body(field).contains { $0 >= 0x80 }
            }.map { evidence.place($0) }
        },

        Signal(
            "content.needless-encoding", .low, weight: 0.6, reference: "RFC 2047 §1; SpamAssassin, FROM_EXCESS_BASE64",
            "The subject or the author's name is encoded in base64 without need.",
            explanation: "Plain letters need no encoding; it hides words from simple filters. Some newsletter programs do it always."
        ) { evidence in
            var fields: [HeaderField] = []
            if let field = evidence.header.first("from"), field.traits.contains(.hasQuestionMark), let name = evidence.message.author?.name, name.utf8.count > 3,
                name.utf8.allSatisfy({ $0 < 0x80 }), evidence.header.body(field).holds("?b?")
            {
                fields.append(field)
            }
            if let field = evidence.header.first("subject"), field.traits.contains(.hasQuestionMark), let subject = evidence.message.parsed.subject, subject.utf8.count > 3,
                subject.utf8.allSatisfy({ $0 < 0x80 }), evidence.header.body(field).holds("?b?")
            {
                fields.append(field)
            }
            return fields.map { evidence.place($0) }
        },

        Signal(
            "content.subject-underscores", .low, weight: 1.2, on: .subjectWithUnderscore, reference: "SpamAssassin, obfuscated subjects",
            "The words of the subject are joined by underscores.",
            explanation: "Three or more. It keeps simple filters from finding the words; names of files look so too."
        ) { evidence in
            guard !evidence.isDiscussionList, let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject,
                subject.utf8.prefix(500).count(where: { $0 == 0x5F }) >= 3
            else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "content.subject-noise-token", .low, weight: 0.8, on: .subjectWithDigit, reference: "SpamAssassin, unique tags",
            "The subject holds a long word of letters and digits in confusion.",
            explanation: "It differs in each copy, so that no two copies are alike. Numbers of parcels and orders may look so too."
        ) { evidence in
            guard !evidence.isDiscussionList, let field = evidence.header.first("subject"), let subject = evidence.message.parsed.subject
            else { return [] }
            return SubjectShape.hasNoise(subject.utf8.span.extracting(first: 500)) ? [evidence.place(field)] : []
        },

        Signal(
            "content.subject-starts-with-sign", .low, weight: 0.8, on: .beyondASCII, reference: "rspamd, subject and display-name symbols",
            "The subject or the author's name begins with arrows, blocks or other drawn signs.",
            explanation: "They stand out in a list of messages. Pictograms (emoji) are not counted: shops use them as well."
        ) { evidence in
            let begins = { (text: String?) -> Bool in
                guard let first = text?.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return false }
                return (0x2190...0x25FF).contains(first.value) || (0x2B00...0x2BFF).contains(first.value)
            }
            let isSubject = begins(evidence.message.parsed.subject)
            let isName = begins(evidence.message.author?.name)
            return (isSubject ? evidence.places("subject") : []) + (isName ? [evidence.fromPlace] : [])
        },
    ]
}

/// The form of a subject as it stands in the header.
enum SubjectShape {
    /// Whether a word of eight letters and digits or more has them in confusion.
    static func hasNoise(_ subject: Span<UInt8>) -> Bool {
        var (length, changes) = (0, 0)
        for index in subject.indices {
            let octet = subject[index]
            guard octet.isASCIILetter || octet.isASCIIDigit else {
                length = 0
                changes = 0
                continue
            }
            if length > 0, octet.isASCIIDigit != subject[index - 1].isASCIIDigit { changes += 1 }
            length += 1
            // A word that has both already keeps them as it goes on.
            if length >= 8, changes >= 4 { return true }
        }
        return false
    }

    /// Whether four or more blanks and then one word of up to twenty characters end the line that a field ends with.
    static func hasTrailingTag(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body
        while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D || last == 0x0A { rest = rest.dropLast() }
        let tag = rest.reversed().prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A }
        guard (1...20).contains(tag.count), tag.contains(where: { $0.isASCIILetter || $0.isASCIIDigit }) else { return false }
        let before = rest.dropLast(tag.count)
        let blanks = before.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
        let text = before.dropLast(blanks)
        guard let last = text.last, last != 0x0A, last != 0x0D else { return false }
        return blanks >= 4 && text.count > 4
    }
}
