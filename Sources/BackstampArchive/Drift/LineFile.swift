import Glibc

/// A file of lines, read in pieces: what a scan wrote.
package enum LineFile {
    static let lineLimit = 64 << 20

    /// `body` gets each line without its end; nil for one that is longer than `lineLimit`. The last line counts only
    /// where it ends: else it was cut off.
    package static func forEachLine(of path: String, _ body: ([UInt8]?) throws -> Void) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystem.failure() }
        defer { close(descriptor) }
        var line: [UInt8] = []
        var isTooLong = false
        while let piece = try read(descriptor) {
            var start = 0
            while let end = piece[start...].firstIndex(of: 0x0A) {
                line += piece[start..<end]
                if isTooLong || !line.isEmpty { try body(isTooLong ? nil : line) }
                line.removeAll(keepingCapacity: true)
                isTooLong = false
                start = end + 1
            }
            line += piece[start...]
            if line.count > lineLimit {
                isTooLong = true
                line.removeAll()
            }
        }
    }

    /// nil at the end.
    private static func read(_ descriptor: Int32) throws -> [UInt8]? {
        while true {
            var count = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileSystem.failure() }
            return count == 0 ? nil : piece
        }
    }
}
