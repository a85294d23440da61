import Synchronization
import Testing

@testable import Domains

@Suite struct BoundedCacheTests {
    @Test func keepsWhatWasWorkedOut() {
        let cache = BoundedCache<Int>(limit: 1_000)
        var made = 0
        for round in 0..<2 {
            for number in 0..<500 {
                #expect(cache.value(for: "host\(number).example") { _ in
                    made += 1
                    return number
                } == number)
            }
            // A few may have pushed each other out.
            if round == 0 { #expect(made == 500) } else { #expect(made < 520) }
        }
    }

    @Test func isBounded() {
        let cache = BoundedCache<Int>(limit: 100)
        for number in 0..<10_000 { #expect(cache.value(for: "\(number)") { _ in number } == number) }
        let kept = cache.kept.withLock { $0.recent.count + $0.older.count }
        #expect(kept <= 100)
    }

    @Test func keepsWhatAlwaysComes() {
        let cache = BoundedCache<Int>(limit: 100)
        var made = 0
        for number in 0..<10_000 {
            _ = cache.value(for: "\(number)") { _ in number }
            _ = cache.value(for: "always") { _ in
                made += 1
                return 1
            }
        }
        // A name may be pushed out by others of its hash.
        #expect(made < 10)
    }

    /// Names of one hash push each other out, and cost no more than eight looks each.
    @Test func standsNamesOfOneHash() {
        var table = NamedValues<Int>()
        for number in 0..<1_000 { table.insert("\(number)", 7, number) }
        #expect(table.count == 8 && table.places.count == 64)
        #expect(table.value("999", 7) == 999 && table.value("500", 7) == nil)
    }

    @Test func findsWhatIsKeptByOctets() {
        let cache = BoundedCache<Int>(limit: 4)
        cache.keep(1, for: "one")
        #expect(cache.value(forOctets: Array("one".utf8)[...]) == 1)
        #expect(cache.value(for: "one") { _ in 2 } == 1)
        #expect(cache.value(forOctets: Array("two".utf8)[...]) == nil)
        // Asked for again and again, it stays whatever else comes.
        for number in 0..<100 {
            cache.keep(number, for: "\(number)")
            #expect(cache.value(forOctets: Array("one".utf8)[...]) == 1)
        }
        #expect(cache.value(forOctets: Array("5".utf8)[...]) == nil)
    }

    @Test func keepsNoLongName() {
        let cache = BoundedCache<Int>(limit: 10)
        let name = String(repeating: "a", count: 301)
        #expect(cache.value(for: name) { _ in 1 } == 1)
        #expect(cache.value(for: name) { _ in 2 } == 2)
    }
}
