import CGMime

/// The Content-Type of a part (RFC 2045 §5) as far as a report needs it.
struct ContentType {
    /// `type/subtype` in lower case.
    let value: String
    let charset: String?
    let name: String?
    /// Names in lower case; the first of a name counts. At most `parameterLimit`.
    var parameters: [String: String] = [:]
    private static let parameterLimit: Int32 = 50

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
            parameters = Self.parameters(readable)
            return
        }
        self.value = value
        charset = GMime.text(g_mime_content_type_get_parameter(type, "charset"))
        name = GMime.text(g_mime_content_type_get_parameter(type, "name"))
        parameters = Self.parameters(type)
    }

    private static func parameters(_ type: UnsafeMutablePointer<GMimeContentType>?) -> [String: String] {
        guard let list = g_mime_content_type_get_parameters(type) else { return [:] }
        var parameters: [String: String] = [:]
        for index in 0..<min(max(0, g_mime_param_list_length(list)), parameterLimit) {
            guard let parameter = g_mime_param_list_get_parameter_at(list, index),
                let name = GMime.text(g_mime_param_get_name(parameter))?.lowercased(), parameters[name] == nil
            else { continue }
            parameters[name] = GMime.text(g_mime_param_get_value(parameter))
        }
        return parameters
    }
}
