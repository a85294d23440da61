import Backstamp
import DNS
import Foundation
import Geography
import JSON
import MIME

/// A small archive's result: the expected reports of the corpus, one line each, a message twice, and an error.
enum Corpus {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "corpus").path)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: root.appending(path: "corpus/\($0)/report.json").path) }.sorted()
    }()

    static func report(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: "corpus/\(name)/report.json"))).filter { $0 != 0x0A }
    }

    static let error = Array(
        #"{"schema":"backstamp/1","source":{"path":"broken.eml"},"error":{"code":"empty","reason":"the file is empty"}}"#.utf8)

    static func lines() throws -> [[UInt8]] { try names.map(report) + [report("mi5-2007-mailtrack"), error] }

    /// Analysed anew, from the message and its answers of the DNS.
    static let policy = Policy(now: MailDate(seconds: 1_772_532_000))

    static func analyzed(_ name: String, policy: Policy = policy) throws -> Report {
        let folder = root.appending(path: "corpus/\(name)")
        let resolver = try SnapshotResolver([UInt8](Data(contentsOf: folder.appending(path: "dns.ndjson"))), file: name)
        let octets = [UInt8](try Data(contentsOf: folder.appending(path: "message.eml")))
        return Analyzer(resolver: resolver, locations: try? LocLocationDatabase(), policy: policy).analyze(octets)
    }
}

/// A folder of its own for a test, removed with all that is in it.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "backstamp-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }
}
