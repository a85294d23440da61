import Backstamp
import BackstampArchive
import JSON
import Testing

@Suite struct BaselineTests {
    private static func learned() -> Baseline {
        var histories = SenderHistories()
        for index in 0..<5 {
            var source = Infrastructure.Source()
            source.country = index < 4 ? "GB" : "US"
            source.signatures = [.init(domain: "author.example", selector: "s1", result: "pass")]
            histories.add(Observation(senders: ["author.example", "list l.example"], date: index * 86400, infrastructure: Infrastructure(source)))
        }
        return Baseline(histories)
    }

    @Test func comesBackAsItWasWritten() throws {
        var json = JSONWriter(pretty: true)
        let baseline = Self.learned()
        baseline.write(to: &json)
        let read = try Baseline(json.bytes)
        #expect(read.senders == baseline.senders && read.senders.count == 2)
        let sender = try #require(read.senders["author.example"])
        #expect(sender.messages == 5 && sender.shown[.country] == 5 && sender.first == 0 && sender.last == 4 * 86400)
        #expect(sender.values[.country]?["GB"] == Baseline.Value(count: 4, first: 0, last: 3 * 86400))
        #expect(sender.values[.dkimSelector]?.keys.first == "s1 of author.example")
    }

    @Test func learnsOnlyWhatIsAsked() {
        var histories = SenderHistories()
        for name in ["a.example", "b.example"] {
            histories.add(Observation(senders: [name], date: 0, infrastructure: Infrastructure(Infrastructure.Source())))
        }
        #expect(Baseline(histories, only: ["b.example"]).senders.keys.sorted() == ["b.example"])
    }

    @Test(arguments: [
        "", "{}", "[]", "no json", #"{"baseline":2,"senders":[]}"#, #"{"baseline":1}"#, #"{"baseline":1,"senders":[{}]}"#,
        #"{"baseline":1,"senders":[{"sender":"a","messages":-1}]}"#,
        #"{"baseline":1,"senders":[{"sender":"a","messages":1,"infrastructure":{"country":{}}}]}"#,
        #"{"baseline":1,"senders":[{"sender":"a","messages":1,"infrastructure":{"country":{"values":[{"value":"GB"}]}}}]}"#,
    ])
    func refuses(_ text: String) {
        #expect(throws: Baseline.Failure.self) { try Baseline(Array(text.utf8)) }
    }

    @Test func hugeNumbersDoNotTrap() throws {
        let number = "9223372036854775807"
        let text = """
            {"baseline":1,"senders":[{"sender":"author.example","messages":\(number),"infrastructure":{"dkimDomain":
            {"messages":\(number),"values":[{"value":"author.example","count":\(number),"first":"9999-12-31","last":"0000-01-01"}]}}}]}
            """
        let baseline = try Baseline(Array(text.utf8))
        #expect(baseline.senders["author.example"]?.shown[.dkimDomain] == 1 << 40)
    }

    /// More values of a facet than a history ever writes.
    @Test func isBounded() {
        let values = (0..<300).map { #"{"value":"v\#($0)","count":1,"first":"2007-01-01","last":"2007-01-01"}"# }.joined(separator: ",")
        let text = #"{"baseline":1,"senders":[{"sender":"a","messages":1,"infrastructure":{"country":{"values":[\#(values)]}}}]}"#
        #expect(throws: Baseline.Failure.self) { try Baseline(Array(text.utf8)) }
    }
}
