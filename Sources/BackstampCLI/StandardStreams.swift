import ArgumentParser
import Glibc

/// Standard input by the line and standard output, in octets. Output is written before input is waited for, so
/// that whoever drives the program through a pipe gets each answer to what was asked.
struct StandardStreams {
    enum Line {
        case octets([UInt8])
        /// Longer than `maximumLine`: read over, not kept.
        case tooLong
    }

    static let maximumLine = 64 << 20

    private var input: [UInt8] = []
    private var start = 0
    private var output: [UInt8] = []
    private var isAtEnd = false

    /// The next line without its line end; nil at the end of the input.
    mutating func line() -> Line? {
        var searched = start
        var isTooLong = false
        while true {
            if let end = input[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return isTooLong ? .tooLong : .octets(Array(input[start..<end]))
            }
            if isAtEnd {
                guard start < input.count || isTooLong else { return nil }
                defer { start = input.count }
                return isTooLong ? .tooLong : .octets(Array(input[start...]))
            }
            searched = input.count - start
            fill()
            if input.count > Self.maximumLine {
                isTooLong = true
                input.removeFirst(searched)
                searched = 0
            }
        }
    }

    /// Whether a line, or the end, can be had without waiting for it.
    mutating func isLineReady() -> Bool {
        while true {
            if isAtEnd || input[start...].contains(0x0A) { return true }
            var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, 0) > 0, input.count - start <= Self.maximumLine else { return false }
            fill()
        }
    }

    /// Octets that follow a line; fewer where the input ends.
    mutating func octets(_ count: Int) -> [UInt8] {
        while input.count - start < count, !isAtEnd { fill() }
        let end = min(start + count, input.count)
        defer { start = end }
        return Array(input[start..<end])
    }

    /// Octets as they are.
    mutating func write(octets: [UInt8]) {
        output += octets
        if output.count > 1 << 16 { flush() }
    }

    mutating func write(line octets: [UInt8]) {
        output += octets
        output.append(0x0A)
        if output.count > 1 << 16 { flush() }
    }

    /// Answers that cannot be written end the program: whoever asked must not take those that came for all of them.
    mutating func flush() {
        do { try Console.print(output) } catch { BackstampCommand.exit(withError: error) }
        output.removeAll(keepingCapacity: true)
    }

    private mutating func fill() {
        flush()
        input.removeFirst(start)
        start = 0
        let count = unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
            var count = unsafe read(0, buffer.baseAddress, buffer.count)
            while count < 0, errno == EINTR { count = unsafe read(0, buffer.baseAddress, buffer.count) }
            if count > 0 { unsafe input.append(contentsOf: buffer[..<count]) }
            return count
        }
        // What could not be read is no end: whoever asked must not take the answers for all of them.
        if count < 0 { BackstampCommand.exit(withError: Exit.failure(.inputOutput, "-: \(Console.systemError())")) }
        if count == 0 { isAtEnd = true }
    }
}
