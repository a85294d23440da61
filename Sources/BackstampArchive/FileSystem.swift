import Glibc

/// The few calls of the system that reading mail needs: the only file of this module with unsafe code. Names are
/// octets, because a file's name need not be UTF-8.
enum FileSystem {
    enum Kind { case file, directory, other }

    struct Status {
        let kind: Kind
        let size: Int
        /// Device and inode: what tells one directory from another.
        let identity: [UInt64]
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
        let descriptor = path == [0x2D] ? 0 : unsafe withCString(path) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw failure() }
        defer { if descriptor != 0 { close(descriptor) } }
        var info = stat()
        let expected = unsafe fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
        var octets: [UInt8] = []
        // One octet more than the file has shows its end without a second read.
        var room = min(max(expected + 1, 65_536), limit + 1)
        while octets.count <= limit {
            var count = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { return octets }
            if octets.isEmpty { octets = chunk } else { octets += chunk }
            room = 1 << 20
        }
        throw .tooLarge(octets: max(octets.count, expected))
    }

    static func status(_ info: stat) -> Status {
        let kind: Kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        return Status(kind: kind, size: Int(info.st_size), identity: [UInt64(info.st_dev), UInt64(info.st_ino)])
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

/// A file in memory as long as this value lives: its pages are read when they are touched, and given back.
@safe final class MappedFile {
    private let buffer: UnsafeRawBufferPointer

    init(_ path: [UInt8]) throws(ArchiveError) {
        let descriptor = unsafe FileSystem.withCString(path) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FileSystem.failure() }
        defer { close(descriptor) }
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else { throw FileSystem.failure() }
        let size = Int(info.st_size)
        guard size > 0 else { throw .empty }
        guard let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe start != MAP_FAILED else {
            throw FileSystem.failure()
        }
        unsafe madvise(start, size, MADV_SEQUENTIAL)
        unsafe buffer = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    }

    func withSpan<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let octets = unsafe buffer.assumingMemoryBound(to: UInt8.self)
        return try body(unsafe octets.span)
    }
}
