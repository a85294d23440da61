import BackstampArchive
import BackstampStore
import Foundation
import GRDB
import JSON
import Testing

@Suite struct SQLiteTests {
    /// Everything that a database holds, as text.
    static func dump(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            try (["messages", "scan"] + DetailTable.all.map(\.name)).flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\(table): \($0)" }
            }
        }
    }

    static func write(_ lines: [[UInt8]], to path: String) throws {
        let sink = SQLiteSink(path: path)
        try sink.begin(after: nil)
        for (number, line) in lines.enumerated() { try sink.write(line, number: number) }
        try sink.finish()
    }

    @Test func everyMessageHasItsRows() throws {
        let scratch = try Scratch()
        let lines = try Corpus.lines()
        try Self.write(lines, to: scratch.path("a.sqlite"))
        let queue = try DatabaseQueue(path: scratch.path("a.sqlite"))
        try queue.read { db in
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM messages") == lines.count)
            for (table, path) in [("hops", ["route", "hops"]), ("links", ["content", "links"]), ("findings", ["findings"])] {
                let expected = try lines.reduce(0) { try $0 + (JSONReader.value($1).at(path)?.array?.count ?? 0) }
                #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") == expected && expected > 0)
            }
            let alert = try Row.fetchOne(db, sql: "SELECT * FROM messages WHERE author_domain = 'mi5.gov.uk' AND operator = 'WhatCounts'")
            for (column, value) in [("received", "2007-01-09T20:31:44Z"), ("border_country", "US"), ("label", "suspicious")] {
                let stored: String? = alert?[column]
                #expect(stored == value)
            }
            #expect(try String.fetchOne(db, sql: "SELECT error_code FROM messages WHERE path = 'broken.eml'") == "empty")
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE '%author_domain%'") == 1)
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("a.sqlite-wal")))
    }

    /// What was not committed is lost with the program; what was is there, and a second begin goes on behind it.
    @Test(arguments: [0, 1, 5, 11])
    func aCutLeavesWholeMessages(_ cut: Int) throws {
        let scratch = try Scratch()
        let lines = try Corpus.lines()
        try Self.write(lines, to: scratch.path("whole.sqlite"))
        let path = scratch.path("cut.sqlite")
        var position = SinkPosition(lines: 0)
        do {
            let sink = SQLiteSink(path: path)
            try sink.begin(after: nil)
            for number in 0..<cut { try sink.write(lines[number], number: number) }
            position = try sink.checkpoint()
            // More was committed than the checkpoint knows of, and some was not.
            for number in cut..<min(cut + 2, lines.count) { try sink.write(lines[number], number: number) }
            _ = try sink.checkpoint()
            try sink.write(lines[0], number: cut + 2)
        }
        let reader = try DatabaseQueue(path: path)
        #expect(try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM messages") } == min(cut + 2, lines.count))
        try reader.close()
        let sink = SQLiteSink(path: path)
        try sink.begin(after: position)
        for number in position.lines..<lines.count { try sink.write(lines[number], number: number) }
        try sink.finish()
        #expect(try Self.dump(path) == Self.dump(scratch.path("whole.sqlite")))
    }

    @Test func refusesWhatIsNotItsOwn() throws {
        let scratch = try Scratch()
        try Data("not a database, though long enough to be looked at".utf8).write(to: URL(filePath: scratch.path("a.sqlite")))
        #expect(throws: SinkError.self) { try SQLiteSink(path: scratch.path("a.sqlite")).begin(after: nil) }
        #expect(throws: SinkError.self) { try SQLiteSink(path: scratch.path("a.sqlite")).begin(after: SinkPosition(lines: 0)) }
        #expect(throws: SinkError.self) { try SQLiteSink(path: scratch.path("none.sqlite")).begin(after: SinkPosition(lines: 3)) }
        let other = try DatabaseQueue(path: scratch.path("other.sqlite"))
        try other.write { try $0.execute(sql: "CREATE TABLE messages (id INTEGER)") }
        try other.close()
        #expect(throws: SinkError.self) { try SQLiteSink(path: scratch.path("other.sqlite")).begin(after: SinkPosition(lines: 0)) }
        try SQLiteSink(path: scratch.path("a.sqlite"), overwrites: true).begin(after: nil)
    }

    @Test func aNulDoesNotEndAText() {
        let column = Column.text("subject")
        #expect(column.value(.object([.init(key: "subject", value: .string("a\0b"))])) == .text("a\u{FFFD}b"))
    }

    /// Documentation/Archive.md holds every table and column, and its queries run and find something.
    @Test func theSchemaIsDocumented() throws {
        let text = try String(contentsOf: Corpus.root.appending(path: "Documentation/Archive.md"), encoding: .utf8)
        for table in DetailTable.all {
            #expect(text.contains("`\(table.name)`"), "table \(table.name)")
            for column in table.columns { #expect(text.contains("`\(column.name)`"), "\(table.name).\(column.name)") }
        }
        for column in MessageColumns.all { #expect(text.contains("`\(column.name)`"), "messages.\(column.name)") }
    }

    static let queries: [String] = {
        let text = (try? String(contentsOf: Corpus.root.appending(path: "Documentation/Archive.md"), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "```sql\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    }()

    @Test func thereAreTenQueries() { #expect(Self.queries.count >= 10) }

    @Test(arguments: queries)
    func theQueryFindsSomething(_ sql: String) throws {
        let scratch = try Scratch()
        try Self.write(Corpus.lines(), to: scratch.path("a.sqlite"))
        let queue = try DatabaseQueue(path: scratch.path("a.sqlite"))
        let rows = try queue.read { try Row.fetchAll($0, sql: sql) }
        #expect(!rows.isEmpty, "\(sql)")
    }
}
