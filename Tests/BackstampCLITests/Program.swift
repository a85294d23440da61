import Foundation

/// The program as a user runs it: a process with arguments, standard input, and an exit code.
struct Program {
    struct Outcome {
        let code: Int32
        let output: [UInt8]
        let complaint: String

        var text: String { String(decoding: output, as: UTF8.self) }

        /// The output as one JSON object.
        var object: [String: Any]? { (try? JSONSerialization.jsonObject(with: Data(output))) as? [String: Any] }
    }

    /// Beside the tests: both are built into the same folder.
    static let executable: URL? = {
        let folders = [Bundle.main.executableURL, URL(filePath: CommandLine.arguments[0])].compactMap { $0?.deletingLastPathComponent() }
        return folders.map { $0.appending(path: "backstamp") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// - Parameters:
    ///   - other: a program to run instead, such as a shell.
    ///   - folder: where the program runs; paths in `arguments` are relative to it.
    static func run(
        _ arguments: [String], by other: URL? = nil, in folder: URL? = nil, input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        guard let executable = other ?? executable else { throw CocoaError(.fileNoSuchFile) }
        process.executableURL = executable
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = folder }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        // Small inputs only: they fit into the pipe, so that nobody waits for anybody.
        try stdin.fileHandleForWriting.write(contentsOf: input)
        try stdin.fileHandleForWriting.close()
        let complaint = PipeReader(stderr)
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(code: process.terminationStatus, output: [UInt8](output), complaint: complaint.text())
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let corpus = root.appending(path: "corpus")
}

/// Reads a pipe to its end on a thread of its own, so that a full pipe never blocks the program.
private final class PipeReader: @unchecked Sendable {  // because the semaphore orders both accesses to `data`
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        Thread.detachNewThread {
            self.data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
            self.done.signal()
        }
    }

    func text() -> String {
        done.wait()
        return String(decoding: data, as: UTF8.self)
    }
}
