import CGMime

/// The few things that every use of GMime shares: its start, its parser options, and its warnings, which it hands out
/// through a callback.
///
/// GMime's type system is set up once for the process. Options, stream, parser and message belong to one call each and
/// are freed in it: nothing is shared between threads.
enum GMime {
    /// Touched before each call into GMime; `g_mime_init` runs once, whichever thread comes first.
    static let isReady: Bool = {
        g_mime_init()
        return true
    }()

    /// A C string that GMime keeps.
    static func text(_ string: UnsafePointer<CChar>?) -> String? { string.map { String(cString: $0) } }

    /// A C string that is ours to free.
    static func owned(_ string: UnsafeMutablePointer<CChar>?) -> String? {
        guard let string else { return nil }
        defer { g_free(string) }
        return String(cString: string)
    }

    static func isA<Pointer>(_ object: UnsafeMutablePointer<Pointer>, _ type: GType) -> Bool {
        let instance = UnsafeMutableRawPointer(object).assumingMemoryBound(to: GTypeInstance.self)
        return g_type_check_instance_is_a(instance, type) != 0
    }

    /// Calls `body` with the octets as a C string; a NUL in them, which would cut it short, becomes a space.
    static func withCString<Result>(_ octets: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var string = octets
        for index in string.indices where string[index] == 0 { string[index] = 0x20 }
        string.append(0)
        return string.withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
    }
}

/// Parser options whose warnings go to `warnings`; made when they are first asked for, since most messages need none.
final class ParserOptions {
    private let warnings: ParserWarnings
    private var made: OpaquePointer?

    init(_ warnings: ParserWarnings) { self.warnings = warnings }

    deinit { if let made { g_mime_parser_options_free(made) } }

    var pointer: OpaquePointer? {
        if let made { return made }
        precondition(GMime.isReady)
        made = g_mime_parser_options_new()
        // Octets beyond ASCII in a field: UTF-8 (RFC 6532) or else what a Windows mailer of the West would have meant.
        var fallback: [UnsafePointer<CChar>?] = [Names.utf8, Names.windows1252, Names.latin1, nil]
        g_mime_parser_options_set_fallback_charsets(made, &fallback)
        // The warnings live as long as this, which keeps them.
        g_mime_parser_options_set_warning_callback(
            made,
            { offset, code, _, sink in
                guard let sink else { return }
                Unmanaged<ParserWarnings>.fromOpaque(sink).takeUnretainedValue().add(code, at: Int(offset))
            }, Unmanaged.passUnretained(warnings).toOpaque())
        return made
    }
}

/// Names of charsets as C strings that live as long as the program; `unsafe` because of the pointers alone: nobody
/// writes to them.
private enum Names {
    nonisolated(unsafe) static let utf8 = UnsafePointer<CChar>(strdup("utf-8"))
    nonisolated(unsafe) static let windows1252 = UnsafePointer<CChar>(strdup("windows-1252"))
    nonisolated(unsafe) static let latin1 = UnsafePointer<CChar>(strdup("iso-8859-1"))
}
