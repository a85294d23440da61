import MIME

/// Whether a file can be a message at all, by its content. A message that starts with the empty line is a broken one,
/// but one; a picture, a program, or a text whose first paragraph holds no header field is none.
enum FileContent {
    static func problem(_ octets: [UInt8]) -> ArchiveError? {
        if octets.isEmpty { return .empty }
        if let kind = kinds.first(where: { octets.starts(with: $0.magic) }) {
            return .notAMessage("it is \(kind.name)")
        }
        if octets.prefix(1024).contains(0), !startsWithField(octets) {
            return .notAMessage("it is binary and has no header field")
        }
        let fields = HeaderSection(Array(octets.prefix(headLimit)), limit: fieldLimit).fields
        return fields.isEmpty || fields.contains { !$0.name.isEmpty } ? nil : .notAMessage("it has no header field")
    }

    /// How much of a file is looked at.
    private static let headLimit = 1 << 16
    private static let fieldLimit = 200

    private static let kinds: [(magic: [UInt8], name: String)] = [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF8".utf8), "a GIF picture"),
        (Array("%PDF-".utf8), "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
        ([0x1F, 0x8B], "compressed by gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed by xz"),
        (Array("BZh".utf8), "compressed by bzip2"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an OLE file, perhaps an Outlook .msg"),
    ]

    /// Whether one of the first lines is a header field (RFC 5322 §2.2: a name of printable ASCII, then a colon).
    private static func startsWithField(_ octets: [UInt8]) -> Bool {
        for line in octets.prefix(2048).split(separator: 0x0A, maxSplits: 4).prefix(4) {
            let name = line.prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
            if !name.isEmpty, name.endIndex < line.endIndex, line[name.endIndex] == 0x3A { return true }
        }
        return false
    }
}
