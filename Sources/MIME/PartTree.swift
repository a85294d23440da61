import CGMime

/// GMime's tree of parts as a list, depth first, with the content of each leaf decoded. Bounded in number and depth.
struct PartTree {
    static let partLimit = 1000
    static let depthLimit = 50

    /// What stands before the octets that GMime was given.
    let base: Int
    private(set) var parts: [MIMEPart] = []

    init(base: Int) { self.base = base }

    mutating func add(
        _ object: UnsafeMutablePointer<GMimeObject>, _ octets: UnsafeBufferPointer<UInt8>, depth: Int = 0,
        warnings: ParserWarnings
    ) {
        guard parts.count < Self.partLimit else {
            return warnings.add("part-limit", "The message has more than \(Self.partLimit) parts; the rest is not read.")
        }
        guard depth <= Self.depthLimit else {
            return warnings.add("nesting-limit", "Parts are nested deeper than \(Self.depthLimit) levels; what is below is not read.")
        }
        let raw = UnsafeMutableRawPointer(object)
        if GMime.isA(object, g_mime_multipart_get_type()) {
            parts.append(part(object, depth: depth))
            let multipart = raw.assumingMemoryBound(to: GMimeMultipart.self)
            for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
                guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
                add(child, octets, depth: depth + 1, warnings: warnings)
                if parts.count >= Self.partLimit { break }
            }
        } else if GMime.isA(object, g_mime_message_part_get_type()) {
            parts.append(part(object, depth: depth))
            let enclosing = raw.assumingMemoryBound(to: GMimeMessagePart.self)
            if let message = g_mime_message_part_get_message(enclosing), let top = g_mime_message_get_mime_part(message) {
                add(top, octets, depth: depth + 1, warnings: warnings)
            }
        } else {
            let leaf = raw.assumingMemoryBound(to: GMimePart.self)
            let isLeaf = GMime.isA(object, g_mime_part_get_type())
            let range = isLeaf ? Self.range(of: leaf, in: octets) : nil
            let content = range.map { Self.decode(octets[$0], g_mime_part_get_content_encoding(leaf)) } ?? []
            parts.append(part(object, depth: depth, range: range, content: content))
        }
    }

    private func part(
        _ object: UnsafeMutablePointer<GMimeObject>, depth: Int, range: Range<Int>? = nil, content: [UInt8] = []
    ) -> MIMEPart {
        let type = g_mime_object_get_content_type(object)
        let major = GMime.text(g_mime_content_type_get_media_type(type)) ?? "text"
        let minor = GMime.text(g_mime_content_type_get_media_subtype(type)) ?? "plain"
        let name =
            GMime.text(g_mime_object_get_content_disposition_parameter(object, "filename"))
            ?? GMime.text(g_mime_object_get_content_type_parameter(object, "name"))
        return MIMEPart(
            index: parts.count, depth: depth, contentType: "\(major)/\(minor)".lowercased(),
            charset: GMime.text(g_mime_object_get_content_type_parameter(object, "charset")), filename: name,
            disposition: GMime.text(g_mime_object_get_disposition(object))?.lowercased(),
            contentID: GMime.text(g_mime_object_get_content_id(object)),
            contentLocation: GMime.text(g_mime_object_get_header(object, "Content-Location")), content: content,
            range: range.map { ($0.lowerBound + base)..<($0.upperBound + base) })
    }

    /// The octets of a leaf as they stand in the message: the parser's stream is cut, not copied.
    private static func range(
        of part: UnsafeMutablePointer<GMimePart>, in octets: UnsafeBufferPointer<UInt8>
    ) -> Range<Int>? {
        guard let wrapper = g_mime_part_get_content(part), let stream = g_mime_data_wrapper_get_stream(wrapper) else {
            return nil
        }
        let start = min(max(0, Int(stream.pointee.bound_start)), octets.count)
        let end = stream.pointee.bound_end < 0 ? octets.count : min(Int(stream.pointee.bound_end), octets.count)
        return start..<max(start, end)
    }

    /// Undoes a content-transfer-encoding (RFC 2045 §6); an unknown one is taken as binary.
    private static func decode(
        _ octets: Slice<UnsafeBufferPointer<UInt8>>, _ encoding: GMimeContentEncoding
    ) -> [UInt8] {
        guard encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
            || encoding == GMIME_CONTENT_ENCODING_UUENCODE
        else { return Array(octets) }
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let source = UnsafeBufferPointer(rebasing: octets)
        return Array(unsafeUninitializedCapacity: g_mime_encoding_outlen(&state, source.count)) { target, count in
            guard let from = source.baseAddress, let to = target.baseAddress else { return count = 0 }
            count = from.withMemoryRebound(to: CChar.self, capacity: source.count) { from in
                to.withMemoryRebound(to: CChar.self, capacity: target.count) { to in
                    g_mime_encoding_flush(&state, from, source.count, to)
                }
            }
        }
    }
}
