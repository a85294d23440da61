/// A whole message from its octets: fields from the raw header section, parts from GMime (RFC 5322, RFC 2045).

import CGMime

extension ParsedMessage {
    /// Reads one message, with CRLF or LF as line ends; never fails. Fields come from the raw header section, where
    /// GMime decodes them one by one (it would keep one From of several); the tree of parts is GMime's.
    package static func parse(_ octets: [UInt8]) -> ParsedMessage { parse(octets, omitsQuiet: true) }

    /// - Parameter omitsQuiet: whether GMime is spared what it would say nothing of (`PlainParts`, `QuietFields`,
    ///   `QuietContent`); false is for comparison: it gives the same of ordinary mail, only slower. Of broken fields GMime may
    ///   then say more, and of twenty thousand lines that look like fields.
    static func parse(_ octets: [UInt8], omitsQuiet: Bool) -> ParsedMessage {
        let parser = MessageParser(octets)
        parser.readParts(omitsQuiet: omitsQuiet)
        return parser.finish()
    }
}

/// A message on its way through the parser. Its steps are one after the other; a batch of messages goes through each by
/// itself, so that its code stays in the processor's cache.
package final class MessageParser {
    private var message: ParsedMessage
    private let warnings = ParserWarnings()
    private let options: ParserOptions

    /// Finds lines and header fields.
    package init(_ octets: [UInt8]) {
        message = ParsedMessage(header: HeaderSection(octets))
        options = ParserOptions(warnings)
    }

    /// Finds the parts.
    package func readParts() { readParts(omitsQuiet: true) }

    fileprivate func readParts(omitsQuiet: Bool) { message.readParts(options, warnings, omitsQuiet: omitsQuiet) }

    /// Decodes the fields that are shown.
    package func finish() -> ParsedMessage {
        message.readFields(options, warnings)
        message.anomalies = warnings.finished(message.header)
        return message
    }
}

extension ParsedMessage {
    fileprivate mutating func readFields(_ options: ParserOptions, _ warnings: ParserWarnings) {
        let charset = parts.lazy.compactMap(\.charset).first
        let header = self.header
        let mailboxes = { (field: HeaderField) in
            warnings.field = field
            let value = header.unfolded(field)
            return AddressList.parse(value, fallback: charset, options: options, warnings: warnings)
        }
        // Of these the first counts.
        let single = ["sender", "subject", "message-id", "date"].compactMap { header.firstIndex($0) }
        let allFields = header.fields
        let fields = allFields.span
        for index in fields.indices {
            let isFirst = single.contains(index)
            switch fields[index].key {
            case "from":
                let complaints = warnings.record.total
                from += mailboxes(fields[index])
                isFromMalformed = isFromMalformed || warnings.record.total > complaints
            case "to": to += mailboxes(fields[index])
            case "cc": cc += mailboxes(fields[index])
            case "reply-to": replyTo += mailboxes(fields[index])
            case "sender" where isFirst: sender = mailboxes(fields[index]).first
            case "subject" where isFirst: subject = HeaderText.decode(header.unfolded(fields[index]), fallback: charset)
            case "message-id" where isFirst: messageID = HeaderText.identifier(header.unfolded(fields[index]))
            case "date" where isFirst: date = MailDate.parse(header.unfolded(fields[index]))
            default: break
            }
        }
    }

