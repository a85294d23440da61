import CLinux
import Glibc

/// Octets on their way into a pipe, in pages that are lent to it (vmsplice(2)): whoever reads it copies them from here, and
/// the system need not copy them into pages of its own before. That takes a third less time on both sides.
///
/// A page that is lent must stay as it is until it has been read. A pipe holds so many pages and no more, so that all but
/// the last so many have been read: there is room for these, and for what is gathered meanwhile. The one who reads must be
/// one who copies, as a pool does, and not one who hands the pages on.
@safe package final class PipePages {
    /// Octets that are lent at a time. What is lent should still be in the processor's cache when it is read.
    private static let pieceSize = 1 << 17

    private let descriptor: Int32
    /// Never given back, because the pipe may hold its pages for longer than this value lives.
    private let memory: UnsafeMutableRawBufferPointer
    private let pageSize: Int
    private let piece: Int
    /// Whether the system knows the call. A sandbox may not; then the octets are written, which is the same but slower.
    private var lends: Bool
    /// Where the piece that is being gathered starts, at a page, and where it ends.
    private var start = 0
    private var end = 0

    /// - Parameter descriptor: of the pipe's end that is written to. nil where it is no pipe, or where the system has no
    ///   memory.
    package init?(_ descriptor: Int32, lends: Bool = true) {
        let capacity = Int(fcntl(descriptor, Self.getPipeSize))
        pageSize = max(1 << 12, sysconf(Int32(_SC_PAGESIZE)))
        piece = max(Self.pieceSize, pageSize)
        self.descriptor = descriptor
        self.lends = lends
        // A piece in the making, one that does not fit in before the end, and all that the pipe holds.
        let size = capacity + 2 * piece
        guard capacity > 0,
            let base = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), unsafe base != MAP_FAILED
        else { return nil }
        unsafe memory = UnsafeMutableRawBufferPointer(start: base, count: size)
    }

    /// F_GETPIPE_SZ (fcntl(2)), which the C library hides from Swift.
    private static let getPipeSize: Int32 = 1032

    /// Octets that are not lent yet.
    package var count: Int { end - start }

    /// Adds octets, and lends what fills a piece.
    /// - Returns: whether the pipe took it.
    package func append(_ octets: Span<UInt8>) -> Bool {
        var added = 0
        while added < octets.count {
            if count == piece, !flush() { return false }
            let part = min(octets.count - added, piece - count)
            unsafe octets.extracting(added..<added + part).withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: memory[end..<end + part]).copyMemory(from: source)
            }
            end += part
            added += part
        }
        return true
    }

    /// Lends what has been added, and waits until the pipe has room for it.
    /// - Returns: whether the pipe took it.
    package func flush() -> Bool {
        while start < end {
            var vector = unsafe iovec(iov_base: memory.baseAddress.map { unsafe $0 + start }, iov_len: count)
            let taken = unsafe lends ? vmsplice(descriptor, &vector, 1, 0) : writev(descriptor, &vector, 1)
            if taken < 0, errno == EINTR { continue }
            if taken < 0, lends, errno == ENOSYS || errno == EPERM {
                lends = false
                continue
            }
            guard taken > 0 else { return false }
            start += taken
        }
        let next = (end + pageSize - 1) / pageSize * pageSize
        start = unsafe next + piece <= memory.count ? next : 0
        end = start
        return true
    }
}
