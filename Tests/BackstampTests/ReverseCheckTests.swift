import DNS
import Testing

@testable import Backstamp

/// iprev (RFC 8601 §2.7.3).
@Suite struct ReverseCheckTests {
    private func check(_ ip: String, _ lines: [String], absent: String = "nxdomain") throws -> ReverseCheck? {
        let header = #"{"snapshot":1,"recorded":"2026-03-03T00:00:00Z","absent":"\#(absent)"}"#
        let zone = try SnapshotResolver(Array(([header] + lines).joined(separator: "\n").utf8), file: "zone")
        return ReverseCheck.evaluate(IPAddress(ip), zone)
    }

    private static func record(_ name: String, _ type: String, _ answers: String..., rcode: String = "NOERROR")
        -> String
    {
        let list = answers.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"name":"\#(name)","type":"\#(type)","rcode":"\#(rcode)","answers":[\#(list)],"ttl":300}"#
    }

    static let pointer = record("10.2.0.192.in-addr.arpa", "PTR", "Mail.author.example", "other.example")

    @Test(
        arguments: [
            ([pointer, record("mail.author.example", "A", "192.0.2.10")], .pass, "mail.author.example"),
            ([pointer, record("other.example", "A", "192.0.2.9", "192.0.2.10")], .pass, "other.example"),
            ([pointer, record("mail.author.example", "A", "192.0.2.11")], .fail, "mail.author.example"),
            ([pointer], .fail, "mail.author.example"), ([], .permerror, nil),
            ([pointer, record("mail.author.example", "A", rcode: "SERVFAIL")], .temperror, "mail.author.example"),
            ([record("10.2.0.192.in-addr.arpa", "PTR", rcode: "TIMEOUT")], .temperror, nil),
            ([record("10.2.0.192.in-addr.arpa", "PTR", "bad name.example", "192.0.2.10")], .permerror, nil),
        ] as [([String], ReverseCheck.Result, String?)])
    func results(_ zone: [String], _ want: ReverseCheck.Result, _ name: String?) throws {
        for ip in ["192.0.2.10", "::ffff:192.0.2.10"] {
            let check = try #require(try check(ip, zone))
            #expect(check.result == want, "\(check.reason)")
            #expect(check.name == name)
        }
    }

    @Test func sixteenOctets() throws {
        let zone = [
            Self.record(IPAddress(v6: 0x2001_0DB8_0000_0000, 1).reverseName, "PTR", "mail.author.example"),
            Self.record("mail.author.example", "AAAA", "2001:db8::1"),
        ]
        #expect(try check("2001:db8::1", zone)?.result == .pass)
    }

    @Test func whatNobodyRecordedIsNotHeldAgainstAnybody() throws {
        let unknown = try #require(try check("192.0.2.10", [], absent: "unknown"))
        #expect(unknown.result == .temperror && unknown.reason.hasPrefix("not recorded"))
        #expect(ReverseCheck.evaluate(IPAddress("192.0.2.10"), NoResolver())?.result == .temperror)
    }

    @Test(arguments: ["10.1.2.3", "127.0.0.1", "::1", "fe80::1", "192.168.0.1"])
    func internalAddressesAreNotAskedFor(_ ip: String) throws { #expect(try check(ip, []) == nil) }

    @Test func namesAreBounded() throws {
        final class Counter: Resolver {
            var questions = 0
            func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
                questions += 1
                guard type == .ptr else { return DNSAnswer(.nxDomain) }
                return DNSAnswer(.noError, (0..<1000).map { .name("h\($0).example") })
            }
        }
        let counter = Counter()
        #expect(ReverseCheck.evaluate(IPAddress("192.0.2.10"), counter)?.result == .fail)
        #expect(counter.questions == 11)
    }
}
