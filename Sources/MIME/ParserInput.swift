import CGMime

/// The copy of a message that GMime parses, without what it need not see (`QuietFields`, `QuietContent`). Contents are taken
/// from the original, whose offsets `Omissions` tells; what GMime must not see is overwritten here.
///
/// Two things are hidden from it. Address fields: GMime reads them with a recursion per group (a 1 MB field of `a:a:a:`
/// overflows the stack), and we read those of the top ourselves. And what lies beyond the limits: a part costs GMime
/// 1.4 kB and a field 0.7 kB of memory, whatever their size, so that a message of a few megabytes could take gigabytes.
enum ParserInput {
    /// Below so many lines a message is small enough for anything it may hold.
    static let harmlessLines = 20_000
    /// So many lines that may be boundaries, and so many that may be fields.
    private static let lineLimit = 20_000
    /// So many semicolons in a Content-Type or its like.
    private static let parameterLimit = 1_000

    /// A stream that owns its octets; the caller frees it.
    static func stream(
        _ octets: UnsafeBufferPointer<UInt8>, without quiet: Omissions, _ warnings: ParserWarnings
    ) -> UnsafeMutablePointer<GMimeStream>? {
        let count = octets.count - quiet.count
        let length = UInt32(clamping: count)
        if octets.count > Int(UInt32.max / 2) {
            warnings.add("size-limit", "The message is larger than two gigabytes; its parts are not read.")
            return nil
        }
        let array = g_byte_array_sized_new(length)
        if let base = octets.baseAddress {
            var position = 0
            for range in quiet.ranges {
                g_byte_array_append(array, base + position, UInt32(clamping: range.lowerBound - position))
                position = range.upperBound
            }
            g_byte_array_append(array, base + position, UInt32(clamping: octets.count - position))
        }
        if let data = array?.pointee.data {
            let copy = UnsafeMutableBufferPointer(start: data, count: count)
            var kept = copy.count
            if mask(copy, warnings) > harmlessLines { kept = cut(copy, warnings) }
            EncodedWordLimit.apply(UnsafeMutableBufferPointer(rebasing: copy[..<kept]), warnings)
            g_byte_array_set_size(array, UInt32(clamping: kept))
        }
        return g_mime_stream_mem_new_with_byte_array(array)
    }

    /// Hides address fields and comments of content fields, wherever a line looks like one, and parameters beyond the limit;
    /// how many lines there are.
    private static func mask(_ copy: UnsafeMutableBufferPointer<UInt8>, _ warnings: ParserWarnings) -> Int {
        guard let base = copy.baseAddress else { return 0 }
        var lines = 0
        var start = 0
        while start < copy.count {
            lines += 1
            // A field is hidden by another first letter: X for F, T, C, B, S and R.
            if isAddressField(copy, start) { copy[start] = 0x58 }
            if isContentField(copy, start) {
                ContentComments.hide(in: copy, field: start)
                cutParameters(copy, start, warnings)
            }
            guard let end = memchr(base + start, 0x0A, copy.count - start) else { break }
            start = base.distance(to: end.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return lines
    }

    private static func isAddressField(_ copy: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Bool {
        let names: [StaticString]
        switch copy[start] | 0x20 {
        case 0x66: names = ["from"]
        case 0x74: names = ["to"]
        case 0x63: names = ["cc"]
        case 0x62: names = ["bcc"]
        case 0x73: names = ["sender"]
        case 0x72:
            names = [
                "reply-to", "resent-from", "resent-to", "resent-cc", "resent-bcc", "resent-sender", "resent-reply-to",
            ]
        default: return false
        }
        return names.contains { name in
            let length = name.utf8CodeUnitCount
            guard start + length < copy.count else { return false }
            for index in 0..<length where copy[start + index] | 0x20 != name.utf8Start[index] { return false }
            var next = start + length
            // Obsolete white space before the colon (RFC 5322 §4.5).
            while next < copy.count, copy[next] == 0x20 || copy[next] == 0x09 { next += 1 }
            return next < copy.count && copy[next] == 0x3A
        }
    }

    private static func isContentField(_ copy: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Bool {
        let name: StaticString = "content-"
        guard copy[start] | 0x20 == 0x63, start + name.utf8CodeUnitCount < copy.count else { return false }
        for index in 0..<name.utf8CodeUnitCount where copy[start + index] | 0x20 != name.utf8Start[index] { return false }
        return true
    }

    /// GMime compares each parameter of a field with all before it.
    private static func cutParameters(_ copy: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ warnings: ParserWarnings) {
        var parameters = 0
        for index in start..<copy.count {
            if copy[index] == 0x3B {
                parameters += 1
                if parameters > parameterLimit { copy[index] = 0x20 }
                if parameters == parameterLimit + 1 {
                    warnings.add(
                        "parameter-limit", "A field has more than \(parameterLimit) parameters; the parser is not given the rest.",
                        at: start)
                }
            } else if copy[index] == 0x0A {
                // RFC 5322 §2.2.3: what starts with white space goes on with the field.
                guard index + 1 < copy.count, copy[index + 1] == 0x20 || copy[index + 1] == 0x09 else { return }
            }
        }
    }

    /// Takes boundaries and fields beyond the limit away; how much of the copy is left.
    private static func cut(_ copy: UnsafeMutableBufferPointer<UInt8>, _ warnings: ParserWarnings) -> Int {
        var boundaries = 0
        var fields = 0
        var start = 0
        while start < copy.count {
            var index = start
            // RFC 5322 §2.2: a field name is printable ASCII.
            while index < copy.count, (0x21...0x7E).contains(copy[index]), copy[index] != 0x3A { index += 1 }
            if copy[start] == 0x2D, start + 1 < copy.count, copy[start + 1] == 0x2D {
                boundaries += 1
                if boundaries > lineLimit {
                    warnings.add(
                        "part-limit", "More than \(lineLimit) lines look like boundaries; what follows is not read.",
                        at: start)
                    return start
                }
            } else if index > start, index < copy.count, copy[index] == 0x3A {
                fields += 1
                // As a continuation it costs what it weighs.
                if fields > lineLimit { copy[start] = 0x20 }
                if fields == lineLimit + 1 {
                    warnings.add(
                        "field-limit",
                        "More than \(lineLimit) lines look like header fields; the parser is not given the rest.",
                        at: start)
                }
            }
            while index < copy.count, copy[index] != 0x0A { index += 1 }
            start = index + 1
        }
        return copy.count
    }
}
