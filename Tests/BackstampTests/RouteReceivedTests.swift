import Backstamp
import DNS
import MIME
import Testing

/// One Received field of each dialect, in the forms of the real servers, with names and addresses of RFC 2606 and
/// RFC 5737. Every value that the field states is expected, and nothing else.
@Suite struct RouteReceivedTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let field: String
        let want: [String: String]
        var testDescription: String { String(field.prefix(90)) }
    }

    @Test(arguments: cases) func reads(_ one: Case) {
        var got = Self.values(ReceivedParser.parse(one.field))
        if one.want["software"] == nil { got["software"] = nil }
        #expect(got == one.want)
    }

    /// Folding must not matter.
    @Test(arguments: cases) func readsFolded(_ one: Case) {
        let folded = one.field.replacing("; ", with: ";\r\n\t").replacing(" by ", with: "\r\n\tby ")
        let got = ReceivedParser.parse(folded)
        let want = ReceivedParser.parse(one.field)
        #expect(Self.values(got) == Self.values(want))
    }

    static func values(_ hop: Hop) -> [String: String] {
        let all: [(String, String?)] = [
            ("dialect", hop.dialect), ("helo", hop.from.helo), ("rdns", hop.from.rdns), ("ip", hop.from.ip?.description),
            ("by", hop.by.name), ("byIP", hop.by.ip?.description), ("with", hop.with), ("id", hop.id), ("for", hop.for),
            ("envelopeFrom", hop.envelopeFrom), ("auth", hop.auth), ("software", hop.software),
            ("date", hop.date?.iso8601), ("tls", hop.tls.used.map { String($0) }), ("version", hop.tls.version),
            ("cipher", hop.tls.cipher), ("bits", hop.tls.bits.map { String($0) }),
        ]
        var values: [String: String] = [:]
        for case (let key, let value?) in all { values[key] = value }
        return values
    }

    static func c(_ field: String, _ want: [String: String]) -> Case { Case(field: field, want: want) }

    static let day = "2026-03-04T10:15:00+00:00"

    static let cases: [Case] = postfix + exim + sendmail + microsoft + services + qmail + others + local
}
