import Testing

@testable import Backstamp

@Suite struct WordSearchTests {
    private static let words = ["unsub", "opt-out", "opt_out", "abmelde", "http://", "désins", "ab"]

    /// Texts of few signs, so that most words nearly stand in them.
    @Test func findsWhatGoingThroughFinds() {
        var seed: UInt64 = 42
        func next(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        for words in [Self.words, Array(Self.words.dropLast()), ["aab", "baa"]] {
            let search = WordSearch(words)
            let parts = words + ["UNSUB", "opt", "-out", "a", "b", "A", "B", "é", "htt", "p:/", "/"]
            for _ in 0..<2_000 {
                let text = (0..<next(6)).map { _ in parts[next(parts.count)] }.joined()
                let octets = Array(text.utf8)
                let lower = octets.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
                let first = octets.indices.first { place in words.contains { lower[place...].starts(with: $0.utf8) } }
                #expect(search.first(in: octets.span, from: 0)?.start == first, "\(text) in \(words)")
                #expect(search.isFound(in: octets.span) == (first != nil))
            }
        }
    }
}
