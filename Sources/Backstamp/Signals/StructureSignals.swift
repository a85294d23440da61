import MIME

/// Signals about how the message is put together (MIME).
extension SignalCatalogue {
    static let structure: [Signal] = [
        Signal(
            "content.base64-text", .low, weight: 1.4, reference: "RFC 2045 §6; SpamAssassin, MIME_BASE64_TEXT",
            "Plain ASCII text is encoded in base64, which it does not need.",
            explanation: "It keeps simple filters from reading. Some programs encode whatever they send."
        ) { evidence in
            evidence.message.parsed.parts.filter { part in
                guard part.contentType == "text/plain" || part.contentType == "text/html", part.disposition != "attachment",
                    part.content.count > 60, let range = part.range, !evidence.isDiscussionList
                else { return false }
                return Base64Look.isLikely(evidence.header.octets, range) && part.content.isASCII
            }.map { Place(.body, name: $0.contentType, index: $0.index, text: "\($0.contentType) in base64, all ASCII") }
        },

        Signal(
            "content.report-without-report", .medium, weight: 2.0, reference: "RFC 6522 §3",
            "The message calls itself a delivery report and holds none.",
            explanation: "multipart/report without a machine-readable part: filters tend to let reports through."
        ) { evidence in
            let parts = evidence.message.parsed.parts
            guard let report = parts.first, report.contentType == "multipart/report",
                !parts.contains(where: { $0.contentType.hasPrefix("message/") || $0.contentType == "text/rfc822-headers" })
            else { return [] }
            return evidence.places("content-type")
        },

        Signal(
            "content.html-as-text", .low, weight: 1.2, reference: "RFC 2046 §4.1.3",
            "The plain text is the source of an HTML page.",
            explanation: "A home-made sender has mixed up the types; mail programs show the source, or guess."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.message.parsed.parts.filter { part in
                guard part.contentType == "text/plain", part.disposition != "attachment" else { return false }
                let start = part.content.prefix(400).drop { $0 <= 0x20 }.prefix(14)
                return start.prefix(5).holds("<html") || start.holds("<!doctype html") || start.prefix(5).holds("<head")
            }.map { Place(.body, name: $0.contentType, index: $0.index, text: "text/plain that holds HTML") }
        },

        Signal(
            "content.missing-mime-version", .low, weight: 0.8, reference: "RFC 2045 §4; SpamAssassin, MISSING_MIME_VERSION",
            "The message uses MIME and does not say so.",
            explanation: "A Content-Type of HTML or several parts without MIME-Version: home-made senders. Lists and old programs strip it."
        ) { evidence in
            guard !evidence.isDiscussionList, !evidence.header.holds("mime-version"), let type = evidence.header.first("content-type"),
                evidence.header.body(type).holds("text/html") || evidence.header.body(type).holds("multipart/")
            else { return [] }
            return [evidence.place(type)]
        },

        Signal(
            "content.malformed-multipart", .low, weight: 0.6, on: .anomalies, reference: "RFC 2046 §5.1",
            "The parts of the message are not put together as the standard wants.",
            explanation: "No boundary, or one that never occurs: programs differ in what they show then."
        ) { $0.anomalies("malformed-multipart", "multipart-without-boundary", "invalid-content-type", "conflicting-parameter") },

        Signal(
            "content.html-from-freemail", .medium, weight: 1.5, on: [.freeMail, .htmlOnly], reference: "SpamAssassin, FREEMAIL rules and MIME_HTML_ONLY",
            "The message comes from a free mailbox and is HTML without a plain version.",
            explanation: "Mail programs and web mailers of free providers write both; programs that use a free address do not."
        ) { evidence in
            guard FreeMail.isProvider(evidence.message.authorDomain), !evidence.isDiscussionList else { return [] }
            let leaves = evidence.message.parsed.parts.filter { !$0.isMultipart && $0.disposition != "attachment" }
            guard let html = leaves.first(where: { $0.contentType == "text/html" }), !leaves.contains(where: { $0.contentType == "text/plain" })
            else { return [] }
            return [evidence.fromPlace, Place(.html, name: "text/html", index: html.index, text: "text/html, without text/plain")]
        },

        Signal(
            "content.linked-image-little-text", .low, weight: 0.5, on: [.images, .links], reference: "SpamAssassin, HTML_IMAGE_ONLY and HTML_SHORT_LINK_IMG",
            "There are pictures and links, and few words beside them.",
            explanation: "Fewer than sixty words. What the picture says, no filter reads; short notices of firms look so too."
        ) { evidence in
            let content = evidence.content
            let words = evidence.wording.wordCount
            guard content.imageCount > 0, (20..<60).contains(words), content.links.contains(where: { $0.host != nil && $0.kind != "mailto" }),
                !content.remoteLoads.isEmpty, !evidence.isDiscussionList
            else { return [] }
            return [Place(.html, text: "\(content.imageCount) pictures, \(words) words")]
        },

        Signal(
            "content.bare-link", .medium, weight: 1.2, on: .links, reference: "SpamAssassin, short bodies with one link",
            "There is nothing but a link to somebody else's site and a few words.",
            explanation: "Fewer than fourteen words and no picture. Friends do it now and then, and more often write a sentence."
        ) { evidence in
            guard evidence.wording.wordCount < 14, evidence.content.imageCount == 0, !evidence.isDiscussionList,
                !evidence.header.holds("in-reply-to")
            else { return [] }
            return evidence.content.links.filter { $0.host != nil && $0.kind != "mailto" && evidence.isThirdParty($0.host) }
                .prefix(3).map(\.place)
        },

        Signal(
            "content.toll-free-from-freemail", .medium, weight: 1.0, on: .freeMail, reference: "APWG, call-back phishing",
            "A free mailbox writes and names a toll-free telephone number.",
            explanation: "A firm that pays for such a number has a domain of its own. False invoices want to be called."
        ) { evidence in
            guard FreeMail.isProvider(evidence.message.authorDomain), !evidence.isDiscussionList else { return [] }
            return TollFree.find(evidence.content.visibleOctets).map { [Place(.body, text: $0)] } ?? []
        },

        Signal(
            "content.attachment-instead-of-text", .low, weight: 1.4, on: .namedPart, reference: "M3AAWG, phishing in attachments",
            "Nearly all there is to read stands in an attached document.",
            explanation: "Fewer than forty words, and a PDF, an office document or a picture: filters read text. People in a hurry do it as well."
        ) { evidence in
            guard evidence.wording.wordCount < 40, !evidence.isDiscussionList, !evidence.header.holds("in-reply-to") else { return [] }
            return evidence.message.parsed.parts.filter { part in
                part.filename != nil && (part.contentType.hasPrefix("application/") || part.contentType.hasPrefix("image/"))
                    && part.contentID == nil
            }.prefix(3).map { Place(.body, name: $0.contentType, index: $0.index, text: $0.filename ?? "") }
        },

        Signal(
            "content.comments-in-words", .medium, weight: 2.0, on: .htmlPart, reference: "SpamAssassin, HTML_OBFUSCATE",
            "HTML comments stand in the middle of words.",
            explanation: "They are invisible, and cut the words for filters that read the source. At least two are needed."
        ) { evidence in
            let html = evidence.message.parsed.parts.filter { $0.contentType == "text/html" }.prefix(5)
            return html.compactMap { part in
                let count = CommentsInWords.count(part.content)
                return count >= 2 ? Place(.html, name: "text/html", index: part.index, text: "\(count) comments within words") : nil
            }
        },

        Signal(
            "content.signed", .info, weight: -0.6, on: .signaturePart, reference: "RFC 8551 (S/MIME), RFC 3156 (OpenPGP)",
            "The author's program signed the message (the signature is not examined here).",
            explanation: "S/MIME or OpenPGP: people take that trouble, mass mailers hardly ever."
        ) { evidence in
            evidence.message.parsed.parts.filter {
                ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"].contains($0.contentType)
            }.map { Place(.body, name: $0.contentType, index: $0.index, text: $0.filename ?? $0.contentType) }
        },
    ]
}

