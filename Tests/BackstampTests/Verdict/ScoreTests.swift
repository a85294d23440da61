import Backstamp
import Testing

@Suite struct ScoreTests {
    static func finding(_ id: String, _ weight: Double) -> Finding {
        Finding(
            signal: Signal(id, .low, weight: weight, reference: "r", "s.", explanation: "e") { _ in [] },
            evidence: [Place(.header, text: "x")])
    }

    @Test func addsUp() {
        let score = Score([Self.finding("content.a", 1.1), Self.finding("links.b", 2.2), Self.finding("bulk.c", -0.3)])
        #expect(score.total == 3.0)
        #expect(!score.isFlagged)
    }

    @Test(arguments: Signal.Family.allCases)
    func aFamilyIsCapped(_ family: Signal.Family) throws {
        let cap = try #require(Score.caps[family])
        let many = (0..<50).map { Self.finding("\(family.rawValue).a\($0)", 1) }
        #expect(Score(many).total == cap.upperBound)
        let few = (0..<50).map { Self.finding("\(family.rawValue).a\($0)", -1) }
        #expect(Score(few).total == cap.lowerBound)
    }

    @Test func riskIsAProbabilityThatGrows() {
        let risks = stride(from: -10.0, through: 30, by: 0.5).map { Score([Self.finding("content.a", $0)]) }
        #expect(risks.allSatisfy { (0...1).contains($0.risk) })
        let half = Score([Self.finding("content.a", 3), Self.finding("links.a", 2)])
        #expect(half.total == 5 && half.isFlagged && abs(half.risk - 0.5) < 0.01)
        for (a, b) in zip(risks, risks.dropFirst()) { #expect(a.risk <= b.risk) }
    }
}
