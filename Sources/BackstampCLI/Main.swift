import ArgumentParser

/// The program: one file per command.
@main
struct BackstampCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backstamp",
        abstract: "Reads an email's postmarks: is it genuine, who vouches for it, who carried it, who learns that you opened it.",
        discussion: """
            Nothing that a message names is ever fetched. Exit codes of check: 0 genuine, 1 unverified, 2 suspicious, \
            3 forged; 64 and above as in sysexits.h.
            """,
        version: "0.1.0",
        // Each says its own name: to make it of the type's takes the parser longer than all else that it does.
        subcommands: [Check.self, Scan.self, Worker.self, Drift.self, Explain.self, Inspect.self])

    static func main() {
        StandardDescriptors.hold()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            // Help and the version are no mistake.
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            let sentence = message(for: error).split(separator: "\n").first.map(String.init) ?? "\(error)"
            exit(withError: Exit.failure(code == .validationFailure ? .usage : .internalError, sentence))
        }
    }
}
