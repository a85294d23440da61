import DNS
import Foundation
import JSON
import MIME
import TestSupport
import Testing

@testable import Backstamp

/// Messages are analysed by the batch. What is said of one is what would be said of it alone, whichever others share its
/// batch and in whatever order.
@Suite struct BatchPropertyTests {
    private let analyzer: Analyzer
    private let log: DNSLog

    init() throws {
        log = DNSLog(try SnapshotResolver(Array(SampleMail.dns.utf8), file: "sample"), source: "sample")
        analyzer = Analyzer(resolver: log, locations: SamplePlaces(), policy: Policy(now: MailDate(seconds: 1_772_532_000)))
    }

    private func lines(_ mails: [[UInt8]]) -> [[UInt8]] {
        let batch = mails.map { RawMessage(octets: $0, source: MessageSource(path: "\($0.count)")) }
        let reports = analyzer.analyze(batch) { DNSUse(source: log.source, queries: log.queries, notRecorded: log.notRecorded) }
        return reports.map { report in
            var json = JSONWriter()
            report.write(to: &json)
            return json.bytes
        }
    }

    @Test(arguments: 0..<4)
    func batches(_ seed: Int) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../corpus").standardizedFileURL
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().filter { $0.hasSuffix(".eml") }
        let mails = try paths.map { Array(try Data(contentsOf: root.appending(path: $0))) }.filter { $0.count < 50_000 }
        try #require(mails.count >= 10)
        var generator = Generator(seed: UInt64(seed))
        for _ in 0..<12 {
            var batch: [[UInt8]] = []
            for _ in 0..<generator.below(40) {
                var mail = generator.pick(mails)
                for _ in 0..<generator.below(4) { generator.mutate(&mail) }
                batch.append(mail)
            }
            let together = lines(batch)
            #expect(together.count == batch.count)
            // Alone afterwards, backwards: what the batch has left behind in memories changes nothing either.
            for index in batch.indices.reversed() {
                let isSame = lines([batch[index]]) == [together[index]]
                #expect(isSame, "message \(index) of a batch of \(batch.count)")
            }
        }
    }

    @Test func noMessageAtAll() { #expect(lines([]) == []) }
}