    fileprivate mutating func readParts(
        _ options: ParserOptions, _ warnings: ParserWarnings, omitsQuiet: Bool
    ) {
        let start = firstField(warnings)
        let fields = omitsQuiet ? QuietFields(header, from: start) : .none
        if start == 0, fields.leavesPart, let plain = PlainParts.read(header, lines) {
            parts = plain.parts
            if plain.isCut { PartTree.reportPartLimit(warnings) }
            return
        }
        let omitted = omitsQuiet ? fields.ranges + header.quietContent(lines, from: start) : []
        header.octets.withUnsafeBufferPointer { octets in
            let quiet = Omissions(omitted.map { ($0.lowerBound - start)..<($0.upperBound - start) })
            let octets = UnsafeBufferPointer(rebasing: octets[start...])
            let said = warnings.record
            if fields.leavesPart {
                parts = tree(octets, base: start, without: quiet, options, warnings, asPart: true)
                if warnings.record.total == said.total { return }
                // What is wrong with a message it tells of a message alone.
                warnings.record = said
            }
            parts = tree(octets, base: start, without: quiet, options, warnings)
        }
        if parts.count == 1, parts[0].isMultipart, let boundary = BoundaryGuess.boundary(in: header) {
            let text =
                "The boundary that Content-Type names does not occur; the parts are told by the first line that looks like one."
            warnings.add("boundary-guessed", text, at: boundary.startIndex - 2 - warnings.base)
            let prefix = BoundaryGuess.header(boundary)
            let top = parts[0]
            parts = (prefix + header.octets[header.bodyStart...]).withUnsafeBufferPointer { octets in
                tree(octets, base: header.bodyStart - prefix.count, options, warnings)
            }
            if parts.isEmpty { parts = [top] } else { parts[0] = top }
        }
        if parts.isEmpty, header.bodyStart < header.octets.count {
            // RFC 2045 §5.2: what says nothing of itself is plain text.
            let body = header.bodyStart..<header.octets.count
            let content = Array(header.octets[body])
            parts = [MIMEPart(index: 0, depth: 0, contentType: "text/plain", content: content, range: body)]
        }
    }

    /// GMime's tree of the octets, which start `base` octets into the message.
    /// - Parameter quiet: what GMime is not given, as ranges of the octets.
    private func tree(
        _ octets: UnsafeBufferPointer<UInt8>, base: Int, without quiet: Omissions = .none, _ options: ParserOptions,
        _ warnings: ParserWarnings, asPart: Bool = false
    ) -> [MIMEPart] {
        warnings.base = base
        warnings.omitted = quiet
        defer { warnings.omitted = .none }
        // Before anything else of GMime is.
        let settings = options.pointer
        guard let stream = ParserInput.stream(octets, without: quiet, warnings) else { return [] }
        defer { g_object_unref(stream) }
        let parser = g_mime_parser_new_with_stream(stream)
        defer { g_object_unref(parser) }
        g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE)
        g_mime_parser_set_persist_stream(parser, 1)
        var tree = PartTree(header.octets, base: base, omitted: quiet)
        if asPart, let part = g_mime_parser_construct_part(parser, settings) {
            defer { g_object_unref(part) }
            tree.add(part, warnings: warnings)
        } else if !asPart, let message = g_mime_parser_construct_message(parser, settings) {
            defer { g_object_unref(message) }
            if let top = g_mime_message_get_mime_part(message) { tree.add(top, warnings: warnings) }
        } else {
            warnings.add("unparsable-message", "The MIME parser finds no message here.")
        }
        return tree.parts
    }

    /// Where the first field starts: GMime gives up on a message whose first line is none, so it is given what follows
    /// an mbox separator line, continuation lines that continue nothing, and other lines that are no field.
    private func firstField(_ warnings: ParserWarnings) -> Int {
        var start = 0
        if header.octets.starts(with: [0xEF, 0xBB, 0xBF]) {
            warnings.add("byte-order-mark", "The message starts with a byte order mark.", at: 0)
            start = 3
        }
        guard header.fields.contains(where: { !$0.name.isEmpty }) else { return start }
        let postmark = Array("From ".utf8)
        for field in header.fields {
            guard field.name.isEmpty, let first = header.raw(field).first else { break }
            let place = field.range.lowerBound
            if field.index == 0, header.raw(field).starts(with: postmark) {
                warnings.add("mbox-from-line", "The message starts with the separator line of an mbox file.", at: place)
            } else if first == 0x20 || first == 0x09 {
                warnings.add("continuation-first", "The header starts with a line that continues no field.", at: place)
            } else {
                warnings.add("invalid-header-name", "The header starts with a line that is no field.", at: place)
            }
            start = field.range.upperBound
        }
        return start
    }
}
