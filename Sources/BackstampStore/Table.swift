/// What the tables of an archive's result are: each a list of columns, and each column says where in a report its value
/// stands. SQLite's schema, the rows, the header of CSV and the documentation's test all follow from these lists.
///
/// A report is read from its JSON line, because that is what the workers hand over. What a report leaves out is NULL.

package import JSON

/// A value of a column, of one of SQLite's storage classes.
package enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
}

package struct Column: Sendable {
    package enum Kind: String, Sendable { case integer = "INTEGER", real = "REAL", text = "TEXT" }

    package let name: String
    package let kind: Kind
    package let value: @Sendable (JSONValue) -> StoredValue

    package init(_ name: String, _ kind: Kind, value: @escaping @Sendable (JSONValue) -> StoredValue) {
        self.name = name
        self.kind = kind
        self.value = value
    }

    /// - Parameter path: the keys that lead to the value, with dots between them.
    package static func text(_ name: String, _ path: String? = nil) -> Column {
        let keys = Self.keys(path ?? name)
        return Column(name, .text) { .text($0.at(keys)?.string) }
    }

    package static func integer(_ name: String, _ path: String? = nil) -> Column {
        let keys = Self.keys(path ?? name)
        return Column(name, .integer) { .integer($0.at(keys)?.int) }
    }

    package static func real(_ name: String, _ path: String? = nil) -> Column {
        let keys = Self.keys(path ?? name)
        return Column(name, .real) { json in json.at(keys)?.double.map { .real($0) } ?? .null }
    }

    /// 1 and 0, as SQLite has it.
    package static func flag(_ name: String, _ path: String? = nil) -> Column {
        let keys = Self.keys(path ?? name)
        return Column(name, .integer) { json in json.at(keys)?.bool.map { .integer($0 ? 1 : 0) } ?? .null }
    }

    /// A moment, in UTC, so that text sorts by time.
    package static func date(_ name: String, _ path: String? = nil) -> Column {
        let keys = Self.keys(path ?? name)
        return Column(name, .text) { .text($0.at(keys)?.string.flatMap(Reading.utc)) }
    }

    private static func keys(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }
}

/// A table of details: some rows for each message, known by `message` (the id) and `position` (from 0).
package struct DetailTable: Sendable {
    package let name: String
    package let columns: [Column]
    package let elements: @Sendable (JSONValue) -> [JSONValue]
    package let indexes: [[String]]

    package init(
        _ name: String, _ columns: [Column], indexes: [[String]] = [], elements: @escaping @Sendable (JSONValue) -> [JSONValue]
    ) {
        self.name = name
        self.columns = columns
        self.indexes = indexes
        self.elements = elements
    }
}

extension StoredValue {
    /// A NUL would end the text in SQLite.
    static func text(_ text: String?) -> StoredValue {
        guard let text else { return .null }
        guard text.utf8.contains(0) else { return .text(text) }
        return .text(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })))
    }

    static func integer(_ number: Int?) -> StoredValue { number.map { .integer($0) } ?? .null }
}

extension JSONValue {
    package func at(_ keys: [String]) -> JSONValue? {
        var value = self
        for key in keys {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }

    package func at(_ keys: String...) -> JSONValue? { at(keys) }
}
