/// The files below a folder, in the byte order of their paths: all regular files but hidden ones; of a Maildir those in
/// `cur` and `new` (`tmp` holds what is not yet delivered) and its subfolders, whose names start with a dot.
///
/// A folder that contains itself through a symbolic link is not entered again.
struct FolderWalk {
    static let depthLimit = 64

    struct File {
        let path: [UInt8]
        let status: Result<FileSystem.Status, ArchiveError>
    }

    private struct Level {
        /// Last first.
        var entries: [Entry]
        let identity: [UInt64]
    }

    private var levels: [Level] = []
    private var failed: File?
    private let ownFiles: OwnFiles

    /// - Parameter ownFiles: passed over.
    init(_ folder: [UInt8], without ownFiles: OwnFiles = .none) {
        self.ownFiles = ownFiles
        enter(folder)
    }

    /// The next file, or the next place where something is wrong; nil at the end.
    mutating func next() -> File? {
        while true {
            if let file = failed {
                failed = nil
                return file
            }
            guard let last = levels.indices.last else { return nil }
            guard let entry = levels[last].entries.popLast() else {
                levels.removeLast()
                continue
            }
            guard case .success(let status) = entry.status else { return File(path: entry.path, status: entry.status) }
            switch status.kind {
            case .directory: enter(entry.path)
            case .file: return File(path: entry.path, status: entry.status)
            // A pipe or a device could block for ever.
            case .other: break
            }
        }
    }

    private mutating func enter(_ folder: [UInt8]) {
        do {
            let identity = try FileSystem.status(folder).get().identity
            guard levels.count < Self.depthLimit, !levels.contains(where: { $0.identity == identity }) else { return }
            levels.append(Level(entries: try entries(of: folder, identity).reversed(), identity: identity))
        } catch {
            failed = File(path: folder, status: .failure(error))
        }
    }

    private struct Entry {
        let name: [UInt8]
        let path: [UInt8]
        let status: Result<FileSystem.Status, ArchiveError>

        /// A folder's contents sort by the slash that follows its name.
        var key: [UInt8] {
            if case .success(let status) = status, status.kind == .directory { return name + [0x2F] }
            return name
        }
    }

    private func entries(of folder: [UInt8], _ identity: [UInt64]) throws(ArchiveError) -> [Entry] {
        let names = try FileSystem.names(in: folder)
        let isMaildir = Self.isMaildir(names)
        let base = folder.last == 0x2F ? folder : folder + [0x2F]
        var entries: [Entry] = []
        for name in names {
            let isHidden = name.first == 0x2E
            if isMaildir ? !(isHidden || name == Self.cur || name == Self.new) : isHidden { continue }
            let path = base + name
            let status = FileSystem.status(path)
            if ownFiles.hold(name, in: identity, status) { continue }
            if isMaildir, isHidden {
                guard case .success(let status) = status, status.kind == .directory,
                    let below = try? FileSystem.names(in: path), Self.isMaildir(below)
                else { continue }
            }
            entries.append(Entry(name: name, path: path, status: status))
        }
        return entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    private static let cur = Array("cur".utf8)
    private static let new = Array("new".utf8)

    private static func isMaildir(_ names: [[UInt8]]) -> Bool { names.contains(cur) && names.contains(new) }
}
