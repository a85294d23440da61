package import BackstampArchive
import Backstamp
import GRDB
import MIME

/// An earlier scan's database as `drift` reads it. It is opened for reading alone.
package enum StoredObservations {
    /// `body` gets nil for a message that does not count: an error, or without date or sender.
    package static func forEach(in path: String, _ body: (Observation?) throws -> Void) throws {
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
                let id: Int = row["id"]
                var source = source(row)
                source.signatures = try Row.fetchAll(signatures, arguments: [id]).map {
                    Infrastructure.Source.Signature(domain: $0["domain"], selector: $0["selector"], result: $0["result"] ?? "")
                }
                source.beaconHosts = try String?.fetchAll(beacons, arguments: [id]).compactMap { $0 }
                source.linkHosts = try String?.fetchAll(links, arguments: [id]).compactMap { $0 }
                try body(observation(row, source))
            }
        }
    }

    private static func source(_ row: Row) -> Infrastructure.Source {
        var source = Infrastructure.Source()
        source.borderName = row["border_host"]
        source.country = row["border_country"]
        source.asn = row["border_asn"]
        source.network = row["border_network"]
        source.grade = row["border_grade"]
        source.software = row["sending_software"]
        source.mailer = row["mailer"]
        source.returnPath = row["return_path"]
        source.spf = row["spf"]
        source.dmarc = row["dmarc"]
        return source
    }

    private static func observation(_ row: Row, _ source: Infrastructure.Source) -> Observation? {
        let stamp: String? = row["received"] ?? row["date"]
        guard let date = stamp.flatMap({ MailDate(iso8601: $0) }) else { return nil }
        let senders = SenderName.names(
            authorDomain: row["author_domain"], listID: row["list_id"], isDiscussionList: row["discussion_list"] ?? false)
        guard !senders.isEmpty else { return nil }
        return Observation(senders: senders, date: date.seconds, infrastructure: Infrastructure(source))
    }
}
