import Backstamp

/// A scan's input, cut into pieces for its workers: it looks where messages start and reads them no further.
///
/// The same paths give the same messages in the same order, so that a scan can go on where it was stopped. A file counts
/// as large as it was when it was opened, even if mail is put into it meanwhile.
package final class ArchiveCursor {
    /// Input that is not what it was when the scan was begun.
    package struct Changed: Error, Hashable, Sendable {
        package let path: String
        package var reason: String {
            path.isEmpty ? "there are fewer files than before" : "\(path) is not what it was, or files before it were added or removed"
        }
    }

    /// Messages and octets of one piece of work.
    private static let messageCount = 64
    private static let octetCount = 4 << 20

    private var paths: [String]
    private let ownFiles: OwnFiles
    private var walk: FolderWalk?
    private var position = ArchivePosition()
    /// Where to go on; nil once we are there.
    private var target: ArchivePosition?
    private var reading: Reading?
    /// Octets of the files behind.
    package private(set) var octetsBehind = 0

    private struct Stream {
        let window: StreamWindow
        let quotesNothing: Bool
    }

    private enum Reading {
        case mbox(path: String, MboxScanner<FileWindow>, Fingerprint)
        case stream(path: String, MboxScanner<StreamWindow>, Stream, Fingerprint)
    }

    /// - Parameters:
    ///   - position: where to go on; nil for the start.
    ///   - ownFiles: passed over where they lie in a folder.
    package init(paths: [String], from position: ArchivePosition? = nil, without ownFiles: OwnFiles = .none) {
        self.paths = paths.reversed()
        self.ownFiles = ownFiles
        target = position == ArchivePosition() ? nil : position
    }

    /// The next piece; nil at the end.
    package func next() throws(Changed) -> WorkItem? {
        while true {
            if let item = continued() { return item }
            guard let file = nextFile() else {
                // It may have been stopped behind all there is.
                if let target, target != position { throw Changed(path: "") }
                return nil
            }
            if let item = try open(file) { return item }
        }
    }

    // MARK: Files

    private func nextFile() -> FolderWalk.File? {
        while true {
            if let file = walk?.next() { return file }
            walk = nil
            guard let path = paths.popLast() else { return nil }
            let octets = Array(path.utf8)
            if octets == [0x2D] { return FolderWalk.File(path: octets, status: .failure(.missing)) }
            let status = FileSystem.status(octets)
            guard case .success(let found) = status, found.kind == .directory else {
                return FolderWalk.File(path: octets, status: status)
            }
            walk = FolderWalk(octets, without: ownFiles)
        }
    }

    private static func fingerprint(_ file: FolderWalk.File) -> Fingerprint {
        var fingerprint = Fingerprint()
        fingerprint.add(file.path)
        switch file.status {
        case .success(let status):
            fingerprint.add(status.size)
            fingerprint.add(status.changed)
        case .failure(let problem): fingerprint.add(problem.code)
        }
        return fingerprint
    }

    /// The first piece of a file; nil where there is none, or where the file is behind us.
    private func open(_ file: FolderWalk.File) throws(Changed) -> WorkItem? {
        let fingerprint = Self.fingerprint(file)
        let shown = String(decoding: file.path, as: UTF8.self)
        var start: ArchivePosition.Within?
        if let target {
            if position.files < target.files {
                position = position.behind(fingerprint)
                return nil
            }
            guard position.fingerprint == target.fingerprint, target.within.map({ $0.file == fingerprint }) ?? true else {
                throw Changed(path: shown)
            }
            start = target.within
            self.target = nil
        }
        if case .failure(let problem) = file.status, file.path != [0x2D] { return alone(shown, fingerprint, .failure(problem)) }
        do throws(ArchiveError) {
            switch try FileContent.open(file.path) {
            case .mbox(let open, let size) where Array(shown.utf8) == file.path:
                let scanner = try MboxScanner(
                    FileWindow(open, size: size), from: start?.offset ?? 0, index: start?.index ?? 0, isExact: start != nil)
                reading = .mbox(path: shown, scanner, fingerprint)
            case .mbox(let open, _):
                // A name that JSON cannot hold: the worker gets the messages themselves.
                let window = StreamWindow { () throws(ArchiveError) in try open.next() }
                try startStream(shown, window, fingerprint, start)
            case .stream(let window):
                guard try window.isMbox() else {
                    return alone(shown, fingerprint, .success(try window.contents(limit: Archive.messageLimit)))
                }
                try startStream(shown, window, fingerprint, start)
            case .other(let open):
                if Array(shown.utf8) == file.path { return alone(shown, fingerprint, nil) }
                return alone(shown, fingerprint, .success(try open.contents(limit: Archive.messageLimit)))
            }
        } catch {
            return alone(shown, fingerprint, .failure(error))
        }
        return nil
    }

    private func startStream(
        _ shown: String, _ window: StreamWindow, _ fingerprint: Fingerprint, _ start: ArchivePosition.Within?
    ) throws(ArchiveError) {
        let stream = Stream(window: window, quotesNothing: try MboxScanner.quotesNothing(window))
        // What lies before is decompressed, but not kept.
        if let start { window.discard(before: start.offset) }
        let scanner = try MboxScanner(window, from: start?.offset ?? 0, index: start?.index ?? 0, isExact: start != nil)
        reading = .stream(path: shown, scanner, stream, fingerprint)
    }

    /// A file that is one message, or none.
    private func alone(
        _ path: String, _ fingerprint: Fingerprint, _ content: Result<[UInt8], ArchiveError>?
    ) -> WorkItem {
        alone(MessageSource(path: path), fingerprint, content)
    }

    /// The last of a file, and what it holds.
    private func alone(
        _ source: MessageSource, _ fingerprint: Fingerprint, _ content: Result<[UInt8], ArchiveError>?
    ) -> WorkItem {
        position = position.behind(fingerprint)
        var message = WorkItem.Message(source: source, after: position)
        switch content {
        case nil: break
        case .success(let octets):
            message.octets = octets
            message.problem = FileContent.problem(octets)
        case .failure(let problem): message.problem = problem
        }
        return WorkItem(path: source.path, messages: [message], range: nil)
    }

    // MARK: Messages of one file

    private func continued() -> WorkItem? {
        switch reading {
        case nil: return nil
        case .mbox(let path, var scanner, let file): return records(path, &scanner, file)
        case .stream(let path, var scanner, let stream, let file): return record(path, &scanner, stream, file)
        }
    }

    private func records(_ path: String, _ scanner: inout MboxScanner<FileWindow>, _ file: Fingerprint) -> WorkItem? {
        var messages: [WorkItem.Message] = []
        var octets = 0
        do throws(ArchiveError) {
            while messages.count < Self.messageCount, octets < Self.octetCount, let record = try scanner.next() {
                octets += record.range.count
                var message = message(path, record, file)
                message.record = record
                messages.append(message)
            }
            reading = messages.isEmpty ? nil : .mbox(path: path, scanner, file)
        } catch {
            var failed = WorkItem.Message(source: MessageSource(path: path), after: position.behind(file))
            failed.problem = error
            messages.append(failed)
            reading = nil
        }
        if reading == nil { position = position.behind(file) }
        guard let first = messages.first, let last = messages.last(where: { $0.source.offset != nil }) else {
            return messages.isEmpty ? nil : WorkItem(path: path, messages: messages, range: nil)
        }
        let start = first.source.offset ?? 0
        return WorkItem(path: path, messages: messages, range: start..<max(start, (last.source.offset ?? 0) + 1))
    }

    private func record(
        _ path: String, _ scanner: inout MboxScanner<StreamWindow>, _ stream: Stream, _ file: Fingerprint
    ) -> WorkItem? {
        do throws(ArchiveError) {
            guard let record = try scanner.next() else {
                reading = nil
                if let failure = stream.window.failure {
                    let source = MessageSource(path: path, index: scanner.index, offset: failure.offset)
                    return alone(source, file, .failure(failure.error))
                }
                position = position.behind(file)
                return nil
            }
            var message = message(path, record, file)
            if let failure = stream.window.failure, failure.cuts(record) {
                reading = nil
                return alone(message.source, file, .failure(failure.error))
            }
            switch Mbox.message(in: stream.window, record, quotesNothing: stream.quotesNothing) {
            case .success(let octets): message.octets = octets
            case .failure(let problem): message.problem = problem
            }
            stream.window.discard(before: record.next)
            reading = .stream(path: path, scanner, stream, file)
            return WorkItem(path: path, messages: [message], range: nil)
        } catch {
            reading = nil
            return alone(path, file, .failure(error))
        }
    }

    private func message(_ path: String, _ record: Mbox.Record, _ file: Fingerprint) -> WorkItem.Message {
        let source = MessageSource(
            path: path, index: record.index, offset: record.range.lowerBound, length: record.range.count)
        return WorkItem.Message(source: source, after: position.within(file, offset: record.next, index: record.index + 1))
    }
}
