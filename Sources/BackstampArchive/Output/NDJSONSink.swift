/// NDJSON: a line per message, in a file that is only ever added to, or on standard output.
package final class NDJSONSink: ReportSink {
    private let path: String
    private let mayReplace: Bool
    private var output: BlockOutput?
    private var position = SinkPosition(lines: 0)

    /// - Parameters:
    ///   - path: `-` for standard output.
    ///   - mayReplace: a file that is there is emptied; else it is refused.
    package init(path: String, mayReplace: Bool) {
        self.path = path
        self.mayReplace = mayReplace
    }

    package func begin(after position: SinkPosition?) throws(SinkError) {
        let file = try OutputFile(path, position == nil ? mayReplace ? .replace : .create : .goOn)
        if let position {
            guard file.size >= position.octets else {
                throw .doesNotMatch(path: path, why: "it is shorter than it was when the scan was stopped")
            }
            try file.cut(at: position.octets)
            self.position = position
        }
        output = BlockOutput(file, after: self.position.octets)
    }

    package func write(_ line: Span<UInt8>, number: Int) throws(SinkError) {
        try output?.write(line)
        try output?.write(Self.lineEnd.span)
        position.lines = number + 1
        position.octets += line.count + 1
    }

    package func checkpoint() throws(SinkError) -> SinkPosition {
        try output?.synchronize()
        return position
    }

    package func finish() throws(SinkError) {
        try output?.close()
        output = nil
    }

    private static let lineEnd: [UInt8] = [0x0A]
}
