import DNS
import Foundation
import JSON
import MIME
import Testing

@testable import Backstamp

/// The corpus with its DNS in a real server: live look-ups give the same results as the snapshots.
@Suite(.serialized, .enabled(if: NameServers.areInstalled)) struct CorpusServerTests {
    private static let corpus = URL(filePath: #filePath).appending(path: "../../../../corpus").standardizedFileURL

    private struct Case {
        let name: String
        let message: [UInt8]
        let zone: SnapshotResolver
        let questions: [(name: String, type: RecordType)]
    }

    private static func cases() throws -> [Case] {
        try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted().compactMap { name in
            let folder = corpus.appending(path: name)
            guard let message = try? Data(contentsOf: folder.appending(path: "message.eml")), message.count < 100_000,
                let snapshot = try? Data(contentsOf: folder.appending(path: "dns.ndjson"))
            else { return nil }
            let lines = snapshot.split(separator: 0x0A).compactMap {
                try? JSONSerialization.jsonObject(with: $0) as? [String: Any]
            }
            let questions = lines.compactMap { line -> (name: String, type: RecordType)? in
                guard let name = line["name"] as? String, let type = RecordType(rawValue: line["type"] as? String ?? "")
                else { return nil }
                return (name, type)
            }
            return Case(
                name: name, message: [UInt8](message), zone: try SnapshotResolver([UInt8](snapshot), file: name),
                questions: questions)
        }
    }

    /// Lines of a zone file.
    private static func lines(_ zone: SnapshotResolver, _ name: String, _ type: RecordType) -> [String] {
        zone.resolve(name, type).records.compactMap { record in
            let data: String? =
                switch record {
                case .address(let address): address.description
                case .mx(let preference, let exchange): "\(preference) \(exchange.isEmpty ? "." : exchange + ".")"
                case .name(let name): name + "."
                case .text(let octets): strings(octets)
                case .other: nil
                }
            return data.map { "\(name). 300 IN \(type.rawValue) \($0)" }
        }
    }

    private static func strings(_ octets: [UInt8]) -> String {
        stride(from: 0, to: max(1, octets.count), by: 255).map { start in
            let part = octets[start..<min(octets.count, start + 255)]
            return "\""
                + part.map {
                    (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C
                        ? String(UnicodeScalar($0)) : "\\" + String(format: "%03d", $0)
                }.joined() + "\""
        }.joined(separator: " ")
    }

    private static func json(_ message: [UInt8], _ resolver: any Resolver) -> String {
        resolver.beginMessage()
        let report = Analyzer(resolver: resolver, locations: nil, policy: Policy(now: MailDate(seconds: 1_790_000_000)))
            .analyze(message)
        var json = JSONWriter()
        report.evidence.authentication.write(to: &json)
        return json.string
    }

    @Test func liveAnswersGiveTheSameResults() throws {
        let cases = try Self.cases()
        #expect(cases.count > 10)
        // Cases that share a zone share its servers; two zones may contradict each other.
        var groups: [[String]: [Case]] = [:]
        for example in cases {
            let records = Set(example.questions.flatMap { Self.lines(example.zone, $0.name, $0.type) })
            groups[records.sorted(), default: []].append(example)
        }
        for (records, cases) in groups where !records.isEmpty {
            let servers = try NameServers(records: records)
            let resolver = try LiveResolver(forwarder: servers.recursor, trustAnchor: servers.trustAnchor)
            for example in cases {
                #expect(
                    Self.json(example.message, resolver) == Self.json(example.message, example.zone), "\(example.name)")
            }
        }
    }
}
