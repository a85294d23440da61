import ArgumentParser

@main
struct BackstampCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backstamp",
        abstract: "Reads an email's postmarks: who vouches for it, who carried it, who learns that you opened it.",
        subcommands: [Inspect.self])
}
