import Glibc

/// A file that is written to, or standard output. Errors are sentences of the system's.
package final class OutputFile {
    enum Mode { case create, replace, goOn }

    private let path: String
    private var descriptor: Int32
    private let isStandardOutput: Bool
    /// A pipe or a device has no places: octets go there in the order in which they come.
    private let hasPlaces: Bool
    /// Whether a block may be written past the system's cache.
    private(set) var isDirect: Bool
    /// Whether writes go that way just now.
    private var goesDirectly = false
    /// Whether anything was written since it was last seen to be on disk.
    private var isNew = true

    /// Where the major number of a device stands (makedev(3)).
    private static let majorNumber: dev_t = 0xFFFF_F000_000F_FF00

    /// So much is written before the system is told that nobody here reads it again.
    private static let window = 8 << 20

    init(_ path: String, _ mode: Mode) throws(SinkError) {
        self.path = path
        isStandardOutput = path == "-"
        if isStandardOutput {
            descriptor = 1
        } else {
            let flags =
                switch mode {
                case .create: O_CREAT | O_EXCL
                case .replace: O_CREAT | O_TRUNC
                case .goOn: Int32(0)
                }
            descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | flags, 0o644)
        }
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw Self.failure(path)
        }
        var info = stat()
        let isFile = unsafe fstat(descriptor, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
        hasPlaces = isFile && !isStandardOutput
        // File systems in memory, over the network, or that compress what they cache (Btrfs) have no device of their own:
        // there the ordinary way is the better one.
        isDirect = hasPlaces && info.st_dev & Self.majorNumber != 0
    }

    deinit { if descriptor > 2 { Glibc.close(descriptor) } }

    var size: Int {
        var info = stat()
        return unsafe fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
    }

    /// What stands behind `size` is dropped.
    func cut(at size: Int) throws(SinkError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw Self.failure(path) }
    }

    /// - Parameter place: in the file; of no meaning where there are none.
    func write(_ octets: Span<UInt8>, at place: Int) throws(SinkError) {
        goDirectly(false)
        var written = 0
        while written < octets.count {
            let count = put(octets.extracting(written...), at: place + written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            written += count
        }
        let end = place + written
        if place / Self.window < end / Self.window { release(before: end) }
    }

    /// Writes a block that stands at its place past the system's cache. Where that cannot be done, it is not tried again;
    /// whatever is wrong shows when the rest is written in the ordinary way.
    /// - Returns: how many octets were written.
    func writeDirectly(_ octets: Span<UInt8>, at place: Int) -> Int {
        guard isDirect, goDirectly(true) else {
            isDirect = false
            return 0
        }
        while true {
            let count = put(octets, at: place)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { isDirect = false }
            return max(0, count)
        }
    }

    private func put(_ octets: Span<UInt8>, at place: Int) -> Int {
        isNew = true
        return unsafe octets.withUnsafeBytes { buffer in
            hasPlaces
                ? unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(place))
                : unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        }
    }

    /// - Returns: whether the file system agrees.
    @discardableResult
    private func goDirectly(_ isWanted: Bool) -> Bool {
        guard isWanted != goesDirectly else { return true }
        let flags = fcntl(descriptor, F_GETFL)
        // O_DIRECT (open(2)) by the name that the C library does not hide from Swift.
        guard flags >= 0, fcntl(descriptor, F_SETFL, isWanted ? flags | __O_DIRECT : flags & ~__O_DIRECT) == 0 else { return false }
        goesDirectly = isWanted
        return true
    }

    /// What has been written in the ordinary way goes to the disk now and not all at once at a checkpoint, and out of the
    /// system's cache: an output of any size then needs little memory there, always the same.
    private func release(before position: Int) {
        guard hasPlaces else { return }
        let end = position / Self.window * Self.window
        // It writes what is new and drops what is on disk by now, so that each octet comes up more than once.
        let start = max(0, end - 3 * Self.window)
        _ = posix_fadvise(descriptor, off_t(start), off_t(end - start), POSIX_FADV_DONTNEED)
    }

    /// On disk, so that a power cut does not take it. Pipes and terminals cannot and need not.
    func synchronize() throws(SinkError) {
        guard isNew else { return }
        var result = fdatasync(descriptor)
        while result != 0, errno == EINTR { result = fdatasync(descriptor) }
        if result != 0, errno != EINVAL, errno != EROFS { throw Self.failure(path) }
        isNew = false
    }

    func close() throws(SinkError) {
        guard !isStandardOutput else { return }
        let result = Glibc.close(descriptor)
        descriptor = -1
        if result != 0 { throw Self.failure(path) }
    }

    /// Writes a small file whole or not at all: beside it first, then in its place.
    package static func replace(_ path: String, with octets: [UInt8]) throws(SinkError) {
        let beside = path + ".new"
        // What a kill has left there; a link there leads to what is somebody else's.
        remove(beside)
        let file = try OutputFile(beside, .create)
        try file.write(octets.span, at: 0)
        try file.synchronize()
        try file.close()
        guard unsafe rename(beside, path) == 0 else { throw failure(path) }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    private static func failure(_ path: String) -> SinkError {
        .notWritable(path: path == "-" ? "standard output" : path, why: unsafe String(cString: strerror(errno)))
    }
}
