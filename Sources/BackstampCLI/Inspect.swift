import ArgumentParser

/// `inspect`: one aspect alone. Each aspect has a file of its own.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at one aspect alone.",
        subcommands: [InspectSPF.self, InspectReceived.self, InspectAuthres.self])
}
