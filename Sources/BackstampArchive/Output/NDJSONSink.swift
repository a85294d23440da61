/// NDJSON: a line per message, in a file that is only ever added to, or on standard output.
package final class NDJSONSink: ReportSink {
    private static let bufferLimit = 1 << 18

    private let path: String
    private let mayReplace: Bool
    private var file: OutputFile?
    private var buffer: [UInt8] = []
    private var position = SinkPosition(lines: 0)

    /// - Parameters:
    ///   - path: `-` for standard output.
    ///   - mayReplace: a file that is there is emptied; else it is refused.
    package init(path: String, mayReplace: Bool) {
        self.path = path
        self.mayReplace = mayReplace
        buffer.reserveCapacity(Self.bufferLimit + 65_536)
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
        self.file = file
    }

    package func write(_ line: [UInt8], number: Int) throws(SinkError) {
        buffer += line
        buffer.append(0x0A)
        position.lines = number + 1
        position.octets += line.count + 1
        if buffer.count > Self.bufferLimit { try flush() }
    }

    package func checkpoint() throws(SinkError) -> SinkPosition {
        try flush()
        try file?.synchronize()
        return position
    }

    package func finish() throws(SinkError) {
        _ = try checkpoint()
        try file?.close()
        file = nil
    }

    private func flush() throws(SinkError) {
        try file?.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
