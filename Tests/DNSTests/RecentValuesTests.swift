import Testing

@testable import DNS

@Suite struct RecentValuesTests {
    @Test func keepsWhatComesAgainAndLetsGoOfTheRest() {
        var values = RecentValues<Int, String>(limit: 100)
        values.keep("always", -1)
        for number in 0..<10_000 {
            values.keep("\(number)", number)
            #expect(values.value(-1) == "always")
            #expect(values.recent.count + values.older.count <= 100)
        }
        #expect(values.value(9_999) == "9999" && values.value(9_000) == nil)
    }

    /// What is large counts for more.
    @Test func countsSizes() {
        var values = RecentValues<Int, String>(limit: 100) { $0.utf8.count }
        for number in 0..<1_000 {
            values.keep(String(repeating: "a", count: number % 30), number)
            let kept = Array(values.recent.values) + Array(values.older.values)
            #expect(kept.reduce(0) { $0 + $1.utf8.count } <= 100)
        }
    }

    /// nil may be what was worked out.
    @Test func tellsNothingKeptFromNothingFound() {
        var values = RecentValues<Int, String?>(limit: 10)
        values.keep(nil, 1)
        #expect(values.value(1) == .some(nil) && values.value(2) == nil)
    }
}
