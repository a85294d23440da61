/// SQL made from the lists of columns: schema, indexes, and the rows of a report.

import GRDB
import JSON

struct Statements: Sendable {
    let schema: [String]
    let indexes: [String]
    private let message: String
    private let details: [String]

    init() {
        let columns = MessageColumns.all
        let messages = "CREATE TABLE messages (id INTEGER PRIMARY KEY, \(Self.definitions(columns)))"
        schema =
            ["CREATE TABLE scan (key TEXT PRIMARY KEY, value) WITHOUT ROWID", messages]
            + DetailTable.all.map { table in
                "CREATE TABLE \(table.name) (message INTEGER NOT NULL REFERENCES messages(id), position INTEGER NOT NULL, "
                    + "\(Self.definitions(table.columns)), PRIMARY KEY (message, position)) WITHOUT ROWID"
            }
        indexes =
            MessageColumns.indexes.map { Self.index("messages", $0) }
            + DetailTable.all.flatMap { table in table.indexes.map { Self.index(table.name, $0) } }
        message = Self.insertion("messages", ["id"], columns)
        details = DetailTable.all.map { Self.insertion($0.name, ["message", "position"], $0.columns) }
    }

    func insert(_ report: JSONValue, id: Int, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: message)
        try statement.execute(arguments: Self.arguments([id], MessageColumns.all, report))
        for (table, sql) in zip(DetailTable.all, details) {
            let elements = table.elements(report)
            guard !elements.isEmpty else { continue }
            let statement = try db.cachedStatement(sql: sql)
            for (position, element) in elements.enumerated() {
                try statement.execute(arguments: Self.arguments([id, position], table.columns, element))
            }
        }
    }

    private static func arguments(_ keys: [Int], _ columns: [Column], _ json: JSONValue) -> StatementArguments {
        var values = keys.map { $0.databaseValue }
        values.reserveCapacity(keys.count + columns.count)
        for column in columns { values.append(column.value(json).databaseValue) }
        return StatementArguments(values)
    }

    private static func definitions(_ columns: [Column]) -> String {
        columns.map { "\"\($0.name)\" \($0.kind.rawValue)" }.joined(separator: ", ")
    }

    private static func insertion(_ table: String, _ keys: [String], _ columns: [Column]) -> String {
        let names = (keys + columns.map { "\"\($0.name)\"" }).joined(separator: ", ")
        let marks = Array(repeating: "?", count: keys.count + columns.count).joined(separator: ", ")
        return "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
    }

    private static func index(_ table: String, _ columns: [String]) -> String {
        "CREATE INDEX IF NOT EXISTS \(table)_\(columns.joined(separator: "_")) ON \(table) (\(columns.joined(separator: ", ")))"
    }
}

extension StoredValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
