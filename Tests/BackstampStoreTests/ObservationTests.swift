import Backstamp
import BackstampArchive
import BackstampStore
import GRDB
import JSON
import Testing

/// A message's infrastructure is the same from its evidence, from a report's JSON, and from the database.
@Suite struct ObservationTests {
    @Test(arguments: Corpus.names)
    func sameFromEvidenceAndJSON(_ name: String) throws {
        let report = try Corpus.analyzed(name)
        var json = JSONWriter()
        report.write(to: &json)
        guard let observation = Observation(report: try JSONReader.value(json.bytes)) else {
            #expect(report.evidence.senderNames.isEmpty || report.evidence.route.hops.last?.date == nil)
            return
        }
        #expect(observation.infrastructure == Infrastructure(report.evidence))
        #expect(observation.senders == report.evidence.senderNames)
    }

    @Test func sameFromJSONAndDatabase() throws {
        let scratch = try Scratch()
        let lines = try Corpus.lines()
        try SQLiteTests.write(lines, to: scratch.path("a.sqlite"))
        var stored: [Observation?] = []
        try StoredObservations.forEach(in: scratch.path("a.sqlite")) { stored.append($0) }
        let expected = try lines.map { Observation(report: try JSONReader.value($0)) }
        #expect(stored.map { $0?.infrastructure } == expected.map { $0?.infrastructure })
        #expect(stored.map { $0?.senders } == expected.map { $0?.senders } && stored.map { $0?.date } == expected.map { $0?.date })
    }

    /// Values of other types than the schema's, as somebody else may have written them.
    @Test func aForeignDatabaseDoesNotStopIt() throws {
        let scratch = try Scratch()
        try SQLiteTests.write([Corpus.report("mi5-2007-mailtrack")], to: scratch.path("a.sqlite"))
        let queue = try DatabaseQueue(path: scratch.path("a.sqlite"))
        try queue.write { db in
            try db.execute(sql: "UPDATE messages SET received = 7, author_domain = x'ff00', border_asn = 'many', discussion_list = 'x'")
            try db.execute(sql: "UPDATE links SET host = x'fffe'; ALTER TABLE messages DROP COLUMN mailer")
        }
        try queue.close()
        var count = 0
        try StoredObservations.forEach(in: scratch.path("a.sqlite")) { _ in count += 1 }
        #expect(count == 1)
    }

    /// The two alerts of January 2007: what the press found by hand.
    @Test func findsTheSwitchOfTheAlerts() throws {
        var histories = SenderHistories()
        for name in ["mi5-2007-mailtrack", "mi5-2007-whatcounts"] {
            histories.add(Observation(report: try JSONReader.value(Corpus.report(name))))
        }
        let report = DriftReport(histories, least: 2)
        let change = try #require(report.senders.first?.changes.first)
        #expect(change.phrases.first == "sent by MailTrack in GB instead of WhatCounts in the US")
        #expect(change.sentence.hasPrefix("from 12 January 2007 sent by MailTrack in GB instead of WhatCounts in the US"))
        #expect(change.confidence == .low)
    }

    @Test func aBaselineJudges() throws {
        var histories = SenderHistories()
        histories.add(Observation(report: try JSONReader.value(Corpus.report("mi5-2007-whatcounts"))))
        var policy = Corpus.policy
        policy.baseline = Baseline(histories)
        let without = try Corpus.analyzed("mi5-2007-mailtrack")
        let with = try Corpus.analyzed("mi5-2007-mailtrack", policy: policy)
        let new = Set(with.findings.map(\.signal.id)).subtracting(without.findings.map(\.signal.id))
        #expect(new == [
            "trace.new-operator", "trace.new-country", "trace.new-network", "originator.new-return-path", "links.new-hosts",
        ])
        #expect(with.score.total > without.score.total)
        let same = try Corpus.analyzed("mi5-2007-whatcounts", policy: policy)
        #expect(same.evidence.departures.isEmpty)
    }
}
