import DNS
import FoundationEssentials
import JSON
import MIME
import Testing

@testable import Backstamp

/// Messages that are analysed together have nothing to do with one another: each report is what it would be alone, with what was
/// asked of the DNS for that message.
@Suite struct BatchPropertyTests {
    private static let messages: [[UInt8]] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: CorpusBuildTests.corpus)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: URL(filePath: "\(CorpusBuildTests.corpus)/\(name)/message.eml"))).map { [UInt8]($0) }
        }
    }()

    /// The answers for one of the messages: to the others some are not recorded.
    private static func json(_ batch: [[UInt8]]) throws -> [[UInt8]] {
        let log = DNSLog(try SnapshotResolver(path: CorpusBuildTests.corpus + "/mi5-2007-whatcounts/dns.ndjson"), source: "corpus")
        let policy = Policy(now: MailDate(seconds: 1_772_532_000))
        let reports = Analyzer(resolver: log, locations: nil, policy: policy).analyze(batch.map { RawMessage(octets: $0) }) {
            DNSUse(source: log.source, queries: log.queries, notRecorded: log.notRecorded)
        }
        return reports.map { report in
            var json = JSONWriter()
            report.write(to: &json)
            return json.bytes
        }
    }

    @Test func eachIsWhatItWouldBeAlone() throws {
        #expect(Self.messages.count > 10)
        let alone = try Self.messages.flatMap { try Self.json([$0]) }
        for order in [Self.messages, Self.messages.reversed()] {
            let together = try Self.json(order)
            #expect(together == (order == Self.messages ? alone : alone.reversed()))
        }
    }

    @Test func theClockTellsSteps() {
        var time = 0
        let clock = StageClock(now: {
            time += 1
            return time
        })
        let resolver = NoResolver()
        let analyzer = Analyzer(resolver: resolver, locations: nil, policy: Policy(now: MailDate(seconds: 0)))
        for _ in 0..<2 { _ = analyzer.analyze(Self.messages.prefix(3).map { RawMessage(octets: $0) }, clock: clock) }
        #expect(clock.messages.count == 3)
        // Both batches count for the same steps, and the steps of a stage are all of it.
        for stage in StageClock.Stage.allCases {
            #expect(clock.steps.reduce(0) { $1.stage == stage ? $0 + $1.time : $0 } == clock.stages[stage.rawValue])
        }
        #expect(clock.steps.filter { $0.stage == .route }.count > 3)
    }
}
