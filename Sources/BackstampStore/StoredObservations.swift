package import BackstampArchive
import Backstamp
import GRDB
import MIME

/// An earlier scan's database as `drift` reads it. It is opened for reading alone. It may have been made by anybody: a
/// value of another type than the schema's is none.
package enum StoredObservations {
    /// `body` gets nil for a message that does not count: an error, or without date or sender.
    package static func forEach(in path: String, _ body: (Observation?) throws -> Void) throws {
        do {
            try read(path, body)
        } catch let error as DatabaseError {
            throw StoreError.unreadable(error.message ?? "SQLite says \(error.resultCode.rawValue)")
        }
    }

    private static func read(_ path: String, _ body: (Observation?) throws -> Void) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { db in
            guard try db.tableExists("scan"),
                try String.fetchOne(db, sql: "SELECT value FROM scan WHERE key = 'schema'") == SQLiteFile.schema
            else { throw StoreError.otherFile }
            let signatures = try db.cachedStatement(
                sql: "SELECT domain, selector, result FROM authentication WHERE message = ? AND method = 'dkim' AND recorded = 0 ORDER BY position")
            let beacons = try db.cachedStatement(sql: "SELECT host FROM beacons WHERE message = ? ORDER BY position")
            let links = try db.cachedStatement(
                sql: "SELECT host FROM links WHERE message = ? AND kind IN ('http', 'https') ORDER BY position")
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM messages ORDER BY id")
            while let row = try rows.next() {
                guard let id = row.integer("id") else { continue }
                var source = source(row)
                source.signatures = try Row.fetchAll(signatures, arguments: [id]).map {
                    Infrastructure.Source.Signature(domain: $0.text("domain"), selector: $0.text("selector"), result: $0.text("result") ?? "")
                }
                source.beaconHosts = try Row.fetchAll(beacons, arguments: [id]).compactMap { $0.text("host") }
                source.linkHosts = try Row.fetchAll(links, arguments: [id]).compactMap { $0.text("host") }
                try body(observation(row, source))
            }
        }
    }

    private static func source(_ row: Row) -> Infrastructure.Source {
        var source = Infrastructure.Source()
        source.borderName = row.text("border_host")
        source.country = row.text("border_country")
        source.asn = row.integer("border_asn")
        source.network = row.text("border_network")
        source.grade = row.text("border_grade")
        source.software = row.text("sending_software")
        source.mailer = row.text("mailer")
        source.returnPath = row.text("return_path")
        source.spf = row.text("spf")
        source.dmarc = row.text("dmarc")
        return source
    }

    private static func observation(_ row: Row, _ source: Infrastructure.Source) -> Observation? {
        let stamp = row.text("received") ?? row.text("date")
        guard let date = stamp.flatMap({ MailDate(iso8601: $0) }) else { return nil }
        let senders = SenderName.names(
            authorDomain: row.text("author_domain"), listID: row.text("list_id"), isDiscussionList: row.integer("discussion_list") == 1)
        guard !senders.isEmpty else { return nil }
        return Observation(senders: senders, date: date.seconds, infrastructure: Infrastructure(source))
    }
}

extension Row {
    fileprivate func text(_ column: String) -> String? {
        let value: DatabaseValue? = self[column]
        return value.flatMap { String.fromDatabaseValue($0) }
    }

    fileprivate func integer(_ column: String) -> Int? {
        let value: DatabaseValue? = self[column]
        return value.flatMap { Int.fromDatabaseValue($0) }
    }
}
