package import Backstamp

/// The messages of splits, one split after the other: a worker's input. The file of the last split stays mapped, because
/// the next one is most often of the same file.
package final class SplitReader {
    private var mapped: Mapped?

    private struct Mapped {
        let path: String
        let status: FileSystem.Status
        let window: MappedFile
        let quotesNothing: Bool
    }

    package init() {}

    /// Every message of a split, in order; where there is none, why. Throws what `body` throws.
    package func forEachMessage(
        in split: Split, _ body: (MessageSource, Result<[UInt8], ArchiveError>) throws -> Void
    ) throws {
        // The whole of a file: whatever it is.
        guard split.start != nil || split.end != nil else { return try Archive.forEachMessage(in: [split.path], body) }
        let start = split.start ?? 0
        let next: () throws(ArchiveError) -> Mbox.Record?
        let mapped: Mapped
        do throws(ArchiveError) {
            mapped = try map(split.path)
            let window = mapped.window
            var scanner = try MboxScanner(window, from: start, index: split.index ?? 0, isExact: split.index != nil)
            next = { () throws(ArchiveError) in try scanner.next() }
        } catch {
            return try body(MessageSource(path: split.path), .failure(error))
        }
        while true {
            let record: Mbox.Record?
            do throws(ArchiveError) { record = try next() } catch { return try body(MessageSource(path: split.path), .failure(error)) }
            guard let record, record.range.lowerBound < split.end ?? .max else { return }
            // Whoever starts in the middle cannot know how many came before.
            let isNumbered = split.index != nil || start == 0
            let source = MessageSource(
                path: split.path, index: isNumbered ? record.index : nil, offset: record.range.lowerBound,
                length: record.range.count)
            let isCutOff = isCutOff(split.path, mapped.window)
            let quotesNothing = mapped.quotesNothing
            try body(
                source, isCutOff ? .failure(.cutOff) : Mbox.message(in: mapped.window, record, quotesNothing: quotesNothing))
            mapped.window.discard(before: record.next)
        }
    }

    private func map(_ path: String) throws(ArchiveError) -> Mapped {
        let octets = Array(path.utf8)
        let status = try FileSystem.status(octets).get()
        if let mapped, mapped.path == path, mapped.status.identity == status.identity, mapped.status.size == status.size {
            return mapped
        }
        mapped = nil
        let content = try FileContent.open(octets)
        guard case .mbox(let file, let size) = content else { throw .notAMessage("it is no mbox file, so it has no splits") }
        let window = try MappedFile(file, size: size)
        let new = Mapped(
            path: path, status: try file.status(), window: window, quotesNothing: try MboxScanner.quotesNothing(window))
        mapped = new
        return new
    }

    /// Whether the file is shorter than what was mapped: to read on would be a fault that ends the process.
    private func isCutOff(_ path: String, _ window: MappedFile) -> Bool {
        guard case .success(let status) = FileSystem.status(Array(path.utf8)) else { return false }
        return status.size < window.count
    }
}
