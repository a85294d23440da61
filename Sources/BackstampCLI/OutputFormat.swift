import ArgumentParser
import Backstamp

/// How a report is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    /// Text on a terminal, JSON in a pipe.
    static var standard: OutputFormat { Console.isTerminal(1) ? .text : .json }
}

extension TextReport.Style {
    /// What the terminal can show: its width, colour unless NO_COLOR is set (no-color.org), UTF-8 by the locale.
    static var terminal: TextReport.Style {
        let isTerminal = Console.isTerminal(1)
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { Console.environment($0) }.first { !$0.isEmpty } ?? ""
        let noColour = !(Console.environment("NO_COLOR") ?? "").isEmpty || Console.environment("TERM") == "dumb"
        let isUnicode = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
        let columns = Console.environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        // In a pipe without any locale nobody has said that he cannot read it.
        return TextReport.Style(
            width: columns ?? Console.width(1) ?? 80, isColoured: isTerminal && !noColour,
            isUnicode: isUnicode || locale.isEmpty && !isTerminal)
    }
}
