/// The files below a folder, in the byte order of their paths: all regular files but hidden ones; of a Maildir those in
/// `cur` and `new` (`tmp` holds what is not yet delivered) and its subfolders, whose names start with a dot.
///
/// A folder that contains itself through a symbolic link is not entered again.
enum FolderWalk {
    static let depthLimit = 64

    /// `body` is called with the path of each file, or with a path and what is wrong there.
    static func forEachFile(_ folder: [UInt8], _ body: ([UInt8], ArchiveError?) throws -> Void) throws {
        try walk(folder, ancestors: [], body)
    }

    private static func walk(
        _ folder: [UInt8], ancestors: [[UInt64]], _ body: ([UInt8], ArchiveError?) throws -> Void
    ) throws {
        let identity: [UInt64]
        switch FileSystem.status(folder) {
        case .success(let status): identity = status.identity
        case .failure(let problem): return try body(folder, problem)
        }
        guard ancestors.count < depthLimit, !ancestors.contains(identity) else { return }
        let entries: [Entry]
        do { entries = try self.entries(of: folder) } catch { return try body(folder, error) }
        for entry in entries {
            switch entry.status {
            case .failure(let problem): try body(entry.path, problem)
            case .success(let status):
                switch status.kind {
                case .directory: try walk(entry.path, ancestors: ancestors + [identity], body)
                case .file: try body(entry.path, nil)
                // A pipe or a device could block for ever.
                case .other: break
                }
            }
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

    private static func entries(of folder: [UInt8]) throws(ArchiveError) -> [Entry] {
        let names = try FileSystem.names(in: folder)
        let isMaildir = self.isMaildir(names)
        let base = folder.last == 0x2F ? folder : folder + [0x2F]
        var entries: [Entry] = []
        for name in names {
            let isHidden = name.first == 0x2E
            if isMaildir ? !(isHidden || name == cur || name == new) : isHidden { continue }
            let path = base + name
            let status = FileSystem.status(path)
            if isMaildir, isHidden {
                guard case .success(let status) = status, status.kind == .directory,
                    let below = try? FileSystem.names(in: path), self.isMaildir(below)
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
