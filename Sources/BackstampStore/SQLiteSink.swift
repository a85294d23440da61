package import BackstampArchive
import GRDB
import JSON

/// `scan --output x.sqlite`. What the database holds is what it has committed, so that a scan that goes on needs of the
/// checkpoint nothing but the number of lines.
package final class SQLiteSink: ReportSink {
    private let path: String
    private let overwrites: Bool
    private let replacesEmpty: Bool
    private var file: SQLiteFile?

    /// - Parameters:
    ///   - overwrites: a new output replaces the file that is there.
    ///   - replacesEmpty: it does where no message is in it: a scan may be killed right after it has made its output.
    package init(path: String, overwrites: Bool = false, replacesEmpty: Bool = false) {
        self.path = path
        self.overwrites = overwrites
        self.replacesEmpty = replacesEmpty
    }

    package func begin(after position: SinkPosition?) throws(SinkError) {
        if position == nil {
            let isReplaced = overwrites || (replacesEmpty && OutputPath.exists(path) && SQLiteFile.isEmpty(path))
            if isReplaced { try OutputPath.remove([path, path + "-wal", path + "-shm", path + "-journal"]) }
            if OutputPath.exists(path) { throw .exists(path: path) }
        } else if !OutputPath.exists(path) {
            throw .doesNotMatch(path: path, why: "the file is gone")
        }
        let file = try attempt { try SQLiteFile(path: path) }
        if let position {
            guard file.committed >= position.lines else {
                throw .doesNotMatch(path: path, why: "it holds \(file.committed) messages of \(position.lines)")
            }
            try attempt { try file.truncate(to: position.lines) }
        }
        self.file = file
    }

    package func write(_ line: Span<UInt8>, number: Int) throws(SinkError) {
        let file = try opened()
        let line = line.array()
        try attempt { try file.append(line: line) }
    }

    package func checkpoint() throws(SinkError) -> SinkPosition {
        let file = try opened()
        try attempt { try file.commit() }
        return SinkPosition(lines: file.committed)
    }

    package func finish() throws(SinkError) {
        let file = try opened()
        try attempt { try file.finish() }
        self.file = nil
    }

    private func opened() throws(SinkError) -> SQLiteFile {
        guard let file else { throw .notWritable(path: path, why: "it is not open") }
        return file
    }

    private func attempt<Value>(_ body: () throws -> Value) throws(SinkError) -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw .notWritable(path: path, why: error.message ?? "SQLite says \(error.resultCode.rawValue)")
        } catch let error as StoreError {
            throw .doesNotMatch(path: path, why: error.description)
        } catch {
            throw .notWritable(path: path, why: "\(error)")
        }
    }
}
