import ArgumentParser
import Backstamp
import JSON

/// `inspect authres`: what an Authentication-Results field records (RFC 8601), read apart from any message.
struct InspectAuthres: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authres",
        abstract: "Read Authentication-Results fields: one JSON string per line in, one JSON line out.")

    @Argument(help: "- for standard input.")
    var source: String

    func validate() throws {
        guard source == "-" else { throw ValidationError("inspect authres reads standard input: give -") }
    }

    func run() throws {
        JSONLines.run { value, json in
            guard let field = value.string else { throw JSONLines.Failure.badInput("a JSON string is wanted") }
            AuthenticationResultsParser.parse(Array(field.utf8)).writeInspection(to: &json)
        }
    }
}
