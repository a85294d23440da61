import ArgumentParser
import Glibc

/// How a command ends that could not do its work: a sentence on standard error, and a code of sysexits.h.
enum Exit: Int32 {
    case usage = 64
    case data = 65
    case noInput = 66
    case unavailable = 69
    case internalError = 70
    case inputOutput = 74

    static func failure(_ exit: Exit, _ sentence: String) -> ExitCode {
        let line = Array("backstamp: \(printable(sentence))\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
        return ExitCode(exit.rawValue)
    }

    /// Names of files may hold anything: what would move the cursor is shown as U+FFFD.
    private static func printable(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(isHarmless(scalar) ? scalar : "\u{FFFD}") }
        return String(shown)
    }

    /// No control, no bidi override, no line break.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
