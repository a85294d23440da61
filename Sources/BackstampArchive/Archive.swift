package import Backstamp

/// Where messages come from, for `check` and whoever reads an archive in one process: files that are one message, mbox
/// files, Maildirs, folders, any of them compressed, and standard input. One message is in memory at a time.
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
            var walk = FolderWalk(octets)
            while let file = walk.next() {
                let shown = String(decoding: file.path, as: UTF8.self)
                switch file.status {
                case .failure(let problem): try body(MessageSource(path: shown), .failure(problem))
                case .success: try readFile(file.path, shown, index: nil, body)
                }
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

    /// A file as it is, such as a page of HTML; `-` is standard input. More than `messageLimit` octets are refused.
    package static func contents(of path: String) throws(ArchiveError) -> [UInt8] {
        let octets = Array(path.utf8)
        if octets != [0x2D], try FileSystem.status(octets).get().kind == .directory { throw .isDirectory }
        return try FileSystem.contents(octets, limit: messageLimit)
    }

    /// Octets of all files at and below the paths; nil where that cannot be known.
    package static func size(of paths: [String]) -> Int? {
        var total = 0
        for path in paths {
            let octets = Array(path.utf8)
            guard octets != [0x2D], case .success(let status) = FileSystem.status(octets) else { return nil }
            guard status.kind == .directory else {
                total += status.size
                continue
            }
            var walk = FolderWalk(octets)
            while let file = walk.next() { if case .success(let status) = file.status { total += status.size } }
        }
        return total
    }

    /// The lines of a file, without their ends, in its first `limit` octets.
    package static func forEachLine(of path: String, upTo limit: Int, _ body: ([UInt8]) throws -> Void) throws {
        let window = FileWindow(try OpenFile(Array(path.utf8)), size: limit)
        var start = 0
        var size = 1 << 16
        while start < limit {
            let line: [UInt8]? = try window.withOctets(at: start, atLeast: size) { octets in
                if let end = octets.firstIndex(of: 0x0A, from: 0) { return octets.array(0..<end) }
                return octets.count < size ? octets.array(0..<octets.count) : nil
            }
            guard let line else {
                size *= 4
                continue
            }
            try body(line)
            start += line.count + 1
        }
    }

    private static func readFile(_ path: [UInt8], _ shown: String, index: Int?, _ body: Body) throws {
        let content: FileContent
        do throws(ArchiveError) { content = try FileContent.open(path) } catch {
            return try body(MessageSource(path: shown, index: index), .failure(error))
        }
        switch content {
        case .mbox(let file, let size):
            // Mapped, so that each octet is copied once: from the file into the message.
            let mapped: MappedFile
            do throws(ArchiveError) { mapped = try MappedFile(file, size: size) } catch {
                return try body(MessageSource(path: shown, index: index), .failure(error))
            }
            try split(mapped, shown, index: index, body)
        case .stream(let window):
            if try isMbox(window, shown, index, body) { try split(window, shown, index: index, body) }
        case .other(let file):
            try whole(Result { () throws(ArchiveError) in try file.contents(limit: messageLimit) }, shown, index, body)
        }
    }

    /// Hands on the message where the stream is one, and says whether it is an mbox file instead.
    private static func isMbox(_ window: StreamWindow, _ shown: String, _ index: Int?, _ body: Body) throws -> Bool {
        let content: Result<[UInt8], ArchiveError>
        do throws(ArchiveError) {
            if try window.isMbox() { return true }
            content = .success(try window.contents(limit: messageLimit))
        } catch {
            content = .failure(error)
        }
        try whole(content, shown, index, body)
        return false
    }

    private static func whole(
        _ content: Result<[UInt8], ArchiveError>, _ shown: String, _ index: Int?, _ body: Body
    ) throws {
        let source = MessageSource(path: shown, index: index)
        guard case .success(let octets) = content else { return try body(source, content) }
        if let problem = FileContent.problem(octets) { return try body(source, .failure(problem)) }
        // A file that is one message has the message 0.
        if let index, index > 0 { return try body(source, .failure(.noSuchMessage(index: index, count: 1))) }
        try body(source, content)
    }

    private static func split<Window: OctetWindow>(_ window: Window, _ shown: String, index: Int?, _ body: Body) throws {
        var count = 0
        var scanner: MboxScanner<Window>
        let quotesNothing: Bool
        do throws(ArchiveError) {
            quotesNothing = try MboxScanner.quotesNothing(window)
            scanner = try MboxScanner(window)
        } catch {
            return try body(MessageSource(path: shown, index: index), .failure(error))
        }
        while true {
            let next: Mbox.Record?
            do throws(ArchiveError) { next = try scanner.next() } catch {
                return try body(MessageSource(path: shown, index: count), .failure(error))
            }
            guard let record = next else { break }
            count += 1
            if index == nil || record.index == index {
                let source = MessageSource(
                    path: shown, index: record.index, offset: record.range.lowerBound, length: record.range.count)
                if let failure = window.failure, failure.cuts(record) { return try body(source, .failure(failure.error)) }
                try body(source, Mbox.message(in: window, record, quotesNothing: quotesNothing))
                if index != nil { return }
            }
            window.discard(before: record.next)
        }
        if let failure = window.failure {
            return try body(MessageSource(path: shown, index: index ?? count, offset: failure.offset), .failure(failure.error))
        }
        if let index { try body(MessageSource(path: shown, index: index), .failure(.noSuchMessage(index: index, count: count))) }
    }
}
