/// The result of a scan as an SQLite database, through GRDB.
///
/// Messages are written in batches, each in one transaction together with how far the scan is (`scan.messages`): the
/// file holds whole messages at any moment, whatever happens to the program, and a scan that goes on starts behind the
/// last of them. While it grows the database keeps a write-ahead log beside it, so that others may read it meanwhile;
/// when it is finished it is one file. Indexes are made at the end, which is much faster.

import GRDB
import JSON

package final class SQLiteFile {
    /// Of the tables; another one is not continued.
    package static let schema = "backstamp-archive/1"

    private let queue: DatabaseQueue
    private let statements: Statements
    /// As they came: a tree in memory is many times as large.
    private var waiting: [[UInt8]] = []
    private var waitingOctets = 0
    /// Messages that stand in the file; those of the open batch are not among them.
    package private(set) var committed: Int

    /// What is held back until it is written in one go.
    private static let batchMessages = 1000
    private static let batchOctets = 8 << 20

    /// Opens the file, or makes it. A database that is not of this schema throws `StoreError.otherFile`.
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "backstamp"
        // A message's rows are written in one transaction by one statement after the other: nothing to look up.
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            // The log survives the program; FULL makes it survive the machine.
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        statements = Statements()
        committed = try queue.write { [statements] db in
            if try !db.tableExists("scan") {
                guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else { throw StoreError.otherFile }
                for sql in statements.schema { try db.execute(sql: sql) }
                try db.execute(
                    sql: "INSERT INTO scan (key, value) VALUES ('schema', ?), ('messages', 0), ('finished', 0)",
                    arguments: [Self.schema])
            }
            let schema = try? String.fetchOne(db, sql: "SELECT value FROM scan WHERE key = 'schema'")
            guard schema == Self.schema else { throw StoreError.otherFile }
            return try Int.fetchOne(db, sql: "SELECT value FROM scan WHERE key = 'messages'") ?? 0
        }
    }

    /// Whether there is nothing in a file: no octet, no table, or the tables without a message.
    static func isEmpty(_ path: String) -> Bool {
        guard let queue = try? DatabaseQueue(path: path) else { return false }
        let count = try? queue.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
                || Int.fetchOne(db, sql: "SELECT value FROM scan WHERE key = 'messages'") == 0
        }
        return count ?? false
    }

    /// One line of a scan: the JSON of a report, or of an error.
    package func append(line: [UInt8]) throws {
        waiting.append(line)
        waitingOctets += line.count
        if waiting.count >= Self.batchMessages || waitingOctets >= Self.batchOctets { try commit() }
    }

    /// Everything that was appended stands in the file when this returns.
    package func commit() throws {
        guard !waiting.isEmpty else { return }
        let (batch, first) = (waiting, committed + 1)
        try queue.write { [statements] db in
            for (index, line) in batch.enumerated() {
                try statements.insert(try JSONReader.value(line), id: first + index, db)
            }
            try db.execute(
                sql: "UPDATE scan SET value = ? WHERE key = 'messages'", arguments: [first + batch.count - 1])
        }
        committed += batch.count
        waiting.removeAll(keepingCapacity: true)
        waitingOctets = 0
    }

    /// Takes back all behind the first `count` messages: what a list kept elsewhere does not know of.
    package func truncate(to count: Int) throws {
        guard count < committed else { return }
        try queue.write { db in
            for table in DetailTable.all {
                try db.execute(sql: "DELETE FROM \(table.name) WHERE message > ?", arguments: [count])
            }
            try db.execute(sql: "DELETE FROM messages WHERE id > ?", arguments: [count])
            try db.execute(sql: "UPDATE scan SET value = ? WHERE key = 'messages'", arguments: [count])
        }
        committed = count
    }

    /// Indexes, and one file.
    package func finish() throws {
        try commit()
        try queue.write { [statements] db in
            for sql in statements.indexes { try db.execute(sql: sql) }
            // For SQLite's planner; of a bounded part of each index.
            try db.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
            try db.execute(sql: "UPDATE scan SET value = 1 WHERE key = 'finished'")
        }
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
        }
        try queue.close()
    }
}

/// Why a file cannot be written to.
package enum StoreError: Error, CustomStringConvertible {
    /// It is a file of something else.
    case otherFile
    /// What SQLite says.
    case unreadable(String)

    package var description: String {
        switch self {
        case .otherFile: "this file was not written by a scan of this version"
        case .unreadable(let why): "it cannot be read: \(why)"
        }
    }
}
