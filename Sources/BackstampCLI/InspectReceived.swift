import ArgumentParser
import Backstamp
import JSON
import MIME

/// `inspect received`: Received fields alone, one hop for each. Nothing is looked up.
struct InspectReceived: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "received",
        abstract: "Read a Received field.",
        discussion: "With -, reads a JSON string per line (the field's body) and writes a hop per line.")

    @Argument(help: "The body of a Received field, or - for a stream of them.")
    var value: String

    func run() throws {
        guard value == "-" else { return show(hop(Array(value.utf8)[...])) }
        JSONLines.run { value, json in
            guard case .string(let text) = value else { throw JSONLines.Failure.badInput("a JSON string is wanted") }
            hop(Array(text.utf8)[...]).write(to: &json, isAlone: true)
        }
    }

    private func hop(_ field: ArraySlice<UInt8>) -> Hop {
        var hop = ReceivedParser.parse(field)
        hop.gradeTransport()
        return hop
    }

    private func show(_ hop: Hop) {
        let rows: [(String, String?)] = [
            ("HELO", hop.from.helo), ("name", hop.from.rdns), ("address", hop.from.ip.map { "\($0)" }),
            ("by", hop.by.name), ("by address", hop.by.ip.map { "\($0)" }), ("with", hop.with), ("id", hop.id),
            ("for", hop.for), ("reverse-path", hop.envelopeFrom), ("signed in", hop.auth), ("software", hop.software),
            ("date", hop.date?.iso8601), ("TLS", tls(hop.tls)), ("grade", hop.tls.grade?.rawValue),
            ("because", hop.tls.reason), ("dialect", hop.dialect), ("odd", oddities(hop)),
        ]
        for case (let label, let text?) in rows {
            print(label + String(repeating: " ", count: 14 - label.count) + TerminalText.safe(text))
        }
    }

    private func tls(_ tls: Hop.TLS) -> String? {
        guard let used = tls.used else { return nil }
        let parts = [tls.version, tls.cipher, tls.bits.map { "\($0) bits" }].compactMap { $0 }
        return used ? (parts.isEmpty ? "used" : parts.joined(separator: ", ")) : "not used"
    }

    private func oddities(_ hop: Hop) -> String? {
        hop.oddities.isEmpty ? nil : hop.oddities.joined(separator: "; ")
    }
}
