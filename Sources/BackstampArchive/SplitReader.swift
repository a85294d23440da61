package import Backstamp

/// The messages of splits, one split after the other: a worker's input. The file of the last split stays mapped, because
/// the next one is most often of the same file.
package final class SplitReader {
    private var mapped: Mapped?

    fileprivate struct Mapped {
        let path: String
        let status: FileSystem.Status
        let file: OpenFile
        let window: MappedFile
        let quotesNothing: Bool

        /// Whether the file is shorter than what was mapped: to read on would be a fault that ends the process.
        var isCutOff: Bool {
            guard let status = try? file.status() else { return false }
            return status.size < window.count
        }
    }

    package init() {}

    /// Every message of a split, in order; where there is none, why. Throws what `body` throws.
    package func forEachMessage(
        in split: Split, _ body: (MessageSource, Result<[UInt8], ArchiveError>) throws -> Void
    ) throws {
        // The whole of a file: whatever it is.
        guard split.start != nil || split.end != nil else { return try Archive.forEachMessage(in: [split.path], body) }
        let mapped: Mapped
        do throws(ArchiveError) { mapped = try map(split.path) } catch {
            return try body(MessageSource(path: split.path), .failure(error))
        }
        guard split.records.isEmpty else { return try forEachRecord(of: split, in: mapped, body) }
        let start = split.start ?? 0
        let next: () throws(ArchiveError) -> Mbox.Record?
        do throws(ArchiveError) {
            var scanner = try MboxScanner(mapped.window, from: start, index: split.index ?? 0, isExact: split.index != nil)
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
            let quotesNothing = mapped.quotesNothing
            try body(
                source, mapped.isCutOff ? .failure(.cutOff) : Mbox.message(in: mapped.window, record, quotesNothing: quotesNothing))
            mapped.window.discard(before: record.next)
        }
    }

    /// Those whose places are known.
    private func forEachRecord(
        of split: Split, in mapped: Mapped, _ body: (MessageSource, Result<[UInt8], ArchiveError>) throws -> Void
    ) rethrows {
        for record in split.records {
            let source = MessageSource(
                path: split.path, index: record.index, offset: record.range.lowerBound, length: record.range.count)
            let isThere =
                !mapped.isCutOff
                && (try? mapped.window.withOctets(at: record.range.lowerBound, atLeast: 5) { $0.starts(with: "From ", at: 0) }) == true
            try body(source, isThere ? Mbox.message(in: mapped.window, record, quotesNothing: mapped.quotesNothing) : .failure(.cutOff))
            mapped.window.discard(before: record.next)
        }
    }

    fileprivate func map(_ path: String) throws(ArchiveError) -> Mapped {
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
            path: path, status: try file.status(), file: file, window: window,
            quotesNothing: try MboxScanner.quotesNothing(window))
        mapped = new
        return new
    }
}

/// The header sections of a split's messages, ahead of the messages themselves: for whoever wants to know early what they
/// will need. What cannot be read is passed over here, because it is told of later.
package final class SplitAhead {
    /// A header section is looked at so far.
    private static let headerLimit = 1 << 16

    private var next: (() -> [UInt8]?)?
    private var count = 0

    /// - Parameters:
    ///   - octets: of the message, where it came with the split.
    ///   - reader: kept for the splits to come, and apart from the one that reads the messages.
    package init(_ split: Split, octets: [UInt8]?, reader: SplitReader) {
        if let octets {
            next = Self.once { octets }
        } else if split.start == nil, split.end == nil {
            next = Self.once {
                guard case .success(let status) = FileSystem.status(Array(split.path.utf8)), status.kind == .file,
                    let file = try? OpenFile(Array(split.path.utf8))
                else { return nil }
                return try? file.read(at: 0, count: Self.headerLimit)
            }
        } else if let mapped = try? reader.map(split.path), var scanner = try? MboxScanner(
            mapped.window, from: split.start ?? 0, index: 0, isExact: split.index != nil)
        {
            next = {
                guard let record = try? scanner.next(), record.range.lowerBound < split.end ?? .max else { return nil }
                let end = min(record.body ?? record.range.upperBound, record.start + Self.headerLimit)
                let count = end - record.start
                return try? mapped.window.withOctets(at: record.start, atLeast: count) { $0.array(0..<min($0.count, count)) }
            }
        }
    }

    /// Hands on header sections until those of `total` messages have been.
    package func advance(to total: Int, _ body: ([UInt8]) -> Void) {
        while count < total, let header = next?() {
            count += 1
            let octets = header.span
            body(octets.array(0..<Self.end(octets)))
        }
        if count < total { next = nil }
    }

    private static func end(_ octets: Span<UInt8>) -> Int {
        var line = 0
        while line < octets.count, octets.emptyLine(at: line) == 0 { line = octets.nextLine(after: line) }
        return line
    }

    private static func once(_ value: @escaping () -> [UInt8]?) -> () -> [UInt8]? {
        var isGiven = false
        return {
            defer { isGiven = true }
            return isGiven ? nil : value()
        }
    }
}