enum Base64Look {
    /// Whether a text part's octets have the look of base64: a first long line without blanks, all of the alphabet.
    static func isLikely(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= octets.count else { return false }
        let sample = octets[range].drop { $0 == 0x0A || $0 == 0x0D }.prefix(60)
        let isAlphabet = sample.allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D || $0 == 0x0A || $0 == 0x0D
        }
        return sample.count >= 40 && isAlphabet
    }
}

enum CommentsInWords {
    private static let limit = 1 << 19

    /// How many comments have a letter right before and right behind them.
    static func count(_ octets: [UInt8]) -> Int {
        var count = 0
        var position = 1
        let end = min(octets.count, limit)
        // Exclamation marks are rarer than tags.
        while let mark = octets.span.first(0x21, from: position + 1), mark + 3 < end {
            position = mark - 1
            guard octets[position] == 0x3C, octets[position - 1].isASCIILetter else {
                position = mark
                continue
            }
            // To the end of the comment or declaration, which is short where it is meant to cut words.
            let close = octets[position..<min(position + 200, end)].firstIndex(of: 0x3E) ?? position
            if close > position, close + 1 < end, octets[close + 1].isASCIILetter { count += 1 }
            position = close + 1
        }
        return count
    }
}

/// Toll-free numbers of North America: 8xx-xxx-xxxx, where 8xx is one of seven codes.
enum TollFree {
    private static let codes: Set<[UInt8]> = Set(["800", "833", "844", "855", "866", "877", "888"].map { Array($0.utf8) })
    private static let limit = 20_000

    static func find(_ text: [UInt8]) -> String? {
        let octets = text.prefix(limit)
        var index = 0
        while index < octets.count {
            guard octets[index].isASCIIDigit, index == 0 || !isPart(octets[index - 1]) else {
                index += 1
                continue
            }
            var digits: [UInt8] = []
            var end = index
            var gaps = 0
            while end < octets.count, digits.count < 12, octets[end].isASCIIDigit || Self.isGap(octets[end]), gaps < 8 {
                if octets[end].isASCIIDigit { digits.append(octets[end]) } else { gaps += 1 }
                end += 1
            }
            let number = digits.count == 11 && digits.first == 0x31 ? Array(digits.dropFirst()) : digits
            if number.count == 10, gaps >= 2, codes.contains(Array(number.prefix(3))) {
                return String(decoding: octets[index..<end], as: UTF8.self)
            }
            index = max(end, index + 1)
        }
        return nil
    }

    private static func isGap(_ octet: UInt8) -> Bool { octet == 0x2D || octet == 0x2E || octet == 0x20 || octet == 0x28 || octet == 0x29 }
    private static func isPart(_ octet: UInt8) -> Bool { octet.isASCIIDigit || octet.isASCIILetter || octet == 0x2F || octet == 0x3D }
}
