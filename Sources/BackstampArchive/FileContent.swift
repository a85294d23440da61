import Compression
import MIME

/// What a file is, by its first octets, whatever its name says.
enum FileContent {
    /// A plain mbox file, as large as it was when it was opened.
    case mbox(OpenFile, size: Int)
    /// Standard input, a pipe, or a compressed file: an mbox file or a message, decompressed.
    case stream(StreamWindow)
    /// A message, if it is anything.
    case other(OpenFile)

    /// - Parameter path: of a file; `-` for standard input.
    static func open(_ path: [UInt8]) throws(ArchiveError) -> FileContent {
        let file = try OpenFile(path)
        let status = try file.status()
        if status.kind == .directory { throw .isDirectory }
        let isStream = path == [0x2D] || status.kind != .file
        let head = isStream ? try file.next() : try file.read(at: 0, count: 16)
        if let format = CompressedFormat(magic: head) {
            return .stream(stream(file, format, isStream ? head : try file.next()))
        }
        if isStream { return .stream(StreamWindow(StreamSource(file, head).next)) }
        // No postmark starts with another octet, so that most messages need no second look.
        guard let first = head.first, [0x46, 0xEF, 0x0A, 0x0D].contains(first),
            try MboxScanner.isMbox(FileWindow(file, size: min(status.size, 1 << 17)))
        else { return .other(file) }
        return .mbox(file, size: status.size)
    }

    private static func stream(_ file: OpenFile, _ format: CompressedFormat, _ head: [UInt8]) -> StreamWindow {
        let source = StreamSource(file, head)
        let decoder = Result { () throws(CompressionError) in try format.makeDecoder() }
        return StreamWindow { () throws(ArchiveError) in
            do throws(CompressionError) {
                return try decoder.get().next { () throws(CompressionError) in
                    do throws(ArchiveError) {
                        return try source.next()
                    } catch {
                        throw CompressionError(reason: error.reason)
                    }
                }
            } catch {
                throw error.isBehindAll ? .trailing(error.reason) : .damaged(error.reason)
            }
        }
    }

    // MARK: Messages

    /// Whether a file can be a message at all. A message that starts with the empty line is a broken one, but one; a
    /// picture, a program, or a text whose first paragraph holds no header field is none.
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

/// A file piece by piece, starting with what was read of it already.
private final class StreamSource {
    private let file: OpenFile
    private var head: [UInt8]

    init(_ file: OpenFile, _ head: [UInt8]) {
        self.file = file
        self.head = head
    }

    func next() throws(ArchiveError) -> [UInt8] {
        if head.isEmpty { return try file.next() }
        defer { head = [] }
        return head
    }
}
