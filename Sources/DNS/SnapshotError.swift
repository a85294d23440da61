/// Why a DNS snapshot cannot be used: the file, the line, what was wrong, and what to do about it.
package struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        case unreadable(String)
        case empty
        /// The first line is not `{"snapshot":1,…}`.
        case badHeader(String)
        case unknownVersion(Int)
        case notJSON(String)
        /// The last line ends in the middle of a value: the file was cut off.
        case truncated
        case badField(String)
        case badAnswer(String)
        case tooLarge
    }

    package let file: String
    /// From 1; 0 where the file as a whole is meant.
    package let line: Int
    package let problem: Problem

    package init(file: String, line: Int, problem: Problem) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        let (what, advice) = texts
        return "\(place): \(what). \(advice)."
    }

    private var texts: (String, String) {
        let record = "Record it anew with --record-dns"
        return switch problem {
        case .unreadable(let reason):
            ("cannot be read: \(reason)", "Give --dns a file that can be read, or live, or none")
        case .empty: ("the DNS snapshot is empty", record)
        case .badHeader(let reason):
            (
                "not the first line of a DNS snapshot: \(reason)",
                #"It must read like {"snapshot":1,"recorded":"2026-01-01T00:00:00Z","absent":"unknown"}"#
            )
        case .unknownVersion(let version):
            ("snapshot version \(version) is not known", "This program reads version 1: \(record.lowercasedFirst)")
        case .notJSON(let reason): ("not a JSON object: \(reason)", "Each line is one answer: mend or remove this one")
        case .truncated: ("the last line is cut off", "Remove that line, or \(record.lowercasedFirst)")
        case .badField(let reason):
            (reason, #"A line reads like {"name":"example.org","type":"TXT","rcode":"NOERROR","answers":["…"]}"#)
        case .badAnswer(let reason):
            (reason, "Answers are in presentation format: an address, a name, or \"10 mx.example.org\"")
        case .tooLarge: ("larger than 1 GiB", "Split it: a snapshot is held in memory")
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
