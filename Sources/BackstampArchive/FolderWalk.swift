/// The files below a folder, in the byte order of their paths: all regular files but hidden ones; of a Maildir those in
/// `cur` and `new` (`tmp` holds what is not yet delivered) and its subfolders, whose names start with a dot (Maildir++) or
/// do not (one folder in another).
///
/// A folder that contains itself through a symbolic link is not entered again.
struct FolderWalk {
    static let depthLimit = 64

    struct File {
        let path: [UInt8]
        let status: Result<FileSystem.Status, ArchiveError>
    }

    private struct Level {
        /// What precedes the names.
        let base: [UInt8]
        /// Last first.
        var entries: [Entry]
        let identity: FileSystem.Identity
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
            let path = levels[last].base + entry.name
            guard case .success(let status) = entry.status else { return File(path: path, status: entry.status) }
            switch status.kind {
            case .directory: enter(path)
            case .file: return File(path: path, status: entry.status)
            // A pipe or a device could block for ever.
            case .other: break
            }
        }
    }

    private mutating func enter(_ folder: [UInt8]) {
        do throws(ArchiveError) {
            let identity = try FileSystem.status(folder).get().identity
            guard !levels.contains(where: { $0.identity == identity }) else { return }
            guard levels.count < Self.depthLimit else {
                throw .unreadable("more than \(Self.depthLimit) folders lie in one another; give this one by itself")
            }
            let base = folder.last == 0x2F ? folder : folder + [0x2F]
            levels.append(Level(base: base, entries: try entries(of: folder, base, identity), identity: identity))
        } catch {
            failed = File(path: folder, status: .failure(error))
        }
    }

    /// As small as it can be: a Maildir may have hundreds of thousands.
    private struct Entry {
        let name: [UInt8]
        let status: Result<FileSystem.Status, ArchiveError>

        /// A folder's contents sort by the slash that follows its name.
        var key: [UInt8] {
            if case .success(let status) = status, status.kind == .directory { return name + [0x2F] }
            return name
        }
    }

    /// Last first.
    private func entries(
        of folder: [UInt8], _ base: [UInt8], _ identity: FileSystem.Identity
    ) throws(ArchiveError) -> [Entry] {
        let names = try FileSystem.names(in: folder)
        // One that lacks a folder, since archivers leave out what is empty, may be something else: only `tmp` is left out of it.
        let isMaildir = names.contains(Self.cur) && names.contains(Self.new)
        var entries: [Entry] = []
        entries.reserveCapacity(names.count)
        let hasCur = names.contains(Self.cur)
        for name in names where !(hasCur && name == Self.tmp) {
            let isHidden = name.first == 0x2E
            let path = base + name
            let status = FileSystem.status(path)
            if ownFiles.hold(name, in: identity, status) { continue }
            // Beside `cur` and `new` a Maildir holds the notes of its server, which are no mail.
            if isHidden || isMaildir && name != Self.cur && name != Self.new {
                guard case .success(let status) = status, status.kind == .directory, holdsMaildir(path, isHidden: isHidden)
                else { continue }
            }
            entries.append(Entry(name: name, status: status))
        }
        entries.sort { $1.key.lexicographicallyPrecedes($0.key) }
        return entries
    }

    /// Whether a folder is a Maildir, or (unless its name is hidden) a mere shelf of folders, such as the `Archive` of
    /// `Archive/2006/cur`.
    private func holdsMaildir(_ path: [UInt8], isHidden: Bool) -> Bool {
        guard let names = try? FileSystem.names(in: path) else { return false }
        if [Self.cur, Self.new, Self.tmp].count(where: names.contains) >= 2 { return true }
        return !isHidden && !names.isEmpty && names.allSatisfy { name in
            guard case .success(let status) = FileSystem.status(path + [0x2F] + name) else { return false }
            return status.kind == .directory
        }
    }

    private static let cur = Array("cur".utf8)
    private static let new = Array("new".utf8)
    private static let tmp = Array("tmp".utf8)
}
