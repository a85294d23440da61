import DNS
import Testing

@Suite struct RecordingResolverTests {
    private func source() throws -> SnapshotResolver {
        try SnapshotResolverTests.snapshot(
            absent: "unknown",
            SnapshotResolverTests.line(
                "b.org", "TXT", #""x\\000\\\\\\255 \"q\"","second""#, more: #","dnssec":"secure""#),
            SnapshotResolverTests.line("b.org", "MX", #""10 mx.b.org","0 .""#),
            SnapshotResolverTests.line("a.org", "A", #""192.0.2.1""#),
            SnapshotResolverTests.line("www.a.org", "CNAME", #""a.org""#),
            SnapshotResolverTests.line("gone.org", "A", "", rcode: "NXDOMAIN"),
            SnapshotResolverTests.line("slow.org", "A", "", rcode: "TIMEOUT"),
            SnapshotResolverTests.line("bad.org", "A", #""192.0.2.1""#, more: #","dnssec":"bogus""#))
    }

    private static let questions: [(String, RecordType)] = [
        ("www.a.org", .a), ("b.org", .txt), ("b.org", .mx), ("gone.org", .a), ("slow.org", .a), ("bad.org", .a),
        ("B.org", .txt),
    ]

    @Test func aReplayGivesTheSameAnswers() throws {
        let recording = RecordingResolver(try source())
        let first = Self.questions.map { recording.resolve($0.0, $0.1) }
        let octets = recording.snapshot(now: 1_795_219_200)
        let replay = try SnapshotResolver(octets, file: "recorded")
        #expect(replay.recorded == "2026-11-21T00:00:00Z")
        #expect(Self.questions.map { replay.resolve($0.0, $0.1) } == first)
        #expect(replay.resolve("other.org", .a).status == .notRecorded)
        // The same answers in another order give the same octets.
        let again = RecordingResolver(replay)
        for (name, type) in Self.questions.reversed() { _ = again.resolve(name, type) }
        #expect(again.snapshot(now: 1_795_219_200) == octets)
    }

    @Test func whatIsNotRecordedStaysSo() throws {
        let recording = RecordingResolver(NoResolver())
        #expect(recording.resolve("a.org", .a).status == .notRecorded)
        #expect(recording.snapshot(now: 0).count { $0 == 0x0A } == 1)
    }

    @Test func theLogCountsPerMessage() throws {
        let log = DNSLog(try source(), source: "test")
        for (name, type) in Self.questions { _ = log.resolve(name, type) }
        _ = log.resolve("Other.org", .txt)
        #expect(log.queries == 7)
        #expect(log.notRecorded == ["other.org TXT"])
        log.beginMessage()
        #expect(log.queries == 0)
        #expect(log.notRecorded.isEmpty)
        // Messages of a batch take turns.
        _ = log.resolve("one.org", .txt)
        log.turn(to: 2)
        _ = log.resolve("two.org", .txt)
        _ = log.resolve("two.org", .a)
        #expect(log.queries == 2)
        log.turn(to: 0)
        #expect(log.queries == 1)
        #expect(log.notRecorded == ["one.org TXT"])
        log.turn(to: 1)
        #expect(log.queries == 0)
    }
}
