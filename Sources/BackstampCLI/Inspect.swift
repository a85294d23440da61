import ArgumentParser

/// `inspect`: one aspect alone. Each aspect has a file of its own.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Look at one aspect alone.",
        subcommands: [
            InspectAuthres.self, InspectDKIMKey.self, InspectDomain.self, InspectHTML.self, InspectReceived.self,
            InspectSPF.self,
        ])
}
