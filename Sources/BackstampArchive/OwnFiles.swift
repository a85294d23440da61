/// The files that a run itself writes: its output, the checkpoint beside it, and what SQLite puts there meanwhile. They are
/// no mail: one that lies in a scanned folder is passed over, and one that is to be read as well is refused beforehand.
///
/// A file is known by its folder and name, because checkpoints come and go; and by device and inode, where it is there.
package struct OwnFiles {
    private static let endings = ["", ".checkpoint", ".checkpoint.new", "-journal", "-wal", "-shm"]

    private struct Place: Hashable {
        let folder: FileSystem.Identity
        let name: [UInt8]
    }

    private var places: Set<Place> = []
    private var identities: Set<FileSystem.Identity> = []

    package static let none = OwnFiles(outputs: [])

    /// - Parameter outputs: paths, and `-` for standard output; what is there of them now is known by any name.
    package init(outputs: [String], standardOutput: String = "/dev/stdout") {
        for output in outputs {
            if output == "-" {
                addIdentity(Array(standardOutput.utf8))
            } else {
                for ending in Self.endings { add(Array((output + ending).utf8)) }
            }
        }
    }

    private mutating func add(_ path: [UInt8]) {
        if let place = Self.place(path) { places.insert(place) }
        addIdentity(path)
    }

    private static func place(_ path: [UInt8]) -> Place? {
        let slash = path.lastIndex(of: 0x2F)
        let folder = slash.map { $0 == 0 ? [0x2F] : Array(path[..<$0]) } ?? [0x2E]
        guard case .success(let status) = FileSystem.status(folder) else { return nil }
        return Place(folder: status.identity, name: Array(path[((slash ?? -1) + 1)...]))
    }

    private mutating func addIdentity(_ path: [UInt8]) {
        if case .success(let status) = FileSystem.status(path), status.kind == .file { identities.insert(status.identity) }
    }

    /// Whether a path, of a file that need not be there yet, is one of them.
    package func hold(_ path: String) -> Bool {
        path != "-" && Self.place(Array(path.utf8)).map(places.contains) == true || first(among: [path]) != nil
    }

    /// The first of some paths that is one of these files itself.
    package func first(among paths: [String]) -> String? {
        if identities.isEmpty { return nil }
        return paths.first { path in
            guard path != "-", case .success(let status) = FileSystem.status(Array(path.utf8)) else { return false }
            return identities.contains(status.identity)
        }
    }

    /// Whether a file of a folder is one of them.
    func hold(_ name: [UInt8], in folder: FileSystem.Identity, _ status: Result<FileSystem.Status, ArchiveError>) -> Bool {
        if places.isEmpty, identities.isEmpty { return false }
        if places.contains(Place(folder: folder, name: name)) { return true }
        guard case .success(let status) = status else { return false }
        return status.kind == .file && identities.contains(status.identity)
    }
}
