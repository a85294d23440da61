import DNS
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("2001:DB8::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ])
    func parsesAndPrints(_ text: String, _ want: String) {
        #expect(IPAddress(text)?.description == want)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "1.2.3.-4", ":", ":::", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:", "::1.2.3", "1.2.3.4::", "[::1]", "::1%eth0",
        "1:2:3:4:5:6:7::8",
    ])
    func refuses(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.255", 24, true), ("192.0.2.1", "192.0.3.1", 24, false), ("1.2.3.4", "9.9.9.9", 0, true),
        ("2001:db8::1", "2001:db8::ffff", 112, true), ("2001:db8::1", "2001:db8::1:1", 112, false),
        ("2001:db8::", "2001:db9::", 32, false), ("::1", "0.0.0.1", 0, false), ("1.2.3.4", "1.2.3.4", 33, false),
    ])
    func matches(_ a: String, _ b: String, _ prefix: Int, _ want: Bool) throws {
        #expect(try #require(IPAddress(a)).matches(#require(IPAddress(b)), prefix: prefix) == want)
    }

    @Test func reverseNames() {
        #expect(IPAddress("192.0.2.1")?.reverseName == "1.2.0.192.in-addr.arpa")
        #expect(IPAddress("2001:db8::1")?.reverseName
            == "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")
    }

    @Test func mappedAddressesUnmap() {
        #expect(IPAddress("::ffff:192.0.2.1")?.unmapped == IPAddress("192.0.2.1"))
        #expect(IPAddress("::fffe:192.0.2.1")?.unmapped.isV4 == false)
    }
}
