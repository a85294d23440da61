import Glibc

/// Standard input by the line and standard output, in octets. Output is written before input is waited for, so
/// that whoever drives the program through a pipe gets each answer to what was asked.
struct StandardStreams {
    private var input: [UInt8] = []
    private var start = 0
    private var output: [UInt8] = []
    private var isAtEnd = false

    /// The next line without its line end; nil at the end of the input.
    mutating func line() -> [UInt8]? {
        var searched = start
        while true {
            if let end = input[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return Array(input[start..<end])
            }
            searched = input.count
            if isAtEnd {
                guard start < input.count else { return nil }
                defer { start = input.count }
                return Array(input[start...])
            }
            searched -= start
            fill()
        }
    }

    mutating func write(line octets: [UInt8]) {
        output += octets
        output.append(0x0A)
        if output.count > 1 << 16 { flush() }
    }

    /// A reader that has gone away ends the output, as SIGPIPE would.
    mutating func flush() {
        var rest = output[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
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
        if count <= 0 { isAtEnd = true }
    }
}
