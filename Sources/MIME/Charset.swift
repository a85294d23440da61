import CGMime
import Glibc

/// Text of any charset as UTF-8, by iconv. Labels mean what the WHATWG Encoding standard (§4.2) says, because that is
/// what mail clients do: `iso-8859-1` is read as Windows-1252, `gb2312` as GB 18030, `ks_c_5601-1987` as Windows-949.
///
/// Never fails: octets that mean nothing become U+FFFD, and an unknown charset is read as UTF-8 where the octets are
/// UTF-8, else as Windows-1252.
package enum Charset {
    package static func utf8(_ octets: [UInt8], charset label: String?) -> [UInt8] {
        let name = name(label ?? "")
        if isASCII(octets), containsASCII(name) { return octets }
        if name == "windows-1252" { return windows1252(octets) }
        // What says nothing, or says ASCII, is mostly UTF-8 nowadays.
        if name.isEmpty || name == "utf-8" {
            return isUTF8(octets)
                ? octets : name.isEmpty ? convert(octets, from: "windows-1252") ?? octets : repaired(octets)
        }
        if let text = convert(octets, from: name) { return text }
        return isUTF8(octets) ? octets : convert(octets, from: "windows-1252") ?? repaired(octets)
    }

    /// What a label of a charset means; empty where it says nothing.
    private static func name(_ label: String) -> String {
        // Nearly all are one of these, and the table takes longer.
        switch label {
        case "": return ""
        case "utf-8", "UTF-8": return "utf-8"
        case "iso-8859-1", "ISO-8859-1", "windows-1252", "Windows-1252": return "windows-1252"
        default:
            let label = label.lowercased()
            return aliases[label] ?? label
        }
    }

    private static func isASCII(_ octets: [UInt8]) -> Bool { isASCII(octets.span) }

    /// Whether ASCII means itself in a charset, whatever stands before it.
    private static func containsASCII(_ name: String) -> Bool {
        switch name {
        case "", "utf-8", "windows-1252", "gb18030", "big5-hkscs", "euc-jp", "cp949": true
        default: name.hasPrefix("windows-125") || name.hasPrefix("iso-8859-") || name.hasPrefix("koi8-")
        }
    }

    /// The charset of most old mail, without iconv's detours.
    private static func windows1252(_ octets: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(octets.count + octets.count / 8)
        var index = 0
        while index < octets.count {
            let start = index
            index = endOfASCII(octets.span, from: index)
            if index > start { text.append(contentsOf: octets[start..<index]) }
            while index < octets.count, octets[index] >= 0x80 {
                let octet = octets[index]
                let value = octet < 0xA0 ? windows1252C1[Int(octet & 0x1F)] : UInt16(octet)
                if value >= 0x800 { text.append(UInt8(0xE0 | value >> 12)) }
                text.append(UInt8(value >= 0x800 ? 0x80 | value >> 6 & 0x3F : 0xC0 | value >> 6))
                text.append(UInt8(0x80 | value & 0x3F))
                index += 1
            }
        }
        return text
    }

    private static func endOfASCII(_ octets: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 32 <= octets.count, isASCII(octets.extracting(index..<(index &+ 32))) { index &+= 32 }
        while index < octets.count, octets[index] < 0x80 { index &+= 1 }
        return index
    }

    /// 0x80 to 0x9F; the five that it leaves open are U+FFFD.
    private static let windows1252C1: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    /// Text of a header field, which names no charset: UTF-8 (RFC 6532), or else the charset that the message names for
    /// its text, or else Windows-1252.
    static func utf8(header octets: [UInt8], fallback: String?) -> [UInt8] {
        if isUTF8(octets) { return octets }
        let name = name(fallback ?? "")
        return utf8(octets, charset: name == "utf-8" ? nil : name)
    }

    /// RFC 3629 §4. Most text is ASCII but for a sign here and there, which is passed over in blocks.
    package static func isUTF8(_ octets: [UInt8]) -> Bool {
        let octets = octets.span
        var index = 0
        while index < octets.count {
            let first = octets[index]
            if first < 0x80 {
                index = endOfASCII(octets, from: index)
                continue
            }
            let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard first >= 0xC2, first <= 0xF4, octets.count - index >= length, octets[index + 1] & 0xC0 == 0x80,
                length < 3 || octets[index + 2] & 0xC0 == 0x80, length < 4 || octets[index + 3] & 0xC0 == 0x80
            else { return false }
            // No longer than need be, no surrogates, nothing beyond U+10FFFF.
            switch (first, octets[index + 1]) {
            case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return false
            default: index &+= length
            }
        }
        return true
    }

    private static func isASCII(_ octets: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for index in octets.indices { all |= octets[index] }
        return all < 0x80
    }

    private static func repaired(_ octets: [UInt8]) -> [UInt8] { Array(String(decoding: octets, as: UTF8.self).utf8) }

    /// nil where iconv does not know the charset.
    private static func convert(_ octets: [UInt8], from name: String) -> [UInt8]? {
        // A slash is iconv's mark for options and paths of modules.
        guard name.utf8.count <= 40, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x2C }),
            let converter = CharsetConverter.take(name)
        else { return nil }
        defer { converter.giveBack(as: name) }
        let handle = converter.handle
        var result: [UInt8] = []
        result.reserveCapacity(octets.count + octets.count / 2)
        var source = octets
        var chunk = [CChar](repeating: 0, count: 16_384)
        source.withUnsafeMutableBytes { source in
            var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = gsize(source.count)
            var isFlushing = false
            while true {
                let status = chunk.withUnsafeMutableBufferPointer { target in
                    var to = target.baseAddress
                    var room = gsize(target.count)
                    errno = 0
                    // The last call, without a source, ends a shift sequence.
                    let status =
                        isFlushing
                        ? g_iconv(handle, nil, nil, &to, &room) : g_iconv(handle, &from, &left, &to, &room)
                    let reason = status == gsize.max ? errno : 0
                    result.append(contentsOf: UnsafeRawBufferPointer(target)[..<(target.count - Int(room))])
                    return reason
                }
                if isFlushing { return }
                switch status {
                case E2BIG: continue
                case EILSEQ where left > 0:
                    result += [0xEF, 0xBF, 0xBD]
                    from = from.map { $0 + 1 }
                    left -= 1
                case EINVAL where left > 0:
                    // The text ends within a character.
                    result += [0xEF, 0xBF, 0xBD]
                    isFlushing = true
                default: isFlushing = true
                }
            }
        }
        return result
    }

    /// Labels of the Encoding standard and of old mailers that iconv knows by another name, or reads too narrowly.
    private static let aliases: [String: String] = {
        let table = """
            - us-ascii ascii ansi_x3.4-1968 unknown-8bit x-unknown unknown default 8bit binary iso-646 646
            utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 utf_8 utf-8mb4
            utf-7 unicode-1-1-utf-7 utf7 x-unicode-2-0-utf-7 csunicode11utf7
            windows-1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 x-ansi ansi cp1252 x-cp1252 cp819 8859-1 iso-8859-1-windows-3.1-latin-1 iso-8859-1-windows-latin-1
            windows-1254 iso-8859-9 iso8859-9 latin5
            windows-874 tis-620 iso-8859-11 dos-874
            windows-1250 cp1250 x-cp1250 win-1250
            windows-1251 cp1251 x-cp1251 win-1251 cp-1251
            windows-1255 iso-8859-8-i logical iso-8859-8-e
            iso-8859-6 iso-8859-6-i iso-8859-6-e
            gb18030 gb2312 gbk gb_2312-80 gb_2312 x-gbk cp936 ms936 windows-936 chinese euc-cn gb-2312 gb18030-2000
            big5-hkscs big5 big-5 x-x-big5 cn-big5 csbig5
            cp949 ks_c_5601-1987 ks_c_5601 ksc5601 ksc_5601 ks_c_5601-1989 euc-kr korean windows-949 x-windows-949
            cp932 shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 x-ms-cp932 csshiftjis
            euc-jp x-euc-jp eucjp
            iso-2022-jp-3 iso-2022-jp csiso2022jp
            koi8-r koi8 koi koi8_r koi8r
            macintosh mac x-mac-roman x-macroman macroman
            utf-16le ucs-2le utf-16-le
            """
        var aliases: [String: String] = [:]
        for line in table.split(separator: "\n") {
            let names = line.split(separator: " ").map(String.init)
            guard let target = names.first else { continue }
            for name in names.dropFirst() { aliases[name] = target == "-" ? "" : target }
        }
        return aliases
    }()
}

