/// Where the finished lines of a scan go: NDJSON, CSV, SQLite. One implementation per format.
///
/// The order of the calls is `begin`, then `write` for each line with a `checkpoint` now and then, then `finish`. The
/// process may be killed between any two of them or within one. What had been written at the last checkpoint is then
/// still there, and `begin(after:)` with its position takes away whatever came behind it, so that a run that is
/// resumed writes the same output as one that was never disturbed.
package protocol ReportSink: AnyObject {
    /// Opens the output.
    /// - Parameter position: nil for a new output, otherwise what `checkpoint` gave last: lines from
    ///   `position.lines` on are dropped, and the next line written has that number.
    func begin(after position: SinkPosition?) throws(SinkError)

    /// - Parameters:
    ///   - line: one JSON object of the contract (a report, or `schema`, `source` and `error`), without a line end.
    ///   - number: counted from 0 over the whole scan, without gaps.
    func write(_ line: Span<UInt8>, number: Int) throws(SinkError)

    /// Makes durable what was written so far.
    func checkpoint() throws(SinkError) -> SinkPosition

    /// Makes everything durable and closes the output. Nothing is written after it.
    func finish() throws(SinkError)
}

extension ReportSink {
    package func write(_ line: [UInt8], number: Int) throws(SinkError) { try write(line.span, number: number) }
}

/// How far an output has come: what a checkpoint remembers of it.
package struct SinkPosition: Hashable, Sendable {
    /// Lines, that is messages, that are in the output.
    package var lines: Int
    /// Octets of the output, for formats that are cut off there; 0 for others.
    package var octets: Int

    package init(lines: Int, octets: Int = 0) {
        self.lines = lines
        self.octets = octets
    }
}

/// The output cannot be written, or cannot be gone on with. The scan stops; what stands in the output stays.
package enum SinkError: Error, Hashable, Sendable {
    /// There is something at that place already, and nobody said that it may be replaced.
    case exists(path: String)
    /// It does not hold what the checkpoint says it does.
    case doesNotMatch(path: String, why: String)
    /// What the system says: a full disk, a read-only file system, no permission.
    case notWritable(path: String, why: String)

    package var reason: String {
        switch self {
        case .exists(let path): "\(path): the file exists; add --resume to go on with it, or --overwrite to replace it"
        case .doesNotMatch(let path, let why): "\(path): cannot be gone on with: \(why)"
        case .notWritable(let path, let why): "\(path): cannot be written: \(why)"
        }
    }
}
