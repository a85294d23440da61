import CGMime

/// The Content-Type of a part (RFC 2045 §5) as far as a report needs it.
struct ContentType {
    /// `type/subtype` in lower case.
    let value: String
    let charset: String?
    let name: String?

    init(_ object: UnsafeMutablePointer<GMimeObject>) {
        let type = g_mime_object_get_content_type(object)
        let major = GMime.text(g_mime_content_type_get_media_type(type)) ?? "text"
        let minor = GMime.text(g_mime_content_type_get_media_subtype(type)) ?? "plain"
        let value = "\(major)/\(minor)".lowercased()
        // GMime takes what it cannot read for octets of an application, with no parameter. RFC 2045 §5.2 recommends
        // plain text, and a client that follows it shows the part.
        if value == "application/octet-stream", let raw = GMime.text(g_mime_object_get_header(object, "Content-Type")),
            !raw.utf8.prefix(while: { $0 != 0x3B }).contains(0x2F),
            let readable = g_mime_content_type_parse(nil, "text/plain" + raw.drop { $0 != ";" })
        {
            defer { g_object_unref(readable) }
            self.value = "text/plain"
            charset = GMime.text(g_mime_content_type_get_parameter(readable, "charset"))
            name = GMime.text(g_mime_content_type_get_parameter(readable, "name"))
            return
        }
        self.value = value
        charset = GMime.text(g_mime_content_type_get_parameter(type, "charset"))
        name = GMime.text(g_mime_content_type_get_parameter(type, "name"))
    }
}
