import ArgumentParser
import Backstamp
import DNS
import Geography
import MIME

/// What `check` and `scan` share: where DNS answers come from, what the clock is, what is known of the envelope.
struct AnalysisOptions: ParsableArguments {
    @OptionGroup var dns: DNSOption

    @Option(
        help: ArgumentHelp(
            "The clock for expiry and age: received (the topmost Received date), now, or a date such as 2007-01-09 or "
                + "2007-01-09T10:00:00Z.", valueName: "received|now|DATE"))
    var asOf: String = "received"

    @Option(help: ArgumentHelp("The address that handed the message in, where you know it.", valueName: "address"))
    var clientIp: String?

    @Option(help: ArgumentHelp("The name it greeted with.", valueName: "name"))
    var helo: String?

    @Option(help: ArgumentHelp("The reverse-path; empty for <>.", valueName: "address"))
    var mailFrom: String?

    @Option(help: ArgumentHelp("The receiver's own relays, by comma: CIDR ranges, addresses or names.", valueName: "cidr|name,..."))
    var trusted: String?

    @Option(help: ArgumentHelp("Whose recorded Authentication-Results may be believed, by comma.", valueName: "name,..."))
    var authservId: String?

    @Option(help: ArgumentHelp("Your address, by comma: personal addresses in the mail are told by it.", valueName: "address,..."))
    var recipient: String?

    @Option(help: ArgumentHelp("A file of domains that may be imitated, one per line; # starts a comment.", valueName: "file"))
    var protect: String?

    func policy(now: MailDate) throws -> Policy {
        var policy = Policy(now: now)
        switch asOf {
        case "received": policy.clock = .received
        case "now": policy.clock = .at(now)
        default:
            guard let date = MailDate(iso8601: asOf) else {
                throw Exit.failure(.usage, "--as-of \(asOf): give received, now, or a date such as 2007-01-09T10:00:00Z.")
            }
            policy.clock = .at(date)
        }
        if let clientIp {
            guard let ip = IPAddress(clientIp) else {
                throw Exit.failure(.usage, "--client-ip \(clientIp): this is no IPv4 or IPv6 address.")
            }
            policy.envelope.clientIP = ip
        }
        policy.envelope.helo = helo
        policy.envelope.mailFrom = mailFrom.map { $0 == "<>" ? "" : $0 }
        policy.trusted = Self.items(trusted)
        for item in policy.trusted where item.contains("/") {
            let parts = item.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let ip = IPAddress(parts[0]), let prefix = Int(parts[1]), (0...ip.bitWidth).contains(prefix)
            else { throw Exit.failure(.usage, "--trusted \(item): this is no network in CIDR form, such as 192.0.2.0/24.") }
        }
        policy.recipients = Self.items(recipient)
        for address in policy.recipients where !address.contains("@") {
            throw Exit.failure(.usage, "--recipient \(address): this is no mail address.")
        }
        if let protect { policy.protected = try Self.domains(file: protect) }
        policy.authservIDs = Self.items(authservId).map { $0.lowercased() }
        return policy
    }

    private static func domains(file: String) throws -> [String] {
        guard let octets = WholeFile.read(file) else { throw Exit.failure(.noInput, "cannot read \(file)") }
        return octets.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            let name = line.prefix { $0 != UInt8(ascii: "#") }.filter { $0 > 0x20 }
            return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
    }

    private static func items(_ list: String?) -> [String] {
        (list ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }
}

extension MailDate {
    /// `2007-01-09`, `2007-01-09T10:00:00Z`, `2007-01-09T10:00:00+01:00`; without a zone UTC.
    init?(iso8601 text: String) {
        let (day, time) = (text.prefix(10), text.dropFirst(10))
        let date = day.split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, date[0].count == 4, date[1].count == 2, date[2].count == 2,
            let year = Self.number(date[0]), let month = Self.number(date[1]), let day = Self.number(date[2])
        else { return nil }
        guard let mark = time.first else {
            self.init(year: year, month: month, day: day)
            return
        }
        guard mark == "T" || mark == " " else { return nil }
        let clock = time.dropFirst().prefix { $0.isNumber || $0 == ":" }
        let zone = time.dropFirst(1 + clock.count)
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }), let hour = Self.number(parts[0]),
            let minute = Self.number(parts[1]), let second = parts.count == 3 ? Self.number(parts[2]) : 0,
            let offset = Self.offset(zone)
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset)
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }

    /// Minutes east of UTC.
    private static func offset(_ zone: Substring) -> Int? {
        guard let sign = zone.first, zone != "Z", zone != "z" else { return 0 }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard sign == "+" || sign == "-", digits.count == 4, let value = Int(digits), digits.allSatisfy(\.isNumber) else { return nil }
        let minutes = value / 100 * 60 + value % 100
        return sign == "-" ? -minutes : minutes
    }
}
