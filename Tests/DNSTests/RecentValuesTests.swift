import Testing

@testable import DNS

@Suite struct RecentValuesTests {
    @Test func keepsWhatComesAgainAndLetsGoOfTheRest() {
        var values = RecentValues<Int, String>(limit: 100)
        values.keep("always", -1)
        for number in 0..<10_000 {
            values.keep("\(number)", number)
            #expect(values.value(-1) == "always")
            #expect(values.count <= 100)
        }
        #expect(values.value(9_999) == "9999" && values.value(9_000) == nil)
    }

    /// nil may be what was worked out.
    @Test func tellsNothingKeptFromNothingFound() {
        var values = RecentValues<Int, String?>(limit: 10)
        values.keep(nil, 1)
        #expect(values.value(1) == .some(nil) && values.value(2) == nil)
    }
}
