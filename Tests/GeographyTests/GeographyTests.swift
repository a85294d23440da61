import DNS
import Geography
import Testing

@Suite struct CountryTests {
    @Test(arguments: [("US", "the United States"), ("GB", "the United Kingdom"), ("IE", "Ireland"), ("CI", "Côte d'Ivoire")])
    func names(_ code: String, _ name: String) { #expect(Country.name(ofCode: code) == name) }

    @Test(arguments: ["", "us", "A1", "EU", "XD", "USA"])
    func unknown(_ code: String) { #expect(Country.name(ofCode: code) == nil) }
}

private let hasDatabase = (try? LocLocationDatabase()) != nil

@Suite struct LocLocationDatabaseTests {
    @Test(
        .enabled(if: hasDatabase),
        arguments: [
            ("195.68.228.53", "GB", 12703), ("::ffff:195.68.228.53", "GB", 12703), ("8.8.8.8", "US", 15169),
            ("2001:4860:4860::8888", "US", 15169),
        ])
    func knows(_ address: String, _ country: String, _ asn: Int) throws {
        let ip = try #require(IPAddress(address))
        let location = try #require(LocLocationDatabase().location(of: ip))
        #expect(location.country == country)
        #expect(location.asn == asn)
        #expect(location.network?.isEmpty == false)
    }

    @Test(.enabled(if: hasDatabase), arguments: ["10.0.0.1", "127.0.0.1", "::1", "240.0.0.1"])
    func doesNotKnow(_ address: String) throws {
        #expect(try LocLocationDatabase().location(of: #require(IPAddress(address))) == nil)
    }

    @Test(.enabled(if: hasDatabase)) func anycast() throws {
        let location = try LocLocationDatabase().location(of: #require(IPAddress("1.1.1.1")))
        #expect(location?.isAnycast == true)
    }

    @Test(.enabled(if: hasDatabase)) func answersTheSameTwice() throws {
        let one = try LocLocationDatabase()
        let ip = try #require(IPAddress("195.68.228.53"))
        #expect(one.location(of: ip) == one.location(of: ip))
    }

    @Test(arguments: [("/nonexistent/location.db", "No such file"), ("/etc/hostname", "not a location database")])
    func saysWhyNot(_ path: String, _ why: String) {
        let error = #expect(throws: LocationDatabaseUnavailable.self) { try LocLocationDatabase(path: path) }
        #expect(error?.description.contains(why) == true)
    }
}
