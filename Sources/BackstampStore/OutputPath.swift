import BackstampArchive
import Glibc

/// What is at an output's place before it is opened.
package enum OutputPath {
    /// The file that a symbolic link leads to: it, and not the link, is what would be written over. nil for all else.
    package static func linkedFile(_ path: String) -> String? {
        var info = stat()
        guard unsafe lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFLNK,
            unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG, let target = unsafe realpath(path, nil)
        else { return nil }
        defer { unsafe free(target) }
        return unsafe String(cString: target)
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func remove(_ paths: [String]) throws(SinkError) {
        for path in paths where exists(path) {
            guard unsafe unlink(path) == 0 else {
                throw .notWritable(path: path, why: unsafe String(cString: strerror(errno)))
            }
        }
    }
}
