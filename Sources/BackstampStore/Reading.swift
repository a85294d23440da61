/// What several columns ask of a report and no single key holds.

import JSON
import MIME

enum Reading {
    /// ISO 8601 with any offset → the same moment in UTC, `2007-01-09T20:31:44Z`.
    static func utc(_ text: String) -> String? {
        MailDate(iso8601: text).map { String(MailDate(seconds: $0.seconds).iso8601.prefix(19)) + "Z" }
    }

    /// The domain of an address, in lower case.
    static func domain(_ address: String?) -> String? {
        guard let address, let at = address.lastIndex(of: "@") else { return nil }
        let domain = address[address.index(after: at)...].lowercased()
        return domain.isEmpty ? nil : domain
    }

    static func author(_ report: JSONValue) -> JSONValue? { report.at("message", "from")?.array?.first }

    /// The hop in which the receiver's own relay took the message over.
    static func border(_ report: JSONValue) -> JSONValue? {
        guard let hops = report.at("route", "hops")?.array, let index = report.at("route", "boundary")?.int,
            hops.indices.contains(index)
        else { return nil }
        return hops[index]
    }

    /// What the server says that handed it over: the hop below.
    static func belowBorder(_ report: JSONValue) -> JSONValue? {
        guard let hops = report.at("route", "hops")?.array, let index = report.at("route", "boundary")?.int, index > 0,
            hops.indices.contains(index - 1)
        else { return nil }
        return hops[index - 1]
    }

    /// When the receiver had it: the date of the topmost hop.
    static func received(_ report: JSONValue) -> String? {
        report.at("route", "hops")?.array?.last?["date"]?.string.flatMap(utc)
    }

    /// The signature that says most: the first that passes, else the first.
    static func signature(_ report: JSONValue) -> JSONValue? {
        let signatures = report.at("authentication", "dkim")?.array ?? []
        return signatures.first { $0["result"]?.string == "pass" } ?? signatures.first
    }
}
