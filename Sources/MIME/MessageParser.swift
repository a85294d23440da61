import CGMime

extension ParsedMessage {
    /// Reads one message, with CRLF or LF as line ends; never fails. Fields come from the raw header section, where
    /// GMime decodes them one by one (it would keep one From of several); the tree of parts is GMime's.
    package static func parse(_ octets: [UInt8]) -> ParsedMessage {
        let header = HeaderSection(octets)
        let warnings = ParserWarnings()
        var message = ParsedMessage(header: header)
        GMime.withOptions(warnings) { options in
            message.readFields(options, warnings)
            warnings.field = nil
            message.readParts(options, warnings)
        }
        message.anomalies = warnings.finished(header)
        return message
    }

    private mutating func readFields(_ options: OpaquePointer?, _ warnings: ParserWarnings) {
        var seen: Set<String> = []
        for field in header.fields {
            let isFirst = seen.insert(field.key).inserted
            warnings.field = field
            switch field.key {
            case "from": from += AddressList.parse(header.unfolded(field), options: options, warnings: warnings)
            case "to": to += AddressList.parse(header.unfolded(field), options: options, warnings: warnings)
            case "cc": cc += AddressList.parse(header.unfolded(field), options: options, warnings: warnings)
            case "reply-to": replyTo += AddressList.parse(header.unfolded(field), options: options, warnings: warnings)
            case "sender" where isFirst: sender = AddressList.parse(header.unfolded(field), options: options, warnings: warnings).first
            case "subject" where isFirst: subject = HeaderText.decode(header.unfolded(field))
            case "message-id" where isFirst: messageID = HeaderText.identifier(header.unfolded(field))
            case "date" where isFirst: date = MailDate.parse(header.unfolded(field))
            default: break
            }
        }
    }

    private mutating func readParts(_ options: OpaquePointer?, _ warnings: ParserWarnings) {
        let octets = header.octets
        let start = firstField(warnings)
        warnings.base = start
        var tree = PartTree(base: start)
        octets.withUnsafeBufferPointer { buffer in
            let rest = UnsafeBufferPointer(rebasing: buffer[start...])
            guard let stream = ParserInput.stream(rest, warnings) else { return }
            defer { g_object_unref(stream) }
            let parser = g_mime_parser_new_with_stream(stream)
            defer { g_object_unref(parser) }
            g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE)
            g_mime_parser_set_persist_stream(parser, 1)
            guard let parsed = g_mime_parser_construct_message(parser, options) else {
                warnings.add("unparsable-message", "The MIME parser finds no message here.")
                return
            }
            defer { g_object_unref(parsed) }
            if let top = g_mime_message_get_mime_part(parsed) { tree.add(top, rest, warnings: warnings) }
        }
        parts = tree.parts
        if parts.isEmpty, header.bodyStart < octets.count {
            // RFC 2045 §5.2: what says nothing of itself is plain text.
            let body = header.bodyStart..<octets.count
            parts = [MIMEPart(index: 0, depth: 0, contentType: "text/plain", content: Array(octets[body]), range: body)]
        }
    }

    /// Where the first field starts that GMime can be given: behind an mbox separator line, behind continuation lines
    /// that continue nothing, and behind lines that are no fields (of a log, say), on all of which it gives up.
    private func firstField(_ warnings: ParserWarnings) -> Int {
        var start = 0
        if header.octets.starts(with: [0xEF, 0xBB, 0xBF]) {
            warnings.add("byte-order-mark", "The message starts with a byte order mark.", at: 0)
            start = 3
        }
        let hasFields = header.fields.contains { !$0.name.isEmpty }
        for field in header.fields {
            let raw = header.raw(field)
            if field.index == 0, field.name.isEmpty, raw.starts(with: Array("From ".utf8)) {
                warnings.add("mbox-from-line", "The message starts with the separator line of an mbox file.", at: 0)
            } else if let first = raw.first, first == 0x20 || first == 0x09 {
                warnings.add("continuation-first", "The header starts with a line that continues no field.", at: field.range.lowerBound)
            } else if field.name.isEmpty, hasFields {
                // Our own look at the header reports it.
            } else {
                break
            }
            start = field.range.upperBound
        }
        return start
    }
}
