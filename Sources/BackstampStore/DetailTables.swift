/// The tables beside `messages`.

import JSON

extension DetailTable {
    package static let all: [DetailTable] = [hops, authentication, beacons, links, jurisdictions, findings]

    /// Origin first.
    static let hops = DetailTable(
        "hops",
        [
            .text("helo", "from.helo"), .text("rdns", "from.rdns"), .text("ip", "from.ip"), .text("by_name", "by.name"),
            .text("by_ip", "by.ip"), .text("protocol", "with"), .text("software"), .text("dialect"), .date("date"),
            .integer("delay_seconds", "delaySeconds"), .text("tls_version", "tls.version"), .text("tls_cipher", "tls.cipher"),
            .integer("tls_bits", "tls.bits"), .text("grade", "tls.grade"), .text("country", "location.country"),
            .integer("asn", "location.asn"), .text("network", "location.network"), .flag("trusted"),
        ], indexes: [["ip"], ["rdns"], ["country"]]
    ) { $0.at("route", "hops")?.array ?? [] }

    /// Verified here, one row for each check and signature; and with `recorded` = 1 what other hosts wrote down.
    static let authentication = DetailTable(
        "authentication",
        [
            .flag("recorded"), .text("authserv_id"), .text("method"), .text("result"), .text("domain"), .text("selector"), .text("identity"),
            .text("algorithm"), .integer("key_bits", "keyBits"), .text("policy"), .flag("trusted"), .text("reason"),
        ], indexes: [["method", "result"], ["domain"]], elements: checks)

    static let beacons = DetailTable(
        "beacons",
        [
            .text("url"), .text("kind"), .text("host"), .text("vendor"), .text("country"), .real("confidence"), .text("reason"),
        ], indexes: [["host"], ["vendor"]]
    ) { $0.at("content", "beacons")?.array ?? [] }

    static let links = DetailTable(
        "links",
        [
            .text("url"), .text("text"), .text("host"), .text("kind"), .flag("mismatch"), .flag("redirector"), .text("target"),
            .flag("encrypted"),
        ], indexes: [["host"]]
    ) { $0.at("content", "links")?.array ?? [] }

    static let jurisdictions = DetailTable(
        "jurisdictions",
        [
            .text("country"), .text("role"), .text("who"),
            Column("regimes", .text) { json in
                .text(json["regimes"]?.array.map { $0.compactMap(\.string).joined(separator: "; ") })
            },
        ], indexes: [["country"]]
    ) { $0.at("route", "jurisdictions")?.array ?? [] }

    /// With the first of its places.
    static let findings = DetailTable(
        "findings",
        [
            .text("signal"), .text("family"), .text("severity"), .real("weight"), .text("summary"),
            Column("places", .integer) { .integer($0["evidence"]?.array?.count) },
            evidence("evidence_where", "where"), evidence("evidence_name", "name"),
            evidenceNumber("evidence_index", "index"), evidenceNumber("evidence_line", "line"),
            evidenceNumber("evidence_offset", "offset"), evidenceNumber("evidence_length", "length"),
            evidence("evidence_text", "text"),
        ], indexes: [["signal"]]
    ) { $0["findings"]?.array ?? [] }

    private static func evidence(_ name: String, _ key: String) -> Column {
        Column(name, .text) { .text($0["evidence"]?.array?.first?[key]?.string) }
    }

    private static func evidenceNumber(_ name: String, _ key: String) -> Column {
        Column(name, .integer) { .integer($0["evidence"]?.array?.first?[key]?.int) }
    }

    // MARK: Authentication, which has many shapes in the report and one in the table

    private static func checks(_ report: JSONValue) -> [JSONValue] {
        guard let all = report["authentication"] else { return [] }
        var checks: [JSONValue] = []
        for (key, method) in [("mailfrom", "spf-mailfrom"), ("helo", "spf-helo")] {
            if let spf = all.at("spf", key) { checks.append(check(method, spf)) }
        }
        for signature in all["dkim"]?.array ?? [] { checks.append(check("dkim", signature)) }
        for method in ["dmarc", "arc", "iprev"] {
            if let result = all[method] { checks.append(check(method, result)) }
        }
        for recorded in all["recorded"]?.array ?? [] {
            let host = recorded["authservID"] ?? .null
            for result in recorded["results"]?.array ?? [] {
                guard let method = result["method"]?.string else { continue }
                let properties = result["properties"]
                let domain =
                    properties?["header.d"]?.string ?? Reading.domain(properties?["smtp.mailfrom"]?.string)
                    ?? properties?["smtp.mailfrom"]?.string ?? properties?["header.from"]?.string
                checks.append(
                    .object([
                        .init(key: "recorded", value: .bool(true)), .init(key: "authserv_id", value: host),
                        .init(key: "method", value: .string(method)),
                        .init(key: "result", value: result["result"] ?? .null),
                        .init(key: "reason", value: result["reason"] ?? .null),
                        .init(key: "trusted", value: recorded["trusted"] ?? .null),
                        .init(key: "domain", value: domain.map { .string($0) } ?? .null),
                        .init(key: "selector", value: properties?["header.s"] ?? .null),
                    ]))
            }
        }
        return checks
    }

    private static func check(_ method: String, _ members: JSONValue) -> JSONValue {
        guard case .object(let own) = members else { return .null }
        return .object(
            own + [.init(key: "recorded", value: .bool(false)), .init(key: "method", value: .string(method))])
    }
}
