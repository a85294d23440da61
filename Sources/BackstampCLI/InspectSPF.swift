import ArgumentParser
import Backstamp
import DNS
import Glibc
import JSON
import SPF

/// `inspect spf`: may this client use this identity (RFC 7208)?
///
/// With `-`, a JSON object per line in and the `spf.mailfrom` object per line out; otherwise one envelope from the
/// command line, its trace shown as an indented tree.
struct InspectSPF: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spf", abstract: "Check an envelope against the sender's SPF record.")

    enum Format: String, ExpressibleByArgument { case text, json }

    @OptionGroup var source: DNSOption

    @Option(help: "text or json. Default: text for one envelope on a terminal, else json.")
    var format: Format?

    @Argument(help: "The client's address, or - for JSON lines on standard input.")
    var ip: String

    @Argument(help: "The name in HELO or EHLO.")
    var helo: String = ""

    @Argument(help: "The address in MAIL FROM; empty for the null reverse-path.")
    var mailFrom: String = ""

    func run() throws {
        let dns = try source.open()
        let verifier = SPFVerifier(resolver: dns.resolver, now: time(nil))
        if ip == "-" {
            JSONLines.run { value, json in
                dns.log.beginMessage()
                let envelope = try Envelope(value)
                let check = verifier.checkMailFrom(ip: envelope.ip, helo: envelope.helo, mailFrom: envelope.mailFrom)
                write(check, to: &json)
            }
        } else {
            guard let address = IPAddress(ip) else { throw ValidationError("\"\(ip)\" is no IP address.") }
            let isText = format == .text || (format == nil && isatty(1) == 1)
            var streams = StandardStreams()
            if isText {
                let checks = verifier.check(ip: address, helo: helo, mailFrom: mailFrom)
                for check in [checks.mailfrom, checks.helo].compactMap({ $0 }) {
                    for line in SPFText.lines(check) { streams.write(line: Array(line.utf8)) }
                }
            } else {
                var json = JSONWriter()
                verifier.checkMailFrom(ip: address, helo: helo, mailFrom: mailFrom).write(to: &json)
                streams.write(line: json.bytes)
            }
            streams.flush()
        }
        try dns.finish()
    }

    private func write(_ check: SPFCheck, to json: inout JSONWriter) {
        if format == .text {
            json.value(SPFText.lines(check).joined(separator: "\n"))
        } else {
            check.write(to: &json)
        }
    }

    /// One line of input.
    private struct Envelope {
        let ip: IPAddress
        let helo: String
        let mailFrom: String

        init(_ value: JSONValue) throws(JSONLines.Failure) {
            guard value.isObject else { throw .badInput("not an object with ip, helo and mailFrom") }
            guard let text = value["ip"]?.string else { throw .badInput("\"ip\" is missing") }
            guard let ip = IPAddress(text) else { throw .badInput("\"ip\" is no IP address") }
            self.ip = ip
            helo = value["helo"]?.string ?? ""
            mailFrom = value["mailFrom"]?.string ?? ""
        }
    }
}

/// An SPF check for people: the result, and the evaluation as an indented tree.
enum SPFText {
    static func lines(_ check: SPFCheck) -> [String] {
        var lines = [
            "\(check.result.rawValue)  \(check.identity.rawValue) \(check.domain), client \(check.clientIP)",
            "  because \(check.reason)",
            "  look-ups \(check.lookups) of 10, void \(check.voidLookups) of 2",
        ]
        if let explanation = check.explanation { lines.append("  the domain's owner says: \(explanation)") }
        if let view = check.libspf2 {
            let why = view.why.map { " (\($0))" } ?? ""
            lines.append("  receivers built on libspf2: \(view.result)\(view.differs == true ? ", not the same" : "")\(why)")
        }
        for view in check.localLimits {
            lines.append("  \(view.receiver) allows \(view.limit): \(view.result.rawValue), not the same")
        }
        for step in check.trace {
            let indent = String(repeating: "  ", count: step.depth + 1)
            let outcome = step.outcome.isEmpty ? "" : "  → \(step.outcome)"
            let isRecord = step.term.lowercased().hasPrefix("v=spf1")
            lines.append("\(indent)\(isRecord ? step.domain + ": " : step.matched ? "* " : "  ")\(step.term)\(outcome)")
        }
        // Records and explanations are other people's text.
        return lines.map(TerminalText.safe)
    }
}
