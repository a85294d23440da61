import ArgumentParser
import Backstamp
import Domains
import JSON

/// `inspect domain`: who registered a name, and whether it is made to look like another.
struct InspectDomain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "domain", abstract: "Who registered a domain name, and whether it imitates another.",
        discussion: """
            With `-`, one JSON value per line on standard input, a name or {"domain","protect":[...]}, and one JSON object \
            per line out.
            """)

    @Argument(help: "Domain names; - for JSON lines on standard input.")
    var domains: [String] = ["-"]

    @Option(parsing: .upToNextOption, help: "Names that might be imitated.")
    var protect: [String] = []

    func run() throws {
        let standard = LookalikeDetector(protected: protect)
        guard domains == ["-"] else {
            for domain in domains {
                var json = JSONWriter(pretty: true)
                Self.write(domain, standard, to: &json)
                print(json.string)
            }
            return
        }
        // The list of names is mostly the same from line to line; to index it costs more than to ask.
        var cached: (names: [JSONValue], detector: LookalikeDetector)?
        JSONLines.run { value, json in
            guard let domain = value.string ?? value["domain"]?.string else {
                throw JSONLines.Failure.badInput("neither a string nor an object with domain")
            }
            var detector = standard
            if let names = value["protect"]?.array {
                if let cached, cached.names == names {
                    detector = cached.detector
                } else {
                    detector = LookalikeDetector(protected: protect + names.compactMap(\.string))
                    cached = (names, detector)
                }
            }
            Self.write(domain, detector, to: &json)
        }
    }

    private static func write(_ domain: String, _ detector: LookalikeDetector, to json: inout JSONWriter) {
        let ascii = IDNA.toASCII(domain)
        let lookalike = detector.judge(domain)
        json.object { json in
            json.field("domain", ascii ?? domain)
            json.field("unicode", lookalike?.unicode ?? IDNA.toUnicode(domain))
            json.field("registrable", PublicSuffix.registrableDomain(of: domain))
            json.field("lookalike", lookalike != nil)
            json.field("imitates", lookalike?.imitates)
            json.field("technique", lookalike?.technique.rawValue)
            json.field("confidence", lookalike?.confidence)
            json.field("reasons", lookalike?.reasons ?? [])
        }
    }
}
