package import BackstampArchive
import JSON

/// `scan --output x.csv`: the lines of a scan as rows, handed on to a sink that writes lines, which has the file, its
/// checkpoints and its whole lines. The header is that sink's line 0.
package final class CSVSink: ReportSink {
    private let lines: any ReportSink

    /// - Parameter lines: what writes a line of octets and LF for each call of `write`.
    package init(over lines: any ReportSink) { self.lines = lines }

    package func begin(after position: SinkPosition?) throws(SinkError) {
        guard let position, position.octets > 0 else {
            try lines.begin(after: position)
            return try lines.write(CSVRow.header + [0x0D], number: 0)
        }
        try lines.begin(after: SinkPosition(lines: position.lines + 1, octets: position.octets))
    }

    package func write(_ line: Span<UInt8>, number: Int) throws(SinkError) {
        let report: JSONValue
        // A worker writes JSON; a line that is none keeps its place as an empty row.
        do { report = try JSONReader.value(line.array()) } catch { report = .null }
        // RFC 4180 §2: CRLF ends a line.
        try lines.write(CSVRow.row(report) + [0x0D], number: number + 1)
    }

    package func checkpoint() throws(SinkError) -> SinkPosition {
        let position = try lines.checkpoint()
        return SinkPosition(lines: max(0, position.lines - 1), octets: position.octets)
    }

    package func finish() throws(SinkError) { try lines.finish() }
}
