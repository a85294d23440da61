import Glibc

/// The few calls of the system that reading mail needs: the only file of this module with unsafe code. Names are
/// octets, because a file's name need not be UTF-8.
enum FileSystem {
    enum Kind { case file, directory, other }

    /// What tells one directory from another.
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    struct Status {
        let kind: Kind
        let size: Int
        let identity: Identity
        /// Of the last change to the content, in nanoseconds since 1970.
        let changed: Int
    }

    /// Follows symbolic links.
    static func status(_ path: [UInt8]) -> Result<Status, ArchiveError> {
        var info = stat()
        let result = unsafe withCString(path) { unsafe stat($0, &info) }
        return result == 0 ? .success(status(info)) : .failure(failure())
    }

    /// Names in a directory, without `.` and `..`, in no order.
    static func names(in path: [UInt8]) throws(ArchiveError) -> [[UInt8]] {
        guard let directory = unsafe withCString(path, { unsafe opendir($0) }) else { throw failure() }
        defer { unsafe closedir(directory) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names
    }

    /// Reads to the end, at most `limit` octets. `-` is standard input.
    static func contents(_ path: [UInt8], limit: Int) throws(ArchiveError) -> [UInt8] {
        try OpenFile(path).contents(limit: limit)
    }

    static func status(_ info: stat) -> Status {
        let kind: Kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        let changed = Int(info.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue
        return Status(
            kind: kind, size: Int(info.st_size), identity: Identity(device: UInt64(info.st_dev), inode: UInt64(info.st_ino)),
            changed: changed &+ Int(info.st_mtim.tv_nsec))
    }

    static func failure() -> ArchiveError {
        let code = errno
        switch code {
        case ENOENT, ENOTDIR: return .missing
        case EISDIR: return .isDirectory
        default: return .unreadable(unsafe String(cString: strerror(code)))
        }
    }

    static func withCString<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        // A NUL cannot stand in a name; what follows one is cut off.
        let string = path.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
        return unsafe string.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return unsafe body("") }
            return unsafe body(base)
        }
    }
}

/// A file that is open for reading as long as this value lives; standard input for `-`.
final class OpenFile {
    fileprivate let descriptor: Int32

    init(_ path: [UInt8]) throws(ArchiveError) {
        descriptor = path == [0x2D] ? 0 : unsafe FileSystem.withCString(path) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FileSystem.failure() }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// As it is now, however often the name was given to another file meanwhile.
    func status() throws(ArchiveError) -> FileSystem.Status {
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else { throw FileSystem.failure() }
        return FileSystem.status(info)
    }

    /// From where it stands to the end, at most `limit` octets.
    func contents(limit: Int) throws(ArchiveError) -> [UInt8] {
        let expected = try status().size
        // One octet more than the file has shows its end without a second read.
        var octets = try next(min(max(expected + 1, 65_536), limit + 1))
        while !octets.isEmpty, octets.count <= limit {
            let more = try next(1 << 20)
            if more.isEmpty { return octets }
            octets += more
        }
        if octets.count > limit { throw .tooLarge(octets: max(octets.count, expected)) }
        return octets
    }

    /// Fewer octets where the file ends.
    func read(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: max(0, count))
        let filled = try read(into: &octets, at: offset, count: octets.count)
        octets.removeLast(octets.count - filled)
        return octets
    }

    /// Reads into the first `count` octets of a buffer that has so many.
    /// - Returns: how many were read: fewer where the file ends.
    func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(ArchiveError) -> Int {
        var filled = 0
        while filled < min(count, buffer.count) {
            let got = unsafe buffer.withUnsafeMutableBytes { buffer in
                let rest = min(count, buffer.count) - filled
                return unsafe pread(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, rest, off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            if got < 0 { throw FileSystem.failure() }
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    /// The next piece of a stream; empty at its end, and as soon as the work is to stop.
    func next(_ count: Int = 1 << 16) throws(ArchiveError) -> [UInt8] {
        while StopRequest.signal == nil {
            var got = 0
            let octets = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, got)
            }
            if got < 0, errno == EINTR { continue }
            if got < 0 { throw FileSystem.failure() }
            return octets
        }
        return []
    }
}

/// A file in memory, a window of it at a time: pages are read when they are touched, and given back with their window.
/// Not the whole file, because of one that the system's cache holds in large pieces each would count as ours as a whole.
@safe final class MappedFile: OctetWindow {
    /// Of octets, where no more are asked for.
    private static let windowSize = 1 << 19
    /// No page of Linux is larger.
    private static let pageSize = 1 << 16

    private let file: OpenFile
    /// Where the file ends for us, however it may grow.
    let count: Int
    private var window: UnsafeRawBufferPointer?
    /// Where the window starts.
    private var base = 0

    init(_ file: OpenFile, size: Int) throws(ArchiveError) {
        guard size > 0 else { throw .empty }
        self.file = file
        count = size
    }

    deinit { unmap() }

    func load(at offset: Int, atLeast count: Int) throws(ArchiveError) {
        let start = min(max(offset, 0), self.count)
        let end = start + min(max(count, 0), self.count - start)
        if let window = unsafe window, start >= base, end <= base + window.count { return }
        unmap()
        base = start & ~(Self.pageSize - 1)
        let size = min(max(end - base, Self.windowSize), self.count - base)
        // At the end of the file there may be none.
        guard size > 0 else { return }
        guard let memory = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, file.descriptor, off_t(base)), unsafe memory != MAP_FAILED
        else { throw FileSystem.failure() }
        unsafe madvise(memory, size, MADV_SEQUENTIAL)
        unsafe window = UnsafeRawBufferPointer(start: memory, count: size)
    }

    func withLoaded<Result>(at offset: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let octets = unsafe (window ?? UnsafeRawBufferPointer(start: nil, count: 0)).assumingMemoryBound(to: UInt8.self)
        return body(unsafe octets.span.extracting(min(max(offset - base, 0), octets.count)...))
    }

    /// The window goes on by itself.
    func discard(before offset: Int) {}

    private func unmap() {
        if let window = unsafe window { unsafe munmap(UnsafeMutableRawPointer(mutating: window.baseAddress), window.count) }
        unsafe window = nil
    }
}