extension MIMEPart {
    /// The content as UTF-8 octets, for parts of type text.
    package var text: [UInt8] {
        let content = content
        if content.starts(with: [0xEF, 0xBB, 0xBF]) {
            return Charset.utf8(Array(content.dropFirst(3)), charset: "utf-8")
        }
        return Charset.utf8(content, charset: charset ?? Self.declared(inHTML: contentType == "text/html" ? content : []))
    }

    /// `<meta charset=…>` within the first 1024 octets (WHATWG HTML §13.2.3.2), where the field names no charset.
    private static func declared(inHTML content: [UInt8]) -> String? {
        let mark = Array("charset=".utf8)
        let head: ArraySlice<UInt8> = content.prefix(1024)
        guard head.count > mark.count else { return nil }
        for start in 0..<(head.count - mark.count) where head[start] | 0x20 == 0x63 {
            let isMark = head[start...].starts(with: mark) { lowercased($0) == $1 }
            guard isMark else { continue }
            let behind: [UInt8] = head[(start + mark.count)...].map { lowercased($0) }
            let rest = behind.drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
            let label = rest.prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3E && $0 != 0x3B && $0 != 0x2F }
            let name = String(decoding: label, as: UTF8.self)
            // What was read so far is not UTF-16, whatever it says.
            return name.isEmpty ? nil : name.hasPrefix("utf-16") ? "utf-8" : name
        }
        return nil
    }

    private static func lowercased(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }
}
