import Glibc

/// Where `scan` writes its lines: standard output or a file, in large pieces.
final class LineOutput {
    private let descriptor: Int32
    private let path: String
    /// The option that named the file.
    private let option: String
    private var buffer: [UInt8] = []

    /// - Parameter path: `-` for standard output. A file that exists is refused unless `overwrite`.
    init(path: String, overwrite: Bool, option: String = "--output") throws {
        self.path = path
        self.option = option
        guard path != "-" else {
            descriptor = 1
            return
        }
        guard path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl") || path.hasSuffix(".json") else {
            throw Exit.failure(.usage, "\(option) \(path): this version writes NDJSON only; give a name that ends in .ndjson")
        }
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL), 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw Exit.failure(.usage, "\(option) \(path): the file exists; add --overwrite to replace it") }
            throw Exit.failure(.inputOutput, "\(option) \(path): cannot be written: \(Console.systemError())")
        }
    }

    func write(line octets: [UInt8]) throws {
        buffer += octets
        buffer.append(0x0A)
        if buffer.count > 1 << 18 { try flush() }
    }

    func close() throws {
        try flush()
        guard descriptor != 1 else { return }
        if Glibc.close(descriptor) != 0 { throw failure() }
    }

    private func flush() throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        if !Console.write(buffer, to: descriptor) { throw failure() }
    }

    private func failure() -> any Error {
        Exit.failure(.inputOutput, "\(path == "-" ? "standard output" : path): cannot be written: \(Console.systemError())")
    }
}
