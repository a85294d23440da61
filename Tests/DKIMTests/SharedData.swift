import DNS
import Foundation
import MIME
import Testing

/// The public suites beside the repository. Where they are not, the tests that need them are skipped.
enum SharedData {
    /// `shared/data`, found upwards from this file or named by BACKSTAMP_SHARED.
    static let folder: URL? = {
        let manager = FileManager.default
        if let named = ProcessInfo.processInfo.environment["BACKSTAMP_SHARED"] {
            let folder = URL(fileURLWithPath: named).appendingPathComponent("data")
            return manager.fileExists(atPath: folder.path) ? folder : nil
        }
        var here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while here.path != "/" {
            let folder = here.appendingPathComponent("shared/data")
            if manager.fileExists(atPath: folder.path) { return folder }
            here.deleteLastPathComponent()
        }
        return nil
    }()

    static var isThere: Bool { folder != nil }
}

/// One suite: `cases.json`, snapshots and mails.
struct Suite: Decodable {
    struct Group: Decodable {
        var dir: String
        var dns: String
        var asOf: String
    }

    struct Case: Decodable {
        var file: String
        var group: String?
        var weak: Bool?
        var note: String?
        /// What each signature may be; null where anything goes.
        var signatures: [[String]?]?
        /// What the message as a whole may be.
        var message: [String]?
    }

    var groups: [Group]
    var cases: [Case]

    static func load(_ path: String) throws -> (suite: Suite, folder: URL) {
        let folder = try #require(SharedData.folder).appendingPathComponent(path)
        let data = try Data(contentsOf: folder.appendingPathComponent("cases.json"))
        return (try JSONDecoder().decode(Suite.self, from: data), folder)
    }

    func cases(of group: Group) -> [Case] { cases.filter { ($0.group ?? group.dir) == group.dir } }
}

extension Suite.Group {
    var clock: Int { Int(ISO8601DateFormatter().date(from: asOf)?.timeIntervalSince1970 ?? 0) }

    func resolver(_ folder: URL) throws -> SnapshotResolver {
        try SnapshotResolver(path: folder.appendingPathComponent(dns).path)
    }

    func message(_ name: String, _ folder: URL) throws -> HeaderSection {
        HeaderSection([UInt8](try Data(contentsOf: folder.appendingPathComponent(dir).appendingPathComponent(name))))
    }
}

/// Answers from a dictionary; a name that is not there does not exist.
final class TableResolver: Resolver {
    var texts: [String: [String]]
    var failures: [String: DNSAnswer] = [:]
    private(set) var queries = 0

    init(_ texts: [String: [String]] = [:]) { self.texts = texts }

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        queries += 1
        if let failure = failures[name] { return failure }
        guard type == .txt, let texts = texts[name] else { return DNSAnswer(.nxDomain) }
        return DNSAnswer(.noError, texts.map { .text(Array($0.utf8)) })
    }
}
