import CGMime

/// GMime's tree of parts as a list, depth first, with the content of each leaf. Bounded in number and depth.
struct PartTree {
    static let partLimit = 1000
    static let depthLimit = 50
    /// Octets of an enclosed message that is encoded as a whole: each level of such is in memory once more.
    static let encodedLimit = 32 << 20

    /// The message, of which GMime was given what starts at `base`.
    let message: [UInt8]
    let base: Int
    /// What GMime was not given of them.
    let omitted: Omissions
    private(set) var parts: [MIMEPart] = []

    init(_ message: [UInt8], base: Int, omitted: Omissions) {
        self.message = message
        self.base = base
        self.omitted = omitted
    }

    mutating func add(
        _ object: UnsafeMutablePointer<GMimeObject>, depth: Int = 0, warnings: ParserWarnings
    ) {
        guard parts.count < Self.partLimit else { return Self.reportPartLimit(warnings) }
        guard depth <= Self.depthLimit else {
            return warnings.add(
                "nesting-limit", "Parts are nested deeper than \(Self.depthLimit) levels; what is below is not read.")
        }
        let raw = UnsafeMutableRawPointer(object)
        if GMime.isA(object, g_mime_multipart_get_type()) {
            parts.append(part(object, depth: depth))
            let multipart = raw.assumingMemoryBound(to: GMimeMultipart.self)
            for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
                guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
                guard parts.count < Self.partLimit else { return Self.reportPartLimit(warnings) }
                add(child, depth: depth + 1, warnings: warnings)
            }
        } else if GMime.isA(object, g_mime_message_part_get_type()) {
            parts.append(part(object, depth: depth))
            let enclosing = raw.assumingMemoryBound(to: GMimeMessagePart.self)
            if let message = g_mime_message_part_get_message(enclosing), let top = g_mime_message_get_mime_part(message)
            {
                add(top, depth: depth + 1, warnings: warnings)
            }
        } else {
            let leaf = raw.assumingMemoryBound(to: GMimePart.self)
            let isLeaf = GMime.isA(object, g_mime_part_get_type())
            let range = isLeaf ? range(of: leaf) : nil
            let encoding = isLeaf ? TransferEncoding(g_mime_part_get_content_encoding(leaf)) : .identity
            let part = part(object, depth: depth, range: range, encoding)
            parts.append(part)
            if part.contentType == "message/rfc822" || part.contentType == "message/global" {
                addEncoded(part, warnings: warnings)
            }
        }
    }

    static func reportPartLimit(_ warnings: ParserWarnings) {
        warnings.add("part-limit", "The message has more than \(partLimit) parts; the rest is not read.")
    }

    /// A message in base64 or quoted-printable, which RFC 2046 §5.2.1 forbids and clients open all the same. Each such
    /// level is smaller than the one around it, and counts for the depth.
    private mutating func addEncoded(_ enclosing: MIMEPart, warnings: ParserWarnings) {
        guard enclosing.size > 0 else { return }
        let place = enclosing.range.map { omitted.copied($0.lowerBound - base) } ?? -1
        warnings.add(
            "encoded-message", "An enclosed message is encoded as a whole, which hides it from filters.", at: place)
        guard enclosing.size <= Self.encodedLimit else {
            warnings.add(
                "encoded-message-limit", "It has more than \(Self.encodedLimit) octets and is not read.", at: place)
            return
        }
        for part in ParsedMessage.parse(enclosing.content).parts {
            guard parts.count < Self.partLimit else { return Self.reportPartLimit(warnings) }
            guard enclosing.depth + 1 + part.depth <= Self.depthLimit else { continue }
            parts.append(part.placed(index: parts.count, depth: enclosing.depth + 1 + part.depth))
        }
    }

    private func part(
        _ object: UnsafeMutablePointer<GMimeObject>, depth: Int, range: Range<Int>? = nil, _ encoding: TransferEncoding = .identity
    ) -> MIMEPart {
        let type = ContentType(object)
        let name = GMime.text(g_mime_object_get_content_disposition_parameter(object, "filename")) ?? type.name
        return MIMEPart(
            index: parts.count, depth: depth, contentType: type.value, charset: type.charset, filename: name,
            disposition: GMime.text(g_mime_object_get_disposition(object))?.lowercased(),
            contentID: GMime.text(g_mime_object_get_content_id(object)),
            contentLocation: GMime.text(g_mime_object_get_header(object, "Content-Location")),
            contentBase: GMime.text(g_mime_object_get_header(object, "Content-Base")), parameters: type.parameters,
            content: range.map { PartContent(message, $0, encoding) } ?? PartContent([]), range: range)
    }

    /// The octets of a leaf as they stand in the message: the parser's stream is cut, not copied.
    private func range(of part: UnsafeMutablePointer<GMimePart>) -> Range<Int>? {
        guard let wrapper = g_mime_part_get_content(part), let stream = g_mime_data_wrapper_get_stream(wrapper) else {
            return nil
        }
        // No part starts or ends where something was left out.
        let original = { (offset: gint64) in omitted.original(Int(offset)) + base }
        let start = min(max(base, original(stream.pointee.bound_start)), message.count)
        let end = stream.pointee.bound_end < 0 ? message.count : original(stream.pointee.bound_end)
        return start..<max(start, min(end, message.count))
    }
}
