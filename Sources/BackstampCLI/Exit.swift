import ArgumentParser
import BackstampArchive

/// How a command ends that could not do its work: a sentence on standard error, and a code of sysexits.h.
enum Exit: Int32 {
    case usage = 64
    case data = 65
    case noInput = 66
    case unavailable = 69
    case internalError = 70
    case inputOutput = 74

    static func failure(_ exit: Exit, _ sentence: String) -> ExitCode {
        Console.complain(sentence)
        return ExitCode(exit.rawValue)
    }

    /// Nothing that is to be read may be written over, by whatever name.
    /// - Parameter options: those that name the outputs.
    static func refuseWritingOver(_ paths: [String], _ outputs: [String], options: String) throws {
        guard let path = OwnFiles(outputs: outputs).first(among: paths) else { return }
        throw failure(.usage, "\(path): this file is to be read, and would be written over; give \(options) another name.")
    }
}
