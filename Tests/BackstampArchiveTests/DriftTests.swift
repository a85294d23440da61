import Backstamp
import BackstampArchive
import JSON
import Testing

/// Sequences of messages, a letter for each: which country they came from.
@Suite struct DriftTests {
    static func history(_ letters: String, facet change: (inout Infrastructure.Source, String) -> Void = { $0.country = $1 }) -> SenderHistory {
        var history = SenderHistory(name: "author.example")
        for (index, letter) in letters.enumerated() {
            var source = Infrastructure.Source()
            if letter != "." { change(&source, String(letter)) }
            history.add(Infrastructure(source), date: 1_168_000_000 + index * 86400)
        }
        return history
    }

    /// `switch A>B low`
    static func told(_ history: SenderHistory, _ facet: Infrastructure.Facet) -> [String] {
        ChangeDetector(history).changes().compactMap { change in
            change.part(facet).map { "\(change.kind.rawValue) \($0.before.joined())>\($0.after.joined()) \(change.confidence.rawValue)" }
        }
    }

    @Test(arguments: [
        ("A", []), ("AAAAAA", []),
        ("AB", ["switch A>B low"]), ("AAABBB", ["switch A>B medium"]), ("AAAAABBBBB", ["switch A>B high"]),
        // Two senders that take turns
        ("ABA", []), ("ABABABABAB", []), ("AABBAABBAABBAABB", []), ("ABBABAABABBA", []),
        ("AAAAABBBBBAAAAABBBBBAAAAABBBBBAAAAABBBBB", []),
        // One message among others, and every message another
        ("AAAAAAAAAAAB", []), ("AAAAABAAAAAA", []), ("ABCDEFGH", []),
        // There and back
        ("AAAAAAAAAABBBBBBBBBBAAAAAAAAAA", ["switch A>B high", "switch B>A high"]),
        // Stragglers
        ("AAAAAAAAAAAABABBBBBBBBBBBB", ["switch A>B high"]),
        // Two at once replaced by one
        ("ABABABABABCCCCCCCCCC", ["switch AB>C high"]),
        ("AAAAAAAAAAAAABABABABABABAB", ["addition A>B high"]),
        ("ABABABABABABABAAAAAAAAAAAAA", ["end B>A high"]),
        // Unknown is no value
        ("AA..A.A....A", []), ("AAA...BBB", ["switch A>B medium"]),
    ])
    func tellsASwitchFromTurns(_ letters: String, _ expected: [String]) {
        #expect(Self.told(Self.history(letters), .country) == expected, "\(letters)")
    }

    @Test func theFirstBeaconIsAChange() {
        let history = Self.history("..........AAAAAAAAAA") { $0.beaconHosts = ["t.\($1.lowercased()).example"] }
        #expect(Self.told(history, .beaconHost) == ["switch none>a.example high"])
        #expect(ChangeDetector(history).changes().first?.sentence == "from 15 January 2007 opening it tells a.example, and told nobody before")
    }

    @Test func aSingleMessageIsADeviation() {
        let deviations = ChangeDetector(Self.history("AAAAABAAAAAA")).deviations()
        #expect(deviations.map(\.sentence) == ["one message on 10 January 2007: server in B instead of A"])
        #expect(ChangeDetector(Self.history("AAAAAAAAAAAB")).deviations().first?.isLast == true)
    }

    @Test func facetsThatChangeTogetherAreOneChange() {
        var history = SenderHistory(name: "author.example")
        for index in 0..<12 {
            var source = Infrastructure.Source()
            source.country = index < 6 ? "US" : "GB"
            source.borderName = index < 6 ? "mail.one.example" : "mail.two.example"
            source.returnPath = index < 6 ? "bounce@one.example" : "bounce@two.example"
            history.add(Infrastructure(source), date: 1_168_000_000 + index * 86400)
        }
        let changes = ChangeDetector(history).changes()
        #expect(changes.count == 1)
        #expect(changes.first?.phrases == [
            "sent by two.example in GB instead of one.example in the US", "errors go to two.example instead of one.example",
        ])
    }

    @Test func isBounded() {
        var history = SenderHistory(name: "author.example")
        for index in 0..<40_000 {
            var source = Infrastructure.Source()
            source.returnPath = "x@d\(index).example"
            source.country = index < 20_000 ? "US" : "GB"
            history.add(Infrastructure(source), date: index)
        }
        #expect(history.messages == 40_000 && history.entries.count <= SenderHistory.entryLimit)
        #expect(history.values.count <= SenderHistory.valueLimit + 4)
        #expect(Self.told(history, .country) == ["switch US>GB high"])
        #expect(history.values(of: .country).map(\.count) == [20_000, 20_000])
    }

    @Test func thePictureIsSafe() throws {
        var history = SenderHistory(name: "<script>alert(1)</script>&\u{202E}.example")
        for index in 0..<6 {
            var source = Infrastructure.Source()
            source.borderName = index < 3 ? "\"><image href='http://x.example/'/>" : "b.example"
            source.country = index < 3 ? "<b" : "GB"
            history.add(Infrastructure(source), date: index * 86400)
        }
        var histories = SenderHistories()
        histories.add(Observation(senders: [history.name], date: 0, infrastructure: Infrastructure(Infrastructure.Source())))
        let picture = DriftSVG.picture(DriftReport(histories, least: 1))
        #expect(!picture.contains("<script") && !picture.contains("<image") && !picture.contains("\u{202E}"))
        #expect(picture.contains("&lt;script&gt;") && !picture.contains("http://x"))
    }

    @Test func aDateCannotOverflow() {
        var history = SenderHistory(name: "author.example")
        for date in [Int.min / 4, 0, Int.max / 4] { history.add(Infrastructure(Infrastructure.Source()), date: date) }
        var histories = SenderHistories()
        histories.add(nil)
        #expect(ChangeDetector(history).changes().isEmpty && histories.skipped == 1)
    }
}
