import Backstamp
import BackstampArchive
import JSON
import Testing

@Suite struct CheckpointTests {
    let folder = TemporaryFolder()

    @Test func comesBackAsItWas() throws {
        var tally = ScanTally()
        tally.add(
            MessageFacts(octets: 10, microseconds: 500, facts: ["verdict=genuine", "country=GB", "tracker=a\tb=c"]),
            MessageSource(path: "a.mbox", index: 3))
        tally.add(MessageFacts(.empty), MessageSource(path: "b"))
        var settings = Fingerprint()
        settings.add("x")
        var checkpoint = Checkpoint(settings: settings, now: 1_168_337_700, dns: "none")
        checkpoint.output = SinkPosition(lines: 2, octets: 900)
        checkpoint.tally = tally
        let output = folder.file("out.ndjson", "")
        try checkpoint.write(for: output)
        defer { Checkpoint.remove(for: output) }
        let back = try #require(try Checkpoint.read(for: output))
        #expect(back.output == checkpoint.output && back.settings == settings && back.input == checkpoint.input)
        #expect(back.now == checkpoint.now && back.dns == "none" && !back.isComplete)
        #expect(back.tally.counts == ["verdict": ["genuine": 1], "country": ["GB": 1], "tracker": ["ab=c": 1], "error": ["empty": 1]])
        #expect(back.tally.messages == 1 && back.tally.errors == 1 && back.tally.octets == 10)
        #expect(back.tally.slowest.map(\.name) == ["a.mbox:3"] && back.tally.slowest.map(\.microseconds) == [500])
    }

    /// However often the same facts come together, and in however many ways.
    @Test func countsWhatComesAgain() {
        var tally = ScanTally()
        for number in 0..<30_000 {
            tally.add(
                MessageFacts(octets: 1, microseconds: 1, facts: ["verdict=\(number % 3)", "tracker=\(number % 6000)", "spf=pass"]),
                MessageSource(path: "a", index: number))
        }
        let counts = tally.counts
        #expect(counts["verdict"] == ["0": 10_000, "1": 10_000, "2": 10_000] && counts["spf"] == ["pass": 30_000])
        // The first so many values are counted each by itself, the others together.
        #expect(counts["tracker"]?.count == 5001 && counts["tracker"]?["4999"] == 5 && counts["tracker"]?["other"] == 5000)
        #expect(tally.rankings["tracker"]?.first?.value == "other" && tally.messages == 30_000)
    }

    @Test(arguments: ["", "{", "[]", "{\"checkpoint\":2}", "{\"checkpoint\":1,\"settings\":\"zz\"}"])
    func whatIsNoneIsSaid(_ text: String) throws {
        let output = folder.path + "/out.ndjson"
        folder.file("out.ndjson.checkpoint", text)
        #expect(throws: SinkError.self) { try Checkpoint.read(for: output) }
        #expect(try Checkpoint.read(for: folder.path + "/other") == nil)
    }

    /// What stands behind the checkpoint is cut off; what is shorter than it says is refused.
    @Test func outputGoesOnAtTheCheckpoint() throws {
        let path = folder.file("x.ndjson", "")
        let first = NDJSONSink(path: path, mayReplace: true)
        try first.begin(after: nil)
        for number in 0..<3 { try first.write(Array("{\"n\":\(number)}".utf8), number: number) }
        let position = try first.checkpoint()
        try first.write(Array("{\"n\":\"lost\"}".utf8), number: 3)
        _ = try first.checkpoint()
        let second = NDJSONSink(path: path, mayReplace: false)
        try second.begin(after: position)
        try second.write(Array("{\"n\":3}".utf8), number: 3)
        try second.finish()
        #expect(String(decoding: try Archive.contents(of: path), as: UTF8.self) == "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
        #expect(throws: SinkError.self) { try NDJSONSink(path: path, mayReplace: false).begin(after: nil) }
        #expect(throws: SinkError.self) {
            try NDJSONSink(path: path, mayReplace: false).begin(after: SinkPosition(lines: 9, octets: 9999))
        }
    }
}
