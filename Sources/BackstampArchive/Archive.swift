package import Backstamp

/// Where messages come from, for `check` and `scan`: files that are one message, mbox files, Maildirs, folders, and
/// standard input. One message is in memory at a time.
///
/// A place where there is no message does not stop the walk: it is handed on as an `ArchiveError` with its source.
package enum Archive {
    /// Octets of the largest message that is read.
    package static let messageLimit = 128 << 20

    package typealias Body = (MessageSource, Result<[UInt8], ArchiveError>) throws -> Void

    /// Every message at and below the paths, in the order of the paths and, below them, in the byte order of names.
    /// Throws what `body` throws.
    package static func forEachMessage(in paths: [String], _ body: Body) throws {
        for path in paths {
            let octets = Array(path.utf8)
            guard path != "-", case .success(let status) = FileSystem.status(octets), status.kind == .directory else {
                try forEachMessage(at: path, body)
                continue
            }
            try FolderWalk.forEachFile(octets) { file, problem in
                let shown = String(decoding: file, as: UTF8.self)
                if let problem { return try body(MessageSource(path: shown), .failure(problem)) }
                try readFile(file, shown, index: nil, body)
            }
        }
    }

    /// The messages of one argument of `check`: a file, `-`, an mbox file with all its messages, or `FILE.mbox:N`.
    /// Throws what `body` throws.
    package static func forEachMessage(at path: String, _ body: Body) throws {
        let octets = Array(path.utf8)
        if path == "-" { return try readFile(octets, path, index: nil, body) }
        switch FileSystem.status(octets) {
        case .success(let status) where status.kind == .directory:
            try body(MessageSource(path: path), .failure(.isDirectory))
        case .success: try readFile(octets, path, index: nil, body)
        case .failure(let problem):
            // A file of that very name comes first; only then is `:N` a number.
            guard problem == .missing, let colon = octets.lastIndex(of: 0x3A), colon > 0,
                let index = Int(String(decoding: octets[(colon + 1)...], as: UTF8.self)), index >= 0
            else { return try body(MessageSource(path: path), .failure(problem)) }
            let file = Array(octets[..<colon])
            try readFile(file, String(decoding: file, as: UTF8.self), index: index, body)
        }
    }

    // MARK: One file

    private enum Loaded {
        case octets([UInt8])
        case mapped(MappedFile)
    }

    /// Up to this size a file is read, which is faster; larger ones are mapped where they are mbox files.
    private static let mappedFrom = 1 << 20
    /// So many octets of a mapped file are kept behind the message that is read.
    private static let window = 16 << 20

    /// A file as it is, such as a page of HTML; `-` is standard input. More than `messageLimit` octets are refused.
    package static func contents(of path: String) throws(ArchiveError) -> [UInt8] {
        let octets = Array(path.utf8)
        if octets != [0x2D], try FileSystem.status(octets).get().kind == .directory { throw .isDirectory }
        return try FileSystem.contents(octets, limit: messageLimit)
    }

    private static func load(_ path: [UInt8]) throws(ArchiveError) -> Loaded {
        if path != [0x2D] {
            let status = try FileSystem.status(path).get()
            if status.kind == .directory { throw .isDirectory }
            if status.kind == .file, status.size > mappedFrom {
                let file = try MappedFile(path)
                if file.withSpan({ Mbox.isMbox($0) }) { return .mapped(file) }
            }
        }
        return .octets(try FileSystem.contents(path, limit: messageLimit))
    }

    private static func readFile(_ path: [UInt8], _ shown: String, index: Int?, _ body: Body) throws {
        let source = MessageSource(path: shown, index: index)
        let loaded: Loaded
        do { loaded = try load(path) } catch { return try body(source, .failure(error)) }
        switch loaded {
        case .mapped(let file):
            var kept = 0
            try file.withSpan { octets in
                try split(octets, shown, index: index) { source, result in
                    try body(source, result)
                } passing: { offset in
                    // What is behind us would count as this process's memory until the file ends.
                    guard offset - kept >= window else { return }
                    file.discard(before: offset)
                    kept = offset
                }
            }
        case .octets(let octets):
            if Mbox.isMbox(octets.span) { return try split(octets.span, shown, index: index, body) }
            if let problem = FileContent.problem(octets) { return try body(source, .failure(problem)) }
            // A file that is one message has the message 0.
            if let index, index > 0 { return try body(source, .failure(.noSuchMessage(index: index, count: 1))) }
            try body(source, .success(octets))
        }
    }

    /// - Parameter passing: is told the offset of each message when it is reached.
    private static func split(
        _ octets: Span<UInt8>, _ shown: String, index: Int?, _ body: Body, passing: (Int) -> Void = { _ in }
    ) throws {
        var count = 0
        var isFound = false
        try Mbox.forEachRecord(in: octets) { record in
            count += 1
            passing(record.range.lowerBound)
            if let index, record.index != index { return true }
            isFound = true
            let source = MessageSource(
                path: shown, index: record.index, offset: record.range.lowerBound, length: record.range.count)
            let size = record.range.upperBound - record.start
            if size > messageLimit {
                try body(source, .failure(.tooLarge(octets: size)))
            } else if size == 0 {
                try body(source, .failure(.empty))
            } else {
                try body(source, .success(Mbox.message(octets, record)))
            }
            return index == nil
        }
        if let index, !isFound {
            try body(MessageSource(path: shown, index: index), .failure(.noSuchMessage(index: index, count: count)))
        }
    }
}
