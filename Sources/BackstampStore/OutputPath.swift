import BackstampArchive
import Glibc

/// What is at an output's place before it is opened.
enum OutputPath {
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func remove(_ paths: [String]) throws(SinkError) {
        for path in paths where exists(path) {
            guard unsafe unlink(path) == 0 else {
                throw .notWritable(path: path, why: unsafe String(cString: strerror(errno)))
            }
        }
    }
}
