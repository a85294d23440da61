import ArgumentParser
import Backstamp

/// `explain`: what a signal means, why it matters, its reference and its weight.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What a signal means; without a name, all signals.")

    @Argument(help: "A signal such as links.unencrypted, or a family such as links.")
    var signal: String?

    @Option(help: ArgumentHelp("text or json.", valueName: "text|json"))
    var format: OutputFormat?

    func run() throws {
        let all = SignalCatalogue.standard.signals
        let chosen = all.filter { signal == nil || $0.id == signal || $0.family.rawValue == signal }
        guard !chosen.isEmpty else {
            let near = all.filter { $0.id.contains(signal ?? "") }.prefix(3).map(\.id)
            throw Exit.failure(
                .usage,
                "explain \(signal ?? ""): there is no such signal or family"
                    + (near.isEmpty ? "; `backstamp explain` lists all." : "; do you mean \(near.joined(separator: ", "))?"))
        }
        if (format ?? .standard) == .json {
            try Console.print(SignalCatalogue.json(chosen) + "\n")
        } else if let only = chosen.first, chosen.count == 1 {
            try Console.print(SignalText.whole(only))
        } else {
            try Console.print(SignalText.list(chosen))
        }
    }
}

enum SignalText {
    static func list(_ signals: [Signal]) -> String {
        var text = ""
        for family in Signal.Family.allCases {
            let mine = signals.filter { $0.family == family }
            guard !mine.isEmpty else { continue }
            text += "\(family.rawValue)\n"
            for signal in mine {
                text += "  \(weight(signal.weight)) \(signal.id)\n"
                text += TerminalText.wrap(signal.summary, width: 72).map { "         \($0)\n" }.joined()
            }
        }
        return text + "\n\(signals.count) signals. `backstamp explain SIGNAL` says why one matters.\n"
    }

    static func whole(_ signal: Signal) -> String {
        var text = "\(signal.id)  (\(signal.severity.rawValue), weight \(weight(signal.weight).trimmed))\n"
        text += TerminalText.wrap(signal.summary, width: 78).map { "\($0)\n" }.joined() + "\n"
        text += TerminalText.wrap(signal.explanation, width: 78).map { "\($0)\n" }.joined()
        return text + "\nReference: \(signal.reference)\n"
    }

    private static func weight(_ value: Double) -> String {
        let text = (value > 0 ? "+" : value == 0 ? " " : "-") + "\(abs(value))"
        return text + String(repeating: " ", count: max(0, 6 - text.count))
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
