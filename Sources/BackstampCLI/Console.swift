import ArgumentParser
import Backstamp
import Glibc

/// Standard output and standard error, in octets.
enum Console {
    /// One line on standard error, after the program's name.
    static func complain(_ text: String) {
        write("backstamp: \(TerminalText.safe(text))\n", to: 2)
    }

    static func note(_ text: String) { write(text + "\n", to: 2) }

    static func print(_ text: String) throws { try print(Array(text.utf8)) }

    static func print(_ octets: [UInt8]) throws {
        if !write(octets, to: 1) {
            throw Exit.failure(.inputOutput, "standard output: cannot be written: \(systemError())")
        }
    }

    static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    /// - Returns: whether everything was written.
    @discardableResult
    static func write(_ octets: [UInt8], to descriptor: Int32) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = rest.dropFirst(written)
        }
        return true
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of a terminal; nil for what is none.
    static func width(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The words for `errno`.
    static func systemError() -> String { unsafe String(cString: strerror(errno)) }
}
