import Foundation
import Glibc

/// The program while it runs, for tests that kill it.
final class RunningProgram {
    private let process = Process()
    private let complaint: URL
    let output: URL

    /// Standard output and standard error go into files in the folder.
    init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        guard let executable = Program.executable else { throw CocoaError(.fileNoSuchFile) }
        let name = UUID().uuidString
        output = folder.appending(path: "\(name).out")
        complaint = folder.appending(path: "\(name).err")
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        for file in [output, complaint] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: complaint)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// The exit code; 128 and more for a signal.
    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The processes that it has started.
    var workers: [pid_t] {
        let tasks = "/proc/\(process.processIdentifier)/task"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return names.flatMap { name -> [pid_t] in
            let text = (try? String(contentsOfFile: "\(tasks)/\(name)/children", encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
    }

    var complaints: String { (try? String(contentsOf: complaint, encoding: .utf8)) ?? "" }

    /// Until a condition holds; a busy machine has a minute.
    static func wait(until condition: () -> Bool) -> Bool {
        for _ in 0..<6000 {
            if condition() { return true }
            usleep(10_000)
        }
        return false
    }
}
