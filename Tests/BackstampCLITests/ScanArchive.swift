import Foundation
import Glibc

/// An archive for the tests of `scan`, in a folder of its own that goes when it goes.
final class ScanArchive {
    let folder: URL
    let count: Int

    /// - Parameter poison: the numbers of messages whose subject is `poison`.
    init(_ count: Int, poison: [Int] = []) throws {
        self.count = count
        folder = try BadInputTests.folder([:])
        var text = ""
        for number in 0..<count { text += Self.message(number, isPoison: poison.contains(number)) }
        try Data(text.utf8).write(to: folder.appending(path: "mail.mbox"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func message(_ number: Int, isPoison: Bool = false) -> String {
        """
        From alice@author.example Tue Jan  9 10:15:\(String(format: "%02d", number % 60)) 2007
        From: Alice <alice@author.example>
        To: bob@receiver.example
        Date: Tue, 9 Jan 2007 10:15:00 +0000
        Message-ID: <\(number)@author.example>
        Subject: \(isPoison ? "poison" : "number \(number)")

        Hello, this is \(number).


        """
    }

    func read(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: folder.appending(path: name))) }

    /// What each line of an output is about: the index of its message, and the error's code where there is one.
    func lines(_ name: String) throws -> [(index: Int?, error: String?, reason: String?)] {
        try read(name).split(separator: 0x0A).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            let error = object?["error"] as? [String: Any]
            return (
                (object?["source"] as? [String: Any])?["index"] as? Int, error?["code"] as? String, error?["reason"] as? String
            )
        }
    }

    @discardableResult
    func scan(_ options: [String], of path: String = "mail.mbox", fault: String? = nil) throws -> (code: Int32, complaints: String) {
        let program = try start(options, of: path, fault: fault)
        return (program.wait(), program.complaints)
    }

    func start(_ options: [String], of path: String = "mail.mbox", fault: String? = nil) throws -> RunningProgram {
        try RunningProgram(
            ["scan", "--dns", "none", "--progress", "never", path] + options, in: folder,
            environment: fault.map { ["BACKSTAMP_FAULT": $0] } ?? [:])
    }
}
