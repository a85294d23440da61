import Glibc

/// A file that is written to, or standard output. Errors are sentences of the system's.
final class OutputFile {
    enum Mode { case create, replace, goOn }

    private let path: String
    private var descriptor: Int32
    private let isStandardOutput: Bool
    /// Where the next octet goes; of no meaning for standard output.
    private var position = 0

    /// So much is written before the system is told that nobody here reads it again.
    private static let window = 8 << 20

    init(_ path: String, _ mode: Mode) throws(SinkError) {
        self.path = path
        isStandardOutput = path == "-"
        guard !isStandardOutput else {
            descriptor = 1
            return
        }
        let flags =
            switch mode {
            case .create: O_CREAT | O_EXCL
            case .replace: O_CREAT | O_TRUNC
            case .goOn: Int32(0)
            }
        descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | flags, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw Self.failure(path)
        }
    }

    deinit { if descriptor > 2 { Glibc.close(descriptor) } }

    var size: Int {
        var info = stat()
        return unsafe fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
    }

    /// What stands behind `size` is dropped, and writing goes on there.
    func cut(at size: Int) throws(SinkError) {
        guard ftruncate(descriptor, off_t(size)) == 0, lseek(descriptor, off_t(size), SEEK_SET) >= 0 else {
            throw Self.failure(path)
        }
        position = size
    }

    func write(_ octets: [UInt8]) throws(SinkError) {
        var written = 0
        while written < octets.count {
            let count = unsafe octets.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            written += count
        }
        let begun = position / Self.window
        position += written
        if position / Self.window > begun { release() }
    }

    /// What has been written goes to the disk now and not all at once at a checkpoint, and out of the system's cache: an
    /// output of any size then needs little memory there, always the same, which takes a fifth of the time that memory
    /// does which was never used (measured on a virtual machine).
    private func release() {
        guard !isStandardOutput else { return }
        let end = position / Self.window * Self.window
        // It writes what is new and drops what is on disk by now, so that each octet comes up more than once.
        let start = max(0, end - 3 * Self.window)
        _ = posix_fadvise(descriptor, off_t(start), off_t(end - start), POSIX_FADV_DONTNEED)
    }

    /// On disk, so that a power cut does not take it. Pipes and terminals cannot and need not.
    func synchronize() throws(SinkError) {
        if fdatasync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw Self.failure(path) }
    }

    func close() throws(SinkError) {
        guard !isStandardOutput else { return }
        let result = Glibc.close(descriptor)
        descriptor = -1
        if result != 0 { throw Self.failure(path) }
    }

    /// Writes a small file whole or not at all: beside it first, then in its place.
    static func replace(_ path: String, with octets: [UInt8]) throws(SinkError) {
        let beside = path + ".new"
        let file = try OutputFile(beside, .replace)
        try file.write(octets)
        try file.synchronize()
        try file.close()
        guard unsafe rename(beside, path) == 0 else { throw failure(path) }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    private static func failure(_ path: String) -> SinkError {
        .notWritable(path: path == "-" ? "standard output" : path, why: unsafe String(cString: strerror(errno)))
    }
}
