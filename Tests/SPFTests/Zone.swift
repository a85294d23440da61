import DNS
import SPF

/// A small zone in memory: `name TYPE data`, one record a line. Names that are not in it do not exist; the data
/// `TIMEOUT` and `SERVFAIL` fail. It counts what it is asked.
final class Zone: Resolver {
    private var answers: [String: [RecordType: DNSAnswer]] = [:]
    private(set) var questions = 0
    private(set) var asked: [String] = []

    init(_ lines: String) {
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3, let type = RecordType(rawValue: parts[1]) else { fatalError("a bad line: \(line)") }
            add(parts[0], type, parts[2])
        }
    }

    func add(_ name: String, _ type: RecordType, _ data: String) {
        let name = DomainName.normalized(name)
        switch data {
        case "TIMEOUT": answers[name, default: [:]][type] = DNSAnswer(.timeout)
        case "SERVFAIL": answers[name, default: [:]][type] = DNSAnswer(.serverFailure)
        default: answers[name, default: [:]][type, default: DNSAnswer(.noError)].records.append(Self.record(type, data))
        }
    }

    func add(_ name: String, text: [UInt8]) {
        answers[DomainName.normalized(name), default: [:]][.txt, default: DNSAnswer(.noError)].records.append(
            .text(text))
    }

    private static func record(_ type: RecordType, _ data: String) -> DNSRecord {
        switch type {
        case .txt, .spf: return .text(Array(data.utf8))
        case .a, .aaaa:
            guard let address = IPAddress(data) else { fatalError("a bad address: \(data)") }
            return .address(address)
        case .mx:
            let parts = data.split(separator: " ")
            return .mx(preference: UInt16(parts[0]) ?? 0, exchange: String(parts[1]))
        default: return .name(data)
        }
    }

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        questions += 1
        asked.append("\(type.rawValue) \(DomainName.normalized(name))")
        return known(name, type) ?? DNSAnswer(.nxDomain)
    }

    func known(_ name: String, _ type: RecordType) -> DNSAnswer? {
        guard let types = answers[DomainName.normalized(name)] else { return DNSAnswer(.nxDomain) }
        return types[type] ?? DNSAnswer(.noError)
    }

    func check(
        _ mailFrom: String = "user@example.org", ip: String = "192.0.2.1", helo: String = "mail.example.org",
        libspf2: Bool = false
    ) -> SPFCheck {
        guard let ip = IPAddress(ip) else { fatalError("a bad address: \(ip)") }
        return SPFVerifier(resolver: self, receiver: "mx.example.net", now: 1_700_000_000, asksLibSPF2: libspf2)
            .checkMailFrom(ip: ip, helo: helo, mailFrom: mailFrom)
    }

    /// The result of one record at example.org.
    static func result(_ record: String, ip: String = "192.0.2.1", more: String = "") -> SPFResult {
        Zone("example.org TXT \(record)\n\(more)").check(ip: ip).result
    }
}
