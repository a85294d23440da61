import Glibc

/// A file read at once, up to a limit.
enum WholeFile {
    /// - Parameter path: `-` is standard input.
    /// - Returns: nil where it cannot be read.
    static func read(_ path: String, limit: Int = 256 << 20) -> [UInt8]? {
        let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { if descriptor != 0 { close(descriptor) } }
        var octets: [UInt8] = []
        while octets.count < limit {
            let count = unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
                var count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                while count < 0, errno == EINTR {
                    count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                }
                if count > 0 { unsafe octets.append(contentsOf: buffer[..<count]) }
                return count
            }
            if count < 0 { return nil }
            if count == 0 { break }
        }
        return octets
    }
}
