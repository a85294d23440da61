import ArgumentParser
import Backstamp
import BackstampArchive
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

    @Option(
        help: ArgumentHelp("What is usual for your senders, as drift --learn wrote it: what departs from it counts.", valueName: "file"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Where places come from: an .mmdb file, or libloc's .db; several are asked in turn. Default: the database "
                + "of Debian's libloc-database.", valueName: "file"))
    var location: [String] = []

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
        for item in policy.trusted where !TrustedRelays.isOne(item) {
            throw Exit.failure(
                .usage, "--trusted \(item): this is no address, no network such as 192.0.2.0/24, and no domain name.")
        }
        policy.recipients = Self.items(recipient)
        for address in policy.recipients where !address.contains("@") {
            throw Exit.failure(.usage, "--recipient \(address): this is no mail address.")
        }
        if let baseline { policy.baseline = try Self.baseline(file: baseline) }
        if let protect { policy.protected = try Self.domains(file: protect) }
        policy.authservIDs = Self.items(authservId).map { $0.lowercased() }
        return policy
    }

    private static func baseline(file: String) throws -> Baseline {
        guard let octets = try? Archive.contents(of: file) else { throw Exit.failure(.noInput, "cannot read \(file)") }
        do { return try Baseline(octets) } catch { throw Exit.failure(.data, "--baseline \(file): \(error)") }
    }

    /// The same options again, for the workers of a scan: with the source of DNS answers that was found.
    func arguments(dns source: String) -> [String] {
        var arguments = ["--dns=\(source)", "--as-of=\(asOf)"]
        let optional: [(String, String?)] = [
            ("resolver", dns.resolver), ("dns-budget", dns.dnsBudget.map { "\($0)" }), ("client-ip", clientIp),
            ("helo", helo), ("mail-from", mailFrom), ("trusted", trusted), ("authserv-id", authservId),
            ("recipient", recipient), ("protect", protect), ("baseline", baseline),
        ]
        for (name, value) in optional { if let value { arguments.append("--\(name)=\(value)") } }
        // What means something for live look-ups only is refused otherwise.
        if source != "live" { arguments.removeAll { $0.hasPrefix("--resolver=") || $0.hasPrefix("--dns-budget=") } }
        return arguments + location.map { "--location=\($0)" }
    }

    /// Files whose content decides what a report says.
    var files: [String] { location + [protect, baseline, dns.dns].compactMap(\.self) }

    private static func domains(file: String) throws -> [String] {
        guard let octets = try? Archive.contents(of: file) else { throw Exit.failure(.noInput, "cannot read \(file)") }
        return octets.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            let name = line.prefix { $0 != UInt8(ascii: "#") }.filter { $0 > 0x20 }
            return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
    }

    private static func items(_ list: String?) -> [String] {
        (list ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }
}
