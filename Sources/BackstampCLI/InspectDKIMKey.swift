import ArgumentParser
import Backstamp
import DKIM
import DNS
import Domains
import Glibc
import JSON

/// `inspect dkim-key`: what a DKIM key record is worth (RFC 6376 §3.6.1, RFC 8301, RFC 8463).
///
/// With `-`, a JSON object with selector and domain per line in, a JSON object per line out. A key that is not there
/// is an answer like any other.
struct InspectDKIMKey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "dkim-key", abstract: "Judge a DKIM key record.")

    @OptionGroup var source: DNSOption

    @Option(help: "text or json. Default: text for one key on a terminal, else json.")
    var format: OutputFormat?

    @Argument(help: "The selector (s=), or - for JSON lines on standard input.")
    var selector: String

    @Argument(help: "The signing domain (d=).")
    var domain: String = ""

    func validate() throws {
        guard selector == "-" || !domain.isEmpty else { throw ValidationError("Give a selector and a domain.") }
    }

    func run() throws {
        let dns = try source.open()
        let keys = KeyStore(resolver: dns.resolver)
        if selector == "-" {
            JSONLines.run { value, json in
                dns.log.beginMessage()
                guard let selector = value["selector"]?.string, let domain = value["domain"]?.string else {
                    throw JSONLines.Failure.badInput("not an object with selector and domain")
                }
                Self.judge(selector, domain, keys).write(to: &json)
            }
        } else {
            let judgement = Self.judge(selector, domain, keys)
            if (format ?? .standard) == .text {
                try Console.print(judgement.lines.map { TerminalText.safe($0) + "\n" }.joined())
            } else {
                var json = JSONWriter()
                judgement.write(to: &json)
                try Console.print(json.bytes + [0x0A])
            }
        }
        try dns.finish()
    }

    private static func judge(_ selector: String, _ domain: String, _ keys: KeyStore) -> KeyJudgement {
        KeyJudgement(selector: selector, domain: IDNA.toASCII(domain) ?? domain, keys: keys)
    }
}
