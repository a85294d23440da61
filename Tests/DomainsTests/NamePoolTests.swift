import Testing

@testable import Domains

@Suite struct NamePoolTests {
    /// More names than it keeps: each is given back as it was asked for, whatever had its place before.
    @Test func namesAreThoseAskedFor() {
        let pool = NamePool()
        for _ in 0..<2 {
            for number in 0..<10_000 {
                let name = "host\(number).example"
                let octets = Array(name.utf8)
                #expect(pool.name(octets.span) == name)
            }
        }
    }

    @Test(arguments: ["", "a", "www.example.org", "bücher.example", String(repeating: "a", count: 300)])
    func anyNameIsGivenBack(_ name: String) {
        let pool = NamePool()
        let octets = Array(name.utf8)
        #expect(pool.name(octets.span) == name)
        #expect(pool.name(octets.span) == name)
    }

    @Test func whatIsNoUTF8IsRepaired() {
        let octets: [UInt8] = [0x61, 0xFF]
        let pool = NamePool()
        #expect(pool.name(octets.span) == "a\u{FFFD}")
    }
}
